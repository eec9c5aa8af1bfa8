package org.tallystick.feature.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.Visitor.refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.Visitor;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Frame;

/** Ann and Bob pay each other in two units. */
final class BalanceHistoryTest {

    private static final String PATH = "/balance/history";
    private static final long DAY_MS = 86_400_000;

    /** 2026-09-21T14:13:20Z. */
    private final SetClock clock = new SetClock(1_790_000_000_000L);

    @TempDir
    Path temp;

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
        for (String unit : new String[] {"HOUR", "UAH"}) {
            node.trust("Bob", "Ann", unit, "10000");
            node.trust("Ann", "Bob", unit, "10000");
        }
        Desk desk = new Desk(node.node);
        visitor = new Visitor(node, new BalanceHistoryRoutes(desk, new ExplorerQueries(node.node.store())).all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private List<String> history(String who, String... parameters) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Json item : visitor.list(who, PATH, parameters).items()) {
            Json.Obj change = (Json.Obj) item;
            lines.add(change.optionalText("tx_id").orElse("-") + " " + change.text("type") + " " + change.text("change")
                    + " " + change.text("equivalent") + " -> " + change.text("net_balance"));
        }
        return lines;
    }

    @Test
    void eachChangeSaysTheBalanceAfterIt() throws Exception {
        node.pay("Ann", "Bob", "HOUR", "25", "p1");
        node.pay("Ann", "Bob", "UAH", "3", "p2");
        node.pay("Bob", "Ann", "HOUR", "40.5", "p3");
        assertThat(history("Ann"))
                .containsExactly(
                        "p3 payment.received 40.50 HOUR -> 15.50",
                        "p2 payment.sent -3 UAH -> -3",
                        "p1 payment.sent -25.00 HOUR -> -25.00");
        assertThat(history("Bob", "equivalent", "HOUR"))
                .containsExactly("p3 payment.sent -40.50 HOUR -> -15.50", "p1 payment.received 25.00 HOUR -> 25.00");
        node.pay("Ann", "Bob", "HOUR", "0.5", "p4");
        assertThat(history("Ann", "equivalent", "HOUR"))
                .as("what is new is found behind what was known")
                .startsWith("p4 payment.sent -0.50 HOUR -> 15.00", "p3 payment.received 40.50 HOUR -> 15.50");
        assertThat(history("Eve")).isEmpty();
        assertThat(refused(() -> visitor.get("Ann", PATH, "equivalent", "NONE")).code())
                .isEqualTo(ErrorCode.E015);
    }

    @Test
    void aRangeOfDaysIsCutOutWithTheBalancesOfThen() throws Exception {
        for (int day = 1; day <= 4; day++) {
            node.pay("Ann", "Bob", "HOUR", "1", "p" + day);
            clock.pass(DAY_MS);
        }
        assertThat(history("Ann", "from_date", "2026-09-22", "to_date", "2026-09-23"))
                .containsExactly("p3 payment.sent -1.00 HOUR -> -3.00", "p2 payment.sent -1.00 HOUR -> -2.00");
        assertThat(history("Ann", "from_date", "2026-09-24T14:13:20Z")).hasSize(1);
        assertThat(history("Ann", "to_date", "2026-09-21T14:13:19Z")).isEmpty();
        Reply.Listed page = visitor.list("Ann", PATH, "from_date", "2026-09-22", "page", "2", "per_page", "2");
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items()).hasSize(1);
    }

    @Test
    void whoeverCarriesAPaymentHasNoChangeOfIt() throws Exception {
        node.trust("Cleo", "Bob", "HOUR", "100");
        node.pay("Ann", "Cleo", "HOUR", "5", "p1");
        assertThat(history("Bob")).isEmpty();
        assertThat(history("Cleo")).containsExactly("p1 payment.received 5.00 HOUR -> 5.00");
    }

    @Test
    void debtsThatWereTakenOverAreChangesAsWell() throws Exception {
        node.pay("Ann", "Bob", "HOUR", "1", "p1");
        UUID line = new UUID(1, 2);
        node.node
                .submitAlone(new HubTransaction(
                        new Frame("hub:import-1", "node.import", 1),
                        List.of(),
                        List.of(),
                        List.of(
                                new Operation.OpenLine(
                                        line, TestNode.pid("Cleo"), TestNode.pid("Ann"), "HOUR", 5000, Policy.DEFAULT),
                                new Operation.MoveDebt(line, Direction.OWE, 4000, Operation.DebtUse.PAYMENT))))
                .join();
        node.pay("Ann", "Bob", "HOUR", "2", "p2");
        assertThat(history("Ann"))
                .containsExactly(
                        "p2 payment.sent -2.00 HOUR -> -43.00",
                        "- import -40.00 HOUR -> -41.00",
                        "p1 payment.sent -1.00 HOUR -> -1.00");
        assertThat(history("Cleo")).containsExactly("- import 40.00 HOUR -> 40.00");
    }

    @Test
    void manyChangesAddUpOnEveryPage() throws Exception {
        payMany(0, 1100);
        assertThat(history("Ann", "page", "12")).isNotEmpty();
        payMany(1100, 1270);
        int seen = 0;
        Reply.Listed first = visitor.list("Ann", PATH, "per_page", "100");
        long netMinor = node.netMinor("Ann", "HOUR");
        for (int number = 1; number <= 13; number++) {
            for (Json item : visitor.list("Ann", PATH, "per_page", "100", "page", "" + number)
                    .items()) {
                Json.Obj change = (Json.Obj) item;
                assertThat(minor(change.text("net_balance"))).isEqualTo(netMinor);
                netMinor -= minor(change.text("change"));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(1270);
        assertThat(first.total()).isEqualTo(1270);
        assertThat(netMinor).isZero();
    }

    private void payMany(int from, int to) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            boolean back = i % 3 == 0;
            answers.add(node.node.submit(
                    node.payment(back ? "Bob" : "Ann", back ? "Ann" : "Bob", "HOUR", "0.0" + (1 + i % 7), "m" + i)));
        }
        answers.forEach(answer -> assertThat(answer.join()).isInstanceOf(Answer.Committed.class));
    }

    private static long minor(String amount) {
        return Long.parseLong(amount.replace(".", ""));
    }
}
