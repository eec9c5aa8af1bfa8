package org.tallystick.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalEntry;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerChecks;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.block.BlockCodec;

/**
 * What the ledger thread does: takes what waits, makes a block of it, makes that durable, and only then answers. Everything
 * it owns is touched by this thread alone while it runs.
 */
final class LedgerLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoop.class);
    private static final long IDLE_MS = 200;
    private static final long SLICE_NS = 1_000_000;
    private static final int SLICE_ACCOUNTS = 64;
    private static final long CHECK_EVERY_MS = 60_000;

    private final NodeState state;
    private final Graphs graphs;
    private final BlockMaker maker;
    private final TimeKeeper time;
    private final Journal journal;
    private final Clock clock;
    private final NodeLimits limits;
    private final Consumer<CommittedBlock> committed;
    private final BlockingQueue<Submission> intake;
    private final List<Submission> batch = new ArrayList<>();
    private volatile boolean closing;
    private volatile Optional<String> readOnly = Optional.empty();
    private volatile boolean failed;
    private volatile long checkedAtMs;
    private volatile long dropped;
    private LedgerChecks.Everything check;

    LedgerLoop(
            NodeState state,
            Graphs graphs,
            BlockMaker maker,
            TimeKeeper time,
            Journal journal,
            Clock clock,
            NodeLimits limits,
            Consumer<CommittedBlock> committed) {
        this.state = state;
        this.graphs = graphs;
        this.maker = maker;
        this.time = time;
        this.journal = journal;
        this.clock = clock;
        this.limits = limits;
        this.committed = committed;
        this.intake = new ArrayBlockingQueue<>(limits.intake());
        this.check = state.ledger.checkEverything();
    }

    /** Queues something; false when too much waits already or the node is closing. Any thread. */
    boolean offer(Submission submission) {
        if (closing || !intake.offer(submission)) {
            return false;
        }
        if (closing) {
            // The thread may have looked into the queue for the last time before this came in.
            return !intake.remove(submission);
        }
        return true;
    }

    void close() {
        closing = true;
        // The thread may be waiting for something to do; where the queue is full, it is not.
        boolean woken = intake.offer(new Submission.Query<>(NodeView::tip, new CompletableFuture<>()));
        LOG.trace("The ledger thread was woken to end: {}", woken);
    }

    Optional<String> readOnly() {
        return readOnly;
    }

    boolean failed() {
        return failed;
    }

    long checkedAtMs() {
        return checkedAtMs;
    }

    long dropped() {
        return dropped;
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                Submission first = intake.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                takeBatch(first);
                boolean idle = batch.isEmpty();
                process();
                checkSlice(idle);
            } catch (InterruptedException interrupted) {
                closing = true;
            } catch (RuntimeException | Error broken) {
                fail(broken);
            }
        }
        refuseWaiting();
    }

    private void takeBatch(@org.jspecify.annotations.Nullable Submission first) {
        batch.clear();
        if (first == null) {
            return;
        }
        batch.add(first);
        int bytes = bytes(first);
        Submission next = intake.peek();
        while (next != null && batch.size() < limits.blockStatements() && bytes + bytes(next) <= limits.blockBytes()) {
            intake.poll();
            batch.add(next);
            bytes += bytes(next);
            next = intake.peek();
        }
    }

    private static int bytes(Submission submission) {
        return submission instanceof Submission.Statement<?> statement ? statement.bytes() : 0;
    }

    private void process() {
        boolean writes = false;
        for (Submission submission : batch) {
            writes |= !(submission instanceof Submission.Query<?>);
        }
        if (failed) {
            refuseBatch(new Answer.Refused(Refusal.of(ErrorCode.E010, "reason", "node_failed")));
            return;
        }
        if (writes || (batch.isEmpty() && somethingIsDue())) {
            write();
        }
        for (Submission submission : batch) {
            if (submission instanceof Submission.Query<?> query) {
                query.run(view());
            }
        }
    }

    private NodeView view() {
        return new NodeView(
                state.ledger.view(),
                graphs,
                java.util.Objects.requireNonNull(state.tip, "A node that serves has a first block"),
                state.rooms);
    }

    private boolean somethingIsDue() {
        Optional<Long> now = time.now();
        if (now.isEmpty() || readOnly.isPresent()) {
            return false;
        }
        for (Room room : state.rooms) {
            if (room.hasDue(state.ledger.view(), now.get())) {
                return true;
            }
        }
        return false;
    }

    private void write() {
        if (!repaired()) {
            refuseBatch(notNow());
            return;
        }
        Optional<Long> now = time.now();
        if (now.isEmpty()) {
            readOnly = time.suspicion();
            refuseBatch(notNow());
            return;
        }
        maker.begin(now.get());
        for (Room room : state.rooms) {
            room.due(state.ledger.view(), limits.blockStatements()).forEach(maker::add);
        }
        List<Answer> answers = new ArrayList<>(batch.size());
        for (Submission submission : batch) {
            answers.add(decide(submission));
        }
        if (maker.transactionCount() == 0) {
            maker.undo();
            readOnly = Optional.empty();
            answer(answers);
            return;
        }
        CommittedBlock block = maker.seal();
        try {
            journal.append(JournalEntry.of(block.height(), block.hash(), (byte) 0, BlockCodec.encode(block.block())));
        } catch (AppendFailed notDurable) {
            LOG.error("A block could not be written: {}", notDurable.reason(), notDurable);
            maker.undo();
            readOnly = Optional.of(notDurable.reason().name().toLowerCase(java.util.Locale.ROOT));
            refuseBatch(notNow());
            return;
        }
        maker.keep(block);
        time.sealed(block.block().header().timestampMs());
        readOnly = Optional.empty();
        dropped = maker.droppedFollowing();
        committed.accept(block);
        answer(answers);
    }

    /** After a failed write, the segment is cut back and forced before anything new is written. */
    private boolean repaired() {
        if (!journal.failed()) {
            return true;
        }
        try {
            journal.repair();
            return true;
        } catch (AppendFailed stillFailing) {
            readOnly = Optional.of(stillFailing.reason().name().toLowerCase(java.util.Locale.ROOT));
            return false;
        }
    }

    private Answer decide(Submission submission) {
        return switch (submission) {
            case Submission.Statement<?> statement -> maker.add(statement, clock.monotonicNs());
            case Submission.Alone alone -> maker.add(alone.transaction());
            case Submission.Query<?> query -> notNow();
        };
    }

    private void answer(List<Answer> answers) {
        for (int i = 0; i < batch.size(); i++) {
            switch (batch.get(i)) {
                case Submission.Statement<?> statement -> statement.answer().complete(answers.get(i));
                case Submission.Alone alone -> alone.answer().complete(answers.get(i));
                case Submission.Query<?> query -> {}
            }
        }
    }

    private Answer.Refused notNow() {
        return new Answer.Refused(Refusal.of(ErrorCode.E020, "reason", readOnly.orElse("read_only")));
    }

    private void refuseBatch(Answer.Refused refused) {
        for (Submission submission : batch) {
            if (!(submission instanceof Submission.Query<?>) || failed) {
                submission.fail(refused);
            }
        }
    }

    /** The operator says that the wall clock is right; asked on this thread through a query. */
    void confirmTime() {
        time.confirm();
        readOnly = Optional.empty();
    }

    private void checkSlice(boolean idle) {
        long nowMs = clock.wallMs();
        if (failed || (!idle && nowMs - checkedAtMs < CHECK_EVERY_MS)) {
            return;
        }
        long startNs = clock.monotonicNs();
        do {
            if (check.step(SLICE_ACCOUNTS)) {
                checkedAtMs = nowMs;
                check = state.ledger.checkEverything();
                return;
            }
        } while (clock.monotonicNs() - startNs < SLICE_NS);
    }

    /** An invariant broke: nothing is written on top of it. What was forced stays; a new start replays it. */
    private void fail(Throwable broken) {
        LOG.error("The node stops writing", broken);
        failed = true;
        readOnly = Optional.of("invariant_broken");
        refuseBatch(new Answer.Refused(Refusal.of(ErrorCode.E010, "reason", "node_failed")));
        batch.clear();
    }

    private void refuseWaiting() {
        Answer.Refused closed = new Answer.Refused(Refusal.of(ErrorCode.E020, "reason", "closing"));
        Submission waiting = intake.poll();
        while (waiting != null) {
            waiting.fail(closed);
            waiting = intake.poll();
        }
    }
}
