package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;

final class NodeTest {

    private static final long START_MS = 1_790_000_000_000L;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = temp.resolve("node");
    }

    private TestNode community() throws IOException {
        TestNode node = TestNode.create(folder, clock);
        node.define("HOUR", 2);
        for (String name : new String[] {"ann", "bob", "cleo", "dan"}) {
            assertThat(node.register(name)).isInstanceOf(Answer.Committed.class);
        }
        assertThat(node.trust("bob", "ann", "HOUR", "100.00")).isInstanceOf(Answer.Committed.class);
        assertThat(node.trust("cleo", "bob", "HOUR", "50")).isInstanceOf(Answer.Committed.class);
        assertThat(node.trust("dan", "cleo", "HOUR", "25.5")).isInstanceOf(Answer.Committed.class);
        return node;
    }

    @Test
    void aPaymentOverThreeHopsMovesTheNetsOfItsEndsOnly() throws IOException {
        try (TestNode node = community()) {
            assertThat(node.pay("ann", "dan", "HOUR", "20.00", "p1")).isInstanceOf(Answer.Committed.class);
            assertThat(node.netMinor("ann", "HOUR")).isEqualTo(-2000);
            assertThat(node.netMinor("bob", "HOUR")).isZero();
            assertThat(node.netMinor("cleo", "HOUR")).isZero();
            assertThat(node.netMinor("dan", "HOUR")).isEqualTo(2000);
        }
    }

    @Test
    void whatWasAnsweredIsThereAfterACleanStopAndAfterLosingTheSnapshot() throws IOException {
        try (TestNode node = community()) {
            node.pay("ann", "dan", "HOUR", "20.00", "p1");
        }
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(node.report.snapshotHeight()).isPresent();
            assertThat(node.report.replayed()).isZero();
            assertThat(node.netMinor("dan", "HOUR")).isEqualTo(2000);
        }
        Files.delete(folder.resolve("snapshot.bin"));
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(node.report.replayed()).isPositive();
            assertThat(node.netMinor("dan", "HOUR")).isEqualTo(2000);
        }
    }

    @Test
    void theSamePaymentSentTwicePaysOnceAndIsAnsweredTwice() throws IOException {
        try (TestNode node = community()) {
            SignedStatement payment = node.payment("ann", "dan", "HOUR", "5", "once");
            Answer.Committed first = (Answer.Committed) node.submit(payment);
            Answer.Committed second = (Answer.Committed) node.submit(payment);
            assertThat(first.replayed()).isFalse();
            assertThat(second.replayed()).isTrue();
            assertThat(second.height()).isEqualTo(first.height());
            assertThat(node.netMinor("ann", "HOUR")).isEqualTo(-500);
        }
    }

    @Test
    void anIdUsedForAnotherPaymentClashes() throws IOException {
        try (TestNode node = community()) {
            node.pay("ann", "dan", "HOUR", "5", "once");
            assertThat(code(node.pay("ann", "dan", "HOUR", "6", "once"))).isEqualTo(ErrorCode.E008);
        }
    }

    @Test
    void tooMuchIsRefusedWithWhatWouldGo() throws IOException {
        try (TestNode node = community()) {
            Answer answer = node.pay("ann", "dan", "HOUR", "25.51", "p");
            assertThat(code(answer)).isEqualTo(ErrorCode.E002);
            assertThat(((Answer.Refused) answer).refusal().details()).containsEntry("available", "25.50");
            assertThat(code(node.pay("dan", "ann", "HOUR", "1", "q"))).isEqualTo(ErrorCode.E001);
        }
    }

    @Test
    void aForgedSignatureIsRefused() throws IOException {
        try (TestNode node = community()) {
            SignedStatement good = node.payment("ann", "dan", "HOUR", "5", "x");
            SignedStatement other = node.payment("ann", "dan", "HOUR", "6", "x");
            SignedStatement forged = SignedStatement.of(
                    good.signer(), good.publicKey(), good.action(), good.hub(), good.fields(), other.signature());
            assertThat(code(node.submit(forged))).isEqualTo(ErrorCode.E005);
        } catch (org.tallystick.identity.MalformedIdentity impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void whoeverWasErasedGetsNoNewKeyAndTheirOldBlocksStayReadable() throws Exception {
        try (TestNode node = community()) {
            long before = ((Answer.Committed) node.submit(withNote("first"))).height();
            node.node.erase(TestNode.pid("ann"));
            Answer answer = node.submit(withNote("second"));
            assertThat(code(answer)).isEqualTo(ErrorCode.E006);
            assertThat(((Answer.Refused) answer).refusal().details()).containsEntry("reason", "erased");
            assertThat(node.pay("ann", "dan", "HOUR", "1", "silent")).isInstanceOf(Answer.Committed.class);
            assertThat(node.node.block(before)).isPresent();
        }
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(code(node.submit(withNote("third")))).isEqualTo(ErrorCode.E006);
        }
    }

    private static SignedStatement withNote(String id) {
        return SignedStatement.sign(
                TestNode.key("ann"),
                "payment.create",
                TestNode.pid("hub"),
                Json.object()
                        .put("tx_id", id)
                        .put("to", TestNode.pid("dan").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "1")
                        .put("description", "bread")
                        .build());
    }

    @Test
    void aCircleOfThreeDebtsIsClearedRightBehindThePaymentThatClosesIt() throws IOException {
        try (TestNode node = community()) {
            node.trust("ann", "cleo", "HOUR", "100");
            node.pay("ann", "bob", "HOUR", "10", "a");
            node.pay("bob", "cleo", "HOUR", "7", "b");
            node.pay("cleo", "ann", "HOUR", "4", "c");
            long debts = node.node.query(view -> {
                long[] sum = {0};
                view.ledger().forEachLine(line -> sum[0] += line.debtMinor());
                return sum[0];
            });
            assertThat(debts).isEqualTo(1000 + 700 + 400 - 3 * 400);
            assertThat(node.netMinor("ann", "HOUR")).isEqualTo(-600);
        }
    }

    private static ErrorCode code(Answer answer) {
        return ((Answer.Refused) answer).refusal().code();
    }
}
