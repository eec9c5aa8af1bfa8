package org.tallystick.app.wallets;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;

/**
 * The hubs of an open wallet, and what the owner does with them: they are joined, shown, named, moved and left, which is written into the
 * owner's journal, and begun and ended to be kept up with. Any thread; what changes the {@link HubList} is done one at a time, and nobody
 * who only looks at it waits for that.
 */
final class KeptHubs implements Hubs, AutoCloseable {

    private static final String ACTIVE = "hub.active";

    private final RunningHubs.Ground ground;
    private final RunningHubs running;
    private final HubList list;
    private final JoiningHubs joining;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Object changing = new Object();
    private volatile Pid active;

    /**
     * Begins to keep up with every hub that was joined.
     *
     * @param here the node of this program, if there is one; else at least one hub was joined
     * @throws IOException when the machine refuses to read or write what is kept of a hub
     */
    KeptHubs(RunningHubs.Ground ground, Optional<HubList.Here> here) throws IOException {
        this.ground = ground;
        this.running = new RunningHubs(ground, this::tell);
        this.list = new HubList(ground, here, running);
        this.joining = new JoiningHubs(ground, list);
        List<JoinedHub> joined = ground.journal().state().hubs();
        boolean all = false;
        try {
            for (JoinedHub hub : joined) {
                running.begin(hub);
            }
            all = true;
        } finally {
            if (!all) {
                running.close();
            }
        }
        this.active = ground.journal()
                .state()
                .setting(ACTIVE)
                .flatMap(KeptHubs::pid)
                .filter(list::has)
                .or(() -> here.map(HubList.Here::pid))
                .orElseGet(() -> joined.getFirst().pid());
    }

    private static Optional<Pid> pid(String text) {
        try {
            return Optional.of(Pid.parse(text));
        } catch (MalformedIdentity other) {
            return Optional.empty();
        }
    }

    private void tell() {
        followers.forEach(Runnable::run);
    }

    @Override
    public List<KnownHub> all() {
        return list.all();
    }

    @Override
    public Pid active() {
        return active;
    }

    @Override
    public HubLook look(String text) {
        return joining.look(text);
    }

    @Override
    public HubJoining join(HubOffer offer, boolean yes) {
        if (offer.needsYes() && !yes) {
            return new HubJoining.NeedsYes();
        }
        return admit(offer, ground.journal().state().joined(offer.pid()));
    }

    @Override
    public HubJoining move(Pid hub, HubOffer offer, boolean yes) {
        Optional<JoinedHub> before = ground.journal().state().joined(hub);
        if (before.isEmpty() || !offer.pid().equals(hub)) {
            return new HubJoining.AnotherHub();
        }
        return offer.needsYes() && !yes ? new HubJoining.NeedsYes() : admit(offer, before);
    }

    private HubJoining admit(HubOffer offer, Optional<JoinedHub> before) {
        return switch (joining.admit(offer)) {
            case FarHubs.Admission.Out out -> out.why();
            case FarHubs.Admission.In in -> write(joining.joined(offer, before, in.pin()), in.waits());
        };
    }

    private HubJoining write(JoinedHub joined, boolean waits) {
        try {
            synchronized (changing) {
                append(new OwnerEntry.HubJoined(joined, ground.clock().wallMs()));
                running.begin(joined);
            }
        } catch (OwnerJournalFailed | IOException failed) {
            return new HubJoining.NotWritten(String.valueOf(failed.getMessage()));
        }
        tell();
        KnownHub known = list.known(joined.pid());
        return waits ? new HubJoining.WaitsForApproval(known) : new HubJoining.Joined(known);
    }

    private void append(OwnerEntry entry) throws OwnerJournalFailed {
        ground.journal().append(entry);
    }

    @Override
    public AtHub open(Pid hub) throws IOException {
        AtHub opened = list.at(hub);
        try {
            synchronized (changing) {
                append(new OwnerEntry.SettingChanged(ACTIVE, Optional.of(hub.text())));
                active = hub;
            }
        } catch (OwnerJournalFailed failed) {
            throw new IOException("which hub is shown cannot be written down", failed);
        }
        tell();
        return opened;
    }

    /** The owner at the hub that is shown. */
    AtHub shown() {
        return list.at(active);
    }

    @Override
    public List<UnitStanding> standings(Pid hub) throws HubUnreachable {
        Wallet wallet = list.at(hub).wallet();
        return wallet.hub().standing(wallet.me()).map(Standing::units).orElse(List.of());
    }

    @Override
    public void rename(Pid hub, String name) throws OwnerJournalFailed {
        synchronized (changing) {
            JoinedHub before = ground.journal()
                    .state()
                    .joined(hub)
                    .orElseThrow(() -> new IllegalArgumentException("Only a hub elsewhere has a name of one's own"));
            append(new OwnerEntry.HubJoined(before.called(name), ground.clock().wallMs()));
        }
        tell();
    }

    @Override
    public HubLeaving leave(Pid hub, boolean evenSo) {
        boolean only = all().size() < 2;
        if (only || list.here(hub).isPresent()) {
            return new HubLeaving.NotThis();
        }
        Optional<HubLeaving> against = evenSo ? Optional.empty() : against(hub);
        return against.orElseGet(() -> forget(hub));
    }

    private Optional<HubLeaving> against(Pid hub) {
        long payments = ground.journal().state().outbox().stream()
                .filter(intent -> intent.hub().equals(hub))
                .count();
        if (payments > 0) {
            return Optional.of(new HubLeaving.PaymentsOpen(Math.toIntExact(payments)));
        }
        try {
            List<UnitStanding> open = standings(hub).stream()
                    .filter(one -> one.owesMinor() != 0 || one.owedMinor() != 0 || one.heldMinor() != 0)
                    .toList();
            return open.isEmpty() ? Optional.empty() : Optional.of(new HubLeaving.DebtsOpen(open));
        } catch (HubUnreachable silent) {
            return Optional.of(new HubLeaving.Silent());
        }
    }

    private HubLeaving forget(Pid hub) {
        try {
            synchronized (changing) {
                withdraw(hub);
                append(new OwnerEntry.HubLeft(hub, ground.clock().wallMs()));
                running.end(hub);
                if (active.equals(hub)) {
                    active = all().getFirst().pid();
                }
            }
        } catch (OwnerJournalFailed failed) {
            return new HubLeaving.NotWritten(String.valueOf(failed.getMessage()));
        }
        tell();
        return new HubLeaving.Left();
    }

    /** What waits for a hub that is left would go out when it is joined again, which nobody would expect. */
    private void withdraw(Pid hub) throws OwnerJournalFailed {
        Wallet wallet = list.at(hub).wallet();
        for (OwnerEntry.OutboxIntent intent : wallet.state().outbox()) {
            if (intent.hub().equals(hub) && wallet.state().isWaiting(intent.txId())) {
                wallet.withdraw(intent.txId());
            }
        }
    }

    @Override
    public boolean withdraw(Pid hub, String txId) throws OwnerJournalFailed {
        return list.at(hub).wallet().withdraw(txId);
    }

    @Override
    public ProofAnswer check(byte[] proof) throws HubUnreachable {
        Optional<ShownProof> read = ShownProof.read(proof);
        if (read.isEmpty()) {
            return new ProofAnswer.NoProof();
        }
        ShownProof shown = read.get();
        Optional<HubList.Here> own = list.here(shown.hub());
        if (own.isPresent()) {
            return OwnProofs.check(shown, own.get().wallet());
        }
        Optional<RunningHubs.Running> far = running.find(shown.hub());
        if (far.isPresent()) {
            return far.get().hub().check(shown);
        }
        return shown.check() instanceof ProofCheck.Failed failed
                ? ProofAnswer.Invalid.at(failed.step())
                : new ProofAnswer.OtherHub(shown.hub());
    }

    @Override
    public GivenBack givenBack(Pid hub) {
        return running.find(hub).map(far -> far.hub().givenBack()).orElse(GivenBack.NONE);
    }

    @Override
    public void retry(Pid hub) {
        running.find(hub).ifPresent(far -> far.hub().wake());
    }

    @Override
    public HubReader.Following follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }

    @Override
    public void close() {
        synchronized (changing) {
            running.close();
        }
    }
}
