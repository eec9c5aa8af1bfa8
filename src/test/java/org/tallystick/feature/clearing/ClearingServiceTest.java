package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.clearing.ClearingService.Circles;
import org.tallystick.feature.clearing.ClearingService.Cleared;
import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.http.Role;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** Circles on request: who sees which, what is cleared and proposed, and when proposals run out. */
final class ClearingServiceTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final long DAY_MS = 86_400_000L;
    private static final Page ALL = new Page(1, 100);

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);

    private static Caller member(String name) {
        return new Caller(TestNode.pid(name), Set.of());
    }

    private static Caller auditor(String name) {
        return new Caller(TestNode.pid(name), Set.of(Role.AUDITOR));
    }

    private static ClearingService service(TestNode node) {
        return new ClearingService(new Desk(node.node), Randomness.seeded(4));
    }

    private TestNode ring(int people, int whoAsks) throws IOException {
        TestNode node = DebtRing.of(people, whoAsks, temp.resolve("node"), clock);
        node.register("stranger");
        return node;
    }

    private static ErrorCode code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        ApiError[] error = new ApiError[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiError.class, one -> error[0] = one);
        return error[0].code();
    }

    @Test
    void aCircleOfFiveIsFoundAndClearedOnlyWhereItMayBeThatLong() throws Exception {
        try (TestNode node = ring(5, DebtRing.NOBODY)) {
            ClearingService service = service(node);
            assertThat(service.cycles(member("p2"), "HOUR", 4, 20).circles()).isEmpty();
            assertThat(service.clear("HOUR", 4)).isEqualTo(new Cleared(0, 0, 0, true));
            Circles found = service.cycles(member("p2"), "HOUR", 5, 20);
            assertThat(found.complete()).isTrue();
            ClearableCircle circle = found.circles().getFirst();
            assertThat(circle.amountMinor()).isEqualTo(1000);
            assertThat(circle.hops()).isEqualTo(5);
            assertThat(circle.needsConsent()).isFalse();
            assertThat(circle.edges())
                    .hasSize(2)
                    .allMatch(edge -> edge.debtor().equals(TestNode.pid("p2"))
                            || edge.creditor().equals(TestNode.pid("p2")));
            assertThat(service.clear("HOUR", 5)).isEqualTo(new Cleared(1, 0, 0, true));
            assertThat(service.cycles(member("p2"), "HOUR", 10, 20).circles()).isEmpty();
            assertThat(service.clear("HOUR", 10)).isEqualTo(new Cleared(0, 0, 0, true));
        }
    }

    @Test
    void strangersSeeNoCircleAndWhoLooksAfterTheBooksSeesAll() throws Exception {
        try (TestNode node = ring(4, DebtRing.NOBODY)) {
            ClearingService service = service(node);
            assertThat(service.cycles(member("stranger"), "HOUR", 6, 20).circles())
                    .isEmpty();
            assertThat(service.cycles(member("nobody"), "HOUR", 6, 20).circles())
                    .isEmpty();
            assertThat(service.cycles(auditor("stranger"), "HOUR", 6, 20).circles())
                    .singleElement()
                    .satisfies(circle -> assertThat(circle.edges()).hasSize(4));
        }
    }

    @Test
    void wrongBoundsAndUnknownUnitsAreRefused() throws Exception {
        try (TestNode node = ring(3, DebtRing.NOBODY)) {
            ClearingService service = service(node);
            assertThat(code(() -> service.cycles(member("p0"), "EUR", 5, 20))).isEqualTo(ErrorCode.E015);
            assertThat(code(() -> service.clear("EUR", 5))).isEqualTo(ErrorCode.E015);
            for (int depth : new int[] {2, 11}) {
                assertThat(code(() -> service.cycles(member("p0"), "HOUR", depth, 20)))
                        .isEqualTo(ErrorCode.E009);
                assertThat(code(() -> service.clear("HOUR", depth))).isEqualTo(ErrorCode.E009);
            }
            assertThat(code(() -> service.cycles(member("p0"), "HOUR", 5, 101))).isEqualTo(ErrorCode.E009);
        }
    }

    @Test
    void aCircleInWhichSomebodyWantsToBeAskedIsProposedOnceAndClearedByTheirYes() throws Exception {
        try (TestNode node = ring(5, 3)) {
            ClearingService service = service(node);
            assertThat(service.clear("HOUR", 5)).isEqualTo(new Cleared(0, 0, 1, true));
            assertThat(service.clear("HOUR", 5)).isEqualTo(new Cleared(0, 0, 0, true));
            ClearingService.Found found = service.proposals(member("p3"), Optional.of(ProposalState.OPEN), ALL);
            ClearingProposal proposal = found.proposals().getFirst();
            assertThat(found.total()).isEqualTo(1);
            assertThat(proposal.asksCaller()).isTrue();
            assertThat(proposal.edges()).hasSize(2);
            assertThat(service.proposal(member("p1"), proposal.id()).asksCaller())
                    .isFalse();
            assertThat(service.proposal(auditor("stranger"), proposal.id()).edges())
                    .hasSize(5);
            assertThat(code(() -> service.proposal(member("stranger"), proposal.id())))
                    .isEqualTo(ErrorCode.E015);
            assertThat(service.proposals(member("stranger"), Optional.empty(), ALL)
                            .total())
                    .isZero();
            DebtRing.done(answer(node, "p3", "clearing.accept", proposal.id()));
            assertThat(service.proposal(member("p3"), proposal.id()).state()).isEqualTo(ProposalState.CLEARED);
            assertThat(service.cycles(auditor("p0"), "HOUR", 10, 20).circles()).isEmpty();
            assertThat(node.netMinor("p0", "HOUR")).isEqualTo(400);
        }
    }

    private static Answer answer(TestNode node, String name, String action, String id) {
        return node.submit(SignedStatement.sign(
                TestNode.key(name),
                action,
                node.node.hub(),
                Json.object().put("id", id).build()));
    }

    @Test
    void aProposalRunsOutAfterAWeekAndIsThereAfterAnyStop() throws Exception {
        String id;
        try (TestNode node = ring(4, 2)) {
            assertThat(service(node).clear("HOUR", 4).proposed()).isEqualTo(1);
            id = service(node)
                    .proposals(member("p0"), Optional.empty(), ALL)
                    .proposals()
                    .getFirst()
                    .id();
        }
        for (boolean withSnapshot : new boolean[] {true, false}) {
            if (!withSnapshot) {
                Files.delete(temp.resolve("node/snapshot.bin"));
            }
            try (TestNode node = TestNode.open(temp.resolve("node"), clock)) {
                assertThat(node.report.snapshotHeight().isPresent()).isEqualTo(withSnapshot);
                assertThat(service(node).proposal(member("p2"), id).state()).isEqualTo(ProposalState.OPEN);
            }
        }
        try (TestNode node = TestNode.open(temp.resolve("node"), clock)) {
            clock.pass(7 * DAY_MS);
            long seq = node.seq("p1");
            DebtRing.done(node.pay("p0", "p1", "HOUR", "1", "later"));
            assertThat(service(node).proposal(member("p2"), id).state()).isEqualTo(ProposalState.EXPIRED);
            assertThat(node.seq("p1")).isEqualTo(seq + 2);
            Answer late = answer(node, "p2", "clearing.accept", id);
            assertThat(((Answer.Refused) late).refusal().code()).isEqualTo(ErrorCode.E017);
            assertThat(service(node).clear("HOUR", 4).proposed()).isEqualTo(1);
        }
    }

    @Test
    void aHubThatDoesNotClearSaysSo() throws Exception {
        try (TestNode node = ring(3, 1)) {
            String id = service(node)
                    .proposals(member("p0"), Optional.empty(), ALL)
                    .proposals()
                    .getFirst()
                    .id();
            DebtRing.done(node.node
                    .submitAlone(org.tallystick.feature.operator.OperatorTransactions.settings(
                            "off", Json.object().put("clearing_enabled", false).build()))
                    .join());
            assertThat(code(() -> service(node).clear("HOUR", 5))).isEqualTo(ErrorCode.E019);
            assertThat(((Answer.Refused) answer(node, "p1", "clearing.accept", id))
                            .refusal()
                            .code())
                    .isEqualTo(ErrorCode.E019);
            DebtRing.done(answer(node, "p1", "clearing.reject", id));
        }
    }

    @Test
    void aLargeTangleIsClearedInStepsUntilNothingIsLeft() throws Exception {
        int people = 40;
        Random random = new Random(3);
        try (TestNode node = TestNode.ready(temp.resolve("node"), clock)) {
            node.define("HOUR", 2);
            for (int i = 0; i < people; i++) {
                node.register("p" + i);
            }
            for (int i = 0; i < people; i++) {
                for (int step : new int[] {1, 3, 7, 12}) {
                    DebtRing.trust(node, "p" + (i + step) % people, "p" + i, random.nextInt(6) == 0);
                }
            }
            for (int i = 0; i < 300; i++) {
                int from = random.nextInt(people);
                int to = (from + new int[] {1, 3, 7, 12}[random.nextInt(4)]) % people;
                node.pay("p" + from, "p" + to, "HOUR", Integer.toString(1 + random.nextInt(9)), "pay-" + i);
            }
            ClearingService service = service(node);
            Cleared cleared = service.clear("HOUR", 6);
            int calls = 1;
            int sum = cleared.cleared();
            while (cleared.cleared() > 0) {
                cleared = service.clear("HOUR", 6);
                sum += cleared.cleared();
                assertThat(++calls).isLessThan(50);
            }
            assertThat(sum).isGreaterThan(10);
            assertThat(service.cycles(auditor("p0"), "HOUR", 6, 100).circles())
                    .isNotEmpty()
                    .allMatch(ClearableCircle::needsConsent);
        }
    }
}
