package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.hub.HubWorld.Told;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/** The documented scenarios of the reference hub (fact sheet §14), TS-01 to TS-23, over real sockets: one hub, other people in each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosTest {

    private HubWorld world;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private String scenario = "";

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        world = HubWorld.start(folder.resolve("hub"));
        // The first of all is the administrator.
        world.member("Admin");
    }

    @BeforeEach
    void start(TestInfo test) {
        members.clear();
        scenario = test.getDisplayName();
    }

    @AfterAll
    void close() throws Exception {
        world.close();
    }

    private Member newMember(String name) {
        return new Member(world, name, scenario + " " + name);
    }

    /** Somebody of this scenario, whom no other one knows. */
    private Member member(String name) throws Exception {
        Member known = members.get(name);
        if (known == null) {
            known = newMember(name);
            known.register();
            known.login();
            members.put(name, known);
        }
        return known;
    }

    @Test
    void ts01SomebodyRegistersAndNobodyCanDoSoTwice() throws Exception {
        Member alice = newMember("Alice");
        Told registered = alice.register();
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.data().text("pid")).isEqualTo(alice.pid.text());
        assertThat(registered.data().text("display_name")).isEqualTo("Alice");
        assertThat(registered.data().text("status")).isEqualTo("active");
        alice.register().error(409, "E008");
    }

    @Test
    void ts02WhoLogsInMayAskWhatIsTheirs() throws Exception {
        world.get("/participants/me").error(401, "E016");
        Member alice = member("Alice");
        assertThat(alice.get("/participants/me").data().text("pid")).isEqualTo(alice.pid.text());
    }

    @Test
    void ts03ATokenIsRefreshedAndTheOldOneCountsNoMore() throws Exception {
        Member alice = member("Alice");
        String old = alice.refresh;
        Told refreshed = world.post(
                "/auth/refresh", Json.object().put("refresh_token", old).build());
        assertThat(refreshed.data().number("expires_in")).isEqualTo(900);
        alice.take(refreshed);
        assertThat(alice.get("/participants/me").status()).isEqualTo(200);
        // Whoever brings an old one ends the whole family: one of the two was stolen.
        world.post("/auth/refresh", Json.object().put("refresh_token", old).build())
                .error(401, "E016");
        alice.get("/participants/me").error(401, "E016");
    }

    @Test
    void ts04PeopleAreFoundByName() throws Exception {
        Member alice = member("Alice");
        member("Otto");
        member("Ottoline");
        Told found = alice.get("/participants/search?q=otto&limit=10");
        assertThat(found.items())
                .extracting(one -> Member.text(one, "display_name"))
                .containsExactlyInAnyOrder("Otto", "Ottoline");
    }

    @Test
    void ts05ALineOfTrustIsOpened() throws Exception {
        Member alice = member("Alice");
        Member bob = member("Bob");
        Json.Obj line = alice.trust(bob, "UAH", "1000.00").data();
        assertThat(line.text("from")).isEqualTo(alice.pid.text());
        assertThat(line.text("to")).isEqualTo(bob.pid.text());
        assertThat(line.text("limit")).isEqualTo("1000.00");
        assertThat(line.text("used")).isEqualTo("0.00");
        assertThat(line.text("available")).isEqualTo("1000.00");
        alice.trust(bob, "UAH", "5.00").error(409, "E008");
    }

    @Test
    void ts06ALimitIsRaised() throws Exception {
        Member alice = member("Alice");
        String id = line(alice, member("Bob"), "100.00");
        assertThat(limit(alice, id, "250.00").data().text("limit")).isEqualTo("250.00");
    }

    @Test
    void ts07ALimitBelowWhatIsUsedIsRefused() throws Exception {
        Member alice = member("Alice");
        Member bob = member("Bob");
        String id = line(alice, bob, "100.00");
        bob.pay(alice, "UAH", "60.00").data();
        Json.Obj details = limit(alice, id, "50.00").error(400, "E003").object("details");
        assertThat(details.text("trust_line_id")).isEqualTo(id);
        assertThat(details.text("current_used")).isEqualTo("60.00");
        assertThat(details.text("requested")).isEqualTo("50.00");
        assertThat(details.text("limit")).isEqualTo("100.00");
    }

    @Test
    void ts08ALineWithoutDebtIsClosed() throws Exception {
        Member alice = member("Alice");
        String id = line(alice, member("Bob"), "100.00");
        assertThat(close(alice, id).status()).isEqualTo(204);
        assertThat(alice.get("/trustlines/" + id).data().text("status")).isEqualTo("closed");
        close(alice, id).error(409, "E008");
    }

    @Test
    void ts09ALineWithDebtIsNotClosed() throws Exception {
        Member alice = member("Alice");
        Member bob = member("Bob");
        String id = line(alice, bob, "100.00");
        bob.pay(alice, "UAH", "1.00").data();
        close(alice, id).error(400, "E013");
    }

    @Test
    void ts10CapacityTellsWhatCanBePaid() throws Exception {
        Member alice = chain("100.00", "40.00");
        String to = member("Carol").pid.text();
        Json.Obj enough = alice.get("/payments/capacity?equivalent=UAH&amount=30.00&to=" + to)
                .data();
        assertThat(enough.flag("can_pay")).isTrue();
        assertThat(enough.text("max_amount")).isEqualTo("40.00");
        assertThat(enough.number("routes_count")).isEqualTo(1);
        assertThat(enough.number("estimated_hops")).isEqualTo(2);
        Json.Obj tooMuch = alice.get("/payments/capacity?equivalent=UAH&amount=41.00&to=" + to)
                .data();
        assertThat(tooMuch.flag("can_pay")).isFalse();
        assertThat(tooMuch.text("max_amount")).isEqualTo("40.00");
    }

    @Test
    void ts11MaxFlowTellsTheMost() throws Exception {
        Member alice = chain("100.00", "40.00");
        Json.Obj flow = alice.get("/payments/max-flow?equivalent=UAH&to="
                        + member("Carol").pid.text())
                .data();
        assertThat(flow.text("max_amount")).isEqualTo("40.00");
        assertThat(flow.text("payable")).isEqualTo("40.00");
        alice.get("/payments/max-flow?equivalent=UAH&to=" + alice.pid.text()).error(422, "E009");
    }

    @Test
    void ts12APaymentTakesOneWay() throws Exception {
        Member alice = chain("100.00", "100.00");
        Member bob = member("Bob");
        Member carol = member("Carol");
        Told paid = alice.pay(carol, "UAH", "25.00");
        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.data().text("status")).isEqualTo("COMMITTED");
        List<Json.Obj> routes = paid.data().array("routes").objects();
        assertThat(routes).hasSize(1);
        assertThat(routes.getFirst().array("path").texts())
                .containsExactly(alice.pid.text(), bob.pid.text(), carol.pid.text());
        assertThat(balance(alice, "net_balance")).isEqualTo("-25.00");
        assertThat(balance(bob, "net_balance")).isEqualTo("0.00");
        assertThat(balance(carol, "net_balance")).isEqualTo("25.00");
    }

    @Test
    void ts13TooLittleCapacityIsSaidWithWhatThereIs() throws Exception {
        Member alice = chain("100.00", "40.00");
        Told refused = alice.pay(member("Carol"), "UAH", "100.00");
        Json.Obj details = refused.error(400, "E002").object("details");
        assertThat(details.text("requested")).isEqualTo("100.00");
        assertThat(details.text("available")).isEqualTo("40.00");
        assertThat(refused.json().object("data").text("status")).isEqualTo("ABORTED");
        Member stranger = member("Stranger");
        alice.pay(stranger, "UAH", "1.00").error(404, "E001");
    }

    @Test
    void ts14APaymentIsSplitOverTwoWays() throws Exception {
        Member alice = member("Alice");
        Member dave = member("Dave");
        way(alice, "Bob", dave, "60.00");
        way(alice, "Carol", dave, "60.00");
        assertThat(alice.pay(dave, "UAH", "100.00").data().array("routes").items())
                .hasSize(2);
    }

    @Test
    void ts15NoMoreWaysThanTheConstraintAllows() throws Exception {
        Member alice = member("Alice");
        Member erin = member("Erin");
        way(alice, "Bob", erin, "50.00");
        way(alice, "Carol", erin, "50.00");
        way(alice, "Dave", erin, "50.00");
        way(alice, "Frank", erin, "50.00");
        Told four = alice.pay("ts15-a", erin, "UAH", "160.00", maxPaths(3));
        assertThat(four.error(400, "E002").object("details").text("available")).isEqualTo("150.00");
        assertThat(alice.pay("ts15-b", erin, "UAH", "150.00", maxPaths(3))
                        .data()
                        .array("routes")
                        .items())
                .hasSize(3);
    }

    @Test
    void ts16MaxFlowSeesAllWaysWhetherOrNotAPaymentMayTakeThem() throws Exception {
        Member alice = member("Alice");
        Member erin = member("Erin");
        for (int i = 0; i < 10; i++) {
            way(alice, "Between " + i, erin, "10.00");
        }
        Json.Obj flow = alice.get("/payments/max-flow?equivalent=UAH&to=" + erin.pid.text())
                .data();
        assertThat(flow.text("max_amount")).isEqualTo("100.00");
        assertThat(flow.text("payable")).isEqualTo("80.00");
        alice.pay(erin, "UAH", "80.00").data();
    }

    @Test
    void ts17ATriangleOfDebtsIsCleared() throws Exception {
        Member alice = member("Alice");
        Member bob = member("Bob");
        Member carol = member("Carol");
        owe(alice, bob, "50.00");
        owe(bob, carol, "50.00");
        owe(carol, alice, "30.00");
        assertThat(balance(alice, "total_debt")).isEqualTo("20.00");
        assertThat(balance(bob, "total_debt")).isEqualTo("20.00");
        assertThat(balance(carol, "total_debt")).isEqualTo("0.00");
        assertThat(balance(alice, "net_balance")).isEqualTo("-20.00");
        assertThat(balance(alice, "total_credit")).isEqualTo("0.00");
    }

    @Test
    void ts18ACircleOfFiveNeedsADepthOfFive() throws Exception {
        List<Member> ring = List.of(member("Alice"), member("Bob"), member("Carol"), member("Dave"), member("Erin"));
        for (int i = 0; i < ring.size(); i++) {
            owe(ring.get(i), ring.get((i + 1) % ring.size()), "40.00");
        }
        Member alice = ring.getFirst();
        assertThat(alice.get("/clearing/cycles?equivalent=UAH&max_depth=4")
                        .data()
                        .array("cycles")
                        .items())
                .isEmpty();
        assertThat(alice.get("/clearing/cycles?equivalent=UAH&max_depth=5")
                        .data()
                        .array("cycles")
                        .items())
                .hasSize(1);
        assertThat(alice.send("POST", "/clearing/auto?equivalent=UAH&max_depth=5", null)
                        .data()
                        .number("cleared_cycles"))
                .isEqualTo(1);
        assertThat(balance(alice, "total_debt")).isEqualTo("0.00");
    }

    @Test
    void ts19ThePayeeHearsOfAPayment() throws Exception {
        Member alice = member("Alice");
        Member bob = member("Bob");
        line(bob, alice, "100.00");
        try (Ear ear = Ear.of(bob)) {
            ear.send("{\"type\":\"subscribe\",\"payload\":{\"events\":[\"payment.received\"]}}");
            ear.next("subscribed");
            String txId = alice.pay(
                            world.ids.next(),
                            bob,
                            "UAH",
                            "12.50",
                            Json.object().put("description", "Bread").build())
                    .data()
                    .text("tx_id");
            Json.Obj event = ear.next("payment.received");
            assertThat(event.text("event")).isEqualTo("payment.received");
            Json.Obj payload = event.object("payload");
            assertThat(payload.text("tx_id")).isEqualTo(txId);
            assertThat(payload.text("from_name")).isEqualTo("Alice");
            assertThat(payload.text("amount")).isEqualTo("12.50");
            assertThat(payload.text("description")).isEqualTo("Bread");
        }
    }

    @Test
    void ts20WhoIsFrozenNeitherPaysNorIsPaidNorCarries() throws Exception {
        Member admin = world.member("Admin");
        Member alice = chain("100.00", "100.00");
        Member bob = member("Bob");
        Member carol = member("Carol");
        govern(admin, bob, "freeze", Json.object().put("reason", "Looked into")).data();
        alice.pay(carol, "UAH", "5.00").error(404, "E001");
        alice.pay(bob, "UAH", "5.00").error(400, "E004");
        bob.pay(alice, "UAH", "5.00").error(403, "E006");
        govern(admin, bob, "unfreeze", Json.object()).data();
        alice.pay(carol, "UAH", "5.00").data();
    }

    @Test
    void ts21OneWayIsNotEnoughWhereTwoAre() throws Exception {
        Member alice = member("Alice");
        Member dave = member("Dave");
        way(alice, "Bob", dave, "60.00");
        way(alice, "Carol", dave, "60.00");
        alice.pay("ts21-a", dave, "UAH", "100.00", maxPaths(1)).error(400, "E002");
        alice.pay("ts21-b", dave, "UAH", "100.00", maxPaths(2)).data();
    }

    @Test
    void ts22TheSamePaymentIsMadeOnceHoweverOftenItIsSent() throws Exception {
        Member alice = chain("100.00", "100.00");
        Member carol = member("Carol");
        Json.Obj body = alice.payment("once", carol, "UAH", "10.00", Json.Obj.EMPTY);
        Told first = alice.send("POST", "/payments", body);
        Told again = alice.send("POST", "/payments", body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(balance(alice, "net_balance")).isEqualTo("-10.00");
        alice.send("POST", "/payments", alice.payment("once", carol, "UAH", "11.00", Json.Obj.EMPTY))
                .error(409, "E008");
    }

    @Test
    void ts23OfTwoPaymentsThroughOneBottleneckOnlyWhatFitsIsMade() throws Exception {
        Member alice = chain("100.00", "60.00");
        Member carol = member("Carol");
        Member dora = member("Dora");
        line(member("Bob"), dora, "100.00");
        java.util.concurrent.CompletableFuture<Told> one = later(() -> alice.pay(carol, "UAH", "50.00"));
        java.util.concurrent.CompletableFuture<Told> other = later(() -> dora.pay(carol, "UAH", "50.00"));
        List<Integer> statuses = List.of(one.join().status(), other.join().status());
        assertThat(statuses).containsExactlyInAnyOrder(201, 400);
        assertThat(balance(carol, "total_credit")).isEqualTo("50.00");
    }

    private static Told govern(Member admin, Member about, String verb, Json.ObjBuilder fields) throws Exception {
        return admin.statement(
                "POST",
                "/admin/participants/" + about.pid.text() + "/" + verb,
                "admin." + verb,
                fields.put("participant", about.pid.text()).build());
    }

    private interface Sending {
        Told send() throws Exception;
    }

    private static java.util.concurrent.CompletableFuture<Told> later(Sending sending) {
        java.util.concurrent.CompletableFuture<Told> answer = new java.util.concurrent.CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(sending.send());
            } catch (Exception | AssertionError failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }

    /** Bob trusts Alice, Carol trusts Bob: Alice can pay Carol through Bob. */
    private Member chain(String first, String second) throws Exception {
        Member alice = member("Alice");
        line(member("Bob"), alice, first);
        line(member("Carol"), member("Bob"), second);
        return alice;
    }

    private void way(Member from, String between, Member to, String limit) throws Exception {
        Member through = member(between);
        line(through, from, limit);
        line(to, through, limit);
    }

    private void owe(Member debtor, Member creditor, String amount) throws Exception {
        line(creditor, debtor, "100.00");
        debtor.pay(creditor, "UAH", amount).data();
    }

    private static String line(Member from, Member to, String limit) throws Exception {
        return from.trust(to, "UAH", limit).data().text("id");
    }

    private static Told limit(Member owner, String id, String limit) throws Exception {
        return owner.about(
                "PATCH",
                "/trustlines/" + id,
                id,
                "trustline.update",
                Json.object().put("limit", limit).build());
    }

    private static Told close(Member owner, String id) throws Exception {
        return owner.about("DELETE", "/trustlines/" + id, id, "trustline.close", Json.Obj.EMPTY);
    }

    private static Json.Obj maxPaths(int paths) {
        return Json.object()
                .put("constraints", Json.object().put("max_paths", paths).build())
                .build();
    }

    private static String balance(Member who, String field) throws Exception {
        for (Json.Obj unit : who.get("/balance").data().array("equivalents").objects()) {
            if (unit.text("code").equals("UAH")) {
                return unit.text(field);
            }
        }
        throw new MalformedJson("nothing in UAH", "$");
    }
}
