package org.tallystick.ui;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tallystick.identity.Pid;
import org.tallystick.node.TestNode;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;

/** The hubs of an owner as a test wants them: finds and does what it was told. Any thread. */
public final class TestHubs implements Hubs {

    public final List<KnownHub> list = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public final Map<Pid, List<UnitStanding>> standings = new LinkedHashMap<>();
    public final Map<Pid, GivenBack> givenBack = new LinkedHashMap<>();
    public HubLook look = new HubLook.NoAddress();
    public Optional<HubJoining> joining = Optional.empty();
    public Optional<ProofAnswer> answer = Optional.empty();
    public HubLeaving leaving = new HubLeaving.Left();
    public boolean broken;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Wallet wallet;
    private final Optional<OwnHub> own;
    private Pid active;

    public TestHubs(Pid hub, String name, Wallet wallet, Optional<OwnHub> own) {
        this.wallet = wallet;
        this.own = own;
        this.active = hub;
        list.add(new KnownHub(
                hub,
                name,
                "",
                1,
                HubDialect.TALLYSTICK,
                true,
                false,
                new HubState.Connected(),
                OptionalLong.of(UiCommunity.NOW_MS)));
    }

    /** One more hub of the owner's. */
    public static KnownHub far(String name, int colour, HubState state) {
        return new KnownHub(
                TestNode.pid("hub " + name),
                name,
                "https://" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".example.org",
                colour,
                HubDialect.TALLYSTICK,
                false,
                false,
                state,
                OptionalLong.of(UiCommunity.NOW_MS - 7_260_000));
    }

    /** A hub that can be joined. */
    public static HubOffer offer(String name) {
        return new HubOffer(
                TestNode.pid("hub " + name),
                Optional.of(TestNode.key("hub " + name).publicKey()),
                "https://hub.example.org",
                name,
                HubDialect.TALLYSTICK,
                List.of(new Unit("HOUR", 2), new Unit("UAH", 2)),
                false,
                false,
                false,
                Optional.empty(),
                0);
    }

    /** The same hub in another state, and everybody hears of it. */
    public void becomes(Pid hub, HubState state) {
        list.replaceAll(one -> one.pid().equals(hub) ? one.in(state, one.seenAtMs()) : one);
        news();
    }

    /** Shows another hub from now on. */
    public void activate(Pid hub) {
        active = hub;
    }

    /** Tells whoever follows that there is news. */
    public void news() {
        followers.forEach(Runnable::run);
    }

    /** How many follow. */
    public int followers() {
        return followers.size();
    }

    private void mayBreak() throws IOException {
        if (broken) {
            throw new IOException("the test breaks it");
        }
    }

    @Override
    public List<KnownHub> all() {
        return List.copyOf(list);
    }

    @Override
    public Pid active() {
        return active;
    }

    @Override
    public HubLook look(String text) {
        asked.add("look " + text);
        return look;
    }

    @Override
    public HubJoining join(HubOffer offer, boolean yes) {
        asked.add("join " + offer.called() + " " + yes);
        if (joining.isPresent()) {
            return joining.get();
        }
        KnownHub joined = far(offer.called(), 3, offer.approval() ? new HubState.Waiting() : new HubState.Connected());
        list.removeIf(one -> one.pid().equals(offer.pid()));
        list.add(joined);
        return offer.approval() ? new HubJoining.WaitsForApproval(joined) : new HubJoining.Joined(joined);
    }

    @Override
    public AtHub open(Pid hub) throws IOException {
        mayBreak();
        asked.add("open");
        active = hub;
        KnownHub known =
                list.stream().filter(one -> one.pid().equals(hub)).findFirst().orElseThrow();
        return new AtHub(known, wallet, known.here() ? own : Optional.empty());
    }

    @Override
    public List<UnitStanding> standings(Pid hub) throws HubUnreachable {
        List<UnitStanding> found = standings.get(hub);
        if (found == null) {
            throw new HubUnreachable("the test knows of none");
        }
        return found;
    }

    @Override
    public void rename(Pid hub, String name) {
        asked.add("rename " + name);
        list.replaceAll(one -> one.pid().equals(hub)
                ? new KnownHub(
                        hub,
                        name,
                        one.address(),
                        one.colour(),
                        one.dialect(),
                        one.here(),
                        one.plainAllowed(),
                        one.state(),
                        one.seenAtMs())
                : one);
        news();
    }

    @Override
    public HubJoining move(Pid hub, HubOffer offer, boolean yes) {
        asked.add("move " + offer.address() + " " + yes);
        return joining.orElseGet(() -> new HubJoining.Joined(
                list.stream().filter(one -> one.pid().equals(hub)).findFirst().orElseThrow()));
    }

    @Override
    public HubLeaving leave(Pid hub, boolean evenSo) {
        asked.add("leave " + evenSo);
        if (evenSo || leaving instanceof HubLeaving.Left) {
            list.removeIf(one -> one.pid().equals(hub));
            active = active.equals(hub) ? list.getFirst().pid() : active;
            return new HubLeaving.Left();
        }
        return leaving;
    }

    @Override
    public boolean withdraw(Pid hub, String txId) throws OwnerJournalFailed {
        asked.add("withdraw at "
                + list.stream()
                        .filter(one -> one.pid().equals(hub))
                        .map(KnownHub::name)
                        .findFirst()
                        .orElseThrow());
        return wallet.withdraw(txId);
    }

    @Override
    public ProofAnswer check(byte[] proof) throws HubUnreachable {
        asked.add("check " + proof.length);
        return answer.orElseThrow(() -> new HubUnreachable("the test gives no answer"));
    }

    @Override
    public GivenBack givenBack(Pid hub) {
        return givenBack.getOrDefault(hub, GivenBack.NONE);
    }

    @Override
    public void retry(Pid hub) {
        asked.add("retry");
    }

    @Override
    public HubReader.Following follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }
}
