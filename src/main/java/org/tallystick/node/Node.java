package org.tallystick.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.FolderLock;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Recorded;
import org.tallystick.store.Projector;
import org.tallystick.store.Store;

/**
 * A running node: what callers submit to, ask, and close. May be called from any thread; a call waits for the ledger thread
 * where it says so.
 */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long CLOSE_MS = 60_000;

    private final NodeConfig config;
    private final Pid hub;
    private final boolean practice;
    private final FolderLock lock;
    private final NodeState state;
    private final Journal journal;
    private final Store<CommittedBlock> store;
    private final Projector<CommittedBlock> projector;
    private final Statements statements;
    private final LedgerLoop loop;
    private final Thread ledgerThread;
    private final Thread projectorThread;
    private final Subscribers subscribers;
    private final Erasures erasures;
    private final long snapshotHeight;
    private boolean closed;

    Node(NodeParts parts) {
        this.config = parts.config();
        this.hub = parts.hub();
        this.practice = parts.practice();
        this.lock = parts.lock();
        this.state = parts.state();
        this.journal = parts.journal();
        this.store = parts.store();
        this.projector = parts.projector();
        this.subscribers = parts.subscribers();
        this.erasures = parts.erasures();
        this.snapshotHeight = parts.snapshotHeight();
        this.statements = new Statements(
                hub, state::statementType, config.signatures(), config.vault(), config.randomness(), config.clock());
        this.loop = parts.loop();
        this.projectorThread = parts.projectorThread();
        this.ledgerThread = Thread.ofPlatform().name("ledger").unstarted(loop);
    }

    /** Lets the ledger thread begin; the projector runs already. */
    void start() {
        ledgerThread.start();
    }

    /**
     * Opens the node of a folder: the lock first, then journal, snapshot, replay, projection.
     *
     * @return the node, or why it does not serve
     * @throws IOException when the machine refuses to read or write
     */
    public static NodeOpening open(NodeConfig config, FolderLock lock) throws IOException {
        return new NodeStarter(config, lock).open();
    }

    /**
     * Makes the chain of a new node: an empty journal with its first block. May be called again after it failed or was cut short,
     * with the same key.
     *
     * @param practice whether it may hold other people's keys; it stands in the first block and cannot be taken back
     * @throws IOException when it cannot be written, or there is another journal already
     */
    public static void create(NodeConfig config, boolean practice) throws IOException {
        new NodeFounder(config, practice).found();
    }

    /** The hub's PID. */
    public Pid hub() {
        return hub;
    }

    /** The hub's key, which its PID names. */
    public PublicKey hubKey() {
        return config.hubKey().publicKey();
    }

    /** Whether the first block says that this is for practice. */
    public boolean practice() {
        return practice;
    }

    /**
     * Submits a statement and does not wait.
     *
     * @return completed when it is durable or refused; never exceptionally
     */
    public CompletableFuture<Answer> submit(SignedStatement statement) {
        return submit(List.of(statement));
    }

    /**
     * Submits a statement with further signatures over the same bytes, as a change of key needs.
     *
     * @return completed when it is durable or refused; never exceptionally
     */
    public CompletableFuture<Answer> submit(List<SignedStatement> signed) {
        return submit(signed, Optional.empty());
    }

    /**
     * Submits a statement that its client may have sent before under an idempotency key. The same key with the same body within
     * a day gets the first answer again, whatever the statement's own id; with another body E018. A refusal leaves the key free.
     *
     * @param signed the first decides; the others sign the same bytes with other keys
     * @param key its idempotency key; payments go by their own id and need none
     * @return completed when it is durable or refused; never exceptionally
     */
    public CompletableFuture<Answer> submit(List<SignedStatement> signed, Optional<IdempotencyKey> key) {
        return submit(signed, key, Optional.empty());
    }

    /**
     * Submits a statement once more whose transaction this hub signed into a block that it has lost. It is decided anew as if it
     * came now, only that it is in time; its id counts as used for ever. That the block is the hub's and lost, and that the id was
     * not used since, is for the caller to check.
     *
     * @param lost where it stood
     * @return completed when it is durable or refused; never exceptionally
     */
    public CompletableFuture<Answer> regain(SignedStatement statement, Regained lost) {
        return submit(List.of(statement), Optional.empty(), Optional.of(lost));
    }

    private CompletableFuture<Answer> submit(
            List<SignedStatement> signed, Optional<IdempotencyKey> key, Optional<Regained> lost) {
        Optional<Answer.Refused> full = waitAtTheDoor();
        if (full.isPresent()) {
            return CompletableFuture.completedFuture(full.get());
        }
        try {
            Submission.Statement<?> prepared = statements.prepare(signed, key, lost);
            return offer(prepared, prepared.answer());
        } catch (StatementRefused refused) {
            return CompletableFuture.completedFuture(new Answer.Refused(refused.refusal()));
        }
    }

    /** Submits what the hub decides alone; for the program itself, never for a caller from outside. */
    public CompletableFuture<Answer> submitAlone(HubTransaction transaction) {
        Optional<Answer.Refused> full = waitAtTheDoor();
        if (full.isPresent()) {
            return CompletableFuture.completedFuture(full.get());
        }
        try {
            if (!transaction.texts().isEmpty()) {
                config.vault()
                        .ensure(transaction.texts().stream()
                                .map(text -> text.owner())
                                .toList());
            }
        } catch (IOException notDurable) {
            return CompletableFuture.completedFuture(
                    new Answer.Refused(Refusal.of(ErrorCode.E020, "reason", "person_keys")));
        } catch (PersonErased erased) {
            return CompletableFuture.completedFuture(
                    new Answer.Refused(Refusal.of(ErrorCode.E006, "reason", "erased")));
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        return offer(new Submission.Alone(transaction, answer), answer);
    }

    private CompletableFuture<Answer> offer(Submission submission, CompletableFuture<Answer> answer) {
        if (!loop.offer(submission)) {
            answer.complete(new Answer.Refused(
                    Refusal.of(ErrorCode.E020, "reason", "queue_full").with("retry_after_seconds", "1")));
        }
        return answer;
    }

    /** Back-pressure: the ledger thread never waits for SQL, so whoever brings something new does (design §4). */
    private Optional<Answer.Refused> waitAtTheDoor() {
        NodeLimits limits = config.limits();
        if (projector.lagTransactions() > limits.softLagTransactions()) {
            awaitLag(limits);
        }
        return projector.lagTransactions() > limits.lagTransactions()
                ? Optional.of(new Answer.Refused(
                        Refusal.of(ErrorCode.E020, "reason", "lag").with("retry_after_seconds", "1")))
                : Optional.empty();
    }

    private void awaitLag(NodeLimits limits) {
        long endNs = config.clock().monotonicNs() + limits.softWaitMs() * 1_000_000L;
        try {
            while (projector.lagTransactions() > limits.softLagTransactions()
                    && config.clock().monotonicNs() < endNs) {
                projector.awaitProjected(projector.projectedHeight() + 1, java.time.Duration.ofMillis(10));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks the state as of the last forced block.
     *
     * @param question runs on the ledger thread between two blocks; short, and keeps nothing of what it is shown
     * @return its answer; fails with {@link NodeClosed} when the node is closing
     */
    public <T> CompletableFuture<T> ask(Function<NodeView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!loop.offer(new Submission.Query<>(question, answer))) {
            answer.completeExceptionally(new NodeClosed());
        }
        return answer;
    }

    /** As {@link #ask}, and waits for the answer. */
    public <T> T query(Function<NodeView, T> question) {
        return ask(question).join();
    }

    /**
     * Reads a durable block.
     *
     * @return the block, or nothing where there is none of this height
     * @throws ReadFailed when the journal cannot be read
     * @throws BlockDamaged when its bytes are not those of a block
     */
    public Optional<Block> block(long height) throws ReadFailed, BlockDamaged {
        Optional<JournalRecord> record = journal.read(height);
        return record.isEmpty()
                ? Optional.empty()
                : Optional.of(BlockCodec.decode(record.get().payload(), config.vault()));
    }

    /**
     * Reads one durable transaction without the others of its block.
     *
     * @return the transaction, or nothing where there is none at this place
     * @throws ReadFailed when the journal cannot be read
     * @throws BlockDamaged when its bytes are not those of a block
     */
    public Optional<Recorded> transaction(Place place) throws ReadFailed, BlockDamaged {
        Optional<JournalRecord> record = journal.read(place.height());
        return record.isEmpty()
                ? Optional.empty()
                : BlockCodec.decodeOne(record.get().payload(), place.position(), config.vault());
    }

    /** The journal, for reading only. */
    public Journal journal() {
        return journal;
    }

    /** The projection, for reading only: history, search, reports; never balances. */
    public Store<CommittedBlock> store() {
        return store;
    }

    /** The projector, for its state and for waiting until a block is projected. */
    public Projector<CommittedBlock> projector() {
        return projector;
    }

    /** How the node is. */
    public NodeHealth health() {
        Optional<String> readOnly = loop.readOnly();
        NodeHealth.Mode mode = loop.failed()
                ? NodeHealth.Mode.FAILED
                : readOnly.isPresent() ? NodeHealth.Mode.READ_ONLY : NodeHealth.Mode.SERVING;
        CommittedTip tip = subscribers.tip();
        return new NodeHealth(
                mode,
                readOnly,
                tip.height(),
                tip.epoch(),
                tip.timestampMs(),
                projector.projectedHeight(),
                projector.lagTransactions(),
                loop.dropped(),
                loop.checkedAtMs());
    }

    /** The operator confirms that the wall clock is right; blocks are written again. */
    public void confirmTime() {
        query(view -> {
            loop.confirmTime();
            return true;
        });
    }

    /**
     * Follows the blocks that become durable from now on.
     *
     * @return to be closed; tells when it was too slow to keep up
     */
    public Subscription subscribe() {
        return subscribers.subscribe();
    }

    /**
     * Follows the blocks that become durable from now on, with a thread of its own.
     *
     * @param block told of each; short
     * @param missed told when some were missed; short
     * @return to be closed
     */
    public Follower follow(Consumer<CommittedBlock> block, Runnable missed) {
        return Follower.start(subscribers, block, missed);
    }

    /**
     * Erases a person: destroys the key of their texts, deletes what the projection kept of them, and remembers it for every
     * restore (design §4). Their account and debts stay. Waits until the projection stands again.
     *
     * @throws IOException when it could not be finished; it is finished at the next start
     */
    public void erase(Pid person) throws IOException {
        erasures.erase(person, projector);
    }

    /** Stops taking anything, writes a snapshot, closes the files and gives the folder back. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.close();
        join(ledgerThread);
        projector.close();
        join(projectorThread);
        if (!loop.failed() && !ledgerThread.isAlive() && state.height() > snapshotHeight) {
            try {
                new Snapshots(config.folder().snapshot()).write(state);
            } catch (IOException notWritten) {
                LOG.warn("No snapshot was written; the next start replays", notWritten);
            }
        }
        store.close();
        journal.close();
        lock.close();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
