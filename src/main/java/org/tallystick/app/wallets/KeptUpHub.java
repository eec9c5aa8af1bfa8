package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tallystick.app.Machine;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.Place;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.RemoteHub;
import org.tallystick.sync.RemoteReader;
import org.tallystick.sync.RemoteState;
import org.tallystick.sync.ReplicaFeed;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Signing;
import org.tallystick.wallet.distrust.ProofJudge;
import org.tallystick.wallet.distrust.ProofJudgement;
import org.tallystick.wallet.replica.ReplicaJournal;

/**
 * One hub elsewhere: the replica of the owner's account there on this machine, and what keeps it up with the hub. Any thread; what
 * is told is told on the hub's own thread.
 */
final class KeptUpHub implements FarHubs.FarHub {

    private static final String REPLICA = "replica";
    private static final String NAMES = "names.json";
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int STEP_BYTES = 256 << 10;

    private final Signing signing;
    private final EvidenceWriter evidence;
    private final ReplicaFeed feed;
    private final ReplicaJournal kept;
    private final RemoteHub remote;
    private final RemoteReader reader;
    private final KeptNames names;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** From then on names are written by who closes; the hub's own thread is interrupted and cannot write. */
    private volatile boolean closing;

    /**
     * Opens what is kept of the hub; nothing is asked before {@link #start}.
     *
     * @param http the way to it; closed with this
     * @param folder for what is kept; need not exist
     * @throws IOException when the machine refuses
     */
    KeptUpHub(Machine machine, JoinedHub hub, FarHubs.Account account, HubHttp http, Path folder) throws IOException {
        this.signing = Signing.bound(account.key(), hub.pid());
        PublicKey hubKey =
                hub.key().orElseThrow(() -> new IOException("a hub that proves nothing cannot be kept up with"));
        Files.createDirectories(folder);
        this.kept = ReplicaJournal.open(
                JournalConfig.in(folder.resolve(REPLICA)).withSizes(SEGMENT_BYTES, STEP_BYTES),
                account.key().pid(),
                hubKey);
        this.evidence = new EvidenceWriter(kept, hubKey, folder);
        this.feed = new ReplicaFeed(kept.replica(), hubKey, evidence);
        RemoteHub.Owner owner = new RemoteHub.Owner(hub.pid(), account.key().pid(), account.key(), feed);
        this.remote = new RemoteHub(http, owner, machine.clock(), machine.randomness());
        this.names = new KeptNames(folder.resolve(NAMES));
        remote.questions().remind(names.read());
        this.reader = new RemoteReader(remote, kept.replica(), kept);
    }

    /** Begins to keep up; with a hub that contradicted itself before it does not, since that does not heal by a new start. */
    KeptUpHub start() {
        remote.listen(this::moved);
        if (evidence.isDistrusted()) {
            remote.distrust();
        } else {
            remote.start();
        }
        return this;
    }

    /** On the hub's own thread, which has nothing else to do when the hub is away. */
    private void moved(RemoteState state) {
        if (state instanceof RemoteState.Offline && !closing) {
            names.write(remote.questions().known());
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public ProofAnswer check(ShownProof shown) throws HubUnreachable {
        boolean believed = !(remote.state() instanceof RemoteState.Contradicting);
        ProofJudgement judged = believed ? feed.show(shown) : ProofJudge.judge(shown, kept.replica(), Optional.empty());
        return switch (judged) {
            case ProofJudgement.Invalid(ProofCheck.Step step) -> ProofAnswer.Invalid.at(step);
            case ProofJudgement.NoPayment _ -> new ProofAnswer.NoPayment(shown.hub());
            case ProofJudgement.InHistory(Place place) -> new ProofAnswer.InHistory(shown.hub(), activity(place));
            case ProofJudgement.BetweenOthers _ -> new ProofAnswer.BetweenOthers(shown.hub());
            case ProofJudgement.Lost _ -> new ProofAnswer.Lost(shown.hub());
            case ProofJudgement.NotYet _
            when believed -> {
                remote.wake();
                yield new ProofAnswer.NotYet(shown.hub());
            }
            case ProofJudgement.NotYet _ -> contradicts(shown);
            case ProofJudgement.Against _ -> {
                remote.distrust();
                yield contradicts(shown);
            }
        };
    }

    private Activity activity(Place place) throws HubUnreachable {
        return reader.detail(kept.replica().owner(), place)
                .map(ActivityDetail::activity)
                .orElseThrow(() -> new HubUnreachable("what was kept of the hub is not whole"));
    }

    private ProofAnswer contradicts(ShownProof shown) {
        return new ProofAnswer.Contradicts(shown.hub(), evidence.written());
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
        return remote.state().shown(evidence.written());
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
    public GivenBack givenBack() {
        return remote.givenBack();
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
        closing = true;
        listeners.clear();
        remote.close();
        names.write(remote.questions().known());
        kept.close();
    }
}
