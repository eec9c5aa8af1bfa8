package org.tallystick.feature.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Clock;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.RouteTester;
import org.tallystick.http.Desk;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Line;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** Ann owes Bob, Bob owes Cleo; Eve has nothing. */
final class IntegrityRoutesTest {

    private static final long START_MS = 1_790_000_000_000L;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private TestNode node;
    private RouteTester routes;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        node.define("BEER", 0);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Eve"}) {
            node.register(name);
        }
        node.trust("Bob", "Ann", "HOUR", "100.00");
        node.trust("Cleo", "Bob", "HOUR", "60.00");
        node.trust("Ann", "Cleo", "BEER", "7");
        node.pay("Ann", "Cleo", "HOUR", "12.50", "p1");
        routes = new RouteTester(new IntegrityRoutes(new Desk(node.node), clock).all());
    }

    /** Time goes by while somebody looks. */
    private static final class SlowClock implements Clock {

        private final AtomicLong ns = new AtomicLong();

        @Override
        public long wallMs() {
            return START_MS + monotonicNs() / 1_000_000;
        }

        @Override
        public long monotonicNs() {
            return ns.addAndGet(100_000_000);
        }
    }

    @Test
    void aLookThatHeldUpTheLedgerForLongIsNotRepeatedSoon() throws Exception {
        SlowClock slow = new SlowClock();
        routes = new RouteTester(new IntegrityRoutes(new Desk(node.node), slow).all());
        long first = status().number("height");
        node.pay("Ann", "Cleo", "HOUR", "1.00", "p2");
        slow.ns.addAndGet(5_000_000_000L);
        assertThat(verify(Json.Obj.EMPTY).number("height")).isEqualTo(first);
        slow.ns.addAndGet(60_000_000_000L);
        assertThat(verify(Json.Obj.EMPTY).number("height")).isGreaterThan(first);
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private static Pid pid(String name) {
        return TestNode.pid(name);
    }

    private Json.Obj checksum(String caller, String code) throws Exception {
        return routes.get(pid(caller), "/integrity/checksum/{code}", Map.of("code", code));
    }

    private Json.Obj verify(Json.Obj body) throws Exception {
        return (Json.Obj)
                ((Reply.Data) routes.call(pid("Eve"), Method.POST, "/integrity/verify", Map.of(), body)).data();
    }

    private Json.Obj status() throws Exception {
        return routes.get(pid("Eve"), "/integrity/status", Map.of());
    }

    private String id(String creditor, String debtor) {
        return node.node.query(view -> {
            StringBuilder found = new StringBuilder();
            view.ledger().forEachLine((Line line) -> {
                if (line.creditor().pid().equals(pid(creditor))
                        && line.debtor().pid().equals(pid(debtor))) {
                    found.append(line.id());
                }
            });
            return found.toString();
        });
    }

    private String text(String creditor, String debtor, String rest) {
        return "line|" + id(creditor, debtor) + "|" + pid(creditor).text() + "|"
                + pid(debtor).text() + "|" + rest + "\n";
    }

    private static String sha256(String... lines) {
        String sorted = List.of(lines).stream().sorted().collect(Collectors.joining());
        return Hex.encode(Sha256.of(sorted.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theChecksumIsTheOneThatTheFormatSaysAndEachCanReckonTheirOwn() throws Exception {
        String first = text("Bob", "Ann", "100.00|12.50|active");
        String second = text("Cleo", "Bob", "60.00|12.50|active");
        Json.Obj all = checksum("Ann", "HOUR");
        assertThat(all.text("checksum")).isEqualTo(sha256(first, second));
        assertThat(all.number("lines")).isEqualTo(2);
        assertThat(all.text("block_hash")).isEqualTo(node.tipHash());
        assertThat(all.object("own").text("checksum")).isEqualTo(sha256(first));
        assertThat(all.object("invariants_status").flag("zero_sum")).isTrue();
        assertThat(checksum("Bob", "HOUR").object("own").text("checksum")).isEqualTo(sha256(first, second));
        assertThat(checksum("Eve", "HOUR").object("own").text("checksum")).isEqualTo(sha256());
        assertThat(checksum("Cleo", "BEER").text("checksum")).isEqualTo(sha256(text("Ann", "Cleo", "7|0|active")));
        assertThat(RouteTester.code(() -> checksum("Ann", "GOLD"))).isEqualTo(ErrorCode.E015);
    }

    @Test
    void whatWasFoundIsGivenAgainForAFewSecondsOnly() throws Exception {
        String before = checksum("Ann", "HOUR").text("checksum");
        node.pay("Ann", "Bob", "HOUR", "1.00", "p2");
        clock.pass(Integrity.FRESH_MS - 1);
        assertThat(checksum("Ann", "HOUR").text("checksum")).isEqualTo(before);
        clock.pass(1);
        assertThat(checksum("Ann", "HOUR").text("checksum")).isNotEqualTo(before);
        // A unit that was defined since is looked for at once.
        node.define("GOLD", 4);
        assertThat(checksum("Ann", "GOLD").number("lines")).isZero();
    }

    @Test
    void theStatusSaysOfEachEquivalentWhetherItsBooksHold() throws Exception {
        Json.Obj status = status();
        assertThat(status.text("status")).isEqualTo("healthy");
        assertThat(status.array("alerts").items()).isEmpty();
        assertThat(status.text("last_check")).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(status.object("equivalents").fields().keySet()).containsExactly("BEER", "HOUR");
        Json.Obj hour = status.object("equivalents").object("HOUR");
        assertThat(hour.object("invariants").object("zero_sum"))
                .isEqualTo(Json.object()
                        .put("passed", true)
                        .put("violations", 0)
                        .put("value", "0.00")
                        .build());
        assertThat(hour.text("checksum")).isEqualTo(checksum("Ann", "HOUR").text("checksum"));
    }

    @Test
    void verifyingLooksAgainUnlessItWasDoneJustNow() throws Exception {
        Json.Obj first = verify(Json.Obj.EMPTY);
        node.pay("Ann", "Bob", "HOUR", "1.00", "p2");
        assertThat(verify(Json.Obj.EMPTY)).isEqualTo(first);
        clock.pass(Integrity.FRESH_MS);
        Json.Obj second = verify(Json.object().put("equivalent", "HOUR").build());
        assertThat(second.number("height")).isEqualTo(node.node.health().height());
        assertThat(second.object("equivalents").fields().keySet()).containsExactly("HOUR");
        assertThat(second.object("equivalents").object("HOUR").text("checksum"))
                .isNotEqualTo(first.object("equivalents").object("HOUR").text("checksum"));
        assertThat(RouteTester.code(
                        () -> verify(Json.object().put("equivalent", "GOLD").build())))
                .isEqualTo(ErrorCode.E015);
    }

    @Test
    void booksHoldOnlyWhereNothingAtAllIsWrong() {
        assertThat(new BooksReport.Unit(2, "", 1, 0, 0, 0, 0).holds()).isTrue();
        assertThat(new BooksReport.Unit(2, "", 1, 1, 0, 0, 0).holds()).isFalse();
        assertThat(new BooksReport.Unit(2, "", 1, 0, 1, 0, 0).holds()).isFalse();
        assertThat(new BooksReport.Unit(2, "", 1, 0, 0, 1, 0).holds()).isFalse();
        assertThat(new BooksReport.Unit(2, "", 1, 0, 0, 0, 1).holds()).isFalse();
        BooksReport.Unit right = new BooksReport.Unit(2, "", 1, 0, 0, 0, 0);
        BooksReport.Unit wrong = new BooksReport.Unit(2, "", 1, 0, 0, 1, 0);
        assertThat(new BooksReport(1, 2, "", Map.of("BEER", right, "HOUR", right)).holds())
                .isTrue();
        assertThat(new BooksReport(1, 2, "", Map.of("BEER", right, "HOUR", wrong)).holds())
                .isFalse();
    }
}
