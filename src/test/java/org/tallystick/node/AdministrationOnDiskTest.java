package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.feature.payment.PaymentRoom;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Frame;

/** Administration on a node with real files: what was decided is there after a stop, a replay, an erasure, and verifies. */
class AdministrationOnDiskTest {

    private static final String CODE = "K7QM-2XRV-9TBD-HH3W";
    private static final Pid MILL = Pid.unclaimed(TestNode.HUB.pid(), "Mill");

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private Path folder;

    @BeforeEach
    void govern() throws IOException {
        folder = temp.resolve("node");
        try (TestNode node = TestNode.create(folder, clock)) {
            node.register("ada");
            node.register("ben");
            done(node.node
                    .submitAlone(node.node.query(
                            view -> OperatorTransactions.firstAdmin(view.ledger(), TestNode.pid("ada"))))
                    .join());
            done(node.node
                    .submitAlone(new HubTransaction(
                            new Frame("hub:mill", NodeRoom.IMPORT, 1),
                            List.of(),
                            List.of(),
                            List.of(new Operation.OpenAccount(MILL, AccountStatus.UNCLAIMED, null))))
                    .join());
            act(node, "admin.ban", about(TestNode.pid("ben")).put("reason", "does not pay back"));
            act(
                    node,
                    "admin.claim_code",
                    about(MILL)
                            .put(
                                    "code_hash",
                                    Hex.encode(Sha256.of(CODE.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
            act(
                    node,
                    "admin.flags",
                    Json.object()
                            .put(
                                    "updates",
                                    Json.object()
                                            .put("multipath_enabled", false)
                                            .build()));
            done(node.submit(SignedStatement.sign(
                    MILL,
                    TestNode.key("miller"),
                    "participant.claim",
                    node.node.hub(),
                    Json.object()
                            .put("code", CODE)
                            .put(
                                    "public_key",
                                    TestNode.key("miller").publicKey().text())
                            .build())));
        }
    }

    private static Json.ObjBuilder about(Pid participant) {
        return Json.object().put("participant", participant.text());
    }

    private static void act(TestNode node, String action, Json.ObjBuilder fields) {
        done(node.submit(SignedStatement.sign(TestNode.key("ada"), action, node.node.hub(), fields.build())));
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    private static void check(TestNode node) {
        assertThat(node.<Set<Role>>asked(view -> view.room(OperatorRoom.class).roles(TestNode.pid("ada"))))
                .containsExactly(Role.ADMIN);
        assertThat(node.<Integer>asked(
                        view -> view.room(PaymentRoom.class).limits().maxPaths()))
                .isEqualTo(1);
        assertThat(node.<Optional<Pid>>asked(
                        view -> view.room(OperatorRoom.class).claimable(CODE)))
                .isEmpty();
        assertThat(node.<Optional<Pid>>asked(
                        view -> view.room(OperatorRoom.class).claimed(CODE)))
                .contains(MILL);
        assertThat(node.<AccountStatus>asked(
                        view -> view.ledger().account(TestNode.pid("ben")).status()))
                .isEqualTo(AccountStatus.BANNED);
        assertThat(node.<Object>asked(view -> view.ledger().account(MILL).key()))
                .isEqualTo(TestNode.key("miller").publicKey());
    }

    private Verification.Report verify() throws IOException {
        return Verification.run(new Verification.Input(
                new NodeFolder(folder), new NoPersonKeys(), false, TestNode::rooms, Optional.empty()));
    }

    @Test
    void itIsThereFromASnapshotAndFromAReplay() throws IOException {
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(node.report.replayed()).isZero();
            check(node);
        }
        Files.delete(folder.resolve("snapshot.bin"));
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(node.report.replayed()).isPositive();
            check(node);
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void itStaysWhenTheParticipantOfAReasonIsErased() throws IOException {
        long seq;
        try (TestNode node = TestNode.open(folder, clock)) {
            seq = node.seq("ada");
            node.node.erase(TestNode.pid("ben"));
        }
        Files.delete(folder.resolve("snapshot.bin"));
        try (TestNode node = TestNode.open(folder, clock)) {
            check(node);
            assertThat(node.seq("ada")).isEqualTo(seq);
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void aNodeWithoutTheRoomSaysSo() throws IOException {
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThatThrownBy(() -> node.asked(view -> view.room(NoRoom.class)))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    private abstract static class NoRoom implements Room {}
}
