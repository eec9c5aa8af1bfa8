package org.tallystick.feature.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.RouteTester;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;

/** Ann pays Cleo over Bob or over Dora; Eve stands alone. */
final class PaymentRoutesTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final String TIME = "2026-09-21T14:13:20Z";

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private TestNode node;
    private RouteTester routes;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Dora", "Eve"}) {
            node.register(name);
        }
        node.trust("Bob", "Ann", "HOUR", "100.00");
        node.trust("Cleo", "Bob", "HOUR", "60.00");
        node.trust("Dora", "Ann", "HOUR", "10.00");
        node.trust("Cleo", "Dora", "HOUR", "20.00");
        Desk desk = new Desk(node.node);
        routes = new RouteTester(new PaymentRoutes(
                        desk,
                        new StatementDesk(desk),
                        PaymentRoutesTest::names,
                        new ExplorerQueries(node.node.store()),
                        PaymentLimits.DEFAULT)
                .all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    /** Accounts are numbered in the order in which they registered; Dora's name was erased. */
    private static Map<Integer, String> names(java.util.Collection<Integer> accounts) {
        Map<Integer, String> names = new HashMap<>(Map.of(0, "Ann", 1, "Bob", 2, "Cleo", 4, "Eve"));
        names.keySet().retainAll(accounts);
        return names;
    }

    private static Pid pid(String name) {
        return TestNode.pid(name);
    }

    private static Json path(String... names) {
        return Json.of(java.util.Arrays.stream(names)
                .map(name -> Json.of(pid(name).text()))
                .toList());
    }

    private Json.Obj order(String from, String to, String amount, String txId) {
        return order(from, to, amount, txId, Json.Obj.EMPTY);
    }

    private Json.Obj order(String from, String to, String amount, String txId, Json.Obj more) {
        Json.Obj fields = Json.object()
                .put("tx_id", txId)
                .put("to", pid(to).text())
                .put("equivalent", "HOUR")
                .put("amount", amount)
                .build();
        for (Map.Entry<String, Json> field : more.fields().entrySet()) {
            fields = fields.with(field.getKey(), field.getValue());
        }
        return signed(from, fields);
    }

    private Json.Obj signed(String from, Json.Obj fields) {
        SignedStatement statement = SignedStatement.sign(TestNode.key(from), "payment.create", node.node.hub(), fields);
        return fields.with("signature", Json.of(statement.signature().text()));
    }

    private Reply.Data pay(String from, Json.Obj order) throws ApiError, InterruptedException {
        return (Reply.Data) routes.call(pid(from), Method.POST, "/payments", Map.of(), order);
    }

    private ApiError payError(String from, Json.Obj order) throws Exception {
        return RouteTester.error(() -> pay(from, order));
    }

    private Json.Obj capacity(String from, String to, String amount, Map<String, String> more)
            throws ApiError, InterruptedException {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("to", pid(to).text());
        parameters.put("equivalent", "HOUR");
        parameters.put("amount", amount);
        return routes.get(pid(from), "/payments/capacity", parameters);
    }

    private Json.Obj detail(String caller, String txId) throws ApiError, InterruptedException {
        return routes.get(pid(caller), "/payments/{tx_id}", Map.of("tx_id", txId));
    }

    private void setStatus(String name, AccountStatus status) {
        node.node
                .submitAlone(new HubTransaction(
                        new Frame("hub:set-" + name + status, "node.import", 1),
                        List.of(),
                        List.of(),
                        List.of(new Operation.ChangeAccount(pid(name), status, null))))
                .join();
    }

    @Test
    void aPaymentIsAnsweredWithTheRoutesItTookAndAgainWithTheSame() throws Exception {
        Json.Obj order = order(
                "Ann",
                "Cleo",
                "65",
                "p1",
                Json.object().put("description", "for Bread").build());
        Reply.Data first = pay("Ann", order);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.data())
                .isEqualTo(Json.object()
                        .put("tx_id", "p1")
                        .put("status", "COMMITTED")
                        .put("from", pid("Ann").text())
                        .put("to", pid("Cleo").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "65.00")
                        .put("description", "for Bread")
                        .put(
                                "routes",
                                Json.of(List.of(
                                        Json.object()
                                                .put("path", path("Ann", "Bob", "Cleo"))
                                                .put("amount", "60.00")
                                                .build(),
                                        Json.object()
                                                .put("path", path("Ann", "Dora", "Cleo"))
                                                .put("amount", "5.00")
                                                .build())))
                        .put("created_at", TIME)
                        .put("committed_at", TIME)
                        .put("height", node.node.health().height())
                        .build());
        clock.pass(60_000);
        node.trust("Eve", "Ann", "HOUR", "1.00");
        Reply.Data again = pay("Ann", order);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(node.netMinor("Cleo", "HOUR")).isEqualTo(6500);
    }

    @Test
    void aPaymentWithoutAnIdGetsTheOneThatItsBytesGiveIt() throws Exception {
        Json.Obj fields = Json.object()
                .put("to", pid("Bob").text())
                .put("equivalent", "HOUR")
                .put("amount", "1.00")
                .build();
        Json.Obj order = signed("Ann", fields);
        String txId = ((Json.Obj) pay("Ann", order).data()).text("tx_id");
        assertThat(txId).hasSize(64);
        assertThat(pay("Ann", order).status()).isEqualTo(200);
        assertThat(detail("Ann", txId).text("amount")).isEqualTo("1.00");
        Json.Obj tooMuch = signed("Ann", fields.with("amount", Json.of("1000.00")));
        ApiError error = payError("Ann", tooMuch);
        assertThat(error.data().orElseThrow().text("tx_id")).hasSize(64).isNotEqualTo(txId);
    }

    @Test
    void aPaymentThatCannotBeMadeIsAnErrorThatSaysWhichAndHowMuchCould() throws Exception {
        ApiError tooMuch = payError("Ann", order("Ann", "Cleo", "70.01", "p1"));
        assertThat(tooMuch.code()).isEqualTo(ErrorCode.E002);
        assertThat(tooMuch.details())
                .isEqualTo(Json.object()
                        .put("requested", "70.01")
                        .put("available", "70.00")
                        .build());
        assertThat(tooMuch.data())
                .contains(Json.object()
                        .put("tx_id", "p1")
                        .put("status", "ABORTED")
                        .build());
        ApiError noRoute = payError("Ann", order("Ann", "Eve", "1.00", "p2"));
        assertThat(noRoute.code()).isEqualTo(ErrorCode.E001);
        assertThat(noRoute.details())
                .isEqualTo(Json.object().put("requested", "1.00").build());
        assertThat(noRoute.data().orElseThrow().text("tx_id")).isEqualTo("p2");
        assertThat(RouteTester.code(() -> detail("Ann", "p1"))).isEqualTo(ErrorCode.E015);
        // What was refused may be tried again under the same id, also with another amount.
        assertThat(pay("Ann", order("Ann", "Cleo", "70.00", "p1")).status()).isEqualTo(201);
    }

    @Test
    void whoAsksAgainAfterTheEndOfTheirStatementHearsOfThePaymentThatWasMadeInTime() throws Exception {
        Json.Obj end = Json.object().put("valid_until", "2026-09-21T14:15:20Z").build();
        Json.Obj order = order("Ann", "Cleo", "1.00", "p1", end);
        pay("Ann", order);
        for (int day = 0; day < 2; day++) {
            clock.pass(86_400_000);
            node.trust("Eve", "Ann", "HOUR", "1.0" + day);
        }
        Reply.Data again = pay("Ann", order);
        assertThat(again.status()).isEqualTo(200);
        assertThat(((Json.Obj) again.data()).text("status")).isEqualTo("COMMITTED");
        for (Json.Obj late : List.of(
                order("Ann", "Cleo", "1.00", "p2", end),
                order("Ann", "Cleo", "2.00", "p1", end),
                order("Ann", "Bob", "1.00", "p1", end))) {
            ApiError error = payError("Ann", late);
            assertThat(error.code()).isEqualTo(ErrorCode.E007);
            assertThat(error.details().text("field")).isEqualTo("valid_until");
            // Under p1 another payment stands, of which nothing is said here.
            assertThat(error.data().isPresent()).isEqualTo(late.text("tx_id").equals("p2"));
        }
        assertThat(node.netMinor("Cleo", "HOUR")).isEqualTo(100);
    }

    @Test
    void whatSomebodyElseHasUnderTheSameIdIsNotSaidToBeAborted() throws Exception {
        pay("Ann", order("Ann", "Cleo", "1.00", "p1"));
        ApiError other = payError("Ann", order("Ann", "Cleo", "2.00", "p1"));
        assertThat(other.code()).isEqualTo(ErrorCode.E008);
        assertThat(other.data()).isEmpty();
        assertThat(payError("Dora", order("Dora", "Cleo", "2.00", "p1")).code()).isEqualTo(ErrorCode.E008);
        assertThat(payError("Dora", order("Ann", "Cleo", "2.00", "p2")).code()).isEqualTo(ErrorCode.E005);
    }

    @Test
    void refusalsComeWithTheCodesOfTheMap() throws Exception {
        assertThat(payError("Ann", order("Ann", "nobody", "1.00", "p1")).code()).isEqualTo(ErrorCode.E011);
        assertThat(payError("Ann", order("Ann", "Ann", "1.00", "p2")).details())
                .isEqualTo(Json.object().put("field", "to").build());
        assertThat(payError("Ann", order("Ann", "Bob", "1.001", "p3")).code()).isEqualTo(ErrorCode.E009);
        assertThat(payError("Ann", order("Ann", "Bob", "0", "p4")).code()).isEqualTo(ErrorCode.E009);
        assertThat(payError(
                                "Ann",
                                order(
                                        "Ann",
                                        "Bob",
                                        "1",
                                        "p5",
                                        Json.object().put("equivalent", "BEER").build()))
                        .code())
                .isEqualTo(ErrorCode.E015);
        setStatus("Bob", AccountStatus.FROZEN);
        assertThat(payError("Ann", order("Ann", "Bob", "1.00", "p6")).code()).isEqualTo(ErrorCode.E004);
        ApiError frozen = payError("Bob", order("Bob", "Cleo", "1.00", "p7"));
        assertThat(frozen.code()).isEqualTo(ErrorCode.E006);
        assertThat(frozen.data())
                .contains(Json.object()
                        .put("tx_id", "p7")
                        .put("status", "ABORTED")
                        .build());
        // A frozen participant forwards nothing either.
        assertThat(payError("Ann", order("Ann", "Cleo", "10.01", "p8"))
                        .details()
                        .text("available"))
                .isEqualTo("10.00");
    }

    @Test
    void constraintsHoldForThePaymentAndForWhatIsOffered() throws Exception {
        Json.Obj offered = capacity("Ann", "Cleo", "65.00", Map.of());
        assertThat(offered.array("routes").objects())
                .extracting(route -> route.text("amount"))
                .containsExactly("60.00", "5.00");
        assertThat(offered.without("routes"))
                .isEqualTo(Json.object()
                        .put("can_pay", true)
                        .put("max_amount", "70.00")
                        .put("routes_count", 2)
                        .put("estimated_hops", 2)
                        .put("height", node.node.health().height())
                        .build());
        assertThat(capacity("Ann", "Cleo", "65.00", Map.of("max_paths", "1")).text("max_amount"))
                .isEqualTo("60.00");
        assertThat(capacity("Ann", "Cleo", "65.00", Map.of("max_paths", "1")).flag("can_pay"))
                .isFalse();
        assertThat(capacity(
                                "Ann",
                                "Cleo",
                                "10.00",
                                Map.of(
                                        "avoid",
                                        pid("Bob").text() + "," + pid("Eve").text()))
                        .text("max_amount"))
                .isEqualTo("10.00");
        assertThat(capacity("Ann", "Cleo", "1.00", Map.of("max_hops", "1")).number("routes_count"))
                .isZero();
        Json.Obj onePath = Json.object()
                .put("constraints", Json.object().put("max_paths", 1).build())
                .build();
        assertThat(payError("Ann", order("Ann", "Cleo", "60.01", "p1", onePath))
                        .details()
                        .text("available"))
                .isEqualTo("60.00");
        assertThat(pay("Ann", order("Ann", "Cleo", "60.00", "p1", onePath)).status())
                .isEqualTo(201);
        assertThat(capacity("Ann", "Eve", "1.00", Map.of()).text("max_amount")).isEqualTo("0.00");
        assertThat(RouteTester.code(() -> capacity("Ann", "Ann", "1.00", Map.of())))
                .isEqualTo(ErrorCode.E009);
        assertThat(RouteTester.code(() -> capacity("Ann", "nobody", "1.00", Map.of())))
                .isEqualTo(ErrorCode.E011);
        assertThat(RouteTester.code(() -> capacity("Ann", "Bob", "1.001", Map.of())))
                .isEqualTo(ErrorCode.E009);
        assertThat(RouteTester.code(() -> capacity("Ann", "Cleo", "1.00", Map.of("avoid", "nobody"))))
                .isEqualTo(ErrorCode.E009);
    }

    @Test
    void maxFlowNamesTheRoutesAndOfOthersNoLimits() throws Exception {
        Json.Obj flow = routes.get(
                pid("Ann"), "/payments/max-flow", Map.of("to", pid("Cleo").text(), "equivalent", "HOUR"));
        assertThat(flow)
                .isEqualTo(Json.object()
                        .put("max_amount", "70.00")
                        .put("exact", true)
                        .put("payable", "70.00")
                        .put(
                                "paths",
                                Json.of(List.of(
                                        Json.object()
                                                .put("path", path("Ann", "Bob", "Cleo"))
                                                .put("capacity", "60.00")
                                                .build(),
                                        Json.object()
                                                .put("path", path("Ann", "Dora", "Cleo"))
                                                .put("capacity", "10.00")
                                                .build())))
                        .put(
                                "bottlenecks",
                                Json.of(List.of(
                                        Json.object()
                                                .put("from", pid("Bob").text())
                                                .put("to", pid("Cleo").text())
                                                .build(),
                                        Json.object()
                                                .put("from", pid("Ann").text())
                                                .put("to", pid("Dora").text())
                                                .put("limit", "10.00")
                                                .put("used", "0.00")
                                                .put("available", "10.00")
                                                .build())))
                        .put("algorithm", "Dinitz (levels and blocking flows)")
                        .put("computed_at", TIME)
                        .put("height", node.node.health().height())
                        .build());
        Json.Obj none = routes.get(
                pid("Ann"), "/payments/max-flow", Map.of("to", pid("Eve").text(), "equivalent", "HOUR"));
        assertThat(none.text("payable")).isEqualTo("0.00");
        assertThat(none.array("paths").items()).isEmpty();
        assertThat(RouteTester.code(() -> routes.get(
                        pid("Ann"),
                        "/payments/max-flow",
                        Map.of("to", pid("Ann").text(), "equivalent", "HOUR"))))
                .isEqualTo(ErrorCode.E009);
        assertThat(RouteTester.code(() -> routes.get(
                        pid("Ann"),
                        "/payments/max-flow",
                        Map.of("to", pid("Bob").text(), "equivalent", "BEER"))))
                .isEqualTo(ErrorCode.E015);
    }

    @Test
    void eachEndSeesItsPaymentAndNobodyElseFindsIt() throws Exception {
        Json.Obj first = (Json.Obj) pay(
                        "Ann",
                        order(
                                "Ann",
                                "Cleo",
                                "65.00",
                                "p1",
                                Json.object().put("description", "for Bread").build()))
                .data();
        Json.Obj sent = detail("Ann", "p1");
        assertThat(sent)
                .isEqualTo(first.with("direction", Json.of("sent"))
                        .with("from_display_name", Json.of("Ann"))
                        .with("to_display_name", Json.of("Cleo")));
        assertThat(detail("Cleo", "p1"))
                .isEqualTo(sent.without("routes")
                        .with("direction", Json.of("received"))
                        .with(
                                "delivered_by",
                                Json.of(List.of(
                                        Json.object()
                                                .put("pid", pid("Bob").text())
                                                .put("display_name", "Bob")
                                                .put("amount", "60.00")
                                                .build(),
                                        Json.object()
                                                .put("pid", pid("Dora").text())
                                                .put("amount", "5.00")
                                                .build()))));
        for (String other : new String[] {"Bob", "Dora", "Eve", "nobody"}) {
            ApiError error = RouteTester.error(() -> detail(other, "p1"));
            assertThat(error.code()).isEqualTo(ErrorCode.E015);
        }
    }

    private List<String> ids(String caller, String... filter) throws Exception {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < filter.length; i += 2) {
            parameters.put(filter[i], filter[i + 1]);
        }
        Reply.Listed page = routes.list(pid(caller), "/payments", parameters);
        List<String> ids = new ArrayList<>();
        for (Json item : page.items()) {
            ids.add(((Json.Obj) item).text("tx_id"));
        }
        ids.add(Long.toString(page.total()));
        return ids;
    }

    @Test
    void paymentsAreListedByEveryFilterWithTheirTotals() throws Exception {
        node.define("BEER", 0);
        node.trust("Bob", "Ann", "BEER", "9");
        pay("Ann", order("Ann", "Bob", "1.00", "p1"));
        clock.pass(86_400_000);
        pay("Ann", order("Ann", "Cleo", "2.00", "p2"));
        node.pay("Ann", "Bob", "BEER", "3", "p3");
        node.pay("Bob", "Ann", "HOUR", "0.50", "p4");
        clock.pass(86_400_000);
        node.pay("Cleo", "Ann", "HOUR", "0.25", "p5");
        assertThat(ids("Ann")).containsExactly("p5", "p4", "p3", "p2", "p1", "5");
        assertThat(ids("Ann", "direction", "sent")).containsExactly("p3", "p2", "p1", "3");
        assertThat(ids("Ann", "direction", "received", "status", "COMMITTED")).containsExactly("p5", "p4", "2");
        assertThat(ids("Ann", "direction", "all", "equivalent", "BEER", "status", "all"))
                .containsExactly("p3", "1");
        assertThat(ids("Ann", "status", "ABORTED")).containsExactly("0");
        assertThat(ids("Ann", "per_page", "2")).containsExactly("p5", "p4", "5");
        assertThat(ids("Ann", "per_page", "2", "page", "3")).containsExactly("p1", "5");
        assertThat(ids("Ann", "per_page", "2", "page", "4")).containsExactly("5");
        assertThat(ids("Ann", "from_date", "2026-09-22", "to_date", "2026-09-22"))
                .containsExactly("p4", "p3", "p2", "3");
        assertThat(ids("Ann", "from_date", "2026-09-22T14:13:20Z", "direction", "sent"))
                .containsExactly("p3", "p2", "2");
        assertThat(ids("Ann", "from_date", "2026-09-22T14:13:20.001Z")).containsExactly("p5", "1");
        assertThat(ids("Ann", "to_date", "2026-09-22T14:13:19.999Z")).containsExactly("p1", "1");
        assertThat(ids("Ann", "to_date", "2020-01-01")).containsExactly("0");
        assertThat(ids("Ann", "from_date", "2026-09-23", "to_date", "2026-09-21"))
                .containsExactly("0");
        // Whoever carried a payment does not find it among their own.
        assertThat(ids("Bob")).containsExactly("p4", "p3", "p1", "3");
        assertThat(ids("Eve")).containsExactly("0");
        assertThat(ids("nobody")).containsExactly("0");
        assertThat(RouteTester.code(() -> ids("Ann", "from_date", "2026-02-30")))
                .isEqualTo(ErrorCode.E009);
        assertThat(routes.list(pid("Cleo"), "/payments", Map.of("direction", "received"))
                        .items())
                .containsExactly(Json.object()
                        .put("tx_id", "p2")
                        .put("status", "COMMITTED")
                        .put("direction", "received")
                        .put("from", pid("Ann").text())
                        .put("from_display_name", "Ann")
                        .put("to", pid("Cleo").text())
                        .put("to_display_name", "Cleo")
                        .put("equivalent", "HOUR")
                        .put("amount", "2.00")
                        .put("created_at", "2026-09-22T14:13:20Z")
                        .put("committed_at", "2026-09-22T14:13:20Z")
                        .put("height", detail("Ann", "p2").number("height"))
                        .build());
    }

    @Test
    void aReceiptProvesThePaymentAndShowsEachEndWhatItMaySee() throws Exception {
        pay(
                "Ann",
                order(
                        "Ann",
                        "Cleo",
                        "65.00",
                        "p1",
                        Json.object().put("description", "for Bread").build()));
        node.trust("Eve", "Ann", "HOUR", "1.00");
        Proof all = receipt("Ann");
        assertThat(shown(all)).containsExactly("frame", "statement", "text", "4 of 4");
        Proof payees = receipt("Cleo");
        assertThat(shown(payees)).containsExactly("frame", "statement", "text", "2 of 4");
        for (String other : new String[] {"Bob", "Dora", "Eve", "nobody"}) {
            assertThat(RouteTester.code(() -> receipt(other))).isEqualTo(ErrorCode.E015);
        }
    }

    private Proof receipt(String caller) throws Exception {
        Json.Obj receipt = routes.get(pid(caller), "/payments/{tx_id}/receipt", Map.of("tx_id", "p1"));
        Proof proof = Proof.fromJson(receipt.object("proof"));
        assertThat(proof.check())
                .isInstanceOfSatisfying(
                        ProofCheck.Proven.class,
                        proven -> assertThat(Hex.encode(proven.blockHash())).isEqualTo(blockHash(receipt)));
        assertThat(proof.hub()).isEqualTo(node.node.hub());
        assertThat(receipt.object("header")).isEqualTo(proof.header().toJson());
        assertThat(receipt.text("hub_key")).isEqualTo(TestNode.HUB.publicKey().text());
        assertThat(receipt.object("head").number("height"))
                .isEqualTo(node.node.health().height());
        assertThat(receipt.object("head").text("block_hash")).isEqualTo(node.tipHash());
        return proof;
    }

    private static String blockHash(Json.Obj receipt) {
        try {
            return receipt.text("block_hash");
        } catch (MalformedJson missing) {
            throw new AssertionError(missing);
        }
    }

    private static List<String> shown(Proof proof) {
        List<String> shown = new ArrayList<>();
        int steps = 0;
        int seen = 0;
        for (Part part : proof.parts()) {
            if (part.kind() == PartKind.OPERATION) {
                steps++;
                seen += part.erased() ? 0 : 1;
            } else if (!part.erased()) {
                shown.add(part.kind().word());
            }
        }
        shown.add(seen + " of " + steps);
        return shown;
    }

    @Test
    void whatWaitedLongerThanItMayIsRefusedUndecidedUnlessItsAnswerIsKnown() throws Exception {
        pay("Ann", order("Ann", "Bob", "1.00", "before"));
        assertThat(waiting(order("Ann", "Bob", "1.00", "late"), 501))
                .isEqualTo(new Answer.Refused(Refusal.of(ErrorCode.E007, "timeout_ms", "500")));
        assertThat(waiting(order("Ann", "Bob", "1.00", "inTime"), 500)).isInstanceOf(Answer.Committed.class);
        Json.Obj patient = Json.object()
                .put("constraints", Json.object().put("timeout_ms", 2000).build())
                .build();
        assertThat(waiting(order("Ann", "Bob", "1.00", "patient", patient), 2000))
                .isInstanceOf(Answer.Committed.class);
        assertThat(waiting(order("Ann", "Bob", "1.00", "late", patient), 2001))
                .isEqualTo(new Answer.Refused(Refusal.of(ErrorCode.E007, "timeout_ms", "2000")));
        assertThat(waiting(order("Ann", "Bob", "1.00", "before"), 60_000))
                .isInstanceOfSatisfying(
                        Answer.Committed.class,
                        again -> assertThat(again.replayed()).isTrue());
        assertThat(node.netMinor("Bob", "HOUR")).isEqualTo(300);
    }

    /** Lets a payment wait for its turn while time passes. */
    private Answer waiting(Json.Obj order, long passedMs) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> question = node.node.ask(view -> {
            busy.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        busy.await();
        CompletableFuture<Answer> answer = node.node.submit(SignedStatement.ofBody(
                pid("Ann"), TestNode.key("Ann").publicKey(), "payment.create", node.node.hub(), order));
        clock.pass(passedMs);
        release.countDown();
        question.join();
        return answer.join();
    }
}
