package org.tallystick.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.tallystick.base.Checks.invariant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.journal.FolderLock;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;
import org.tallystick.store.BlockHashes;
import org.tallystick.store.Projection;
import org.tallystick.store.Projector;
import org.tallystick.store.ProjectorListener;
import org.tallystick.store.Store;
import org.tallystick.store.StoreConfig;
import org.tallystick.store.StoreFailed;
import org.tallystick.store.StoreOpening;

/**
 * Starts a node (design §4 Start): snapshot, journal, replay, checks, projection. Any file that knows of a later block than
 * the journal means that acknowledged blocks are missing, and then the node does not serve.
 */
final class NodeStarter {

    private static final Logger LOG = LoggerFactory.getLogger(NodeStarter.class);
    private static final byte[] CHAIN_TAG = "tallystick.chain".getBytes(US_ASCII);

    private final NodeConfig config;
    private final FolderLock lock;
    private final Snapshots snapshots;
    private final Pid hub;
    private long knownByStore = -1;

    NodeStarter(NodeConfig config, FolderLock lock) {
        this.config = config;
        this.lock = lock;
        this.snapshots = new Snapshots(config.folder().snapshot());
        this.hub = Pid.of(config.hubKey().publicKey());
    }

    static List<Room> withNodeRoom(List<Room> rooms) {
        List<Room> all = new ArrayList<>();
        all.add(new NodeRoom());
        all.addAll(rooms);
        return all;
    }

    static byte[] chainId(Pid hub) {
        return Sha256.of(CHAIN_TAG, hub.text().getBytes(US_ASCII));
    }

    static BlockMaker maker(NodeConfig config, NodeState state, Graphs graphs, Pid hub) {
        return new BlockMaker(state, graphs, hub, config.hubKey(), config.randomness(), config.vault());
    }

    NodeOpening open() throws IOException {
        long startNs = config.clock().monotonicNs();
        Snapshots.Reading reading = snapshots.read(withNodeRoom(config.rooms().get()));
        long fromHeight =
                reading instanceof Snapshots.Reading.Whole whole ? whole.head().height() + 1 : 0;
        JournalOpening opening = Journal.open(config.journal(), fromHeight);
        return switch (opening) {
            case JournalOpening.NotAJournal none -> new NodeOpening.NoNode(none.folder());
            case JournalOpening.MissingAcknowledged missing ->
                new NodeOpening.Missing(
                        missing.file(),
                        missing.offset(),
                        missing.heightFound(),
                        missing.heightKnown(),
                        missing.knownBy());
            case JournalOpening.Damaged damaged ->
                new NodeOpening.Damaged(
                        damaged.file(),
                        damaged.offset(),
                        damaged.heightBefore(),
                        damaged.damage().toString());
            case JournalOpening.Opened opened -> openClosingOnFailure(opened, reading, startNs);
        };
    }

    private NodeOpening openClosingOnFailure(JournalOpening.Opened opened, Snapshots.Reading reading, long startNs)
            throws IOException {
        boolean serves = false;
        try {
            NodeOpening result = open(opened, reading, startNs);
            serves = result instanceof NodeOpening.Opened;
            return result;
        } finally {
            if (!serves) {
                opened.journal().close();
            }
        }
    }

    private NodeOpening open(JournalOpening.Opened opened, Snapshots.Reading reading, long startNs) throws IOException {
        Journal journal = opened.journal();
        if (!Arrays.equals(journal.chainId(), chainId(hub))) {
            return new NodeOpening.Damaged(
                    config.folder().keyStore(),
                    -1,
                    journal.height(),
                    "it holds the key of another hub than the journal's");
        }
        Path journalFolder = config.folder().journal();
        Optional<Long> claimed = snapshots.claimedHeight();
        if (claimed.isPresent() && claimed.get() > journal.height() && reading instanceof Snapshots.Reading.Whole) {
            return new NodeOpening.Missing(
                    journalFolder,
                    -1,
                    journal.height(),
                    claimed.get(),
                    config.folder().snapshot());
        }
        if (journal.height() < 0) {
            return new NodeOpening.NoNode(journalFolder);
        }
        try {
            NodeState state = usable(reading, journal);
            long snapshotHeight = state.height();
            Erasures erasures = new Erasures(config.folder().erased(), config.vault());
            boolean anew = erasures.apply();
            Optional<Store<CommittedBlock>> store = openStore(journal, anew);
            if (store.isEmpty()) {
                return new NodeOpening.Missing(
                        journalFolder,
                        -1,
                        journal.height(),
                        knownByStore,
                        config.store().file());
            }
            long replayed = replay(state, journal);
            state.ledger.checkEverything().run();
            long tookMs = (config.clock().monotonicNs() - startNs) / 1_000_000;
            boolean slow = replayed > 0 && tookMs > config.limits().snapshotAfterMs();
            if (slow) {
                snapshots.write(state);
            }
            long onDisk = slow ? state.height() : snapshotHeight;
            Node node = assemble(state, journal, store.get(), erasures, anew, onDisk);
            NodeOpening.Report report = new NodeOpening.Report(
                    state.height(),
                    replayed,
                    snapshotHeight < 0 ? Optional.empty() : Optional.of(snapshotHeight),
                    reading instanceof Snapshots.Reading.Unusable unusable
                            ? Optional.of(unusable.why())
                            : Optional.empty(),
                    opened.report().cutOff().map(cut -> cut.height()),
                    tookMs);
            node.start();
            return new NodeOpening.Opened(node, report);
        } catch (HistoryDamaged damaged) {
            return new NodeOpening.Damaged(
                    journalFolder, -1, damaged.height() - 1, String.valueOf(damaged.getMessage()));
        } catch (ReadFailed unreadable) {
            return new NodeOpening.Damaged(journalFolder, -1, -1, String.valueOf(unreadable.getMessage()));
        }
    }

    /** The state to go on from: the snapshot's, if its block is the journal's; else an empty one. */
    private NodeState usable(Snapshots.Reading reading, Journal journal) throws ReadFailed {
        if (reading instanceof Snapshots.Reading.Whole whole) {
            Optional<JournalRecord> record = journal.read(whole.head().height());
            if (record.isPresent()
                    && Arrays.equals(record.get().hash(), whole.head().blockHash())) {
                return whole.state();
            }
            LOG.warn("The snapshot is of another history and is not used");
        }
        return new NodeState(withNodeRoom(config.rooms().get()));
    }

    private long replay(NodeState state, Journal journal) throws HistoryDamaged, ReadFailed {
        Replayer replayer = new Replayer(state, config.vault());
        long[] replayed = {0};
        journal.<HistoryDamaged>readFrom(state.height() + 1, record -> {
            replayer.apply(record);
            replayed[0]++;
            return true;
        });
        return replayed[0];
    }

    /** The projection, or nothing when it knows of a later block than the journal. */
    private Optional<Store<CommittedBlock>> openStore(Journal journal, boolean anew) throws IOException, ReadFailed {
        List<Projection<CommittedBlock>> projections = new ArrayList<>();
        for (Room room : withNodeRoom(config.rooms().get())) {
            room.projection().ifPresent(projections::add);
        }
        Executor readThreads =
                task -> Thread.ofPlatform().name("store-read").daemon().start(task);
        StoreConfig storeConfig = config.store();
        if (anew) {
            return anew(storeConfig, projections, readThreads);
        }
        StoreOpening<CommittedBlock> opening =
                Store.open(storeConfig, projections, new JournalHashes(journal), readThreads);
        return switch (opening) {
            case StoreOpening.Current<CommittedBlock> current -> Optional.of(current.store());
            case StoreOpening.Empty<CommittedBlock> empty -> Optional.of(empty.store());
            case StoreOpening.KnowsMore<CommittedBlock> more -> {
                knownByStore = more.projectedHeight();
                yield Optional.empty();
            }
            case StoreOpening.Unusable<CommittedBlock> unusable -> {
                LOG.warn("The projection is made anew: {}", unusable.reason());
                yield anew(storeConfig, projections, readThreads);
            }
        };
    }

    private static Optional<Store<CommittedBlock>> anew(
            StoreConfig storeConfig, List<Projection<CommittedBlock>> projections, Executor readThreads)
            throws IOException {
        try {
            return Optional.of(Store.openAnew(storeConfig, projections, readThreads));
        } catch (StoreFailed failed) {
            throw new IOException("The projection cannot be made anew", failed);
        }
    }

    private Node assemble(
            NodeState state,
            Journal journal,
            Store<CommittedBlock> store,
            Erasures erasures,
            boolean anew,
            long snapshotHeight) {
        Graphs graphs = new Graphs(state.ledger);
        graphs.rebuild();
        NodeRoom nodeRoom = (NodeRoom) state.rooms.getFirst();
        invariant(nodeRoom.hub().equals(hub), "The chain begins with this hub's PID");
        Subscribers subscribers =
                new Subscribers(java.util.Objects.requireNonNull(state.tip, "A node that opens has a first block"));
        Projector<CommittedBlock> projector = new Projector<>(
                store, new JournalBlocks(config, journal), finishingErasures(erasures, anew), config.clock());
        Thread projectorThread = Thread.ofPlatform().name("projector").unstarted(projector);
        projectorThread.start();
        LedgerLoop loop = new LedgerLoop(
                state,
                graphs,
                maker(config, state, graphs, hub),
                new TimeKeeper(config.clock(), state.ledger.view().timestampMs()),
                journal,
                config.clock(),
                config.limits(),
                block -> {
                    projector.offer(block);
                    subscribers.committed(block);
                });
        return new Node(new NodeParts(
                config,
                hub,
                nodeRoom.practice(),
                lock,
                state,
                journal,
                store,
                projector,
                projectorThread,
                loop,
                subscribers,
                erasures,
                snapshotHeight));
    }

    private static ProjectorListener finishingErasures(Erasures erasures, boolean anew) {
        if (!anew) {
            return ProjectorListener.none();
        }
        return new ProjectorListener() {
            @Override
            public void projected(long height) {
                try {
                    erasures.applied();
                } catch (IOException notWritten) {
                    LOG.warn("The list of the erased is written at the next start", notWritten);
                }
            }
        };
    }

    /** What the store asks of the journal. */
    private record JournalHashes(Journal journal) implements BlockHashes {

        @Override
        public long lastHeight() {
            return journal.height();
        }

        @Override
        public Optional<byte[]> hashAt(long height) throws ReadFailed {
            return journal.read(height).map(JournalRecord::hash);
        }
    }
}
