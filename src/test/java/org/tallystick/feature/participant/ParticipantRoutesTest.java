package org.tallystick.feature.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.Visitor.refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.Visitor;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.feature.participant.sql.ParticipantSearch;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.StatementDesk;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

final class ParticipantRoutesTest {

    private static final String ME = "/participants/me";

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private TestNode node;
    private Desk desk;
    private Visitor visitor;

    @BeforeEach
    void makeNode() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        desk = new Desk(node.node);
        visitor = new Visitor(node, new ParticipantRoutes(desk, new StatementDesk(desk)).all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private static Json.Obj registration(String name) {
        return Json.object()
                .put("display_name", name)
                .put("public_key", TestNode.key(name).publicKey().text())
                .build();
    }

    private Json.Obj register(Json.Obj fields, String name, String path) throws ApiError, InterruptedException {
        Json.Obj signed = fields.with(
                "signature",
                Json.of(org.tallystick.identity.SignedStatement.sign(
                                TestNode.key(name), "participant.register", node.node.hub(), fields)
                        .signature()
                        .text()));
        return (Json.Obj) ((Reply.Data) visitor.call("", Method.POST, path, Map.of(), signed)).data();
    }

    private Json.Obj register(String name) throws ApiError, InterruptedException {
        return register(registration(name), name, "/auth/register");
    }

    private Json.Obj update(String who, Json.Obj fields) throws ApiError, InterruptedException {
        return visitor.sent(who, Method.PATCH, ME, "", "participant.update", fields);
    }

    private List<String> found(String... parameters) throws Exception {
        List<String> names = new ArrayList<>();
        for (Json item : visitor.list("Ann", "/participants/search", parameters).items()) {
            names.add(((Json.Obj) item).text("display_name"));
        }
        return names;
    }

    @Test
    void whoRegistersIsAnsweredWhoTheyAre() throws Exception {
        Json.Obj ann = register(
                registration("Ann")
                        .with("type", Json.of("business"))
                        .with(
                                "profile",
                                Json.object()
                                        .put("city", "Bergen")
                                        .put("fax", Json.Null.NULL)
                                        .build()),
                "Ann",
                "/auth/register");
        assertThat(ann)
                .isEqualTo(Json.object()
                        .put("pid", TestNode.pid("Ann").text())
                        .put("display_name", "Ann")
                        .put("type", "business")
                        .put("profile", Json.object().put("city", "Bergen").build())
                        .put("status", "active")
                        .put("verification_level", 1)
                        .put("created_at", "2026-09-21T14:13:20Z")
                        .build());
        assertThat(visitor.object("Ann", ME).without("stats").without("stats_by_equivalent"))
                .as("the projection says the same")
                .isEqualTo(ann);
        assertThat(register(registration("Bob"), "Bob", "/participants").text("type"))
                .isEqualTo("person");
    }

    @Test
    void whoRegistersWaitsWhereTheHubSaysSo() throws Exception {
        node.node
                .submitAlone(OperatorTransactions.settings(
                        "test", Json.object().put("registration", "approval").build()))
                .join();
        assertThat(register("Ann").text("status")).isEqualTo("pending");
        assertThat(visitor.object("Ann", ME).text("status")).isEqualTo("pending");
    }

    @Test
    void nobodyRegistersTwiceOrWithAnotherKey() throws Exception {
        register("Ann");
        assertThat(refused(() -> register(registration("Ann").with("type", Json.of("hub")), "Ann", "/auth/register"))
                        .code())
                .isEqualTo(ErrorCode.E008);
        assertThat(refused(() -> register(registration("Bob"), "Cleo", "/auth/register"))
                        .code())
                .isEqualTo(ErrorCode.E005);
        Json.Obj small = registration("Bob").with("public_key", Json.of("A".repeat(43) + "="));
        assertThat(refused(() -> register(small, "Bob", "/auth/register")).details())
                .isEqualTo(Json.object().put("field", "public_key").build());
        Json.Obj blank = registration("Bob").with("display_name", Json.of("  "));
        assertThat(refused(() -> register(blank, "Bob", "/auth/register")).details())
                .isEqualTo(Json.object().put("field", "display_name").build());
    }

    @Test
    void statsAreInTheFirstEquivalentAndInEach() throws Exception {
        register("Ann");
        assertThat(visitor.object("Ann", ME).object("stats"))
                .as("before the hub has any equivalent")
                .isEqualTo(stats("0.00", "0.00", "0.00", "0.00", "0.00"));
        node.define("UAH", 0);
        node.define("HOUR", 2);
        register("Bob");
        node.trust("Ann", "Bob", "HOUR", "100");
        node.trust("Bob", "Ann", "HOUR", "40");
        node.pay("Ann", "Bob", "HOUR", "15", "p1");
        Json.Obj me = visitor.object("Ann", ME);
        assertThat(me.object("stats")).isEqualTo(stats("0", "0", "0", "0", "0").with("equivalent", Json.of("UAH")));
        assertThat(me.object("stats_by_equivalent"))
                .isEqualTo(Json.object()
                        .put("HOUR", stats("40.00", "100.00", "15.00", "0.00", "-15.00"))
                        .build());
        Json.Obj shown = visitor.object(
                "Ann", "/participants/{pid}", "pid", TestNode.pid("Bob").text());
        assertThat(shown.object("public_stats"))
                .isEqualTo(Json.object()
                        .put("equivalent", "UAH")
                        .put("total_incoming_trust", "0")
                        .put(
                                "incoming_trust_by_equivalent",
                                Json.object().put("HOUR", "100.00").build())
                        .put("member_since", shown.text("created_at"))
                        .build());
        assertThat(shown.has("stats")).isFalse();
        assertThat(refused(() -> visitor.get(
                                "Ann",
                                "/participants/{pid}",
                                "pid",
                                TestNode.pid("nobody").text()))
                        .code())
                .isEqualTo(ErrorCode.E011);
    }

    private static Json.Obj stats(String incoming, String outgoing, String debt, String credit, String net) {
        return Json.object()
                .put("total_incoming_trust", incoming)
                .put("total_outgoing_trust", outgoing)
                .put("total_debt", debt)
                .put("total_credit", credit)
                .put("net_balance", net)
                .build();
    }

    @Test
    void aProfileIsChangedMemberByMember() throws Exception {
        register(
                registration("Ann")
                        .with(
                                "profile",
                                Json.object()
                                        .put("city", "Bergen")
                                        .put("phone", "1")
                                        .build()),
                "Ann",
                "/auth/register");
        Json.Obj change =
                Json.object().put("phone", Json.Null.NULL).put("trade", "baker").build();
        Json.Obj me = update(
                "Ann",
                Json.object()
                        .put("display_name", "Ann Smith")
                        .put("profile", change)
                        .build());
        assertThat(me.text("display_name")).isEqualTo("Ann Smith");
        assertThat(me.object("profile"))
                .isEqualTo(Json.object()
                        .put("city", "Bergen")
                        .put("trade", "baker")
                        .build());
        assertThat(refused(() -> update("Ann", Json.Obj.EMPTY)).code()).isEqualTo(ErrorCode.E009);
        Json.Obj one = Json.object()
                .put("profile", Json.object().put("one", "x".repeat(3000)).build())
                .build();
        Json.Obj other = Json.object()
                .put("profile", Json.object().put("other", "x".repeat(3000)).build())
                .build();
        update("Ann", one);
        assertThat(refused(() -> update("Ann", other)).details())
                .as("both together are too long")
                .isEqualTo(Json.object().put("field", "profile").build());
    }

    @Test
    void peopleAreFoundByNameWordsAndPid() throws Exception {
        for (String name : List.of("Ann", "Anna Berg", "Beate Ann", "Cleo", "Zoë Anker")) {
            register(name);
        }
        register(registration("Anvil Ltd").with("type", Json.of("business")), "Anvil Ltd", "/auth/register");
        assertThat(found("q", "an")).containsExactly("Ann", "Anna Berg", "Anvil Ltd", "Beate Ann", "Zoë Anker");
        assertThat(found("q", " AN zoe")).containsExactly("Zoë Anker");
        assertThat(found("q", TestNode.pid("Cleo").text().substring(0, 8))).containsExactly("Cleo");
        assertThat(found("q", "an", "type", "organization")).containsExactly("Anvil Ltd");
        assertThat(found("q", "an", "limit", "2")).containsExactly("Ann", "Anna Berg");
        assertThat(found("q", "an", "limit", "2", "page", "3")).containsExactly("Zoë Anker");
        assertThat(found("q", "%")).isEmpty();
        Reply.Listed all = visitor.list("Ann", "/participants", "page", "2", "per_page", "4");
        assertThat(all.total()).isEqualTo(6);
        assertThat(all.items()).hasSize(2);
    }

    @Test
    void aPageIsInTheOrderOfWhatIsFoundWhileTyping() throws Exception {
        for (int i = 0; i < 30; i++) {
            String name = List.of("Kim ", "Lee ", "kimono ").get(i % 3) + "of "
                    + List.of("Kiel ", "Lund ").get(i % 2);
            register(
                    registration(name + i)
                            .with(
                                    "public_key",
                                    Json.of(TestNode.key(name + i).publicKey().text())),
                    name + i,
                    "/auth/register");
        }
        ParticipantQueries queries = new ParticipantQueries(node.node.store());
        for (String text : List.of(
                "ki",
                "kim of",
                "lund",
                "of l",
                "1",
                "o",
                TestNode.pid("Kim of Kiel 0").text().substring(0, 4))) {
            ParticipantSearch search = new ParticipantSearch(text, Optional.empty());
            List<ParticipantRow> typing = desk.read(() -> queries.first(search, 100));
            assertThat(queries.page(search, 0, 100).value().rows()).isEqualTo(typing);
            assertThat(queries.page(search, 0, 1).value().total()).isEqualTo(typing.size());
            assertThat(queries.page(search, 3, 4).value().rows())
                    .isEqualTo(typing.stream().skip(3).limit(4).toList());
        }
    }
}
