package org.tallystick.feature.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.Visitor.refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.Visitor;
import org.tallystick.feature.participant.PeopleDirectory;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.StatementDesk;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** Ann, Bob and Cleo trust each other in two units; Eve has nothing to do with them. */
final class TrustRoutesTest {

    private static final String ONE = "/trustlines/{id}";

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private TestNode node;
    private Visitor visitor;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        node.define("UAH", 0);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Eve"}) {
            node.register(name);
        }
        Desk desk = new Desk(node.node);
        visitor = new Visitor(node, new TrustRoutes(desk, new StatementDesk(desk), new PeopleDirectory(desk)).all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private static Json.Obj terms(String to, String equivalent, String limit) {
        return Json.object()
                .put("to", TestNode.pid(to).text())
                .put("equivalent", equivalent)
                .put("limit", limit)
                .build();
    }

    private String open(String from, String to, String equivalent, String limit) throws Exception {
        clock.pass(1);
        return visitor.sent(from, Method.POST, "/trustlines", "", "trustline.create", terms(to, equivalent, limit))
                .text("id");
    }

    private Json.Obj change(String who, String id, Json.Obj fields) throws ApiError, InterruptedException {
        return visitor.sent(who, Method.PATCH, ONE, id, "trustline.update", fields);
    }

    private Reply close(String who, String id) throws ApiError, InterruptedException {
        return visitor.send(who, Method.DELETE, ONE, id, "trustline.close", Json.Obj.EMPTY);
    }

    private List<String> ids(String who, String... parameters) throws Exception {
        List<String> ids = new ArrayList<>();
        for (Json item : visitor.list(who, "/trustlines", parameters).items()) {
            ids.add(((Json.Obj) item).text("id"));
        }
        return ids;
    }

    @Test
    void aNewLineIsAnsweredAsItStands() throws Exception {
        Json.Obj policy = Json.object()
                .put("auto_clearing", true)
                .put("daily_limit", Json.Null.NULL)
                .put("max_hop_usage", "2.5")
                .build();
        Json.Obj line = visitor.sent(
                "Ann",
                Method.POST,
                "/trustlines",
                "",
                "trustline.create",
                terms("Bob", "HOUR", "100").with("policy", policy));
        assertThat(line.without("id").without("created_at"))
                .isEqualTo(Json.object()
                        .put("from", TestNode.pid("Ann").text())
                        .put("to", TestNode.pid("Bob").text())
                        .put("from_display_name", "Ann")
                        .put("to_display_name", "Bob")
                        .put("equivalent", "HOUR")
                        .put("limit", "100.00")
                        .put("used", "0.00")
                        .put("available", "100.00")
                        .put(
                                "policy",
                                Json.object()
                                        .put("can_be_intermediate", true)
                                        .put("auto_clearing", true)
                                        .put("max_hop_usage", "2.50")
                                        .build())
                        .put("status", "active")
                        .build());
    }

    @Test
    void bothPartiesSeeALineWithWhatIsOwedAndNobodyElse() throws Exception {
        String id = open("Ann", "Bob", "HOUR", "100");
        node.pay("Bob", "Ann", "HOUR", "30", "p1");
        for (String who : List.of("Ann", "Bob")) {
            Json.Obj line = visitor.object(who, ONE, "id", id);
            assertThat(line.text("used")).isEqualTo("30.00");
            assertThat(line.text("available")).isEqualTo("70.00");
        }
        assertThat(refused(() -> visitor.get("Eve", ONE, "id", id)).code()).isEqualTo(ErrorCode.E012);
        assertThat(refused(() -> visitor.get("Ann", ONE, "id", "00000000-0000-8000-8000-000000000000"))
                        .details()
                        .has("trust_line_id"))
                .isTrue();
    }

    @Test
    void linesAreListedByDirectionUnitAndStatusTheNewestFirst() throws Exception {
        String first = open("Ann", "Bob", "HOUR", "1");
        String second = open("Ann", "Cleo", "HOUR", "2");
        String third = open("Ann", "Cleo", "UAH", "3");
        String incoming = open("Bob", "Ann", "HOUR", "4");
        String closed = open("Cleo", "Ann", "UAH", "5");
        close("Cleo", closed);
        change("Ann", second, Json.object().put("status", "frozen").build());
        assertThat(ids("Ann")).containsExactly(incoming, third, first);
        assertThat(ids("Ann", "direction", "outgoing")).containsExactly(third, first);
        assertThat(ids("Ann", "direction", "incoming")).containsExactly(incoming);
        assertThat(ids("Ann", "equivalent", "UAH")).containsExactly(third);
        assertThat(ids("Ann", "status", "frozen")).containsExactly(second);
        assertThat(ids("Ann", "status", "closed")).containsExactly(closed);
        assertThat(ids("Ann", "status", "closed", "direction", "outgoing")).isEmpty();
        assertThat(ids("Ann", "status", "closed", "equivalent", "HOUR")).isEmpty();
        assertThat(ids("Ann", "status", "all")).containsExactly(closed, incoming, third, second, first);
        assertThat(ids("Eve")).isEmpty();
        assertThat(refused(() -> visitor.get("Ann", "/trustlines", "equivalent", "NONE"))
                        .code())
                .isEqualTo(ErrorCode.E015);
        for (String status : List.of("active", "all")) {
            Reply.Listed page = visitor.list("Ann", "/trustlines", "status", status, "page", "2", "per_page", "2");
            assertThat(page.total()).isEqualTo(status.equals("all") ? 5 : 3);
            assertThat(((Json.Obj) page.items().getFirst()).text("id")).isEqualTo(status.equals("all") ? third : first);
            assertThat(visitor.list("Ann", "/trustlines", "status", status, "page", "9")
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void aLimitGoesDownToWhatIsUsedAndNotBelow() throws Exception {
        String id = open("Ann", "Bob", "HOUR", "100");
        node.pay("Bob", "Ann", "HOUR", "30", "p1");
        Json.Obj less = Json.object().put("limit", "29.99").build();
        ApiError error = refused(() -> change("Ann", id, less));
        assertThat(error.code()).isEqualTo(ErrorCode.E003);
        assertThat(error.details())
                .isEqualTo(Json.object()
                        .put("trust_line_id", id)
                        .put("limit", "100.00")
                        .put("current_used", "30.00")
                        .put("requested", "29.99")
                        .build());
        assertThat(change("Ann", id, Json.object().put("limit", "30").build()).text("available"))
                .isEqualTo("0.00");
    }

    @Test
    void aPolicyIsChangedMemberByMember() throws Exception {
        String id = open("Ann", "Bob", "HOUR", "100");
        change(
                "Ann",
                id,
                Json.object()
                        .put(
                                "policy",
                                Json.object()
                                        .put("daily_limit", "5")
                                        .put("can_be_intermediate", false)
                                        .build())
                        .build());
        Json.Obj line = change(
                "Ann",
                id,
                Json.object()
                        .put(
                                "policy",
                                Json.object().put("daily_limit", Json.Null.NULL).build())
                        .build());
        assertThat(line.object("policy"))
                .isEqualTo(Json.object().put("can_be_intermediate", false).build());
    }

    @Test
    void aFrozenLineGivesNoNewCredit() throws Exception {
        String id = open("Ann", "Bob", "HOUR", "100");
        Json.Obj line = change("Ann", id, Json.object().put("status", "frozen").build());
        assertThat(line.text("status")).isEqualTo("frozen");
        assertThat(line.text("available")).isEqualTo("0.00");
        assertThat(node.pay("Bob", "Ann", "HOUR", "1", "p1")).isInstanceOf(Answer.Refused.class);
        change("Ann", id, Json.object().put("status", "active").build());
        assertThat(node.pay("Bob", "Ann", "HOUR", "1", "p1")).isInstanceOf(Answer.Committed.class);
    }

    @Test
    void onlyWhoTrustsMayChangeOrCloseALine() throws Exception {
        String id = open("Ann", "Bob", "HOUR", "100");
        Json.Obj more = Json.object().put("limit", "1").build();
        for (String other : List.of("Bob", "Eve")) {
            assertThat(refused(() -> change(other, id, more)).code()).isEqualTo(ErrorCode.E006);
            assertThat(refused(() -> close(other, id)).code()).isEqualTo(ErrorCode.E006);
        }
        String unknown = "00000000-0000-8000-8000-000000000000";
        assertThat(refused(() -> close("Ann", unknown)).code()).isEqualTo(ErrorCode.E012);
    }

    @Test
    void aLineIsClosedOnceNothingIsOwedEitherWay() throws Exception {
        String id = open("Ann", "Bob", "HOUR", "100");
        String back = open("Bob", "Ann", "HOUR", "100");
        node.pay("Ann", "Bob", "HOUR", "1", "p1");
        assertThat(refused(() -> close("Ann", id)).code()).isEqualTo(ErrorCode.E013);
        node.pay("Bob", "Ann", "HOUR", "1", "p2");
        assertThat(close("Ann", id).status()).isEqualTo(204);
        assertThat(visitor.object("Bob", ONE, "id", id).text("status")).isEqualTo("closed");
        assertThat(refused(() -> change(
                                "Ann", id, Json.object().put("limit", "1").build()))
                        .code())
                .isEqualTo(ErrorCode.E008);
        assertThat(ids("Ann")).containsExactly(back);
    }

    @Test
    void whatCannotBeOpenedSaysWhy() throws Exception {
        open("Ann", "Bob", "HOUR", "100");
        assertThat(refused(() -> create("Ann", terms("Bob", "HOUR", "5"))).code())
                .isEqualTo(ErrorCode.E008);
        assertThat(refused(() -> create("Ann", terms("nobody", "HOUR", "5"))).code())
                .isEqualTo(ErrorCode.E011);
        assertThat(refused(() -> create("Ann", terms("Bob", "NONE", "5"))).code())
                .isEqualTo(ErrorCode.E015);
        assertThat(refused(() -> create("Ann", terms("Ann", "HOUR", "5"))).details())
                .isEqualTo(Json.object().put("field", "to").build());
        assertThat(refused(() -> create("Ann", terms("Bob", "UAH", "5.1"))).details())
                .isEqualTo(Json.object().put("field", "limit").build());
        Json.Obj body = terms("Bob", "UAH", "5")
                .with("signature", Json.of(TestNode.key("Eve").sign(new byte[1]).text()));
        assertThat(refused(() -> visitor.call("Ann", Method.POST, "/trustlines", java.util.Map.of(), body))
                        .code())
                .isEqualTo(ErrorCode.E005);
    }

    private void create(String who, Json.Obj terms) throws ApiError, InterruptedException {
        visitor.send(who, Method.POST, "/trustlines", "", "trustline.create", terms);
    }
}
