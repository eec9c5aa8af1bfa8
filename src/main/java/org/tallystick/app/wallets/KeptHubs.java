package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.AtHub;
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
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;

/**
 * The hubs of an open wallet: the node of this program, where there is one, and those that the owner's journal says were joined. Any
 * thread; what changes the list is done one at a time.
 */
final class KeptHubs implements Hubs, AutoCloseable {

    private static final String ACTIVE = "hub.active";
    private static final int OWN_COLOUR = 1;

    private final Ground ground;
    private final Optional<Here> here;
    private final Map<Pid, Kept> kept = new LinkedHashMap<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private Pid active;

    /**
     * What all hubs stand on.
     *
     * @param account the owner's
     * @param journal theirs, open
     * @param far reaches hubs elsewhere
     * @param folder what is kept of hubs elsewhere
     */
    record Ground(FarHubs.Account account, OwnerJournal journal, FarHubs far, Path folder, Ids ids, Clock clock) {}

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

    private record Kept(FarHubs.FarHub hub, Wallet wallet, HubReader.Following listening) {

        void close() {
            listening.close();
            hub.close();
        }
    }

    /**
     * Begins to keep up with every hub that was joined.
     *
     * @param here the node of this program, if there is one; else at least one hub was joined
     * @throws IOException when the machine refuses to read or write what is kept of a hub
     */
    KeptHubs(Ground ground, Optional<Here> here) throws IOException {
        this.ground = ground;
        this.here = here;
        List<JoinedHub> joined = ground.journal().state().hubs();
        boolean all = false;
        try {
            for (JoinedHub hub : joined) {
                keep(hub);
            }
            all = true;
        } finally {
            if (!all) {
                close();
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

    private synchronized boolean has(Pid pid) {
        return kept.containsKey(pid)
                || here.filter(own -> own.pid().equals(pid)).isPresent();
    }

    private synchronized void keep(JoinedHub hub) throws IOException {
        FarHubs.FarHub far = ground.far()
                .keepUp(
                        hub,
                        ground.account(),
                        ground.journal(),
                        ground.folder().resolve(hub.pid().text()));
        Wallet wallet = new Wallet(
                ground.account().key(), far.connection(), far.reader(), ground.journal(), ground.ids(), ground.clock());
        kept.put(hub.pid(), new Kept(far, wallet, far.listen(this::tell)));
    }

    private void tell() {
        followers.forEach(Runnable::run);
    }

    @Override
    public synchronized List<KnownHub> all() {
        List<KnownHub> all = new ArrayList<>();
        here.ifPresent(own -> all.add(own.known(ground.clock())));
        for (JoinedHub joined : ground.journal().state().hubs()) {
            Kept one = kept.get(joined.pid());
            if (one != null) {
                all.add(joined.known(one.hub().state(), one.hub().seenAtMs()));
            }
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
    public synchronized Pid active() {
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
        return look instanceof HubLook.Found(HubOffer offer)
                        && here.filter(own -> own.pid().equals(offer.pid())).isPresent()
                ? new HubLook.Known(offer.pid())
                : look;
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
        return switch (ground.far().join(offer, ground.account())) {
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
                offer.pid(), offer.key(), offer.address(), name, colour, offer.dialect(), 0, pin, offer.plain());
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

    private synchronized HubJoining write(JoinedHub joined, boolean waits) {
        try {
            append(new OwnerEntry.HubJoined(joined, ground.clock().wallMs()));
            Optional.ofNullable(kept.remove(joined.pid())).ifPresent(Kept::close);
            keep(joined);
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
            synchronized (this) {
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
    synchronized AtHub at(Pid hub) {
        Kept far = kept.get(hub);
        if (far != null) {
            return new AtHub(known(hub), far.wallet(), Optional.empty());
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
    public synchronized void rename(Pid hub, String name) throws OwnerJournalFailed {
        JoinedHub before = ground.journal()
                .state()
                .joined(hub)
                .orElseThrow(() -> new IllegalArgumentException("Only a hub elsewhere has a name of one's own"));
        JoinedHub named = new JoinedHub(
                hub,
                before.key(),
                before.address(),
                name,
                before.colour(),
                before.dialect(),
                before.account(),
                before.pin(),
                before.plainAllowed());
        append(new OwnerEntry.HubJoined(named, ground.clock().wallMs()));
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

    private synchronized HubLeaving forget(Pid hub) {
        try {
            append(new OwnerEntry.HubLeft(hub, ground.clock().wallMs()));
        } catch (OwnerJournalFailed failed) {
            return new HubLeaving.NotWritten(String.valueOf(failed.getMessage()));
        }
        Optional.ofNullable(kept.remove(hub)).ifPresent(Kept::close);
        if (active.equals(hub)) {
            active = all().getFirst().pid();
        }
        tell();
        return new HubLeaving.Left();
    }

    @Override
    public void retry(Pid hub) {
        Kept far;
        synchronized (this) {
            far = kept.get(hub);
        }
        if (far != null) {
            far.hub().wake();
        }
    }

    @Override
    public HubReader.Following follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(Kept::close);
        kept.clear();
    }
}
