package org.tallystick.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.Node;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Transaction;

/**
 * Who is called what. From a name to a PID without looking anything up: in a practice node the key of a label gives it, an
 * imported participant's PID is made of their label. From a PID to a name through the newest blocks that say so. One thread.
 */
public final class People {

    private static final String DISPLAY_NAME = "display_name";

    private final NodeApp app;
    private final Map<Pid, String> known = new HashMap<>();

    /** Asks a running node. */
    public People(NodeApp app) {
        this.app = app;
    }

    /**
     * Finds a participant.
     *
     * @param name a PID, or the label by which they were imported or made
     */
    public Optional<Pid> find(String name) {
        List<Pid> candidates = new ArrayList<>(3);
        try {
            candidates.add(Pid.parse(name));
        } catch (MalformedIdentity noPid) {
            // Then it is a label, which is what people type.
            assert noPid != null;
        }
        String label = PracticeKeys.label(name);
        app.practiceKeys().ifPresent(keys -> candidates.add(keys.pid(label)));
        candidates.add(Pid.unclaimed(app.node().hub(), label));
        Optional<Pid> found = app.node()
                .query(view -> candidates.stream()
                        .filter(pid -> view.ledger().account(pid) != null)
                        .findFirst());
        found.filter(pid -> !pid.text().equals(name)).ifPresent(pid -> known.put(pid, label));
        return found;
    }

    /**
     * The names of some people; whoever has none any more is missing.
     *
     * @throws ReadFailed when the journal cannot be read
     * @throws BlockDamaged when a block is not what it was
     */
    public Map<Pid, String> names(Collection<Pid> people) throws ReadFailed, BlockDamaged {
        Map<Pid, String> names = new LinkedHashMap<>();
        List<Pid> wanted = new ArrayList<>();
        for (Pid pid : people) {
            String name = known.get(pid);
            if (name != null) {
                names.put(pid, name);
            } else if (!wanted.contains(pid)) {
                wanted.add(pid);
            }
        }
        wanted.removeIf(pid -> !app.keys().vault().has(pid));
        Node node = app.node();
        for (long height = node.journal().height(); height >= 0 && !wanted.isEmpty(); height--) {
            Optional<Block> block = node.block(height);
            if (block.isPresent()) {
                collect(block.get(), wanted, names);
            }
        }
        known.putAll(names);
        return names;
    }

    private static void collect(Block block, List<Pid> wanted, Map<Pid, String> names) {
        for (Transaction transaction : block.transactions().reversed()) {
            for (PersonalText text : transaction.texts()) {
                if (text.field().equals(DISPLAY_NAME) && wanted.remove(text.owner())) {
                    names.put(text.owner(), text.text());
                }
            }
        }
    }
}
