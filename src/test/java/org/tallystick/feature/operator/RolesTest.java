package org.tallystick.feature.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.TestChain.pid;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.http.Role;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;

/** Who may govern a hub: the first ADMIN, roles given and taken, and that one ADMIN stays. */
class RolesTest {

    private final TestChain chain = new TestChain();

    @BeforeEach
    void people() {
        for (String name : List.of("ada", "ben", "cy")) {
            done(chain.register(name));
        }
        done(chain.alone(OperatorTransactions.firstAdmin(chain.ledger(), pid("ada"))));
        chain.seal();
    }

    private OperatorRoom room() {
        return chain.room(OperatorRoom.class);
    }

    private Answer give(String signer, String participant, String... roles) {
        return chain.submit(
                signer,
                "admin.roles",
                Json.object()
                        .put("participant", pid(participant).text())
                        .put(
                                "roles",
                                Json.of(List.of(roles).stream().map(Json::of).toList()))
                        .build());
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    private static Refusal refused(Answer answer, ErrorCode code) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        Refusal refusal = ((Answer.Refused) answer).refusal();
        assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }

    @Test
    void theFirstAdminIsMadeOnceOnly() {
        assertThat(room().roles(pid("ada"))).containsExactly(Role.ADMIN);
        assertThat(refused(chain.alone(OperatorTransactions.firstAdmin(chain.ledger(), pid("ben"))), ErrorCode.E017)
                        .details())
                .containsEntry("reason", "has_admin");
        assertThat(room().roles(pid("ben"))).isEmpty();
    }

    @Test
    void anAdminWhoNeverRegisteredGivesWayToOneWhoDid() {
        TestChain other = new TestChain();
        done(other.alone(OperatorTransactions.firstAdmin(other.ledger(), pid("ada"))));
        assertThat(other.room(OperatorRoom.class).hasAdmin()).isTrue();
        other.register("ben");
        done(other.alone(OperatorTransactions.firstAdmin(other.ledger(), pid("ben"))));
        assertThat(other.room(OperatorRoom.class).roles(pid("ada"))).isEmpty();
        assertThat(other.room(OperatorRoom.class).roles(pid("ben"))).containsExactly(Role.ADMIN);
    }

    @Test
    void rolesAreGivenAndTakenByAnAdminOnly() {
        assertThat(refused(give("ben", "ben", "ADMIN"), ErrorCode.E006).details())
                .containsEntry("role", "ADMIN");
        done(give("ada", "ben", "OPERATOR", "AUDITOR"));
        assertThat(room().roles(pid("ben"))).containsExactlyInAnyOrder(Role.OPERATOR, Role.AUDITOR);
        refused(give("ben", "cy", "AUDITOR"), ErrorCode.E006);
        done(give("ada", "ben"));
        assertThat(room().roles()).containsOnlyKeys(pid("ada"));
    }

    @Test
    void theLastAdminStaysOneAndAnotherMayTakeOver() {
        assertThat(refused(give("ada", "ada", "OPERATOR"), ErrorCode.E017).details())
                .containsEntry("reason", "last_admin");
        refused(give("ada", "ada"), ErrorCode.E017);
        done(give("ada", "ben", "ADMIN"));
        done(give("ben", "ada"));
        assertThat(room().roles()).isEqualTo(java.util.Map.of(pid("ben"), Set.of(Role.ADMIN)));
        refused(give("ada", "ada", "ADMIN"), ErrorCode.E006);
    }

    @Test
    void anAdminWhoIsFrozenDoesNotCountAsOne() {
        done(give("ada", "ben", "ADMIN"));
        done(chain.imported(
                "freeze", List.of(), List.of(new Operation.ChangeAccount(pid("ben"), AccountStatus.FROZEN, null))));
        refused(give("ben", "cy", "ADMIN"), ErrorCode.E006);
        assertThat(refused(give("ada", "ada"), ErrorCode.E017).details()).containsEntry("reason", "last_admin");
    }

    @Test
    void whatCannotBeMeantIsRefusedByName() {
        assertThat(refused(give("ada", "ben", "BOSS"), ErrorCode.E009).details())
                .containsEntry("field", "roles");
        assertThat(refused(give("ada", "ben", "AUDITOR", "AUDITOR"), ErrorCode.E009)
                        .details())
                .containsEntry("field", "roles");
        refused(give("ada", "nobody", "AUDITOR"), ErrorCode.E011);
        assertThat(refused(give("ada", "ben"), ErrorCode.E017).details()).containsEntry("reason", "unchanged");
        assertThat(refused(
                                chain.submit(
                                        "ada",
                                        "admin.roles",
                                        Json.object()
                                                .put("participant", "nobody")
                                                .put("roles", Json.of(List.of()))
                                                .build()),
                                ErrorCode.E009)
                        .details())
                .containsEntry("field", "participant");
        assertThat(refused(
                                chain.submit(
                                        "ada",
                                        "admin.roles",
                                        Json.object()
                                                .put("participant", pid("ben").text())
                                                .build()),
                                ErrorCode.E009)
                        .details())
                .containsEntry("field", "roles");
    }

    @Test
    void whoGetsARoleAndWhoGivesItCountTheTransaction() {
        long ada = seq("ada");
        long ben = seq("ben");
        done(give("ada", "ben", "AUDITOR"));
        assertThat(seq("ada")).isEqualTo(ada + 1);
        assertThat(seq("ben")).isEqualTo(ben + 1);
        assertThat(seq("cy")).isEqualTo(1);
    }

    private long seq(String name) {
        return chain.ledger().account(chain.account(name)).seq();
    }

    @Test
    void aBlockThatCouldNotBeWrittenLeavesNoRole() {
        byte[] before = chain.snapshot();
        done(give("ada", "ben", "ADMIN"));
        done(give("ben", "ada"));
        chain.drop();
        assertThat(chain.snapshot()).isEqualTo(before);
        assertThat(room().roles()).isEqualTo(java.util.Map.of(pid("ada"), Set.of(Role.ADMIN)));
    }

    @Test
    void aReplayAndASnapshotComeToTheSameRoles() {
        done(give("ada", "ben", "OPERATOR"));
        chain.seal();
        done(give("ada", "cy", "ADMIN", "AUDITOR"));
        done(give("cy", "ada"));
        chain.seal();
        assertThat(chain.replayedSnapshot()).isEqualTo(chain.snapshot());
        assertThat(TestChain.readAgain(chain.snapshot())).isEqualTo(chain.snapshot());
    }
}
