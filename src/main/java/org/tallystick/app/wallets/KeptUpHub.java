package org.tallystick.app.wallets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.app.Machine;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.RemoteHub;
import org.tallystick.sync.RemoteReader;
import org.tallystick.sync.RemoteState;
import org.tallystick.sync.ReplicaFeed;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.Signing;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import org.tallystick.wallet.distrust.WordAtBlock;
import org.tallystick.wallet.replica.Comparison;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.ReplicaJournal;
import org.tallystick.wallet.replica.SealedHeader;
import org.tallystick.wallet.replica.Violation;

/**
 * One hub elsewhere: the replica of the owner's account there on this machine, and what keeps it up with the hub. Any thread; what
 * is told is told on the hub's own thread.
 */
final class KeptUpHub implements FarHubs.FarHub {

    private static final Logger LOG = LoggerFactory.getLogger(KeptUpHub.class);
    private static final String REPLICA = "replica";
    private static final String NAMES = "names.json";
    private static final String EVIDENCE = "evidence.json";
    private static final String DISTRUST = "distrust.txt";
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int STEP_BYTES = 256 << 10;

    private final Signing signing;
    private final PublicKey hubKey;
    private final Path evidenceFile;
    private final Path distrustFile;
    private final ReplicaJournal kept;
    private final RemoteHub remote;
    private final RemoteReader reader;
    private final KeptNames names;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Where the evidence stands; empty where there is none. Known here, since who asks for the state must not wait for a disk. */
    private volatile String evidence = "";

    /**
     * Opens what is kept of the hub; nothing is asked before {@link #start}.
     *
     * @param http the way to it; closed with this
     * @param folder for what is kept; need not exist
     * @throws IOException when the machine refuses
     */
    KeptUpHub(Machine machine, JoinedHub hub, FarHubs.Account account, HubHttp http, Path folder) throws IOException {
        this.signing = Signing.bound(account.key(), hub.pid());
        this.evidenceFile = folder.resolve(EVIDENCE).toAbsolutePath();
        this.distrustFile = folder.resolve(DISTRUST);
        this.hubKey = hub.key().orElseThrow(() -> new IOException("a hub that proves nothing cannot be kept up with"));
        Files.createDirectories(folder);
        this.kept = ReplicaJournal.open(
                JournalConfig.in(folder.resolve(REPLICA)).withSizes(SEGMENT_BYTES, STEP_BYTES),
                account.key().pid(),
                hubKey);
        RemoteHub.Owner owner = new RemoteHub.Owner(
                hub.pid(),
                account.key().pid(),
                account.key(),
                new ReplicaFeed(kept.replica(), hubKey, new EvidenceWriter()));
        this.remote = new RemoteHub(http, owner, machine.clock(), machine.randomness());
        this.names = new KeptNames(folder.resolve(NAMES));
        remote.questions().remind(names.read());
        this.reader = new RemoteReader(remote, kept.replica(), kept);
    }

    /** Begins to keep up; with a hub that contradicted itself before it does not, since that does not heal by a new start. */
    KeptUpHub start() {
        remote.listen(this::moved);
        boolean convicted = Files.exists(evidenceFile);
        if (convicted) {
            evidence = evidenceFile.toString();
        }
        if (convicted || Files.exists(distrustFile)) {
            remote.distrust();
        } else {
            remote.start();
        }
        return this;
    }

    /** On the hub's own thread, which has nothing else to do when the hub is away. */
    private void moved(RemoteState state) {
        if (state instanceof RemoteState.Offline) {
            names.write(remote.questions().known());
        }
        listeners.forEach(Runnable::run);
    }

    /** Writes down what shows to a stranger, who knows the hub's key only, that the hub contradicts itself. */
    private final class EvidenceWriter implements ReplicaFeed.Witness {

        @Override
        public void violated(Violation violation, FeedPage offered) {
            distrust(violation.kind().name());
            try {
                contradiction(violation, offered).ifPresent(this::write);
            } catch (IOException unreadable) {
                LOG.error("what was kept of a hub cannot be read for evidence");
            }
        }

        @Override
        public void differs(AccountWord word, Comparison.What what) {
            distrust(what.name());
            Optional<SealedHeader> block =
                    kept.replica().newest().filter(newest -> newest.hash().equals(word.blockHash()));
            try {
                if (block.isPresent()) {
                    write(contradiction(new WordAtBlock(word, block.get()), what));
                }
            } catch (IOException unreadable) {
                LOG.error("what was kept of a hub cannot be read for evidence");
            }
        }

        /** Lasts also where a stranger cannot be shown why. */
        private void distrust(String why) {
            try {
                AtomicFile.replace(distrustFile, out -> out.write(why.getBytes(US_ASCII)));
            } catch (IOException notWritten) {
                LOG.error(
                        "that a hub contradicts itself cannot be written down: {}",
                        notWritten.getClass().getSimpleName());
            }
        }

        private Contradiction contradiction(WordAtBlock word, Comparison.What what) throws IOException {
            if (what == Comparison.What.COUNT) {
                long counted = word.word().seq();
                for (long seq = counted + 1; seq <= kept.replica().seq(); seq++) {
                    Optional<Proof> left = kept.proof(seq);
                    if (left.isPresent() && left.get().check() instanceof ProofCheck.Proven) {
                        return new Contradiction.Withheld(word, kept.replica().counted(counted), left.get());
                    }
                }
            }
            return new Contradiction.WrongSum(word, pages());
        }

        private Optional<Contradiction> contradiction(Violation violation, FeedPage offered) throws IOException {
            List<SealedHeader> headers = violation.headers();
            return switch (violation.kind()) {
                case TWO_BLOCKS ->
                    headers.size() == 2
                            ? Optional.of(new Contradiction.TwoBlocks(headers.getFirst(), headers.getLast()))
                            : Optional.empty();
                case BROKEN_CHAIN ->
                    headers.size() == 2
                            ? Optional.of(new Contradiction.BrokenLink(headers.getFirst(), headers.getLast()))
                            : Optional.empty();
                case FORGED_STATEMENT ->
                    violation.proofs().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new Contradiction.Forged(violation.proofs().getLast()));
                default -> {
                    List<FeedPage> pages = pages();
                    pages.add(offered);
                    yield Optional.of(new Contradiction.Unlawful(kept.replica().owner(), pages));
                }
            };
        }

        /** All that is kept, from the first transaction on; nothing is evidence that is longer than evidence may be. */
        private List<FeedPage> pages() throws IOException {
            List<FeedPage> pages = new ArrayList<>();
            long seq = 1;
            long bytes = 0;
            while (seq <= kept.replica().seq()) {
                Optional<FeedPage> page = kept.page(seq);
                if (page.isEmpty() || page.get().entries().isEmpty()) {
                    throw new IOException("a page is missing");
                }
                bytes += CanonicalJson.bytes(page.get().toJson()).length;
                if (bytes > Evidence.MAX_BYTES) {
                    throw new IOException("there is more than what evidence may be");
                }
                pages.add(page.get());
                seq = page.get().entries().getLast().seq() + 1;
            }
            return pages;
        }

        /** Only what convicts is evidence; the state says the rest. */
        private void write(Contradiction contradiction) {
            Evidence found = new Evidence(kept.replica().hub(), hubKey, contradiction);
            byte[] bytes = found.bytes();
            if (bytes.length > Evidence.MAX_BYTES
                    || !(EvidenceCheck.of(found) instanceof EvidenceCheck.Verdict.Convicts)) {
                LOG.error("a hub contradicts itself in a way that a stranger cannot be shown");
                return;
            }
            try {
                AtomicFile.replace(evidenceFile, out -> out.write(bytes));
                evidence = evidenceFile.toString();
            } catch (IOException notWritten) {
                LOG.error(
                        "evidence against a hub cannot be written: {}",
                        notWritten.getClass().getSimpleName());
            }
        }
    }

    @Override
    public Signing signing() {
        return signing;
    }

    @Override
    public HubConnection connection() {
        return remote.connection();
    }

    @Override
    public HubReader reader() {
        return reader;
    }

    @Override
    public HubState state() {
        return remote.state().shown(evidence);
    }

    /** When it was in step; after a start, when the newest block was made that is kept of it. */
    @Override
    public OptionalLong seenAtMs() {
        OptionalLong seen = remote.inStepAtMs();
        if (seen.isPresent()) {
            return seen;
        }
        return kept.replica().newest().isPresent()
                ? OptionalLong.of(kept.replica().newest().get().header().timestampMs())
                : OptionalLong.empty();
    }

    @Override
    public void wake() {
        remote.wake();
    }

    @Override
    public HubReader.Following listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public void close() {
        listeners.clear();
        remote.close();
        names.write(remote.questions().known());
        kept.close();
    }
}
