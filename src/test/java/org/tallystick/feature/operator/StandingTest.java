package org.tallystick.feature.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.operator.Town.done;
import static org.tallystick.feature.operator.Town.refused;
import static org.tallystick.node.TestChain.pid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.base.Json;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;

/** Approving, freezing, banning: by whom, from which state, and what is left of a reason. */
class StandingTest {

    private final Town town = new Town();

    private void bring(String name, AccountStatus status) {
        done(town.chain.imported(
                "bring-" + name, List.of(), List.of(new Operation.ChangeAccount(pid(name), status, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "approve, PENDING, ACTIVE, OPERATOR",
        "freeze, ACTIVE, FROZEN, OPERATOR",
        "unfreeze, FROZEN, ACTIVE, OPERATOR",
        "ban, ACTIVE, BANNED, ADMIN",
        "ban, PENDING, BANNED, ADMIN",
        "ban, FROZEN, BANNED, ADMIN",
        "unban, BANNED, ACTIVE, ADMIN"
    })
    void eachStepIsForItsRoleAndFromItsState(String verb, AccountStatus from, AccountStatus to, String role) {
        bring("ben", from);
        for (String stranger : List.of("cy", "audrey", "ben")) {
            assertThat(refused(town.stand(stranger, verb, "ben"), ErrorCode.E006))
                    .containsEntry("role", role);
        }
        if (role.equals("ADMIN")) {
            refused(town.stand("otto", verb, "ben"), ErrorCode.E006);
        }
        assertThat(town.status("ben")).isEqualTo(from);
        done(town.stand(role.equals("ADMIN") ? "ada" : "otto", verb, "ben"));
        assertThat(town.status("ben")).isEqualTo(to);
        bring("cy", from);
        done(town.stand("ada", verb, "cy"));
        refused(town.stand("ada", verb, "nobody"), ErrorCode.E011);
    }

    @ParameterizedTest
    @CsvSource({
        "approve, ACTIVE", "approve, FROZEN", "approve, BANNED", "freeze, PENDING", "freeze, FROZEN", "freeze, BANNED",
        "unfreeze, ACTIVE", "unfreeze, BANNED", "unfreeze, PENDING", "ban, BANNED", "ban, LEFT", "unban, FROZEN",
        "unban, ACTIVE"
    })
    void aStepFromAnotherStateIsRefusedWithTheState(String verb, AccountStatus from) {
        bring("ben", from);
        assertThat(refused(town.stand("ada", verb, "ben"), ErrorCode.E017)).containsEntry("status", from.word());
    }

    @Test
    void theLastAdminIsNeitherFrozenNorBannedAndAnOperatorFreezesNoAdmin() {
        assertThat(refused(town.stand("ada", "freeze", "ada"), ErrorCode.E017)).containsEntry("reason", "last_admin");
        assertThat(refused(town.stand("ada", "ban", "ada"), ErrorCode.E017)).containsEntry("reason", "last_admin");
        done(town.roles("ada", "ben", "ADMIN"));
        refused(town.stand("otto", "freeze", "ben"), ErrorCode.E006);
        done(town.stand("ben", "freeze", "ada"));
        refused(town.stand("ada", "unfreeze", "ada"), ErrorCode.E006);
        done(town.stand("otto", "unfreeze", "ada"));
    }

    @Test
    void whoWaitsForApprovalIsOneOfManyOnlyWhereTheHubSaysSo() {
        done(town.chain.register("dora"));
        assertThat(town.status("dora")).isEqualTo(AccountStatus.ACTIVE);
        done(town.config("ada", Json.object().put("registration", "approval").build()));
        done(town.chain.register("emil"));
        assertThat(town.status("emil")).isEqualTo(AccountStatus.PENDING);
        refused(town.chain.trust("ben", "emil", "10"), ErrorCode.E004);
        refused(town.chain.trust("emil", "ben", "10"), ErrorCode.E006);
        done(town.stand("otto", "approve", "emil"));
        done(town.chain.trust("ben", "emil", "10"));
        done(town.chain.pay("emil", "ben", "2"));
    }

    @Test
    void theFirstAdminOfAHubWithApprovalIsApprovedByIt() {
        org.tallystick.node.TestChain chain = new org.tallystick.node.TestChain();
        done(chain.alone(OperatorTransactions.settings(
                "start", Json.object().put("registration", "approval").build())));
        done(chain.register("ada"));
        assertThat(chain.ledger().account(0).status()).isEqualTo(AccountStatus.PENDING);
        done(chain.alone(OperatorTransactions.firstAdmin(chain.ledger(), pid("ada"))));
        assertThat(chain.ledger().account(0).status()).isEqualTo(AccountStatus.ACTIVE);
        done(chain.alone(OperatorTransactions.settings(
                "again", Json.object().put("name", "Village").build())));
        assertThat(chain.room(OperatorRoom.class).settings().name()).contains("Village");
    }

    private Answer banWithReason(String reason) {
        return town.act(
                "ada",
                "admin.ban",
                Json.object()
                        .put("participant", pid("ben").text())
                        .put("reason", reason)
                        .build());
    }

    @Test
    void aReasonIsAsLongAsItMayBeAndNotEmpty() {
        assertThat(refused(banWithReason("x".repeat(501)), ErrorCode.E009)).containsEntry("field", "reason");
        assertThat(refused(banWithReason("  "), ErrorCode.E009)).containsEntry("field", "reason");
        done(banWithReason("x".repeat(500)));
    }

    @Test
    void aReasonGoesWithTheParticipantItIsAboutAndEverybodyCountsAsBefore() {
        long ada = town.account("ada").seq();
        long ben = town.account("ben").seq();
        done(banWithReason("unmistakable"));
        town.chain.seal();
        assertThat(town.account("ada").seq()).isEqualTo(ada + 1);
        assertThat(town.account("ben").seq()).isEqualTo(ben + 1);
        var transaction = town.chain.blocks().getLast().block().transactions().getFirst();
        assertThat(transaction.text("reason")).contains("unmistakable");
        LedgerView replayed = town.chain.replayedLedger("ben");
        for (String name : List.of("ada", "ben", "cy")) {
            Account same = replayed.account(town.chain.account(name));
            assertThat(same.seq()).isEqualTo(town.account(name).seq());
            assertThat(same.head()).isEqualTo(town.account(name).head());
            assertThat(same.status()).isEqualTo(town.account(name).status());
        }
        var erased =
                town.chain.blocksWithout("ben").getLast().block().transactions().getFirst();
        assertThat(erased.text("reason")).isEmpty();
        assertThat(erased.statements())
                .as("the statement says the reason as well")
                .isEmpty();
        assertThat(erased.hash()).isEqualTo(transaction.hash());
    }

    @Test
    void withoutAReasonTheStatementIsOpen() {
        done(town.stand("ada", "ban", "ben"));
        town.chain.seal();
        var transaction = town.chain
                .blocksWithout("ben", "ada")
                .getLast()
                .block()
                .transactions()
                .getFirst();
        assertThat(transaction.statements()).hasSize(1);
    }

    @Test
    void aBlockThatCouldNotBeWrittenChangesNobody() {
        byte[] before = town.chain.snapshot();
        done(town.stand("otto", "freeze", "ben"));
        done(town.stand("ada", "ban", "cy"));
        town.chain.drop();
        assertThat(town.chain.snapshot()).isEqualTo(before);
    }
}
