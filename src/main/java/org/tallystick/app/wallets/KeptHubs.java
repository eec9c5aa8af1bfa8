package org.tallystick.app.wallets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.base.Clock;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubLink;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;

/**
 * The hubs of an open wallet: the node of this program, where there is one, and those that the owner's journal says were joined. Any
 * thread; what changes the list is done one at a time, and nobody who only looks at it waits for that.
 */
final class KeptHubs implements Hubs, AutoCloseable {

    private static final String ACTIVE = "hub.active";
    private static final int OWN_COLOUR = 1;

    private final RunningHubs.Ground ground;
    private final Optional<Here> here;
    private final RunningHubs running;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Object changing = new Object();
    private volatile Pid active;

    /** The node of this program. */
    record Here(Pid pid, String name, Wallet wallet, OwnHub hub) {

        KnownHub known(Clock clock) {
            return new KnownHub(
                    pid,
                    name,
                    "",
                    OWN_COLOUR,
                    HubDialect.TALLYSTICK,
                    true,
                    false,
                    new HubState.Connected(),
                    OptionalLong.of(clock.wallMs()));
        }
    }

    /**
     * Begins to keep up with every hub that was joined.
     *
     * @param here the node of this program, if there is one; else at least one hub was joined
     * @throws IOException when the machine refuses to read or write what is kept of a hub
     */
    KeptHubs(RunningHubs.Ground ground, Optional<Here> here) throws IOException {
        this.ground = ground;
        this.here = here;
        this.running = new RunningHubs(ground, this::tell);
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
                .filter(this::has)
                .or(() -> here.map(Here::pid))
                .orElseGet(() -> joined.getFirst().pid());
    }

    private static Optional<Pid> pid(String text) {
        try {
            return Optional.of(Pid.parse(text));
        } catch (MalformedIdentity other) {
            return Optional.empty();
        }
    }

    private boolean has(Pid pid) {
        return running.find(pid).isPresent()
                || here.filter(own -> own.pid().equals(pid)).isPresent();
    }

    private void tell() {
        followers.forEach(Runnable::run);
    }

    @Override
    public List<KnownHub> all() {
        List<KnownHub> all = new ArrayList<>();
        here.ifPresent(own -> all.add(own.known(ground.clock())));
        for (JoinedHub joined : ground.journal().state().hubs()) {
            running.find(joined.pid())
                    .ifPresent(one ->
                            all.add(joined.known(one.hub().state(), one.hub().seenAtMs())));
        }
        return all;
    }

    private KnownHub known(Pid pid) {
        return all().stream()
                .filter(hub -> hub.pid().equals(pid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The owner has no such hub"));
    }

    @Override
    public Pid active() {
        return active;
    }

    @Override
    public HubLook look(String text) {
        Optional<HubLink> link = HubLink.parse(text);
        if (link.isEmpty()) {
            return new HubLook.NoAddress();
        }
        Optional<Pid> pid = link.get().pid();
        if (link.get().address().isEmpty()) {
            Pid named = pid.orElseThrow(() -> new IllegalArgumentException("A link names something"));
            return has(named) ? new HubLook.Known(named) : new HubLook.Nowhere(named);
        }
        HubLook look = ground.far().look(link.get().address().get(), pid, this::joinedAt);
        return look instanceof HubLook.Found(HubOffer offer) ? found(offer) : look;
    }

    /** Where a hub once proved itself, also one that was left since, nobody is taken who proves nothing (design §5). */
    private HubLook found(HubOffer offer) {
        if (here.filter(own -> own.pid().equals(offer.pid())).isPresent()) {
            return new HubLook.Known(offer.pid());
        }
        Optional<Pid> proven = ground.journal().state().proven(offer.address());
        return offer.dialect() == HubDialect.REFERENCE && proven.isPresent()
                ? new HubLook.AnotherHub(offer.address(), proven.get())
                : new HubLook.Found(offer);
    }

    private Optional<JoinedHub> joinedAt(String address) {
        return ground.journal().state().hubs().stream()
                .filter(hub -> hub.address().equals(address))
                .findFirst();
    }

    @Override
    public HubJoining join(HubOffer offer, boolean yes) {
        if (offer.needsYes() && !yes) {
            return new HubJoining.NeedsYes();
        }
        Optional<JoinedHub> before = ground.journal().state().joined(offer.pid());
        return admit(offer, before, before.map(JoinedHub::name).orElseGet(() -> nameOf(offer)));
    }

    @Override
    public HubJoining move(Pid hub, HubOffer offer, boolean yes) {
        Optional<JoinedHub> before = ground.journal().state().joined(hub);
        if (before.isEmpty() || !offer.pid().equals(hub)) {
            return new HubJoining.AnotherHub();
        }
        return offer.needsYes() && !yes
                ? new HubJoining.NeedsYes()
                : admit(offer, before, before.get().name());
    }

    private HubJoining admit(HubOffer offer, Optional<JoinedHub> before, String name) {
        return switch (ground.far().join(offer, ground.account(OwnerKeys.account(offer)))) {
            case FarHubs.Admission.Out out -> out.why();
            case FarHubs.Admission.In in -> {
                JoinedHub joined =
                        joined(offer, name, before.map(JoinedHub::colour).orElseGet(this::freeColour), in.pin());
                yield write(joined, in.waits());
            }
        };
    }

    /** What is written of a hub that was found and let the owner in. */
    static JoinedHub joined(HubOffer offer, String name, int colour, Optional<String> pin) {
        return new JoinedHub(
                offer.pid(),
                offer.key(),
                offer.address(),
                name,
                colour,
                offer.dialect(),
                OwnerKeys.account(offer),
                pin,
                offer.plain());
    }

    /** A name that can be written down, whatever the hub calls itself. */
    static String nameOf(HubOffer offer) {
        String called = offer.called().strip();
        if (JoinedHub.isName(called)) {
            return called;
        }
        String cut = called.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .limit(MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return JoinedHub.isName(cut) ? cut : offer.pid().text().substring(0, 6);
    }

    private int freeColour() {
        Set<Integer> used = all().stream().map(KnownHub::colour).collect(Collectors.toSet());
        return IntStream.range(0, KnownHub.COLOURS)
                .filter(colour -> !used.contains(colour))
                .findFirst()
                .orElse(used.size() % KnownHub.COLOURS);
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
        KnownHub known = known(joined.pid());
        return waits ? new HubJoining.WaitsForApproval(known) : new HubJoining.Joined(known);
    }

    private void append(OwnerEntry entry) throws OwnerJournalFailed {
        ground.journal().append(entry);
    }

    @Override
    public AtHub open(Pid hub) throws IOException {
        AtHub opened = at(hub);
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

    /** The owner at one of their hubs, whichever is shown. */
    AtHub at(Pid hub) {
        Optional<RunningHubs.Running> far = running.find(hub);
        if (far.isPresent()) {
            return new AtHub(known(hub), far.get().wallet(), Optional.empty());
        }
        Here own = here.filter(one -> one.pid().equals(hub))
                .orElseThrow(() -> new IllegalArgumentException("The owner has no such hub"));
        return new AtHub(own.known(ground.clock()), own.wallet(), Optional.of(own.hub()));
    }

    @Override
    public List<UnitStanding> standings(Pid hub) throws HubUnreachable {
        Wallet wallet = at(hub).wallet();
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
        if (only || here.filter(own -> own.pid().equals(hub)).isPresent()) {
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
        Wallet wallet = at(hub).wallet();
        for (OwnerEntry.OutboxIntent intent : wallet.state().outbox()) {
            if (intent.hub().equals(hub) && wallet.state().isWaiting(intent.txId())) {
                wallet.withdraw(intent.txId());
            }
        }
    }

    @Override
    public boolean withdraw(Pid hub, String txId) throws OwnerJournalFailed {
        return at(hub).wallet().withdraw(txId);
    }

    @Override
    public ProofAnswer check(byte[] proof) throws HubUnreachable {
        Optional<ShownProof> read = ShownProof.read(proof);
        if (read.isEmpty()) {
            return new ProofAnswer.NoProof();
        }
        ShownProof shown = read.get();
        Optional<Here> own = here.filter(one -> one.pid().equals(shown.hub()));
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
