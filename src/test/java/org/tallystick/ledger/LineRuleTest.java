package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What design §3 says of trust lines: spendable, freezing, limits, closing, and the credit of a day. */
class LineRuleTest {

    private final Town town = new Town();

    @Test
    void whoIsTrustedMayOweUpToTheLimit() {
        town.line(town.ben, town.ann, 100);
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(100);
        assertThat(town.spendable(town.ben, town.ann)).isZero();
        assertThat(town.codeOf(town.paying(town.ann, town.ben, 101))).isEqualTo(ErrorCode.E002);

        town.pay(town.ann, town.ben, 100);
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(100);
        assertThat(town.net(town.ann)).isEqualTo(-100);
        assertThat(town.net(town.ben)).isEqualTo(100);
    }

    @Test
    void aPaymentFirstCancelsWhatIsOwedAndTheRestBecomesDebt() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        town.line(town.ann, town.ben, 100);
        town.pay(town.ben, town.ann, 30);
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(130);
        assertThat(town.codeOf(new Operation.MoveDebt(benTrustsAnn, Direction.OWE, 10, Operation.DebtUse.PAYMENT)))
                .isEqualTo(ErrorCode.E009);

        town.pay(town.ann, town.ben, 50);
        assertThat(town.owes(town.ben, town.ann)).isZero();
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(20);
    }

    @Test
    void thereIsOneDirectionOfDebtPerPairAtMost() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        UUID annTrustsBen = town.line(town.ann, town.ben, 100);
        town.pay(town.ann, town.ben, 40);

        assertThat(town.codeOf(new Operation.MoveDebt(annTrustsBen, Direction.OWE, 1, Operation.DebtUse.PAYMENT)))
                .isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(new Operation.MoveDebt(benTrustsAnn, Direction.CANCEL, 41, Operation.DebtUse.PAYMENT)))
                .isEqualTo(ErrorCode.E009);
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(40);
        assertThat(town.owes(town.ben, town.ann)).isZero();
    }

    @Test
    void aFrozenLineGivesNoNewCreditButCanBePaidDown() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.pay(town.ann, town.ben, 40);
        town.done(town.status(line, LineStatus.FROZEN));

        assertThat(town.spendable(town.ann, town.ben)).isZero();
        assertThat(town.codeOf(town.paying(town.ann, town.ben, 1))).isEqualTo(ErrorCode.E004);
        assertThat(town.spendable(town.ben, town.ann)).isEqualTo(40);
        town.pay(town.ben, town.ann, 40);
        assertThat(town.owes(town.ann, town.ben)).isZero();
        town.done(town.status(line, LineStatus.ACTIVE));
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(100);
    }

    @Test
    void aClosedLineDoesNotExist() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.done(new Operation.CloseLine(line));

        assertThat(town.spendable(town.ann, town.ben)).isZero();
        assertThat(town.codeOf(new Operation.MoveDebt(line, Direction.OWE, 1, Operation.DebtUse.PAYMENT)))
                .isEqualTo(ErrorCode.E004);
        assertThat(town.codeOf(town.limit(line, 5))).isEqualTo(ErrorCode.E008);
        assertThat(town.codeOf(new Operation.CloseLine(line))).isEqualTo(ErrorCode.E008);
        UUID next = town.line(town.ben, town.ann, 7);
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(7);
        assertThat(next).isNotEqualTo(line);
    }

    @Test
    void thereIsOneLineEachWayAndNoneToOneself() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.line(town.ann, town.ben, 100);
        assertThat(town.codeOf(open(town.id(), town.ben, town.ann, "HOUR"))).isEqualTo(ErrorCode.E008);
        assertThat(town.codeOf(open(line, town.ben, town.cat, "HOUR"))).isEqualTo(ErrorCode.E008);
        assertThat(town.codeOf(open(town.id(), town.ann, town.ann, "HOUR"))).isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(open(town.id(), town.ann, Cast.STRANGER, "HOUR")))
                .isEqualTo(ErrorCode.E011);
        assertThat(town.codeOf(open(town.id(), town.ann, town.cat, "NOTHING"))).isEqualTo(ErrorCode.E015);
        assertThat(town.codeOf(new Operation.CloseLine(new UUID(1, 1)))).isEqualTo(ErrorCode.E012);
    }

    @Test
    void aLimitBelowWhatIsOwedAndHeldIsE003AndSaysWhatIsUsed() {
        UUID line = town.line(town.ben, town.ann, 100);
        town.pay(town.ann, town.ben, 40);
        town.hold(town.ann, town.ben, 20, town.ben);

        Refusal refusal = town.attempt(town.limit(line, 59)).orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.E003);
        assertThat(refusal.details())
                .isEqualTo(Map.of(
                        "trust_line_id", line.toString(),
                        "limit", "1.00",
                        "current_used", "0.60",
                        "requested", "0.59"));
        town.done(town.limit(line, 60));
        assertThat(town.spendable(town.ann, town.ben)).isZero();
    }

    @Test
    void closingWithDebtInEitherDirectionIsE013() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        UUID annTrustsBen = town.line(town.ann, town.ben, 100);
        town.pay(town.ann, town.ben, 40);

        assertThat(town.codeOf(new Operation.CloseLine(benTrustsAnn))).isEqualTo(ErrorCode.E013);
        assertThat(town.codeOf(new Operation.CloseLine(annTrustsBen))).isEqualTo(ErrorCode.E013);
        town.pay(town.ben, town.ann, 40);
        town.done(new Operation.CloseLine(benTrustsAnn), new Operation.CloseLine(annTrustsBen));
    }

    @Test
    void closingWithAHoldInEitherDirectionIsE013() {
        UUID benTrustsAnn = town.line(town.ben, town.ann, 100);
        UUID annTrustsBen = town.line(town.ann, town.ben, 100);
        UUID hold = town.hold(town.ann, town.ben, 40, town.ben);

        assertThat(town.codeOf(new Operation.CloseLine(benTrustsAnn))).isEqualTo(ErrorCode.E013);
        assertThat(town.codeOf(new Operation.CloseLine(annTrustsBen))).isEqualTo(ErrorCode.E013);
        town.done(new Operation.ReleaseHold(hold, 0, benTrustsAnn, 40));
        town.done(new Operation.CloseLine(benTrustsAnn), new Operation.CloseLine(annTrustsBen));
    }

    @Test
    void theCreditOfADayIsBoundedAndIsThereAgainAfterMidnightUtc() {
        town.line(town.ben, town.ann, 1000, Town.daily(100));
        town.pay(town.ann, town.ben, 80);
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(20);
        long midnightMs = Town.NOON_MS + Town.DAY_MS / 2;
        town.at(midnightMs - 1);
        assertThat(town.codeOf(town.paying(town.ann, town.ben, 21))).isEqualTo(ErrorCode.E002);

        town.at(midnightMs);
        town.pay(town.ann, town.ben, 100);
        assertThat(town.codeOf(town.paying(town.ann, town.ben, 1))).isEqualTo(ErrorCode.E002);
    }

    @Test
    void theDayLimitCountsNewCreditOnlyAndPayingDownGivesNothingBack() {
        UUID line = town.line(town.ben, town.ann, 1000, Town.daily(100));
        town.line(town.ann, town.ben, 1000);
        town.pay(town.ben, town.ann, 500);
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(600);
        town.pay(town.ann, town.ben, 590);
        town.pay(town.ben, town.ann, 90);

        assertThat(town.owes(town.ann, town.ben)).isZero();
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(10);
        town.done(town.policy(line, Town.daily(50)));
        assertThat(town.spendable(town.ann, town.ben)).isZero();
    }

    @Test
    void theDayLimitCountsCapturesToo() {
        town.line(town.ben, town.ann, 1000, Town.daily(100));
        UUID hold = town.hold(town.ann, town.ben, 60, town.ben);
        town.done(town.capturing(hold, town.ann, town.ben, 60));
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(40);
    }

    @Test
    void aDayLimitSetLaterCountsWhatTheDayHasTakenAlready() {
        UUID line = town.line(town.ben, town.ann, 1000);
        town.pay(town.ann, town.ben, 70);
        town.done(town.policy(line, Town.daily(100)));
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(30);
    }

    private static Operation open(
            UUID id, org.tallystick.identity.Pid creditor, org.tallystick.identity.Pid debtor, String unit) {
        return new Operation.OpenLine(id, creditor, debtor, unit, 100, Policy.DEFAULT);
    }
}
