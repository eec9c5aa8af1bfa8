package org.tallystick.feature.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.Visitor.refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.Visitor;
import org.tallystick.feature.participant.PeopleDirectory;
import org.tallystick.http.Desk;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** Ann owes Bob, Cleo owes Ann; Ann may owe Bob 100 and Cleo nothing. */
final class BalanceRoutesTest {

    private static final String DEBTS = "/balance/debts";

    @TempDir
    Path temp;

    private TestNode node;
    private Visitor visitor;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), new SetClock(1_790_000_000_000L));
        node.define("HOUR", 2);
        node.define("UAH", 0);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Eve"}) {
            node.register(name);
        }
        node.trust("Bob", "Ann", "HOUR", "100");
        node.trust("Ann", "Cleo", "HOUR", "60");
        node.trust("Ann", "Bob", "UAH", "7");
        node.pay("Ann", "Bob", "HOUR", "25", "p1");
        node.pay("Cleo", "Ann", "HOUR", "10.5", "p2");
        Desk desk = new Desk(node.node);
        visitor = new Visitor(
                node,
                Stream.of(new BalanceRoutes(desk, new PeopleDirectory(desk)).all(), new EquivalentRoutes(desk).all())
                        .flatMap(List::stream)
                        .toList());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private static Json.Obj balance(String... values) {
        String[] names = {
            "code", "total_debt", "total_credit", "net_balance", "available_to_spend", "available_to_receive"
        };
        Json.ObjBuilder json = Json.object();
        for (int i = 0; i < names.length; i++) {
            json.put(names[i], values[i]);
        }
        return json.build();
    }

    @Test
    void aBalanceIsSaidInEachEquivalentWithNeighbours() throws Exception {
        assertThat(visitor.object("Ann", "/balance").array("equivalents").items())
                .containsExactly(
                        balance("HOUR", "25.00", "10.50", "-14.50", "85.50", "74.50"),
                        balance("UAH", "0", "0", "0", "0", "7"));
        assertThat(visitor.object("Eve", "/balance").array("equivalents").items())
                .isEmpty();
    }

    @Test
    void whatIsAvailableTowardsNeighboursCanBePaidToThem() throws Exception {
        assertThat(node.pay("Ann", "Bob", "HOUR", "75.01", "p3")).isInstanceOf(Answer.Refused.class);
        assertThat(node.pay("Ann", "Bob", "HOUR", "75", "p4")).isInstanceOf(Answer.Committed.class);
        assertThat(node.pay("Ann", "Cleo", "HOUR", "10.5", "p5")).isInstanceOf(Answer.Committed.class);
        assertThat(visitor.object("Ann", "/balance")
                        .array("equivalents")
                        .items()
                        .getFirst())
                .isEqualTo(balance("HOUR", "100.00", "0.00", "-100.00", "0.00", "160.00"));
    }

    @Test
    void debtsNameWhoIsOwedAndWhoOwes() throws Exception {
        Json.Obj toBob = Json.object()
                .put("creditor", TestNode.pid("Bob").text())
                .put("creditor_name", "Bob")
                .put("equivalent", "HOUR")
                .put("amount", "25.00")
                .build();
        Json.Obj ofCleo = Json.object()
                .put("debtor", TestNode.pid("Cleo").text())
                .put("debtor_name", "Cleo")
                .put("equivalent", "HOUR")
                .put("amount", "10.50")
                .build();
        assertThat(visitor.object("Ann", DEBTS)).isEqualTo(debts(List.of(toBob), List.of(ofCleo)));
        assertThat(visitor.object("Ann", DEBTS, "equivalent", "HOUR", "direction", "outgoing"))
                .isEqualTo(debts(List.of(toBob), List.of()));
        assertThat(visitor.object("Ann", DEBTS, "direction", "incoming")).isEqualTo(debts(List.of(), List.of(ofCleo)));
        assertThat(visitor.object("Ann", DEBTS, "equivalent", "UAH")).isEqualTo(debts(List.of(), List.of()));
        assertThat(refused(() -> visitor.get("Ann", DEBTS, "equivalent", "NONE"))
                        .code())
                .isEqualTo(ErrorCode.E015);
    }

    private static Json.Obj debts(List<Json.Obj> outgoing, List<Json.Obj> incoming) {
        return Json.object()
                .put("outgoing", Json.of(outgoing))
                .put("incoming", Json.of(incoming))
                .build();
    }

    @Test
    void equivalentsAreListedAndCounted() throws Exception {
        assertThat(visitor.list("Ann", "/equivalents").items())
                .containsExactly(
                        Json.object()
                                .put("code", "HOUR")
                                .put("precision", 2)
                                .put("active", true)
                                .build(),
                        Json.object()
                                .put("code", "UAH")
                                .put("precision", 0)
                                .put("active", true)
                                .build());
        Json.Obj hour = visitor.object("Eve", "/tokens/{code}", "code", "HOUR");
        assertThat(hour.text("supply")).isEqualTo("35.50");
        assertThat(hour.number("holders")).isEqualTo(1);
        assertThat(hour.number("debtors")).isEqualTo(2);
        assertThat(hour.number("lines")).isEqualTo(2);
        node.pay("Ann", "Bob", "HOUR", "0.5", "p3");
        assertThat(visitor.object("Eve", "/tokens/{code}", "code", "HOUR").text("supply"))
                .isEqualTo("36.00");
        assertThat(visitor.object("Eve", "/tokens/{code}", "code", "UAH").text("supply"))
                .isEqualTo("0");
        assertThat(refused(() -> visitor.get("Eve", "/tokens/{code}", "code", "NONE"))
                        .code())
                .isEqualTo(ErrorCode.E015);
    }
}
