package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.wallets.LocalWallets;
import org.tallystick.app.wallets.NoFarHubs;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.hub.CannotListen;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.JournalConfig;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminAct.Step;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.NodeConnection;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.AuditEntry;
import org.tallystick.wallet.OwnHub.Member;
import org.tallystick.wallet.OwnHub.Reach;
import org.tallystick.wallet.OwnHub.State;
import org.tallystick.wallet.OwnHub.Trouble;
import org.tallystick.wallet.OwnHub.Wish;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.TestVault;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

/** The wallet's own node, served over a real socket and governed by its owner. */
class ServedNodeTest {

    private static final Unit HOUR = new Unit("HOUR", 2);

    @TempDir
    Path temp;

    // It keeps no connection: a server that stops waits a while for those that may be used again.
    private final OkHttpClient client = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();

    private LocalWallets home() {
        return new LocalWallets(
                temp.resolve("wallet"),
                HubWorld.machine(),
                1,
                new NoFarHubs(HubWorld.machine().clock()));
    }

    private OpenedWallet make() {
        LocalWallets home = home();
        return opened(home.make(
                "Zora",
                home.freshWords(),
                new char[0],
                new WalletHome.Start.OwnCommunity("Riverside", HOUR),
                step -> {}));
    }

    private static OpenedWallet opened(WalletHome.Outcome outcome) {
        assertThat(outcome).isInstanceOf(WalletHome.Outcome.Opened.class);
        return ((WalletHome.Outcome.Opened) outcome).wallet();
    }

    private static Wish anyPort(boolean approval, boolean again) {
        return new Wish(Reach.MACHINE, 0, Optional.empty(), "Riverside", approval, again);
    }

    private static URI address(State state) {
        assertThat(state).isInstanceOf(State.Serving.class);
        return ((State.Serving) state).address();
    }

    private int status(URI address, String path) throws IOException {
        try (Response response = client.newCall(
                        new Request.Builder().url(address + "/api/v1" + path).build())
                .execute()) {
            return response.code();
        }
    }

    private boolean answers(URI address) {
        try {
            return status(address, "/hub") == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    private static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private void register(OwnHub hub, String name) throws Exception {
        KeyPair key = key(name);
        Json.Obj fields = Json.object()
                .put("display_name", name)
                .put("public_key", key.publicKey().text())
                .put("statement_id", "joins-" + name)
                .build();
        SignedStatement statement = SignedStatement.sign(
                key, "participant.register", Pid.parse(hub.snapshot().hubPid()), fields);
        Json.Obj body = fields.with("signature", Json.of(statement.signature().text()));
        try (Response response = client.newCall(new Request.Builder()
                        .url(address(hub.state()) + "/api/v1/auth/register")
                        .post(RequestBody.create(
                                CanonicalJson.text(body).getBytes(StandardCharsets.UTF_8), HubWorld.JSON))
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(201);
        }
    }

    private static OwnHub ownHub(OpenedWallet wallet) {
        return wallet.ownHub().orElseThrow();
    }

    @Test
    void aNodeIsServedUntilItIsStoppedAndNotAgainUnlessThatIsWanted() throws Exception {
        URI address;
        try (OpenedWallet wallet = make()) {
            OwnHub hub = ownHub(wallet);
            assertThat(hub.state()).isInstanceOf(State.Off.class);
            assertThat(hub.state().wish())
                    .isEqualTo(new Wish(Reach.MACHINE, OwnHub.USUAL_PORT, Optional.empty(), "Riverside", true, false));
            address = address(hub.start(anyPort(true, false)));
            assertThat(status(address, "/hub")).isEqualTo(200);
            assertThat(hub.start(anyPort(false, false))).isEqualTo(hub.state());
            OwnHub.Snapshot seen = hub.snapshot();
            assertThat(seen.figures().requests()).isEqualTo(1);
            assertThat(seen.figures().people()).isEqualTo(1);
            assertThat(seen.governs()).isTrue();
            assertThat(seen.approval()).isTrue();
            assertThat(seen.name()).isEqualTo("Riverside");
            assertThat(hub.stop()).isInstanceOf(State.Off.class);
            assertThat(answers(address)).isFalse();
            assertThat(hub.snapshot().figures().uptimeSeconds()).isZero();
        }
        try (OpenedWallet again = opened(home().open(new char[0], step -> {}))) {
            assertThat(ownHub(again).state()).isInstanceOf(State.Off.class);
            address(ownHub(again).start(anyPort(true, true)));
        }
        try (OpenedWallet served = opened(home().open(new char[0], step -> {}))) {
            address = address(ownHub(served).state());
            assertThat(answers(address)).isTrue();
            assertThat(ownHub(served).serveAgain(false).wish().again()).isFalse();
        }
        // Closing the wallet is enough to end it.
        assertThat(answers(address)).isFalse();
        try (OpenedWallet last = opened(home().open(new char[0], step -> {}))) {
            assertThat(ownHub(last).state()).isInstanceOf(State.Off.class);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidAndTheWalletGoesOn() throws Exception {
        try (OpenedWallet wallet = make();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OwnHub hub = ownHub(wallet);
            Wish wish = new Wish(Reach.MACHINE, taken.getLocalPort(), Optional.empty(), "Riverside", true, false);
            assertThat(hub.start(wish)).isEqualTo(new State.Failed(Trouble.PORT_TAKEN, wish));
            assertThat(hub.state()).isEqualTo(new State.Failed(Trouble.PORT_TAKEN, wish));
            assertThat(wallet.wallet().hub().status().readOnly()).isFalse();
            assertThat(address(hub.start(anyPort(true, false)))).isNotNull();
        }
    }

    @Test
    void whoJoinsWaitsIsApprovedAndFrozenAndAllOfItStandsInTheLog() throws Exception {
        try (OpenedWallet wallet = make()) {
            OwnHub hub = ownHub(wallet);
            hub.start(anyPort(true, false));
            CountDownLatch news = new CountDownLatch(1);
            try (var following = hub.follow(news::countDown)) {
                register(hub, "Bakery");
                assertThat(news.await(20, TimeUnit.SECONDS)).as("%s", following).isTrue();
            }
            Pid bakery = key("Bakery").pid();
            assertThat(hub.snapshot().waiting()).singleElement().satisfies(member -> {
                assertThat(member.person()).isEqualTo(new PersonCard(bakery, Optional.of("Bakery"), false));
                assertThat(member.status()).isEqualTo(AccountStatus.PENDING);
                assertThat(member.sinceMs()).isPositive();
            });
            done(hub.act(new AdminAct.Standing(bakery, Step.APPROVE)));
            assertThat(hub.snapshot().waiting()).isEmpty();
            assertThat(hub.snapshot().figures().active()).isEqualTo(2);
            done(hub.act(new AdminAct.Standing(bakery, Step.FREEZE)));
            assertThat(hub.people("bak", 0, 10).members())
                    .extracting(Member::status)
                    .containsExactly(AccountStatus.FROZEN);
            assertThat(hub.act(new AdminAct.Standing(bakery, Step.FREEZE)))
                    .isEqualTo(new AdminResult.Refused("E017", Map.of("status", "frozen")));
            done(hub.act(new AdminAct.Approval(false)));
            assertThat(hub.snapshot().approval()).isFalse();
            assertThat(hub.state().wish().approval()).isFalse();
            register(hub, "Garden");
            OwnHub.MemberPage page = hub.people("", 1, 2);
            assertThat(page.total()).isEqualTo(3);
            assertThat(page.members())
                    .extracting(member -> member.person().name().orElse(""))
                    .containsExactly("Garden", "Zora");
            assertThat(page.members().get(1).roles()).isEqualTo(Set.of(OwnHub.Role.ADMIN));
            assertLog(hub.audit(0, 3), bakery);
            assertThat(hub.audit(3, 10).entries())
                    .extracting(AuditEntry::action)
                    .containsExactlyInAnyOrder("operator.first_admin", "operator.settings");
        }
    }

    private static void assertLog(OwnHub.AuditEntries log, Pid whom) {
        assertThat(log.total()).isEqualTo(5);
        assertThat(log.entries())
                .extracting(AuditEntry::action)
                .containsExactly("admin.config", "admin.freeze", "admin.approve");
        AuditEntry freezing = log.entries().get(1);
        assertThat(freezing.by().orElseThrow().name()).hasValue("Zora");
        assertThat(freezing.whom().orElseThrow().pid()).isEqualTo(whom);
        assertThat(freezing.before()).containsEntry("status", "active");
        assertThat(freezing.after()).containsEntry("status", "frozen");
        assertThat(log.entries().getFirst().after()).isEqualTo(Map.of("registration", "open"));
    }

    private static void done(AdminResult result) {
        assertThat(result).isInstanceOf(AdminResult.Done.class);
    }

    @Test
    void theFirstActMakesTheOwnerOfAnUngovernedNodeItsAdmin() throws Exception {
        try (OpenedWallet wallet = make()) {
            OwnHub hub = ownHub(wallet);
            assertThat(hub.snapshot().governs()).isTrue();
            done(hub.act(new AdminAct.Define(new Unit("UAH", 2))));
            done(hub.act(new AdminAct.Offer("UAH", false)));
            assertThat(hub.act(new AdminAct.Define(HOUR))).isInstanceOf(AdminResult.Refused.class);
            assertThat(hub.snapshot().units())
                    .containsExactly(new OwnHub.UnitState(HOUR, true), new OwnHub.UnitState(new Unit("UAH", 2), false));
            assertThat(hub.audit(0, 10).entries().getFirst().unit()).hasValue("UAH");
            assertThat(hub.people("zora", 0, 1).members().getFirst().roles()).containsExactly(OwnHub.Role.ADMIN);
        }
    }

    @Test
    void whoIsNotAdminSeesAndDecidesNothing() throws Exception {
        KeyPair me = key("Zora");
        HubPlan plan = new HubPlan(
                HubSettings.loopback(0),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key("Operator").pid()),
                "test");
        try (HubWorld world = HubWorld.start(temp.resolve("hub"), plan);
                OwnerJournal journal = OwnerJournal.create(
                        JournalConfig.in(temp.resolve("owner")).withSizes(4 << 20, 4096), me.pid(), new TestVault());
                NodeReader reader = new NodeReader(world.app.node(), world.app.hubKey(), PaymentLimits.DEFAULT)) {
            world.member("Zora");
            world.member("Operator");
            Wallet wallet = new Wallet(
                    me,
                    new NodeConnection(world.app.node(), world.app.hubKey(), world.machine.clock()),
                    reader,
                    journal,
                    new Ids(world.machine.clock(), Randomness.system()),
                    world.machine.clock());
            try (ServedNode hub =
                    new ServedNode(world.app, wallet, temp.resolve("hub.json"), "Riverside", "test", world.machine)) {
                assertThat(hub.snapshot().governs()).isFalse();
                assertThat(hub.act(new AdminAct.Standing(key("Operator").pid(), Step.FREEZE)))
                        .isEqualTo(new AdminResult.Refused("E006", Map.of("role", "OPERATOR")));
            }
        }
    }

    @Test
    void reachDecidesWhereItListensAndWhichNameItAnswersTo() {
        Wish network = new Wish(Reach.NETWORK, 8000, Optional.empty(), "R", true, false);
        HubSettings everywhere = HubReach.settings(network, Optional.of("192.168.1.20"));
        assertThat(everywhere.bind()).isEqualTo("0.0.0.0");
        assertThat(everywhere.url()).hasValue(URI.create("http://192.168.1.20:8000"));
        assertThat(everywhere.trustedProxies()).isEmpty();
        URI url = URI.create("https://hub.example.org");
        HubSettings behind =
                HubReach.settings(new Wish(Reach.PROXY, 9000, Optional.of(url), "R", true, false), Optional.empty());
        assertThat(behind.bind()).isEqualTo("127.0.0.1");
        assertThat(behind.url()).hasValue(url);
        assertThat(behind.trustedProxies()).containsExactly("127.0.0.1");
    }

    @Test
    void whatTheSystemSaysBecomesTheCause() {
        for (Map.Entry<CannotListen.Why, Trouble> each : Map.of(
                        CannotListen.Why.PORT_TAKEN, Trouble.PORT_TAKEN,
                        CannotListen.Why.PORT_FORBIDDEN, Trouble.PORT_FORBIDDEN,
                        CannotListen.Why.NO_ADDRESS, Trouble.NO_NETWORK,
                        CannotListen.Why.CERTIFICATE, Trouble.OTHER,
                        CannotListen.Why.OTHER, Trouble.OTHER)
                .entrySet()) {
            IOException told = new CannotListen(each.getKey(), "any words", new IllegalStateException("anything"));
            assertThat(HubReach.trouble(told)).isEqualTo(each.getValue());
        }
        assertThat(HubReach.trouble(new CannotServe("any words"))).isEqualTo(Trouble.OTHER);
        assertThat(HubReach.trouble(new IOException("The hub's own journal in x does not open")))
                .isEqualTo(Trouble.FILES);
    }

    @Test
    void whatIsRememberedIsReadAgainAndWhatIsDamagedIsForgotten() throws Exception {
        Path file = temp.resolve("hub.json");
        HubMemory memory = new HubMemory(file);
        assertThat(memory.read("R")).isEmpty();
        Wish wish = new Wish(Reach.PROXY, 8443, Optional.of(URI.create("https://hub.example.org")), "R", false, true);
        memory.write(wish);
        assertThat(memory.read("R")).hasValue(wish);
        java.nio.file.Files.writeString(file, "{\"format\":1,\"reach\":\"MOON\"}");
        assertThat(memory.read("R")).isEmpty();
    }
}
