package org.tallystick.sync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tallystick.app.Rooms;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.journal.JournalConfig;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.Complaints;
import org.tallystick.sync.Greeting;
import org.tallystick.sync.Hello;
import org.tallystick.sync.HttpLimits;
import org.tallystick.sync.HubAddress;
import org.tallystick.sync.HubFacts;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.Pins;
import org.tallystick.sync.RemoteHub;
import org.tallystick.sync.RemoteReader;
import org.tallystick.sync.RemoteState;
import org.tallystick.sync.ReplicaFeed;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerOpening;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.TestVault;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.ReplicaJournal;

/** A wallet behind a {@link FaultyProxy}, put together as the program does, and what it may and may not have paid. One thread. */
final class FaultyWallet implements AutoCloseable {

    private static final HttpLimits QUICK = new HttpLimits(250, 250, 250, 1_000, 1 << 20);
    private static final Constraints ANY = Constraints.of(Rooms.PAYMENT_LIMITS);
    private static final int HISTORY = 10;

    final KeyPair key;
    final RemoteHub remote;
    final Replica replica;
    final Wallet wallet;
    private final FaultWorld world;
    private final RemoteReader reader;
    private final ReplicaJournal kept;
    private final OwnerJournal journal;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<String, Long> unclear = new HashMap<>();
    private final Map<String, FaultyWallet> payees = new HashMap<>();
    private final Set<String> paid = new HashSet<>();
    private int doubts;
    private int late;

    /** What all payments come to that were paid, by the word of those who paid them. */
    long netMinor;

    FaultyWallet(FaultWorld world, String host, KeyPair key, Path folder) throws Exception {
        this.world = world;
        this.key = key;
        HubAddress address =
                HubAddress.parse("http://" + host + ":" + world.proxy.port()).orElseThrow();
        HubFacts facts = facts(address);
        HubHttp http =
                new HubHttp(address, new HubHttp.Ground(false, Pins.inMemory(), Optional.empty(), QUICK), world.ids);
        kept = ReplicaJournal.open(
                JournalConfig.in(folder.resolve("replica")).withSizes(16 << 20, 4096), key.pid(), facts.key());
        replica = kept.replica();
        remote = new RemoteHub(
                http,
                new RemoteHub.Owner(
                        facts.pid(),
                        key.pid(),
                        key,
                        new ReplicaFeed(replica, facts.key(), new Complaints(complaints::add))),
                world.clock,
                Randomness.seeded(5));
        reader = new RemoteReader(remote, replica, kept);
        OwnerOpening opening = OwnerJournal.openOrCreate(
                JournalConfig.in(folder.resolve("owner")).withSizes(16 << 20, 4096), key.pid(), new TestVault());
        journal = ((OwnerOpening.Opened) opening).journal();
        wallet = new Wallet(key, remote.connection(), reader, journal, world.ids, world.clock);
        remote.listen(state -> world.changes.add("state"));
        remote.follow(() -> world.changes.add("folded"));
    }

    private HubFacts facts(HubAddress address) {
        try (HubHttp http = new HubHttp(address, HubHttp.Ground.of(false, Pins.inMemory()), world.ids)) {
            Greeting greeting = new Hello(http, world.clock, Randomness.seeded(3)).ask(Optional.empty());
            assertThat(greeting).isInstanceOf(Greeting.Ours.class);
            return ((Greeting.Ours) greeting).facts();
        }
    }

    Pid pid() {
        return key.pid();
    }

    /** Pays, and remembers what is not clear yet. */
    void pay(FaultyWallet to, long amountMinor) throws Exception {
        account(wallet.pay(to.pid(), FaultWorld.HOUR, amountMinor, Optional.of("for bread"), ANY), amountMinor, to);
    }

    private void account(PaymentResult result, long amountMinor, FaultyWallet to) {
        switch (result) {
            case PaymentResult.Paid done -> {
                unclear.remove(done.txId());
                assertThat(paid.add(done.txId())).isTrue();
                netMinor -= amountMinor;
                to.netMinor += amountMinor;
            }
            case PaymentResult.Pending pending -> {
                if (unclear.put(pending.txId(), amountMinor) == null) {
                    doubts++;
                }
                payees.put(pending.txId(), to);
            }
            case PaymentResult.Refused refused -> {
                assertThat(refused.code()).as(refused.toString()).isEqualTo(ErrorCode.E007.name());
                unclear.remove(refused.txId());
                late++;
            }
            case PaymentResult.SaidPaid _, PaymentResult.Suspect _ -> throw new AssertionError(result);
        }
    }

    int paidSoFar() {
        return paid.size();
    }

    int doubtsSoFar() {
        return doubts;
    }

    int lateSoFar() {
        return late;
    }

    /** Does what an owner does about what is not clear. */
    void clear() throws Exception {
        for (PaymentResult result : wallet.sendWaiting()) {
            accountAgain(result);
        }
        for (OwnerEntry.OutboxIntent intent : wallet.state().outbox()) {
            accountAgain(wallet.sendAgain(intent.txId()));
        }
    }

    private void accountAgain(PaymentResult result) {
        account(result, unclear.get(result.txId()), payees.get(result.txId()));
    }

    boolean isClear() {
        return wallet.state().outbox().isEmpty();
    }

    /** Whether it has what the hub has and hears of what comes. */
    boolean isInStep() {
        assertThat(complaints).isEmpty();
        return isLive() && replica.seq() == hubAccount().seq();
    }

    /** Whether it has a socket on which it would be told. */
    boolean isLive() {
        return remote.state() instanceof RemoteState.Connected connected && connected.live();
    }

    private record Counted(long seq, String head) {}

    private Counted hubAccount() {
        return world.app.node().query(view -> {
            Account account = view.ledger().account(pid());
            return new Counted(account.seq(), Hex.encode(account.head()));
        });
    }

    long hubSeq() {
        return hubAccount().seq();
    }

    /** Everything that it would show is what the hub would show. */
    void assertIsWhatTheHubSays() throws Exception {
        HubReader hub = world.hubReader;
        assertThat(new Counted(replica.seq(), replica.head())).isEqualTo(hubAccount());
        assertThat(reader.standing(pid()).map(Standing::units))
                .isEqualTo(hub.standing(pid()).map(Standing::units));
        assertThat(reader.neighbours(pid())).isEqualTo(hub.neighbours(pid()));
        assertThat(history(reader)).isEqualTo(history(hub));
        assertThat(replica.netsMinor().getOrDefault(FaultWorld.HOUR.code(), 0L)).isEqualTo(netMinor);
    }

    private List<Activity> history(HubReader from) throws Exception {
        return from.activity(pid(), Set.of(), "", OptionalLong.empty(), HISTORY).entries();
    }

    /** The whole history, here and at the hub, and each payment in it once. */
    void assertWholeHistory() throws Exception {
        assertThat(all(reader)).isEqualTo(all(world.hubReader)).hasSize(Math.toIntExact(replica.seq()));
        List<String> sent = all(reader).stream()
                .filter(one -> one.what() instanceof Activity.Payment payment && payment.sent())
                .map(Activity::txId)
                .toList();
        assertThat(sent).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(paid);
    }

    private List<Activity> all(HubReader from) throws Exception {
        List<Activity> all = new ArrayList<>();
        OptionalLong next = OptionalLong.empty();
        do {
            var page = from.activity(pid(), Set.of(), "", next, HubReader.MAX_PAGE);
            all.addAll(page.entries());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    @Override
    public void close() {
        remote.close();
        kept.close();
        journal.close();
    }
}
