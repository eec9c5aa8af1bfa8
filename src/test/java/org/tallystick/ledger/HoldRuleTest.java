package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What design §3 says of holds. */
class HoldRuleTest {

    private final Town town = new Town();

    @Test
    void whatIsHeldCannotBeSpentTwice() {
        town.line(town.ben, town.ann, 100);
        town.hold(town.ann, town.ben, 70, town.ben);

        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(30);
        assertThat(town.codeOf(town.paying(town.ann, town.ben, 31))).isEqualTo(ErrorCode.E002);
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, 31, Long.MAX_VALUE, town.ben)))
                .isEqualTo(ErrorCode.E002);
        town.pay(town.ann, town.ben, 30);
    }

    @Test
    void theLegsOfAHoldAreHeldAllOrNone() {
        town.line(town.ben, town.ann, 100);
        town.line(town.cat, town.ben, 10);
        UUID hold = town.id();
        Operation open =
                new Operation.OpenHold(hold, town.ann, List.of(town.ben, town.cat), town.nowMs() + Town.DAY_MS);

        assertThat(town.codeOf(
                        open, town.leg(hold, 0, town.ann, town.ben, 50), town.leg(hold, 1, town.ben, town.cat, 50)))
                .isEqualTo(ErrorCode.E002);
        assertThat(town.ledger.view().hold(hold)).isNull();
        assertThat(town.held(town.ann, town.ben)).isZero();

        town.done(open, town.leg(hold, 0, town.ann, town.ben, 10), town.leg(hold, 1, town.ben, town.cat, 10));
        assertThat(town.held(town.ann, town.ben)).isEqualTo(10);
        assertThat(town.held(town.ben, town.cat)).isEqualTo(10);
    }

    @Test
    void aHoldIsOfWhatCouldBePaidBackAsWellAsOfCredit() {
        town.line(town.ben, town.ann, 100);
        town.line(town.ann, town.ben, 20);
        town.pay(town.ann, town.ben, 30);
        UUID hold = town.hold(town.ben, town.ann, 50, town.ann);

        town.done(town.capturing(hold, town.ben, town.ann, 50));
        assertThat(town.owes(town.ann, town.ben)).isZero();
        assertThat(town.owes(town.ben, town.ann)).isEqualTo(20);
    }

    @Test
    void whatIsCapturedAndReleasedIsCountedAndNoMoreThanWasHeld() {
        UUID line = town.line(town.ben, town.ann, 100);
        UUID hold = town.hold(town.ann, town.ben, 50, town.ben);
        town.done(town.capturing(hold, town.ann, town.ben, 20));
        town.done(new Operation.ReleaseHold(hold, 0, line, 5));

        Hold.Leg leg = town.ledger.view().hold(hold).legs().get(0);
        assertThat(leg.amountMinor()).isEqualTo(50);
        assertThat(leg.capturedMinor()).isEqualTo(20);
        assertThat(leg.releasedMinor()).isEqualTo(5);
        assertThat(town.held(town.ann, town.ben)).isEqualTo(25);
        assertThat(town.codeOf(town.capturing(hold, town.ann, town.ben, 26))).isEqualTo(ErrorCode.E017);
        assertThat(town.codeOf(new Operation.ReleaseHold(hold, 0, line, 26))).isEqualTo(ErrorCode.E017);
        town.done(new Operation.ReleaseHold(hold, 0, line, 25));
        assertThat(town.ledger.view().hold(hold)).isNull();
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(80);
    }

    @Test
    void aHoldIsCapturedOnItsOwnWayOnly() {
        town.line(town.ben, town.ann, 100);
        town.line(town.ann, town.ben, 100);
        town.line(town.ben, town.cat, 100);
        UUID hold = town.hold(town.ann, town.ben, 50, town.ben);

        assertThat(town.codeOf(town.capturing(hold, town.ben, town.ann, 10))).isEqualTo(ErrorCode.E017);
        assertThat(town.codeOf(town.capturing(hold, town.cat, town.ben, 10))).isEqualTo(ErrorCode.E017);
        assertThat(town.codeOf(town.capturing(town.id(), town.ann, town.ben, 10)))
                .isEqualTo(ErrorCode.E017);
    }

    @Test
    void creditHeldBeforeAFreezeStaysCapturable() {
        UUID line = town.line(town.ben, town.ann, 100);
        UUID hold = town.hold(town.ann, town.ben, 60, town.ben);
        town.done(town.status(line, LineStatus.FROZEN));

        assertThat(town.codeOf(town.paying(town.ann, town.ben, 1))).isEqualTo(ErrorCode.E004);
        town.done(town.capturing(hold, town.ann, town.ben, 60));
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountStatus.class,
            names = {"FROZEN", "BANNED", "LEFT", "PENDING"})
    void creditHeldBeforeSomebodyIsBannedStaysCapturable(AccountStatus status) {
        town.line(town.ben, town.ann, 100);
        UUID hold = town.hold(town.ann, town.ben, 60, town.ben);
        town.done(town.status(town.ann, status), town.status(town.ben, status));

        town.done(town.capturing(hold, town.ann, town.ben, 60));
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(60);
    }

    @Test
    void creditHeldBeforeMidnightStaysCapturableAndCountsOnTheNewDay() {
        town.line(town.ben, town.ann, 1000, Town.daily(100));
        UUID hold = town.hold(town.ann, town.ben, 60, town.ben);
        town.at(Town.NOON_MS + Town.DAY_MS);
        town.pay(town.ann, town.ben, 40);
        assertThat(town.spendable(town.ann, town.ben)).isZero();

        town.done(town.capturing(hold, town.ann, town.ben, 60));
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(100);
        assertThat(town.spendable(town.ann, town.ben)).isZero();
    }

    @Test
    void anExpiryIsATransactionSoUntilThenAHoldStaysCapturable() {
        town.line(town.ben, town.ann, 100);
        UUID hold = town.hold(town.ann, town.ben, 60, town.ben);
        town.at(town.ledger.view().hold(hold).expiresAtMs() + Town.DAY_MS);
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(40);

        town.done(town.capturing(hold, town.ann, town.ben, 60));
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(60);
    }

    @Test
    void otherPeoplesLinesNeedTheirLeaveAndThereIsNoneByDefault() {
        town.line(town.ben, town.ann, 100);
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, 1, soon(), town.ann)))
                .isEqualTo(ErrorCode.E006);
    }

    @Test
    void leaveIsForAnAmountAtOnce() {
        town.line(town.ben, town.ann, 100, Town.allowHolds(50, 1));
        town.done(town.holding(town.id(), town.ann, town.ben, 30, soon(), town.ann));
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, 21, soon(), town.ann)))
                .isEqualTo(ErrorCode.E006);
        town.done(town.holding(town.id(), town.ann, town.ben, 20, soon(), town.ann));
    }

    @Test
    void leaveIsForSoManyDays() {
        town.line(town.ben, town.ann, 100, Town.allowHolds(50, 2));
        long lastMs = town.nowMs() + 2 * Town.DAY_MS;
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, 1, lastMs + 1, town.ann)))
                .isEqualTo(ErrorCode.E006);
        town.done(town.holding(town.id(), town.ann, town.ben, 1, lastMs, town.ann));
    }

    @Test
    void whoHasAgreedNeedsToGiveNoLeave() {
        town.line(town.ben, town.ann, 100);
        town.done(town.holding(town.id(), town.ann, town.ben, 100, soon(), town.ann, town.ben));
    }

    @Test
    void leaveIsAskedOfTheReceiversOwnLineForCancellingToo() {
        town.line(town.ann, town.ben, 100, Town.allowHolds(100, 10));
        town.pay(town.ben, town.ann, 50);
        // Ben owes Ann, so Ann can pay Ben; but Ben has no line to Ann that would give leave.
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, 10, soon(), town.ann)))
                .isEqualTo(ErrorCode.E006);
    }

    @Test
    void theDayLimitBoundsWhatIsHeldOfCredit() {
        town.line(town.ben, town.ann, 1000, Town.daily(50));
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, 51, soon(), town.ben)))
                .isEqualTo(ErrorCode.E002);
        town.done(town.holding(town.id(), town.ann, town.ben, 50, soon(), town.ben));
    }

    /** A set ordered by where its members lay in memory decided the order, which was another in each run. */
    @Test
    void theOrderInWhichAHoldTouchesItsPartiesWasLeftToChance() {
        for (int i = 3; i < 12; i++) {
            town.done(Town.opening(i));
        }
        List<org.tallystick.identity.Pid> parties =
                List.of(Cast.pid(7), Cast.pid(3), Cast.pid(11), Cast.pid(5), Cast.pid(4), Cast.pid(10), Cast.pid(6));
        town.ledger.beginBlock(town.nowMs());
        town.ledger.beginTransaction();
        assertThat(town.ledger.apply(new Operation.OpenHold(town.id(), town.ann, parties, soon())))
                .isEmpty();
        Effects effects = town.ledger.endTransaction(new byte[32]);

        assertThat(effects.touches().getFirst().pid()).isEqualTo(town.ann);
        assertThat(effects.touches().stream().skip(1).map(Effects.Touch::pid)).containsExactlyElementsOf(parties);
    }

    /** A debt and a limit could be held together, which is up to twice what an amount may be. */
    @Test
    void aLegCouldBeOfMoreThanAnAmountMayBe() {
        long most = 1_000_000_000_000_000L;
        town.line(town.ben, town.ann, most);
        town.line(town.ann, town.ben, most);
        town.pay(town.ann, town.ben, 1);
        assertThat(town.spendable(town.ben, town.ann)).isEqualTo(most + 1);

        assertThat(town.codeOf(town.holding(town.id(), town.ben, town.ann, most + 1, soon(), town.ann)))
                .isEqualTo(ErrorCode.E009);
        town.done(town.holding(town.id(), town.ben, town.ann, most, soon(), town.ann));
    }

    @Test
    void aHoldEndsInTheFutureAndIsSomebodys() {
        assertThat(town.codeOf(new Operation.OpenHold(town.id(), town.ann, List.of(), town.nowMs())))
                .isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(new Operation.OpenHold(town.id(), Cast.STRANGER, List.of(), soon())))
                .isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(new Operation.OpenHold(town.id(), town.ann, List.of(Cast.STRANGER), soon())))
                .isEqualTo(ErrorCode.E011);
    }

    @Test
    void aPolicyThatShrinksLaterLeavesWhatIsHeldCapturable() {
        UUID line = town.line(town.ben, town.ann, 100, Town.allowHolds(50, 2));
        UUID hold = town.id();
        town.done(town.holding(hold, town.ann, town.ben, 50, soon(), town.ann));
        Policy nothing =
                new Policy(true, Optional.empty(), OptionalLong.of(0), OptionalLong.of(0), List.of(), Optional.empty());
        town.done(town.policy(line, nothing));

        assertThat(town.spendable(town.ann, town.ben)).isZero();
        town.done(town.capturing(hold, town.ann, town.ben, 50));
    }

    private long soon() {
        return town.nowMs() + Town.DAY_MS;
    }
}
