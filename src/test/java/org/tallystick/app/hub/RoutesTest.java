package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.hub.HubWorld.Told;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;

/**
 * A test for each row of seed 004 and of the map's lines for it, over a real socket. People of other tests may be there, too: each
 * test has names of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {

    private HubWorld world;
    private Member admin;
    private int ran;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        // Reached from elsewhere, so that nobody governs it by merely coming first.
        HubSettings settings = new HubSettings(
                "0.0.0.0", 0, Optional.empty(), Optional.empty(), Set.of(), HubLimits.DEFAULT.unrated());
        world = HubWorld.start(folder.resolve("hub"), HubPlan.of(settings, "test"));
        admin = world.member("Admin of all");
        Member early = world.member("Early of all");
        Json.Obj code = Json.object()
                .put("code", world.hub.firstAdminCode().orElseThrow())
                .build();
        early.send("POST", "/admin/first", code.with("code", Json.of("x"))).error(403, "E006");
        assertThat(early.get("/admin/whoami").data().array("roles").items()).isEmpty();
        assertThat(admin.send("POST", "/admin/first", code).status()).isEqualTo(204);
        early.send("POST", "/admin/first", code).error(409, "E017");
    }

    @AfterEach
    void count() {
        ran++;
    }

    @AfterAll
    void stop() throws Exception {
        world.close();
        long tests = Arrays.stream(RoutesTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
        if (ran == tests) {
            Set<String> never = world.judge.operations();
            never.removeAll(world.judge.seen());
            // It succeeds only at a hub that lost blocks: LostBlocksTest.
            never.remove("POST /transactions");
            assertThat(never).as("what no test here succeeded with").isEmpty();
        }
    }

    @Test
    void theHubSaysWhoItIsAndProvesIt() throws Exception {
        Json.Obj hub = world.get("/hub?nonce=abc-123").data();
        assertThat(hub.text("pid")).isEqualTo(world.app.node().hub().text());
        assertThat(hub.array("equivalents").objects())
                .extracting(unit -> unit.text("code"))
                .contains("HOUR", "UAH");
        assertThat(hub.object("limits").number("body_bytes")).isEqualTo(1 << 20);
        Json.Obj hello = hub.object("hello");
        Json.Obj signed = Json.object()
                .put("action", "hub.hello")
                .put("hub", hub.text("pid"))
                .put("nonce", "abc-123")
                .put("url", hello.text("url"))
                .put("time", hello.text("time"))
                .build();
        assertThat(org.tallystick.identity.Ed25519.verify(
                        world.app.keys().hubKeys().publicKey(),
                        CanonicalJson.bytes(signed),
                        Signature.parse(hello.text("signature"))))
                .isTrue();
        assertThat(hello.text("url")).isEqualTo(world.hub.address().toString()).endsWith(":" + world.hub.port());
        assertThat(world.get("/hub").data().has("hello")).isFalse();
        world.get("/hub?nonce=a%20b").error(422, "E009");
    }

    @Test
    void healthTellsHowFarTheDatabaseIs() throws Exception {
        Json.Obj health = world.get("/health").data();
        assertThat(health.text("status")).isEqualTo("ok");
        assertThat(health.number("last_indexed_block")).isLessThanOrEqualTo(health.number("chain_tip_block"));
        assertThat(health.object("database").flag("reachable")).isTrue();
    }

    @Test
    void metricsAreJsonAndWhatPrometheusReads() throws Exception {
        assertThat(world.get("/metrics").data().number("requests_total")).isPositive();
        Told text = world.send("GET", "/metrics", "", null, "Accept", "text/plain");
        assertThat(text.contentType()).startsWith("text/plain");
        assertThat(text.text())
                .contains("tallystick_requests_total ")
                .contains("tallystick_clearing_batches_total ")
                .contains("tallystick_answers_total{status=\"200\"}");
    }

    @Test
    void theDocumentAndItsReadersAreServedWithoutTheNetwork() throws Exception {
        assertThat(world.get("/openapi.json").json().text("openapi")).startsWith("3.1");
        assertThat(world.get("/openapi.yaml").text()).startsWith("openapi: 3.1");
        for (String page : List.of("/docs", "/redoc")) {
            String html = world.get(page).text();
            assertThat(html).contains("<script src=\"docs/").doesNotContain("http");
        }
        for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "redoc.standalone.js", "docs.js")) {
            assertThat(world.get("/docs/" + file).bytes()).isNotEmpty();
        }
        world.get("/docs/other.js").error(404, "E015");
    }

    @Test
    void aChallengeIsGivenInBothForms() throws Exception {
        Member ann = world.member("Ann of challenges");
        String one = world.get("/auth/challenge?pid=" + ann.pid.text()).data().text("challenge");
        String other = world.post(
                        "/auth/challenge",
                        Json.object().put("pid", ann.pid.text()).build())
                .data()
                .text("challenge");
        assertThat(one).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other);
        world.get("/auth/challenge?pid=" + new Member(world, "nobody").pid.text())
                .error(404, "E011");
        world.get("/auth/challenge").error(422, "E009");
    }

    @Test
    void aRefreshTokenGivesNewTokensOnce() throws Exception {
        Member ada = world.member("Ada of refreshing");
        Json.Obj old = Json.object().put("refresh_token", ada.refresh).build();
        Json.Obj fresh = world.post("/auth/refresh", old).data();
        assertThat(fresh.text("refresh_token")).isNotEqualTo(ada.refresh);
        world.post("/auth/refresh", old).error(401, "E016");
    }

    @Test
    void aLoginNeedsTheRightKeyAndAChallengeOfItsOwn() throws Exception {
        Member ben = world.member("Ben of logins");
        Member mallory = world.member("Mallory of logins");
        String challenge =
                world.get("/auth/challenge?pid=" + ben.pid.text()).data().text("challenge");
        Json.Obj forged = ben.answer(challenge)
                .with(
                        "signature",
                        Json.of(mallory.key.sign(challenge.getBytes(UTF_8)).text()));
        world.post("/auth/login", forged).error(401, "E005");
        Json.Obj borrowed = mallory.answer(challenge);
        world.post("/auth/login", borrowed).error(401, "E016");
        Json.Obj login = world.post("/auth/login", ben.answer(challenge)).data();
        assertThat(login.text("token_type")).isEqualTo("Bearer");
        assertThat(login.number("expires_in")).isEqualTo(900);
        assertThat(login.object("participant").text("display_name")).isEqualTo("Ben of logins");
        world.post("/auth/login", ben.answer(challenge)).error(401, "E016");
    }

    @Test
    void whoLogsOutIsOut() throws Exception {
        Member cleo = new Member(world, "Cleo of logouts");
        cleo.register();
        cleo.login();
        assertThat(cleo.send("POST", "/auth/logout", null).status()).isEqualTo(204);
        cleo.get("/participants/me").error(401, "E016");
        world.post(
                        "/auth/refresh",
                        Json.object().put("refresh_token", cleo.refresh).build())
                .error(401, "E016");
    }

    @Test
    void registeringHasAnAliasAndChecksWhatIsSigned() throws Exception {
        Member dan = new Member(world, "Dan of aliases");
        Json.Obj fields = Json.object()
                .put("display_name", dan.name)
                .put("type", "business")
                .put("public_key", dan.key.publicKey().text())
                .build();
        Json.Obj body = dan.signed("participant.register", fields);
        world.post("/participants", body.with("display_name", Json.of("Another")))
                .error(401, "E005");
        world.post("/participants", body.without("display_name")).error(422, "E009");
        Json.Obj made = world.post("/participants", body).data();
        assertThat(made.text("type")).isEqualTo("business");
    }

    @Test
    void oneSeesAndChangesWhatOneSaysOfOneself() throws Exception {
        Member eve = world.member("Eve of profiles");
        Json.Obj me = eve.get("/participants/me").data();
        assertThat(me.object("stats").text("net_balance")).isEqualTo("0.00");
        Json.Obj changed = eve.statement(
                        "PATCH",
                        "/participants/me",
                        "participant.update",
                        Json.object()
                                .put("display_name", "Eve, changed")
                                .put(
                                        "profile",
                                        Json.object()
                                                .put("description", "Baker")
                                                .build())
                                .build())
                .data();
        assertThat(changed.text("display_name")).isEqualTo("Eve, changed");
        assertThat(changed.object("profile").text("description")).isEqualTo("Baker");
        eve.statement("PATCH", "/participants/me", "participant.update", Json.Obj.EMPTY)
                .error(422, "E009");
    }

    @Test
    void theHubSignsWhereSomebodyStands() throws Exception {
        Member fay = world.member("Fay of statements");
        Json.Obj statement = fay.get("/participants/me/statement").data();
        assertThat(statement.text("pid")).isEqualTo(fay.pid.text());
        assertThat(statement.number("seq")).isPositive();
        assertThat(statement.text("head")).matches("[0-9a-f]{64}");
        assertThat(statement.text("block_hash")).matches("[0-9a-f]{64}");
        assertThat(statement.text("signature")).hasSize(88);
    }

    @Test
    void othersAreSeenByTheirPidWithWhatIsForAll() throws Exception {
        Member gil = world.member("Gil of cards");
        Json.Obj card = admin.get("/participants/" + gil.pid.text()).data();
        assertThat(card.text("display_name")).isEqualTo("Gil of cards");
        assertThat(card.object("public_stats").text("member_since")).endsWith("Z");
        assertThat(card.has("stats")).isFalse();
        admin.get("/participants/" + new Member(world, "nobody").pid.text()).error(404, "E011");
        admin.get("/participants/x").error(422, "E009");
    }

    @Test
    void everybodyIsListedInPages() throws Exception {
        world.member("Hal one of lists");
        world.member("Hal two of lists");
        Told list = admin.get("/participants?q=hal&per_page=1");
        assertThat(list.items()).hasSize(1);
        assertThat(list.json().object("pagination").number("total")).isEqualTo(2);
        assertThat(admin.get("/participants/search?q=hal&type=business").items())
                .isEmpty();
    }

    @Test
    void aKeyIsChangedByBothKeys() throws Exception {
        Member ida = world.member("Ida of keys");
        KeyPair fresh = KeyPair.fromSeed(Sha256.of("Ida's next key".getBytes(UTF_8)));
        Json.Obj fields = Json.object()
                .put("new_public_key", fresh.publicKey().text())
                .put("statement_id", world.ids.next())
                .build();
        String second = SignedStatement.sign(
                        ida.pid, fresh, "participant.rekey", world.app.node().hub(), fields)
                .signature()
                .text();
        Json.Obj body = ida.signed("participant.rekey", fields).with("new_signature", Json.of(second));
        assertThat(ida.send("POST", "/participants/rekey", body).status()).isEqualTo(200);
        // Whoever logged in with the old key is out, and cannot get in again.
        ida.get("/participants/me").error(401, "E016");
        String challenge =
                world.get("/auth/challenge?pid=" + ida.pid.text()).data().text("challenge");
        world.post("/auth/login", ida.answer(challenge)).error(401, "E005");
    }

    @Test
    void whoHasNoCodeClaimsNobody() throws Exception {
        KeyPair key = KeyPair.fromSeed(Sha256.of("claimer".getBytes(UTF_8)));
        Json.Obj body = Json.object()
                .put("code", "0123456789abcdef")
                .put("public_key", key.publicKey().text())
                .put("signature", key.sign(new byte[] {1}).text())
                .build();
        world.post("/participants/claim", body).error(403, "E006");
    }

    @Test
    void whoHasTheCodeBecomesWhoWasImported() throws Exception {
        Pid mill = Pid.unclaimed(world.app.node().hub(), "mill");
        assertThat(world.app
                        .node()
                        .submitAlone(HubTransactions.imported(
                                "mill",
                                List.of(),
                                List.of(),
                                List.of(new Operation.OpenAccount(mill, AccountStatus.UNCLAIMED, null))))
                        .join())
                .isInstanceOf(Answer.Committed.class);
        String code = "0123456789abcdef";
        Json.Obj about = Json.object()
                .put("participant", mill.text())
                .put("code_hash", Hex.encode(Sha256.of(code.getBytes(UTF_8))))
                .build();
        assertThat(admin.statement("POST", "/admin/claim-codes", "admin.claim_code", about)
                        .status())
                .isEqualTo(201);
        KeyPair key = KeyPair.fromSeed(Sha256.of("miller".getBytes(UTF_8)));
        Json.Obj fields = Json.object()
                .put("code", code)
                .put("public_key", key.publicKey().text())
                .build();
        String signature = SignedStatement.sign(
                        mill, key, "participant.claim", world.app.node().hub(), fields)
                .signature()
                .text();
        Json.Obj claim = fields.with("signature", Json.of(signature));
        assertThat(world.post("/participants/claim", claim).data().text("pid")).isEqualTo(mill.text());
        assertThat(admin.get("/participants/" + mill.text()).data().text("status"))
                .isEqualTo("active");
    }

    @Test
    void unitsAreListedAndSummedUp() throws Exception {
        assertThat(admin.get("/equivalents").items())
                .extracting(unit -> unit.text("code"))
                .contains("HOUR", "UAH");
        assertThat(admin.get("/tokens/UAH").data().text("code")).isEqualTo("UAH");
        admin.get("/tokens/NONE").error(404, "E015");
    }

    @Test
    void linesAreListedByDirectionUnitAndState() throws Exception {
        Member jan = world.member("Jan of lines");
        Member kim = world.member("Kim of lines");
        String id = jan.trust(kim, "UAH", "10.00").data().text("id");
        jan.trust(kim, "HOUR", "5").data();
        assertThat(jan.get("/trustlines?direction=outgoing&equivalent=UAH").items())
                .extracting(line -> line.text("id"))
                .containsExactly(id);
        assertThat(kim.get("/trustlines?direction=incoming").items()).hasSize(2);
        assertThat(kim.get("/trustlines?direction=outgoing").items()).isEmpty();
        assertThat(jan.get("/trustlines?status=closed").items()).isEmpty();
        jan.get("/trustlines?status=odd").error(422, "E009");
    }

    @Test
    void aLineIsSeenByItsTwoEndsOnly() throws Exception {
        Member lea = world.member("Lea of lines");
        Member mia = world.member("Mia of lines");
        String id = lea.trust(mia, "UAH", "10.00").data().text("id");
        assertThat(mia.get("/trustlines/" + id).data().text("from_display_name"))
                .isEqualTo("Lea of lines");
        admin.get("/trustlines/" + id).error(404, "E012");
        Json.Obj limit = Json.object().put("limit", "20.00").build();
        mia.about("PATCH", "/trustlines/" + id, id, "trustline.update", limit).error(403, "E006");
        assertThat(lea.about("PATCH", "/trustlines/" + id, id, "trustline.update", limit)
                        .data()
                        .text("limit"))
                .isEqualTo("20.00");
        mia.about("DELETE", "/trustlines/" + id, id, "trustline.close", Json.Obj.EMPTY)
                .error(403, "E006");
        assertThat(lea.about("DELETE", "/trustlines/" + id, id, "trustline.close", Json.Obj.EMPTY)
                        .status())
                .isEqualTo(204);
        lea.trust(lea, "UAH", "1.00").error(422, "E009");
        lea.trust(new Member(world, "nobody"), "UAH", "1.00").error(404, "E011");
        lea.trust(mia, "NONE", "1.00").error(404, "E015");
        lea.trust(mia, "HOUR", "1.005").error(422, "E009");
    }

    @Test
    void theSameKeyMakesALineOnce() throws Exception {
        Member ned = world.member("Ned of keys");
        Member oda = world.member("Oda of keys");
        Json.Obj body = ned.signed(
                "trustline.create",
                Json.object()
                        .put("to", oda.pid.text())
                        .put("equivalent", "UAH")
                        .put("limit", "7.00")
                        .build());
        Told first = ned.send("POST", "/trustlines", body, "Idempotency-Key", "k1");
        Told again = ned.send("POST", "/trustlines", body, "Idempotency-Key", "k1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.data().text("id")).isEqualTo(first.data().text("id"));
        Json.Obj other = ned.signed(
                "trustline.create",
                Json.object()
                        .put("to", oda.pid.text())
                        .put("equivalent", "HOUR")
                        .put("limit", "7.00")
                        .build());
        ned.send("POST", "/trustlines", other, "Idempotency-Key", "k1").error(422, "E018");
        Json.Obj anew = ned.signed(
                "trustline.create",
                Json.object()
                        .put("to", oda.pid.text())
                        .put("equivalent", "UAH")
                        .put("limit", "7.00")
                        .put("statement_id", "another-attempt")
                        .put("valid_until", "2099-01-01T00:00:00Z")
                        .build());
        Told signedAnew = ned.send("POST", "/trustlines", anew, "Idempotency-Key", "k1");
        assertThat(signedAnew.status()).isEqualTo(201);
        assertThat(signedAnew.data()).isEqualTo(first.data());
        ned.send(
                        "POST",
                        "/trustlines",
                        anew.with("signature", body.find("signature").orElseThrow()),
                        "Idempotency-Key",
                        "k1")
                .error(401, "E005");
        ned.send("POST", "/trustlines", body).error(409, "E008");
    }

    @Test
    void paymentsAreListedByEachFilterAndSeenByTheirEnds() throws Exception {
        Member pia = world.member("Pia of payments");
        Member rob = world.member("Rob of payments");
        rob.trust(pia, "UAH", "100.00").data();
        String txId = pia.pay(
                        world.ids.next(),
                        rob,
                        "UAH",
                        "3.00",
                        Json.object().put("description", "Eggs").build())
                .data()
                .text("tx_id");
        assertThat(pia.get(
                                "/payments?direction=sent&equivalent=UAH&status=COMMITTED&from_date=2020-01-01&to_date=2099-12-31")
                        .items())
                .extracting(payment -> payment.text("tx_id"))
                .containsExactly(txId);
        assertThat(rob.get("/payments?direction=sent").items()).isEmpty();
        assertThat(rob.get("/payments?direction=received").items()).hasSize(1);
        assertThat(rob.get("/payments?status=ABORTED").items()).isEmpty();
        assertThat(rob.get("/payments?to_date=2020-01-01").items()).isEmpty();
        rob.get("/payments?from_date=yesterday").error(422, "E009");
        Json.Obj seen = rob.get("/payments/" + txId).data();
        assertThat(seen.text("description")).isEqualTo("Eggs");
        assertThat(pia.get("/payments/" + txId).data().array("routes").items()).hasSize(1);
        admin.get("/payments/" + txId).error(404, "E015");
        Json.Obj receipt = pia.get("/payments/" + txId + "/receipt").data();
        assertThat(receipt.has("proof")).isTrue();
        admin.get("/payments/" + txId + "/receipt").error(404, "E015");
    }

    @Test
    void whatCannotBePaidSaysWhy() throws Exception {
        Member sam = world.member("Sam of refusals");
        Member tom = world.member("Tom of refusals");
        sam.pay(sam, "UAH", "1.00").error(422, "E009");
        sam.pay(tom, "UAH", "0.00").error(422, "E009");
        sam.pay(tom, "UAH", "1.001").error(422, "E009");
        sam.pay(tom, "NONE", "1.00").error(404, "E015");
        sam.pay(new Member(world, "nobody"), "UAH", "1.00").error(404, "E011");
        Told none = sam.pay("sam-1", tom, "UAH", "1.00", Json.Obj.EMPTY);
        none.error(404, "E001");
        assertThat(none.json().object("data").text("tx_id")).isEqualTo("sam-1");
        sam.pay(
                        "sam-2",
                        tom,
                        "UAH",
                        "1.00",
                        Json.object().put("valid_until", "2020-01-01T00:00:00Z").build())
                .error(408, "E007");
        Json.Obj foreign = sam.payment("sam-3", tom, "UAH", "1.00", Json.Obj.EMPTY);
        tom.send("POST", "/payments", foreign).error(401, "E005");
        sam.send("POST", "/payments", foreign.with("hub", Json.of("x"))).error(422, "E009");
    }

    @Test
    void capacityAndMostAreAskedForOthersOnly() throws Exception {
        Member uma = world.member("Uma of capacity");
        uma.get("/payments/capacity?to=" + uma.pid.text() + "&equivalent=UAH&amount=1.00")
                .error(422, "E009");
        assertThat(uma.get("/payments/capacity?to=" + admin.pid.text() + "&equivalent=UAH&amount=1.00")
                        .data()
                        .flag("can_pay"))
                .isFalse();
        assertThat(uma.get("/payments/max-flow?to=" + admin.pid.text() + "&equivalent=UAH")
                        .data()
                        .text("max_amount"))
                .isEqualTo("0.00");
        uma.get("/payments/max-flow?to=" + admin.pid.text() + "&equivalent=NONE")
                .error(404, "E015");
    }

    @Test
    void balanceDebtsAndHistoryAgreeAndBothEndsSeeTheSame() throws Exception {
        Member vic = world.member("Vic of balances");
        Member wes = world.member("Wes of balances");
        wes.trust(vic, "UAH", "100.00").data();
        vic.pay(wes, "UAH", "30.00").data();
        vic.pay(wes, "UAH", "12.50").data();
        Json.Obj mine = unit(vic);
        assertThat(mine.text("total_debt")).isEqualTo("42.50");
        assertThat(mine.text("available_to_spend")).isEqualTo("57.50");
        assertThat(unit(wes).text("total_credit")).isEqualTo("42.50");
        assertThat(unit(wes).text("available_to_receive")).isEqualTo("57.50");
        Json.Obj owed =
                wes.get("/balance/debts?equivalent=UAH&direction=incoming").data();
        assertThat(owed.array("incoming").objects().getFirst().text("amount")).isEqualTo("42.50");
        Json.Obj owes = vic.get("/balance/debts?equivalent=UAH").data();
        assertThat(owes.array("outgoing").objects().getFirst().text("creditor_name"))
                .isEqualTo("Wes of balances");
        List<Json.Obj> history = vic.get("/balance/history?equivalent=UAH").items();
        assertThat(history).extracting(entry -> entry.text("net_balance")).containsExactly("-42.50", "-30.00");
        // What is said to be spendable can be spent.
        vic.pay(wes, "UAH", "57.50").data();
    }

    private static Json.Obj unit(Member who) throws Exception {
        return who.get("/balance").data().array("equivalents").objects().getFirst();
    }

    @Test
    void theSignatureOfAnotherHubCountsForNothing() throws Exception {
        Member xen = world.member("Xen of hubs");
        Json.Obj fields = Json.object()
                .put("to", admin.pid.text())
                .put("equivalent", "UAH")
                .put("limit", "1.00")
                .build();
        String elsewhere = SignedStatement.sign(xen.pid, xen.key, "trustline.create", xen.pid, fields)
                .signature()
                .text();
        xen.send("POST", "/trustlines", fields.with("signature", Json.of(elsewhere)))
                .error(401, "E005");
        String unbound = xen.key.sign(CanonicalJson.bytes(fields)).text();
        xen.send("POST", "/trustlines", fields.with("signature", Json.of(unbound)))
                .error(401, "E005");
    }

    @Test
    void blocksAreShownWithProofsOfWhatStandsInThemAndOfTheirOrder() throws Exception {
        Member yan = world.member("Yan of blocks");
        Member zoe = world.member("Zoe of blocks");
        zoe.trust(yan, "UAH", "10.00").data();
        Json.Obj paid = yan.pay(zoe, "UAH", "1.00").data();
        long height = paid.number("height");
        assertThat(yan.get("/blocks?per_page=2").items()).hasSize(2);
        Json.Obj block = yan.get("/blocks/" + height).data();
        assertThat(block.number("height")).isEqualTo(height);
        assertThat(yan.get("/blocks/" + height + "/proof/" + paid.text("tx_id")).status())
                .isEqualTo(200);
        admin.get("/blocks/" + height + "/proof/" + paid.text("tx_id")).error(404, "E015");
        assertThat(yan.get("/blocks/" + height + "/consistency?from=0").status())
                .isEqualTo(200);
        yan.get("/blocks/999999999").error(404, "E015");
        world.get("/blocks").error(401, "E016");
    }

    @Test
    void ownTransactionsComeInTheOrderOfTheOwnCountWithTheirProofs() throws Exception {
        Member ned = world.member("Ned of feeds");
        Member ola = world.member("Ola of feeds");
        Member pam = world.member("Pam of feeds");
        ola.trust(ned, "UAH", "10.00").data();
        pam.trust(ola, "UAH", "10.00").data();
        Json.Obj paid = ned.pay(pam, "UAH", "1.00").data();
        Json.Obj first = ola.get("/transactions?limit=2").data();
        assertThat(first.number("seq")).isEqualTo(4);
        assertThat(first.has("since")).isFalse();
        assertThat(first.array("transactions").objects())
                .extracting(one -> one.number("seq"))
                .containsExactly(1L, 2L);
        long known = first.object("tip").object("header").number("height");
        Told told = ola.get("/transactions?after=2&since=" + known);
        assertThat(told.data().object("since").number("height")).isEqualTo(known);
        List<Json.Obj> rest = told.data().array("transactions").objects();
        assertThat(rest).extracting(one -> one.number("seq")).containsExactly(3L, 4L);
        Proof carried = Proof.fromJson(rest.getLast().object("proof"));
        assertThat(carried.check()).isInstanceOf(ProofCheck.Partly.class);
        assertThat(told.text())
                .doesNotContain(paid.text("tx_id"))
                .doesNotContain(ned.key.publicKey().text());
        Json.Obj own = ned.get("/transactions?after=1&limit=100").data();
        assertThat(Proof.fromJson(own.array("transactions").objects().getLast().object("proof"))
                        .check())
                .isInstanceOf(ProofCheck.Proven.class);
        assertThat(ola.get("/transactions?after=4").data().array("transactions").items())
                .isEmpty();
        ola.get("/transactions?since=999999999").error(404, "E015");
        ola.get("/transactions?limit=101").error(422, "E009");
        ola.get("/transactions?after=x").error(422, "E009");
        world.get("/transactions").error(401, "E016");
    }

    @Test
    void whetherTheBooksHoldIsToldAndChecked() throws Exception {
        Member abe = world.member("Abe of integrity");
        assertThat(abe.get("/integrity/status").data().text("status")).isEqualTo("healthy");
        assertThat(abe.get("/integrity/checksum/UAH").data().text("checksum")).matches("[0-9a-f]{64}");
        assertThat(abe.send(
                                "POST",
                                "/integrity/verify",
                                Json.object().put("equivalent", "UAH").build())
                        .status())
                .isEqualTo(200);
        abe.get("/integrity/checksum/NONE").error(404, "E015");
    }

    @Test
    void theAuditLogIsForThoseWhoLookAfterTheBooks() throws Exception {
        Member bea = world.member("Bea of audits");
        bea.get("/admin/audit-log").error(403, "E006");
        bea.get("/integrity/audit-log").error(403, "E006");
        assertThat(admin.get("/admin/audit-log").status()).isEqualTo(200);
        assertThat(admin.get("/integrity/audit-log").status()).isEqualTo(200);
    }

    @Test
    void theConstantsAreForEverybody() throws Exception {
        assertThat(world.get("/protocol/constants").status()).isEqualTo(200);
    }

    @Test
    void aCircleInWhichSomebodyWantsToBeAskedIsClearedWhenAllAgreed() throws Exception {
        Member cal = world.member("Cal of circles");
        Member dot = world.member("Dot of circles");
        Member eli = world.member("Eli of circles");
        Json.Obj asks = Json.object().put("auto_clearing", false).build();
        dot.trust(cal, "HOUR", "50.00", asks).data();
        eli.trust(dot, "HOUR", "50.00").data();
        cal.trust(eli, "HOUR", "50.00").data();
        cal.pay(dot, "HOUR", "20.00").data();
        dot.pay(eli, "HOUR", "20.00").data();
        eli.pay(cal, "HOUR", "20.00").data();
        cal.send("POST", "/clearing/auto?equivalent=HOUR", null).data();
        Json.Obj proposal = dot.get("/clearing/proposals?state=open").items().getFirst();
        String id = proposal.text("id");
        assertThat(proposal.flag("asks_me")).isTrue();
        assertThat(proposal.array("debts").items()).hasSize(2);
        eli.about("POST", "/clearing/proposals/" + id + "/accept", id, "clearing.accept", Json.Obj.EMPTY)
                .error(403, "E006");
        admin.get("/clearing/proposals").items();
        Json.Obj cleared = dot.about(
                        "POST", "/clearing/proposals/" + id + "/accept", id, "clearing.accept", Json.Obj.EMPTY)
                .data();
        assertThat(cleared.text("state")).isEqualTo("cleared");
        assertThat(unit(cal).text("total_debt")).isEqualTo("0.00");
        dot.about("POST", "/clearing/proposals/" + id + "/reject", id, "clearing.reject", Json.Obj.EMPTY)
                .error(409, "E017");
        String none = "0".repeat(64);
        dot.about("POST", "/clearing/proposals/" + none + "/reject", none, "clearing.reject", Json.Obj.EMPTY)
                .error(404, "E015");
        assertThat(cal.get("/clearing/cycles?equivalent=HOUR")
                        .data()
                        .array("cycles")
                        .items())
                .isEmpty();
        cal.get("/clearing/cycles?equivalent=NONE").error(404, "E015");
        cal.get("/clearing/cycles?equivalent=HOUR&max_depth=11").error(422, "E009");
    }

    @Test
    void aProposalThatOneOfThoseAskedRejectsIsOver() throws Exception {
        Member fox = world.member("Fox of circles");
        Member gem = world.member("Gem of circles");
        Json.Obj asks = Json.object().put("auto_clearing", false).build();
        gem.trust(fox, "UAH", "50.00", asks).data();
        fox.trust(gem, "UAH", "50.00").data();
        Member hob = world.member("Hob of circles");
        hob.trust(gem, "UAH", "50.00").data();
        fox.trust(hob, "UAH", "50.00").data();
        fox.pay(gem, "UAH", "20.00").data();
        gem.pay(hob, "UAH", "20.00").data();
        hob.pay(fox, "UAH", "20.00").data();
        fox.send("POST", "/clearing/auto?equivalent=UAH", null).data();
        String id = gem.get("/clearing/proposals?state=open").items().getFirst().text("id");
        assertThat(gem.about("POST", "/clearing/proposals/" + id + "/reject", id, "clearing.reject", Json.Obj.EMPTY)
                        .data()
                        .text("state"))
                .isEqualTo("rejected");
        assertThat(fox.get("/balance/debts?equivalent=UAH")
                        .data()
                        .array("outgoing")
                        .items())
                .isNotEmpty();
    }

    @Test
    void whoJoinsAHubThatApprovesWaitsUntilTheyAre() throws Exception {
        Member ivy = new Member(world, "Ivy of approval");
        admin.statement("PATCH", "/admin/config", "admin.config", updates("registration", Json.of("approval")))
                .data();
        try {
            assertThat(ivy.register().data().text("status")).isEqualTo("pending");
        } finally {
            admin.statement("PATCH", "/admin/config", "admin.config", updates("registration", Json.of("open")))
                    .data();
        }
        assertThat(govern(admin, ivy, "approve", Json.object()).data().text("status"))
                .isEqualTo("active");
        assertThat(admin.get("/admin/participants/" + ivy.pid.text()).data().text("status"))
                .isEqualTo("active");
        ivy.login();
        assertThat(ivy.get("/participants/me").status()).isEqualTo(200);
    }

    @Test
    void whoGovernsChangesPeopleUnitsSettingsAndRoles() throws Exception {
        Member fin = world.member("Fin of roles");
        assertThat(admin.get("/admin/whoami").data().array("roles").texts()).containsExactly("ADMIN");
        govern(fin, fin, "freeze", Json.object()).error(403, "E006");
        Json.Obj auditor =
                Json.object().put("roles", Json.of(List.of(Json.of("AUDITOR")))).build();
        govern(admin, fin, "roles", Json.object().put("roles", auditor.array("roles")))
                .data();
        assertThat(fin.get("/admin/participants?q=Fin").items()).hasSize(1);
        govern(admin, fin, "freeze", Json.object()).data();
        assertThat(fin.get("/participants/me").data().text("status")).isEqualTo("frozen");
        govern(admin, fin, "freeze", Json.object()).error(409, "E017");
        govern(admin, fin, "unfreeze", Json.object()).data();
        Json.Obj unit = Json.object().put("code", "EGG").put("precision", 0).build();
        assertThat(admin.statement("POST", "/admin/equivalents", "admin.equivalent", unit)
                        .status())
                .isEqualTo(201);
        admin.statement(
                        "PATCH",
                        "/admin/equivalents/EGG",
                        "admin.equivalent",
                        Json.object().put("code", "EGG").put("active", false).build())
                .data();
        assertThat(admin.get("/admin/equivalents").items())
                .extracting(one -> one.text("code"))
                .contains("EGG");
        admin.statement("PATCH", "/admin/config", "admin.config", updates("name", Json.of("Our town")))
                .data();
        assertThat(admin.get("/admin/config").data().text("name")).isEqualTo("Our town");
        admin.statement("PATCH", "/admin/flags", "admin.flags", updates("multipath_enabled", Json.of(true)))
                .error(409, "E017");
        admin.statement("PATCH", "/admin/flags", "admin.flags", updates("multipath_enabled", Json.of(false)))
                .data();
        assertThat(admin.get("/admin/flags").data().flag("multipath_enabled")).isFalse();
        admin.statement("PATCH", "/admin/flags", "admin.flags", updates("multipath_enabled", Json.of(true)))
                .data();
        assertThat(admin.get("/admin/flags").data().flag("clearing_enabled")).isTrue();
    }

    @Test
    void whoIsBannedIsOut() throws Exception {
        Member gus = world.member("Gus of bans");
        govern(admin, gus, "ban", Json.object()).data();
        gus.get("/participants/me").error(401, "E016");
        String challenge =
                world.get("/auth/challenge?pid=" + gus.pid.text()).data().text("challenge");
        world.post("/auth/login", gus.answer(challenge)).error(403, "E006");
        assertThat(govern(admin, gus, "unban", Json.object()).data().text("status"))
                .isEqualTo("active");
        gus.login();
    }

    private static Json.Obj updates(String name, Json value) {
        return Json.object()
                .put("updates", Json.object().put(name, value).build())
                .build();
    }

    private static Told govern(Member admin, Member about, String verb, Json.ObjBuilder fields) throws Exception {
        return admin.statement(
                "POST",
                "/admin/participants/" + about.pid.text() + "/" + verb,
                "admin." + verb,
                fields.put("participant", about.pid.text()).build());
    }
}
