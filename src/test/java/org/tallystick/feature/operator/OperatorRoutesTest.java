package org.tallystick.feature.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.Visitor.refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.Visitor;
import org.tallystick.feature.participant.PeopleDirectory;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.SchemaCheck;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Frame;

/** The routes of administration over a real node with Ada the ADMIN, Otto the OPERATOR, Audrey the AUDITOR, Ben and Cy. */
class OperatorRoutesTest {

    private static final String PEOPLE = "/admin/participants";
    private static final String ONE = PEOPLE + "/{pid}";
    private static final String UNITS = "/admin/equivalents";
    private static final String CONFIG = "/admin/config";
    private static final String FLAGS = "/admin/flags";
    private static final String AUDIT = "/admin/audit-log";

    @TempDir
    Path temp;

    private TestNode node;
    private List<Route> routes;
    private Visitor visitor;
    private int sent;

    @BeforeEach
    void govern() throws Exception {
        node = TestNode.ready(temp.resolve("node"), new SetClock(1_790_000_000_000L));
        Desk desk = new Desk(node.node);
        routes = new OperatorRoutes(desk, new StatementDesk(desk), new PeopleDirectory(desk)).all();
        visitor = new Visitor(node, routes);
        for (String name : List.of("ada", "otto", "audrey", "ben", "cy")) {
            node.register(name);
        }
        alone(node.node.query(view -> OperatorTransactions.firstAdmin(view.ledger(), TestNode.pid("ada"))));
        node.define("HOUR", 2);
        roles("ada", "otto", "OPERATOR");
        roles("ada", "audrey", "AUDITOR");
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private void alone(HubTransaction transaction) {
        assertThat(node.node.submitAlone(transaction).join()).isInstanceOf(Answer.Committed.class);
    }

    private static Json.Obj json(String text) {
        try {
            return Json.readObject(text.replace('\'', '"').getBytes(UTF_8));
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static String pid(String name) {
        return TestNode.pid(name).text();
    }

    private Reply sendTo(
            Method method, String who, String path, Map<String, String> inPath, String verb, Json.Obj fields)
            throws ApiError, InterruptedException {
        // The same bytes would be the same statement.
        Json.Obj signed = fields.with("statement_id", Json.of("s-" + sent++));
        String signature = SignedStatement.sign(TestNode.key(who), "admin." + verb, node.node.hub(), signed)
                .signature()
                .text();
        return visitor.call(who, method, path, inPath, signed.with("signature", Json.of(signature)));
    }

    private static Json.Obj value(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        return (Json.Obj) ((Reply.Data) reply).data();
    }

    /** An act on a participant. */
    private Json.Obj act(String who, String verb, String participant, Json.Obj more)
            throws ApiError, InterruptedException {
        Json.Obj fields = more.with("participant", Json.of(pid(participant)));
        return value(sendTo(Method.POST, who, ONE + "/" + verb, Map.of("pid", pid(participant)), verb, fields), 200);
    }

    private Json.Obj act(String who, String verb, String participant) throws ApiError, InterruptedException {
        return act(who, verb, participant, Json.Obj.EMPTY);
    }

    private Json.Obj roles(String who, String participant, String... roles) throws ApiError, InterruptedException {
        List<Json> words = List.of(roles).stream().<Json>map(Json::of).toList();
        return act(
                who,
                "roles",
                participant,
                Json.object().put("roles", Json.of(words)).build());
    }

    private Json.Obj change(String who, String path, String verb, String updates)
            throws ApiError, InterruptedException {
        Json.Obj fields = Json.object().put("updates", json(updates)).build();
        return value(sendTo(Method.PATCH, who, path, Map.of(), verb, fields), 200);
    }

    private Json.Obj define(String who, String fields) throws ApiError, InterruptedException {
        return value(sendTo(Method.POST, who, UNITS, Map.of(), "equivalent", json(fields)), 201);
    }

    private Json.Obj offer(String who, String code, String fields) throws ApiError, InterruptedException {
        return value(
                sendTo(Method.PATCH, who, UNITS + "/{code}", Map.of("code", code), "equivalent", json(fields)), 200);
    }

    private List<String> found(String... parameters) throws Exception {
        return visitor.list("audrey", PEOPLE, parameters).items().stream()
                .map(item -> ((Json.Str) ((Json.Obj) item).find("display_name").orElseThrow()).value())
                .toList();
    }

    @Test
    void whoLooksAfterPeopleFindsThemByNameTypeAndStatus() throws Exception {
        node.trust("ada", "ben", "HOUR", "10");
        node.trust("ben", "cy", "HOUR", "10");
        act("otto", "freeze", "cy");
        assertThat(found()).containsExactly("ada", "audrey", "ben", "cy", "otto");
        assertThat(found("q", "A")).containsExactly("ada", "audrey");
        assertThat(found("status", "frozen")).containsExactly("cy");
        assertThat(found("status", "active", "type", "person", "q", "b")).containsExactly("ben");
        assertThat(found("type", "business")).isEmpty();
        Reply.Listed second = visitor.list("audrey", PEOPLE, "page", "2", "per_page", "2");
        assertThat(second.total()).isEqualTo(5);
        Json.Obj ben = (Json.Obj) second.items().getFirst();
        assertThat(ben.text("pid")).isEqualTo(pid("ben"));
        assertThat(ben.text("status")).isEqualTo("active");
        assertThat(ben.number("lines")).isEqualTo(2);
        assertThat(ben.number("seq")).isEqualTo(node.seq("ben"));
        assertThat(ben.text("created_at")).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(ben.array("roles").items()).isEmpty();
        assertThat(visitor.object("otto", ONE, "pid", pid("ada")).array("roles").items())
                .containsExactly(Json.of("ADMIN"));
    }

    @Test
    void whoHasNoRoleReadsNothingAndDoesNothing() throws Exception {
        for (Route route : routes) {
            if (!route.path().equals("/admin/whoami")) {
                assertThat(route.access().allows(java.util.Set.of()))
                        .as(route.name())
                        .isFalse();
            }
            assertThat(route.idempotent())
                    .as(route.name())
                    .isEqualTo(route.method().writes());
        }
        assertThat(refused(() -> visitor.get("ben", PEOPLE)).code()).isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> act("ben", "freeze", "cy")).code()).isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> act("audrey", "freeze", "cy")).code()).isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> act("otto", "ban", "cy")).code()).isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> roles("otto", "otto", "ADMIN")).code()).isEqualTo(ErrorCode.E006);
        assertThat(visitor.object("ben", "/admin/whoami").array("roles").items())
                .isEmpty();
        assertThat(visitor.object("otto", "/admin/whoami"))
                .isEqualTo(json("{'pid':'" + pid("otto") + "','roles':['OPERATOR']}"));
    }

    @Test
    void somebodyIsFrozenThawedBannedAndLetInAgain() throws Exception {
        assertThat(act("otto", "freeze", "ben", json("{'reason':'unmistakable'}"))
                        .text("status"))
                .isEqualTo("frozen");
        assertThat(refused(() -> act("otto", "freeze", "ben")).details()).isEqualTo(json("{'status':'frozen'}"));
        Json.Obj thawed = act("otto", "unfreeze", "ben");
        assertThat(thawed.text("status")).isEqualTo("active");
        assertThat(thawed.text("display_name")).isEqualTo("ben");
        assertThat(thawed.number("seq")).isEqualTo(node.seq("ben"));
        assertThat(act("ada", "ban", "ben").text("status")).isEqualTo("banned");
        assertThat(act("ada", "unban", "ben").text("status")).isEqualTo("active");
        assertThat(refused(() -> act("otto", "freeze", "ada")).code()).isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> act("otto", "freeze", "nobody")).code()).isEqualTo(ErrorCode.E011);
        assertThat(refused(() -> visitor.get("otto", ONE, "pid", pid("nobody"))).code())
                .isEqualTo(ErrorCode.E011);
    }

    @Test
    void whoeverWaitsIsFoundAndApproved() throws Exception {
        assertThat(change("ada", CONFIG, "config", "{'registration':'approval'}")
                        .text("registration"))
                .isEqualTo("approval");
        node.register("dora");
        assertThat(found("status", "pending")).containsExactly("dora");
        assertThat(act("otto", "approve", "dora").text("status")).isEqualTo("active");
        assertThat(found("status", "pending")).isEmpty();
    }

    @Test
    void whatIsSignedIsAboutWhomThePathNames() throws Exception {
        Json.Obj other = Json.object().put("participant", pid("cy")).build();
        assertThat(refused(() -> sendTo(
                                Method.POST, "otto", ONE + "/freeze", Map.of("pid", pid("ben")), "freeze", other))
                        .details())
                .isEqualTo(json("{'field':'participant'}"));
        assertThat(refused(() -> sendTo(
                                Method.POST, "ada", ONE + "/freeze", Map.of("pid", pid("cy")), "unfreeze", other))
                        .code())
                .isEqualTo(ErrorCode.E005);
        assertThat(refused(() -> offer("ada", "UAH", "{'code':'HOUR','active':false}"))
                        .details())
                .isEqualTo(json("{'field':'code'}"));
        assertThat(node.<AccountStatus>asked(
                        view -> Objects.requireNonNull(view.ledger().account(TestNode.pid("cy")))
                                .status()))
                .isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void rolesAreGivenAndTakenAndOneAdminStays() throws Exception {
        assertThat(roles("ada", "ben", "AUDITOR", "OPERATOR").array("roles").items())
                .containsExactly(Json.of("OPERATOR"), Json.of("AUDITOR"));
        assertThat(act("ben", "freeze", "cy").text("status")).isEqualTo("frozen");
        assertThat(roles("ada", "ben").array("roles").items()).isEmpty();
        assertThat(refused(() -> act("ben", "unfreeze", "cy")).code()).isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> roles("ada", "ada")).details()).isEqualTo(json("{'reason':'last_admin'}"));
    }

    @Test
    void anEquivalentIsDefinedOnceAndOfferedOrNot() throws Exception {
        assertThat(define("ada", "{'code':'EGG','precision':0}"))
                .isEqualTo(json("{'code':'EGG','precision':0,'active':true}"));
        assertThat(refused(() -> define("ada", "{'code':'EGG','precision':0}")).code())
                .isEqualTo(ErrorCode.E008);
        assertThat(offer("ada", "EGG", "{'code':'EGG','active':false}").flag("active"))
                .isFalse();
        assertThat(refused(() -> offer("ada", "EGG", "{'code':'EGG','active':false}"))
                        .code())
                .isEqualTo(ErrorCode.E017);
        assertThat(refused(() -> offer("ada", "NONE", "{'code':'NONE','active':true}"))
                        .code())
                .isEqualTo(ErrorCode.E015);
        assertThat(visitor.list("audrey", UNITS).items())
                .containsExactly(
                        json("{'code':'EGG','precision':0,'active':false}"),
                        json("{'code':'HOUR','precision':2,'active':true}"));
    }

    @Test
    void settingsAreReadChangedByNameAndTheRestStays() throws Exception {
        assertThat(visitor.object("audrey", CONFIG))
                .isEqualTo(json("{'registration':'open','reads_per_minute':120,'writes_per_minute':30,"
                        + "'auth_per_minute':10}"));
        assertThat(change("ada", CONFIG, "config", "{'name':'Village','reads_per_minute':500}"))
                .isEqualTo(json("{'name':'Village','registration':'open','reads_per_minute':500,"
                        + "'writes_per_minute':30,'auth_per_minute':10}"));
        assertThat(refused(() -> change("ada", CONFIG, "config", "{}")).details())
                .isEqualTo(json("{'field':'updates'}"));
        assertThat(refused(() -> change("ada", CONFIG, "config", "{'name':null}"))
                        .details())
                .isEqualTo(json("{'field':'updates.name'}"));
        Schema body = routes.stream()
                .filter(route -> route.name().equals("updateConfig"))
                .findFirst()
                .flatMap(Route::body)
                .orElseThrow();
        assertThat(SchemaCheck.of(body, json("{'updates':{'clearing_enabled':true,'reads_per_minute':0}}")))
                .extracting(problem -> problem.field() + " " + problem.what())
                .containsExactlyInAnyOrder(
                        "updates.clearing_enabled unknown", "updates.reads_per_minute range", "signature missing");
        assertThat(change("ada", FLAGS, "flags", "{'multipath_enabled':false}"))
                .isEqualTo(json("{'clearing_enabled':true,'multipath_enabled':false}"));
        assertThat(visitor.object("otto", FLAGS).flag("multipath_enabled")).isFalse();
        assertThat(refused(() -> change("ada", FLAGS, "flags", "{'multipath_enabled':false}"))
                        .code())
                .isEqualTo(ErrorCode.E017);
    }

    @Test
    void theAuditLogSaysWhoDidWhatToWhomWithoutTheReason() throws Exception {
        act("otto", "freeze", "ben", json("{'reason':'unmistakable'}"));
        define("ada", "{'code':'EGG','precision':0}");
        change("ada", CONFIG, "config", "{'name':'Village'}");
        Reply.Listed all = visitor.list("audrey", AUDIT);
        assertThat(all.total()).isEqualTo(6);
        assertThat(all.items().toString()).doesNotContain("unmistakable");
        Json.Obj named = (Json.Obj) all.items().getFirst();
        assertThat(named.text("action")).isEqualTo("admin.config");
        assertThat(named.has("before")).isFalse();
        assertThat(named.object("after")).isEqualTo(json("{'name':'Village'}"));
        Json.Obj egg = (Json.Obj) all.items().get(1);
        assertThat(egg.text("equivalent")).isEqualTo("EGG");
        Json.Obj frozen = (Json.Obj) all.items().get(2);
        assertThat(frozen.object("actor")).isEqualTo(json("{'pid':'" + pid("otto") + "','display_name':'otto'}"));
        assertThat(frozen.object("participant")).isEqualTo(json("{'pid':'" + pid("ben") + "','display_name':'ben'}"));
        assertThat(frozen.object("before")).isEqualTo(json("{'status':'active'}"));
        assertThat(frozen.object("after")).isEqualTo(json("{'status':'frozen'}"));
        Json.Obj first = (Json.Obj) all.items().getLast();
        assertThat(first.text("action")).isEqualTo("operator.first_admin");
        assertThat(first.has("actor")).isFalse();
    }

    @Test
    void theAuditLogIsFilteredAndHasPages() throws Exception {
        act("otto", "freeze", "ben");
        act("ada", "ban", "ben");
        assertThat(visitor.list("ada", "/integrity/audit-log")).isEqualTo(visitor.list("ada", AUDIT));
        assertThat(visitor.list("ada", AUDIT, "action", "admin.roles").total()).isEqualTo(2);
        assertThat(visitor.list("ada", AUDIT, "actor", pid("ada")).total()).isEqualTo(3);
        assertThat(visitor.list("ada", AUDIT, "object", pid("ben")).total()).isEqualTo(2);
        Reply.Listed page = visitor.list("ada", AUDIT, "object", pid("ben"), "page", "2", "per_page", "1");
        assertThat(page.total()).isEqualTo(2);
        assertThat(((Json.Obj) page.items().getFirst()).text("action")).isEqualTo("admin.freeze");
        assertThat(visitor.list("ada", AUDIT, "action", "admin.freeze", "actor", pid("ada"))
                        .items())
                .isEmpty();
        assertThat(refused(() -> visitor.get("ada", AUDIT, "actor", pid("nobody")))
                        .code())
                .isEqualTo(ErrorCode.E011);
    }

    @Test
    void anAdminWhoNeverCameStandsInTheAuditLogByThePidAlone() throws Exception {
        try (TestNode other = TestNode.ready(temp.resolve("other"), new SetClock(1_790_000_000_000L))) {
            other.register("ada");
            for (String name : List.of("nobody", "ada")) {
                other.node
                        .submitAlone(other.node.query(
                                view -> OperatorTransactions.firstAdmin(view.ledger(), TestNode.pid(name))))
                        .join();
            }
            Desk desk = new Desk(other.node);
            Visitor visits = new Visitor(
                    other, new OperatorRoutes(desk, new StatementDesk(desk), new PeopleDirectory(desk)).all());
            Json.Obj act = (Json.Obj) visits.list("ada", AUDIT).items().getLast();
            assertThat(act.object("participant")).isEqualTo(json("{'pid':'" + pid("nobody") + "'}"));
        }
    }

    @Test
    void aCodeIsGivenForAnImportedAccount() throws Exception {
        Pid mill = Pid.unclaimed(TestNode.HUB.pid(), "Mill");
        alone(new HubTransaction(
                new Frame("hub:mill", "node.import", 1),
                List.of(),
                List.of(),
                List.of(new Operation.OpenAccount(mill, AccountStatus.UNCLAIMED, null))));
        String code = "K7QM-2XRV-9TBD-HH3W";
        Json.Obj given = Json.object()
                .put("participant", mill.text())
                .put("code_hash", ClaimType.hash(code))
                .build();
        assertThat(value(sendTo(Method.POST, "ada", "/admin/claim-codes", Map.of(), "claim_code", given), 201))
                .isEqualTo(given);
        assertThat(node.<java.util.Optional<Pid>>asked(
                        view -> view.room(OperatorRoom.class).claimable(code)))
                .contains(mill);
        Json.Obj member = visitor.object("ada", ONE, "pid", mill.text());
        assertThat(member.text("status")).isEqualTo("unclaimed");
        Json.Obj taken = given.with("participant", Json.of(pid("ben")));
        assertThat(refused(() -> sendTo(Method.POST, "ada", "/admin/claim-codes", Map.of(), "claim_code", taken))
                        .code())
                .isEqualTo(ErrorCode.E017);
    }
}
