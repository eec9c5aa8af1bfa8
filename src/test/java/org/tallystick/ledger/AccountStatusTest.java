package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.identity.Pid;

/** What design §3 says of participants who take no part, and of whom the ledger counts a transaction for. */
class AccountStatusTest {

    private final Town town = new Town();

    @ParameterizedTest
    @EnumSource(
            value = AccountStatus.class,
            names = {"FROZEN", "BANNED", "LEFT", "PENDING"})
    void whoTakesNoPartNeitherSendsNorReceivesNorForwards(AccountStatus status) {
        town.line(town.ben, town.ann, 100);
        town.line(town.cat, town.ben, 100);
        town.pay(town.ann, town.ben, 40);
        town.done(town.status(town.ben, status));

        assertThat(town.spendable(town.ann, town.ben)).isZero();
        assertThat(town.spendable(town.ben, town.ann)).isZero();
        assertThat(town.spendable(town.ben, town.cat)).isZero();
        assertThat(town.codeOf(town.paying(town.ann, town.ben, 1))).isEqualTo(ErrorCode.E002);
        assertThat(town.codeOf(town.paying(town.ben, town.ann, 1))).isEqualTo(ErrorCode.E002);
        assertThat(town.codeOf(town.paying(town.ben, town.cat, 1))).isEqualTo(ErrorCode.E002);
    }

    @Test
    void aThawedParticipantSpendsAsBefore() {
        town.line(town.ben, town.ann, 100);
        town.done(town.status(town.ben, AccountStatus.FROZEN));
        town.done(town.status(town.ben, AccountStatus.ACTIVE));

        town.pay(town.ann, town.ben, 100);
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(100);
    }

    @Test
    void aDebtOfSomebodyFrozenIsNotCleared() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.pay(town.ann, town.ben, 40);
        town.done(town.status(town.ann, AccountStatus.FROZEN));

        assertThat(town.codeOf(town.clearing(line, 1))).isEqualTo(ErrorCode.E006);
    }

    @Test
    void anImportedParticipantCountsAsFrozenUntilClaimed() {
        Pid imported = Cast.imported(1);
        town.done(new Operation.OpenAccount(imported, AccountStatus.UNCLAIMED, null));
        town.line(town.ben, imported, 100);
        assertThat(town.spendable(imported, town.ben)).isZero();
        assertThat(town.codeOf(town.status(imported, AccountStatus.ACTIVE))).isEqualTo(ErrorCode.E017);

        town.done(new Operation.ChangeAccount(imported, AccountStatus.ACTIVE, Cast.KEYS.get(5)));
        town.pay(imported, town.ben, 100);
        assertThat(town.account(imported).key()).isEqualTo(Cast.KEYS.get(5));
    }

    @Test
    void whoHasAKeyIsNeverUnclaimedAgain() {
        assertThat(town.codeOf(town.status(town.ann, AccountStatus.UNCLAIMED))).isEqualTo(ErrorCode.E017);
        assertThat(town.codeOf(new Operation.OpenAccount(Cast.STRANGER, AccountStatus.UNCLAIMED, Cast.KEYS.get(5))))
                .isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(new Operation.OpenAccount(Cast.STRANGER, AccountStatus.ACTIVE, null)))
                .isEqualTo(ErrorCode.E009);
    }

    /** A graph that follows the ledger by what it reports went on with no capacity at all after a thaw or a claim. */
    @Test
    void aThawWasReportedForTheAccountButNotForItsWays() {
        town.line(town.ben, town.ann, 100);
        town.done(town.status(town.ben, AccountStatus.FROZEN));
        town.line(town.ben, town.cat, 50);
        Map<Pid, Long> reported = new HashMap<>();
        follow(reported);
        assertThat(reported).containsOnly(Map.entry(town.ann, 0L), Map.entry(town.cat, 0L));

        town.done(town.status(town.ben, AccountStatus.ACTIVE));
        follow(reported);
        assertThat(reported).containsOnly(Map.entry(town.ann, 100L), Map.entry(town.cat, 50L));
        assertThat(town.account(town.ann).seq())
                .as("whom the thaw does not touch")
                .isEqualTo(2);
    }

    @Test
    void aFreezeThatIsTakenBackIsReportedForItsWaysToo() {
        town.line(town.ben, town.ann, 100);
        town.ledger.beginBlock(town.nowMs());
        int mark = town.ledger.beginTransaction();
        assertThat(town.ledger.apply(town.status(town.ben, AccountStatus.FROZEN)))
                .isEmpty();
        Map<Pid, Long> reported = new HashMap<>();
        follow(reported);
        assertThat(reported).containsOnly(Map.entry(town.ann, 0L));

        town.ledger.undoTransaction(mark);
        follow(reported);
        assertThat(reported).containsOnly(Map.entry(town.ann, 100L));
    }

    /** Takes over what can be paid to Ben. */
    private void follow(Map<Pid, Long> reported) {
        town.ledger.drainChangedPairs(pair -> {
            Account payer = pair.other(town.account(town.ben));
            reported.put(
                    payer.pid(), pair.capacityMinor(payer, town.ledger.view().day()));
        });
    }
}
