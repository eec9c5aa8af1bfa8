package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.hub.HubWorld;
import org.tallystick.app.hub.Member;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.JournalConfig;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerOpening;
import org.tallystick.wallet.PaymentOrder;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Payments;
import org.tallystick.wallet.TestVault;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.Lost;

/** Wallets at a real hub, with something between that fails. */
class RealHubTest {

    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private HubWorld world;
    private CuttingProxy proxy;
    private Member ann;
    private Member bob;

    @BeforeEach
    void openHub() throws Exception {
        world = HubWorld.start(folder.resolve("hub"));
        proxy = new CuttingProxy(world.hub.port());
        ann = world.member("Ann");
        bob = world.member("Bob");
        bob.trust(ann, "HOUR", "100.00").data();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
        proxy.close();
        world.close();
    }

    private HubHttp through(int port) {
        HttpLimits quick = new HttpLimits(2_000, 1_000, 1_000, 3_000, 1 << 20);
        HubHttp http = new HubHttp(
                HubAddress.parse("http://127.0.0.1:" + port).orElseThrow(),
                new HubHttp.Ground(false, Pins.inMemory(), Optional.empty(), quick),
                StubHub.ids());
        opened.add(http);
        return http;
    }

    private Session session(Member who, int port) {
        return new Session(through(port), world.app.node().hub(), who.pid, who.key, Clock.system());
    }

    private Payments payments(Session session) throws IOException {
        OwnerOpening opening = OwnerJournal.openOrCreate(
                JournalConfig.in(folder.resolve("owner")).withSizes(1 << 20, 4096), ann.pid, new TestVault());
        OwnerJournal journal = ((OwnerOpening.Opened) opening).journal();
        opened.add(journal);
        return new Payments(journal, new RemoteConnection(session, Clock.system()), Clock.system());
    }

    private SignedStatement payment(String txId, String amount) {
        return new PaymentOrder(
                        txId,
                        bob.pid,
                        "HOUR",
                        amount,
                        Optional.empty(),
                        new Constraints(6, 8, List.of()),
                        Optional.empty())
                .sign(ann.key, world.app.node().hub());
    }

    private String owed() throws Exception {
        return Member.text(
                ann.get("/balance").data().array("equivalents").objects().getFirst(), "total_debt");
    }

    @Test
    void aPaymentWhoseAnswerIsLostIsPaidOnce() throws Exception {
        Session session = session(ann, proxy.port());
        session.ask(HubCall.get("/balance"));
        Payments payments = payments(session);
        int paid = 0;
        for (int bytes : new int[] {0, 1, 20, 200}) {
            String txId = "cut-after-" + bytes;
            proxy.cutAnswerTo("POST /api/v1/payments", bytes);

            assertThat(payments.pay(payment(txId, "1.00"))).isInstanceOf(PaymentResult.Pending.class);
            assertThat(proxy.hasCut()).isTrue();
            assertThat(payments.resolve()).singleElement().isInstanceOf(PaymentResult.Paid.class);
            assertThat(payments.pay(payment(txId, "1.00"))).isInstanceOf(PaymentResult.Paid.class);
            paid++;
            assertThat(owed()).isEqualTo(paid + ".00");
        }
    }

    @Test
    void aPaymentWhoseProofIsLostIsFoundLater() throws Exception {
        Session session = session(ann, proxy.port());
        session.ask(HubCall.get("/balance"));
        Payments payments = payments(session);
        proxy.cutAnswerTo("GET /api/v1/payments/", 10);

        // A question is asked once more by itself, so that here the owner sees nothing of it.
        assertThat(payments.pay(payment("proof-lost", "2.00"))).isInstanceOf(PaymentResult.Paid.class);
        assertThat(proxy.hasCut()).isTrue();
        assertThat(owed()).isEqualTo("2.00");
    }

    @Test
    void aPaymentIntoSilenceIsOpenUntilTheHubIsBack() throws Exception {
        Session session = session(ann, proxy.port());
        session.ask(HubCall.get("/balance"));
        Payments payments = payments(session);
        proxy.silent(true);
        assertThat(payments.pay(payment("into-silence", "3.00"))).isInstanceOf(PaymentResult.Pending.class);
        assertThat(owed()).isEqualTo("0.00");
        proxy.silent(false);
        proxy.cutAll();

        assertThat(payments.resolve()).singleElement().isInstanceOf(PaymentResult.Pending.class);
        assertThat(payments.send("into-silence")).isInstanceOf(PaymentResult.Paid.class);
        assertThat(owed()).isEqualTo("3.00");
    }

    /** Counts real pages; what they prove is tried elsewhere. */
    private static final class Counting implements Feed {

        private volatile long seq;
        private volatile long height = -1;

        @Override
        public long seq() {
            return seq;
        }

        @Override
        public OptionalLong newestHeight() {
            return height < 0 ? OptionalLong.empty() : OptionalLong.of(height);
        }

        @Override
        public Applied apply(FeedPage page) {
            for (FeedPage.Entry entry : page.entries()) {
                assertThat(entry.seq()).isEqualTo(seq + 1);
                seq = entry.seq();
            }
            height = page.tip().height();
            return new Applied.Done(seq, page.entries().size(), page.seq() == seq);
        }

        @Override
        public void beginAnew() {
            throw new AssertionError("No blocks are lost here");
        }

        @Override
        public List<Lost> lost(Set<String> back) {
            return List.of();
        }

        @Override
        public void allGivenBack() {}

        @Override
        public Heard hear(AccountWord word) {
            return word.seq() == seq ? Heard.AGREES : Heard.ANOTHER_COUNT;
        }
    }

    @Test
    void whoIsPaidHearsItAndWhatHappenedMeanwhileIsCaughtUp() throws Exception {
        Counting feed = new Counting();
        BlockingQueue<Long> changes = new LinkedBlockingQueue<>();
        BlockingQueue<RemoteState> states = new LinkedBlockingQueue<>();
        try (RemoteHub remote = new RemoteHub(
                through(world.hub.port()),
                new RemoteHub.Owner(world.app.node().hub(), bob.pid, bob.key, feed),
                Clock.system(),
                Randomness.system())) {
            remote.listen(states::add);
            remote.follow(() -> changes.add(feed.seq()));
            remote.start();
            await(states, state -> state instanceof RemoteState.Connected connected && connected.live());
            long before = feed.seq();
            ann.pay(bob, "HOUR", "1.00").data();
            await(changes, change -> change == before + 1);
            world.hub.sockets().close();
            await(states, state -> !(state instanceof RemoteState.Connected connected && connected.live()));
            for (int i = 0; i < 5; i++) {
                ann.pay(bob, "HOUR", "1.00").data();
            }
            remote.wake();
            await(changes, change -> change == before + 6);
        }
        assertThat(feed.seq()).isGreaterThan(5);
    }

    private static <T> T await(BlockingQueue<T> queue, Predicate<T> wanted) throws InterruptedException {
        while (true) {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("what was waited for").isNotNull();
            if (wanted.test(next)) {
                return next;
            }
        }
    }
}
