package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Transaction;

/**
 * The node's own room: what a chain begins with, new epochs, imports, and holds that run out. Owned by the ledger thread;
 * {@link #practice()} and {@link #hub()} are settled by the first block.
 */
final class NodeRoom implements Room {

    static final String GENESIS = "node.genesis";
    static final String EPOCH = "node.epoch";
    static final String IMPORT = "node.import";
    static final String EXPIRE = "node.expire";

    private boolean practice;
    private String hub = "";
    private String hubKey = "";

    boolean practice() {
        return practice;
    }

    /** Whether the first block has been met. */
    boolean isSettled() {
        return !hub.isEmpty();
    }

    Pid hub() {
        return new Pid(hub);
    }

    String hubKey() {
        return hubKey;
    }

    static HubTransaction genesis(Pid hub, PublicKey key, boolean practice) {
        Json.Obj fact = Json.object()
                .put("fact", "genesis")
                .put("format", 1)
                .put("hub", hub.text())
                .put("key", key.text())
                .put("practice", practice)
                .build();
        return new HubTransaction(new Frame("hub:genesis", GENESIS, 1), List.of(), List.of(fact), List.of());
    }

    static HubTransaction epoch(int epoch, long afterHeight, byte[] afterHash, String reason) {
        Json.Obj fact = Json.object()
                .put("fact", "epoch")
                .put("after_height", afterHeight)
                .put("after_hash", Hex.encode(afterHash))
                .put("reason", reason)
                .build();
        return new HubTransaction(new Frame("hub:epoch-" + epoch, EPOCH, 1), List.of(), List.of(fact), List.of());
    }

    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return List.of();
    }

    @Override
    public Set<String> hubTypes() {
        return Set.of(GENESIS + "/1", EPOCH + "/1", IMPORT + "/1", EXPIRE + "/1");
    }

    @Override
    public void apply(Applied applied, LedgerView ledger, UndoLog undo) {
        Transaction transaction = applied.transaction();
        if (!transaction.frame().type().equals(GENESIS)) {
            return;
        }
        invariant(hub.isEmpty(), "A chain begins once");
        try {
            Json.Obj fact = transaction.facts().getFirst();
            practice = fact.flag("practice");
            hub = fact.text("hub");
            hubKey = fact.text("key");
        } catch (MalformedJson malformed) {
            throw new org.tallystick.base.InvariantBroken("A chain begins with a readable genesis", malformed);
        }
        undo.onUndo(() -> {
            practice = false;
            hub = "";
            hubKey = "";
        });
    }

    @Override
    public boolean hasDue(LedgerView ledger, long timestampMs) {
        return !ledger.holdsRunOut(timestampMs, 1).isEmpty();
    }

    @Override
    public List<HubTransaction> due(LedgerView ledger, int atMost) {
        return ledger.holdsRunOut(ledger.timestampMs(), atMost).stream()
                .map(NodeRoom::expire)
                .toList();
    }

    private static HubTransaction expire(Hold hold) {
        UUID id = hold.id();
        List<Operation> releases = new ArrayList<>();
        for (Map.Entry<Integer, Hold.Leg> entry : hold.legs().entrySet()) {
            Hold.Leg leg = entry.getValue();
            if (leg.remainingMinor() > 0) {
                releases.add(
                        new Operation.ReleaseHold(id, entry.getKey(), leg.line().id(), leg.remainingMinor()));
            }
        }
        Json.Obj fact =
                Json.object().put("fact", "expired").put("hold", id.toString()).build();
        return new HubTransaction(new Frame("hub:expire-" + id, EXPIRE, 1), List.of(), List.of(fact), releases);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(practice);
        out.writeUTF(hub);
        out.writeUTF(hubKey);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        practice = in.readBoolean();
        hub = in.readUTF();
        hubKey = in.readUTF();
    }
}
