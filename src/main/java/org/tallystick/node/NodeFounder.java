package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalEntry;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.BlockCodec;

/**
 * Makes the chain of a new node. Whatever an attempt that failed or was cut short has left, the next one finishes: nothing was
 * promised to anybody of a chain that nobody has opened. One use.
 */
final class NodeFounder {

    private final NodeConfig config;
    private final boolean practice;
    private final Pid hub;

    NodeFounder(NodeConfig config, boolean practice) {
        this.config = config;
        this.practice = practice;
        this.hub = Pid.of(config.hubKey().publicKey());
    }

    /**
     * Makes it.
     *
     * @throws FileAlreadyExistsException when there is another chain, or one that has more than its first block
     * @throws IOException when it cannot be written; it may be asked for again
     */
    void found() throws IOException {
        try (Journal journal = journal()) {
            if (!Arrays.equals(journal.chainId(), NodeStarter.chainId(hub))) {
                throw exists();
            }
            journal.repair();
            if (journal.height() == Journal.NONE) {
                CommittedBlock block = firstBlock();
                journal.append(JournalEntry.of(0, block.hash(), (byte) 0, BlockCodec.encode(block.block())));
            } else if (!isAsAsked(journal)) {
                throw exists();
            }
        } catch (AppendFailed notDurable) {
            throw new IOException("The first block could not be written", notDurable);
        }
    }

    private FileAlreadyExistsException exists() {
        return new FileAlreadyExistsException(config.journal().folder().toString());
    }

    private Journal journal() throws IOException {
        return switch (Journal.open(config.journal(), 0)) {
            case JournalOpening.NotAJournal _ -> Journal.create(config.journal(), NodeStarter.chainId(hub), 0);
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.MissingAcknowledged _, JournalOpening.Damaged _ -> throw exists();
        };
    }

    /** Whether the first block of an attempt that seemed to fail is on the disk after all, and no other. */
    private boolean isAsAsked(Journal journal) throws IOException {
        try {
            Optional<JournalRecord> first = journal.height() == 0 ? journal.read(0) : Optional.empty();
            if (first.isEmpty()) {
                return false;
            }
            NodeState state = empty();
            new Replayer(state, config.vault()).apply(first.get());
            return ((NodeRoom) state.rooms.getFirst()).practice() == practice;
        } catch (ReadFailed | HistoryDamaged unusable) {
            throw new IOException("There is a first block that is not good", unusable);
        }
    }

    private NodeState empty() {
        return new NodeState(NodeStarter.withNodeRoom(config.rooms().get()));
    }

    private CommittedBlock firstBlock() {
        NodeState state = empty();
        BlockMaker maker = NodeStarter.maker(config, state, new Graphs(state.ledger), hub);
        maker.begin(new TimeKeeper(config.clock(), -1).now().orElseThrow());
        Answer answer = maker.add(NodeRoom.genesis(hub, config.hubKey().publicKey(), practice));
        invariant(answer instanceof Answer.Committed, "A chain can begin");
        return maker.seal();
    }
}
