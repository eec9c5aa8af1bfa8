package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Hex;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalEntry;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.JournalWalk;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockDamaged;

/**
 * Goes on after blocks were lost: how far the history is good, and the first block of a new epoch, which says after which height
 * and why (design §4). No node runs in the folder; the caller holds its lock.
 */
public final class Recovery {

    /** How many heights one gap may leave out; each is hashed once. */
    public static final long MAX_GAP = 10_000_000;

    /** 2026-01-01T00:00:00Z: the second from which the numbers of epochs are counted. */
    private static final long NUMBERS_FROM_MS = 1_767_225_600_000L;

    /**
     * How far a history is good.
     *
     * @param height the last block that is good, with all before it; -1 for none
     * @param timestampMs the time of the last good block
     * @param hashHex its hash
     * @param ofThisHub whether the history is that of the key that was given
     * @param problem why it goes no further, if something is wrong
     */
    public record Extent(long height, long timestampMs, String hashHex, boolean ofThisHub, Optional<String> problem) {}

    /**
     * What the files of a folder know of what was signed.
     *
     * @param height the greatest height that journal, tip or snapshot know of, -1 for none
     * @param epoch the epoch of the last block that the journal still has, 0 where there is none
     * @param tipReadable whether the tip said something about it
     */
    public record Known(long height, int epoch, boolean tipReadable) {}

    /**
     * Above what a new epoch begins.
     *
     * @param height no height up to this one is used again
     * @param epoch no number up to this one is used again
     */
    public record Above(long height, int epoch) {}

    /** What came of beginning a new epoch. */
    public sealed interface Begun {

        /**
         * It has begun.
         *
         * @param epoch its number
         * @param height of its first block
         * @param afterHeight the last block before
         */
        record Epoch(int epoch, long height, long afterHeight) implements Begun {}

        /**
         * The wall clock is not believed, and nobody confirmed it.
         *
         * @param reason a word such as {@code clock_behind}
         */
        record TimeNotBelieved(String reason) implements Begun {}

        /** More heights would be left out than {@link #MAX_GAP}. */
        record TooFar() implements Begun {}
    }

    private Recovery() {}

    /** What the files of a folder know of what was signed, whatever state they are in; changes nothing. */
    public static Known known(NodeFolder folder) throws IOException {
        AtomicReference<@Nullable JournalRecord> last = new AtomicReference<>();
        JournalWalk.Found found = JournalWalk.<RuntimeException>walk(JournalConfig.in(folder.journal()), record -> {
            last.set(record);
            return true;
        });
        long claimed = new Snapshots(folder.snapshot()).claimedHeight().orElse(-1L);
        return new Known(
                Math.max(found.heightKnown(), claimed),
                Optional.ofNullable(last.get()).map(Recovery::epochOf).orElse(0),
                found.tipReadable());
    }

    private static int epochOf(JournalRecord record) {
        try {
            return BlockCodec.decode(record.payload(), new NoPersonKeys())
                    .header()
                    .epoch();
        } catch (BlockDamaged unreadable) {
            return 0;
        }
    }

    /**
     * Sees to it that whoever was erased according to another list is erased here as well: before anything else at a restore.
     *
     * @throws IOException when a list cannot be read, or a key cannot be destroyed
     */
    public static void eraseAgain(NodeFolder folder, PersonVault vault, Path otherList) throws IOException {
        new Erasures(folder.erased(), vault).takeOver(otherList);
    }

    /** Goes through a history as far as it is good; changes nothing. */
    public static Extent examine(NodeConfig config) throws IOException {
        NodeState state = new NodeState(NodeStarter.withNodeRoom(config.rooms().get()));
        Replayer replayer = new Replayer(state, config.vault());
        Optional<String> problem;
        JournalWalk.Found found = JournalWalk.<RuntimeException>walk(config.journal(), record -> true);
        try {
            JournalWalk.<HistoryDamaged>walk(config.journal(), record -> {
                replayer.apply(record);
                return true;
            });
            problem = found.trouble()
                    .map(trouble ->
                            trouble.kind() + " in " + trouble.file().getFileName() + " at byte " + trouble.offset());
        } catch (HistoryDamaged damaged) {
            problem = Optional.of(String.valueOf(damaged.getMessage()));
        }
        NodeRoom room = (NodeRoom) state.rooms.getFirst();
        boolean ofThisHub =
                room.isSettled() && room.hub().equals(Pid.of(config.hubKey().publicKey()));
        return new Extent(
                state.height(), state.ledger.view().timestampMs(), Hex.encode(state.tipHash), ofThisHub, problem);
    }

    /**
     * Writes the first block of a new epoch behind a history that opens, and takes away the snapshot and the projection, which
     * may know of more.
     *
     * @param config with the journal to go on with
     * @param above what may have been signed before
     * @param reason why, in a few words that stay in history
     * @param confirmTime whether the operator says that the wall clock is right
     * @throws IOException when it cannot be read or written
     * @throws HistoryDamaged when the history does not replay
     */
    public static Begun beginEpoch(NodeConfig config, Above above, String reason, boolean confirmTime)
            throws IOException, HistoryDamaged {
        if (!(Journal.open(config.journal(), 0) instanceof JournalOpening.Opened opened)) {
            throw new IOException("the journal does not open");
        }
        try (Journal journal = opened.journal()) {
            NodeState state =
                    new NodeState(NodeStarter.withNodeRoom(config.rooms().get()));
            Replayer replayer = new Replayer(state, config.vault());
            journal.<HistoryDamaged>readFrom(0, record -> {
                replayer.apply(record);
                return true;
            });
            return beginEpoch(config, journal, state, above, reason, confirmTime);
        } catch (ReadFailed unreadable) {
            throw new IOException("the journal cannot be read", unreadable);
        }
    }

    private static Begun beginEpoch(
            NodeConfig config, Journal journal, NodeState state, Above above, String reason, boolean confirmTime)
            throws IOException {
        long afterHeight = state.height();
        long height = Math.max(above.height(), afterHeight) + 1;
        if (height - afterHeight > MAX_GAP) {
            return new Begun.TooFar();
        }
        TimeKeeper time = new TimeKeeper(config.clock(), state.ledger.view().timestampMs());
        if (confirmTime) {
            time.confirm();
        }
        Optional<Long> nowMs = time.now();
        if (nowMs.isEmpty()) {
            return new Begun.TimeNotBelieved(time.suspicion().orElse("clock"));
        }
        int epoch = number(Math.max(above.epoch(), state.epoch()), nowMs.get());
        Pid hub = Pid.of(config.hubKey().publicKey());
        BlockMaker maker = new BlockMaker(
                state, new Graphs(state.ledger), hub, config.hubKey(), config.randomness(), config.vault());
        maker.begin(nowMs.get(), epoch, height);
        Answer answer = maker.add(NodeRoom.epoch(epoch, afterHeight, state.tipHash, reason));
        invariant(answer instanceof Answer.Committed, "A new epoch can always begin");
        CommittedBlock block = maker.seal();
        forgetWhatMayKnowMore(config);
        byte flags = height == afterHeight + 1 ? 0 : JournalEntry.AFTER_GAP;
        try {
            journal.append(JournalEntry.of(height, block.hash(), flags, BlockCodec.encode(block.block())));
        } catch (AppendFailed notDurable) {
            throw new IOException("the first block of the new epoch could not be written", notDurable);
        }
        return new Begun.Epoch(epoch, height, afterHeight);
    }

    /** The second in which it begins, so that two that begin after the same block, unknown to each other, differ. */
    private static int number(int before, long nowMs) {
        long seconds = (nowMs - NUMBERS_FROM_MS) / 1_000;
        return Math.max(Math.addExact(before, 1), Math.clamp(seconds, 0, Integer.MAX_VALUE));
    }

    private static void forgetWhatMayKnowMore(NodeConfig config) throws IOException {
        new Snapshots(config.folder().snapshot()).delete();
        Files.deleteIfExists(config.store().file());
        Files.deleteIfExists(config.store().asideFile());
    }
}
