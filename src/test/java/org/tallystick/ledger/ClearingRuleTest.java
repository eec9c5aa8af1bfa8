package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What design §3 says of clearing: it only takes debts away, changes no net, and leaves holds their capacity. */
class ClearingRuleTest {

    private final Town town = new Town();

    @Test
    void aClearedCycleLeavesEveryNetAsItWas() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        UUID catTrustsBen = town.line(town.cat, town.ben, 100);
        UUID annTrustsCat = town.line(town.ann, town.cat, 100);
        town.pay(town.ann, town.ben, 50);
        town.pay(town.ben, town.cat, 60);
        town.pay(town.cat, town.ann, 70);

        town.ledger.beginBlock(town.nowMs());
        town.ledger.beginTransaction();
        for (UUID line : new UUID[] {benTrustsAnn, catTrustsBen, annTrustsCat}) {
            assertThat(town.ledger.apply(town.clearing(line, 50))).isEmpty();
        }
        Effects effects = town.ledger.endTransaction(new byte[32]);
        town.ledger.checkBlock();
        town.ledger.keepBlock();

        assertThat(effects.netChanges()).isEmpty();
        assertThat(effects.touches()).hasSize(3);
        assertThat(town.owes(town.ann, town.ben)).isZero();
        assertThat(town.owes(town.ben, town.cat)).isEqualTo(10);
        assertThat(town.owes(town.cat, town.ann)).isEqualTo(20);
    }

    @Test
    void aClearingOnlyTakesDebtsAway() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.pay(town.ann, town.ben, 50);

        assertThat(town.codeOf(new Operation.MoveDebt(line, Direction.OWE, 1, Operation.DebtUse.CLEARING)))
                .isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(town.clearing(line, 51))).isEqualTo(ErrorCode.E017);
        town.done(town.clearing(line, 50));
        assertThat(town.owes(town.ann, town.ben)).isZero();
    }

    @Test
    void aClearingTakesNoCreditOfTheDay() {
        UUID line = town.line(town.ben, town.ann, 100, Town.daily(60));
        town.pay(town.ann, town.ben, 50);
        town.done(town.clearing(line, 50));

        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(10);
    }

    @Test
    void aDebtOnAFrozenLineCanBeCleared() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.pay(town.ann, town.ben, 50);
        town.done(town.status(line, LineStatus.FROZEN));

        town.done(town.clearing(line, 50));
        assertThat(town.owes(town.ann, town.ben)).isZero();
    }

    @Test
    void aClearingLeavesHoldsTheirCapacity() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.pay(town.ann, town.ben, 50);
        UUID hold = town.hold(town.ben, town.ann, 30, town.ann);

        assertThat(Ledger.clearableMinor(town.lineOf(town.ben, town.ann), day()))
                .isEqualTo(20);
        assertThat(town.codeOf(town.clearing(line, 21))).isEqualTo(ErrorCode.E017);
        town.done(town.clearing(line, 20));
        town.done(town.capturing(hold, town.ben, town.ann, 30));
        assertThat(town.owes(town.ann, town.ben)).isZero();
    }

    /** The hold stood on the debt alone; with the debt cleared away its capture took new credit on the frozen line. */
    @Test
    void aClearingTookTheDebtFromUnderAHoldBesideAFrozenLine() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        UUID annTrustsBen = town.line(town.ann, town.ben, 100);
        town.pay(town.ann, town.ben, 50);
        town.done(town.status(annTrustsBen, LineStatus.FROZEN));
        UUID hold = town.hold(town.ben, town.ann, 50, town.ann);

        assertThat(town.codeOf(town.clearing(benTrustsAnn, 1))).isEqualTo(ErrorCode.E017);
        town.done(town.capturing(hold, town.ben, town.ann, 50));
        assertThat(town.owes(town.ann, town.ben)).isZero();
        assertThat(town.owes(town.ben, town.ann)).isZero();
    }

    /** The same with a line whose credit of the day is used up. */
    @Test
    void aClearingTookTheDebtFromUnderAHoldBesideALineWithNoCreditLeftToday() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        town.line(town.ann, town.ben, 100, Town.daily(0));
        town.pay(town.ann, town.ben, 50);
        UUID hold = town.hold(town.ben, town.ann, 50, town.ann);

        assertThat(town.codeOf(town.clearing(benTrustsAnn, 1))).isEqualTo(ErrorCode.E017);
        town.done(town.capturing(hold, town.ben, town.ann, 50));
        assertThat(town.owes(town.ben, town.ann)).isZero();
    }

    private long day() {
        return town.ledger.view().day();
    }
}
