package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;

/** What design §3 says of amounts: at most 10^15 minor units, exact, at a precision that never changes. */
class AmountBoundsTest {

    private static final long MOST = 1_000_000_000_000_000L;

    private final Town town = new Town();

    @ParameterizedTest
    @ValueSource(longs = {MOST + 1, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aLimitOutsideZeroToTenToTheFifteenthIsE009(long limitMinor) {
        UUID line = town.line(town.ben, town.ann, 5);
        assertThat(town.codeOf(town.limit(line, limitMinor))).isEqualTo(ErrorCode.E009);
        assertThat(town.codeOf(
                        new Operation.OpenLine(town.id(), town.ben, town.cat, "HOUR", limitMinor, Policy.DEFAULT)))
                .isEqualTo(ErrorCode.E009);
    }

    @Test
    void theLargestAmountIsPaidAndPaidBack() {
        town.line(town.ben, town.ann, MOST);
        town.line(town.ann, town.ben, MOST);
        town.pay(town.ann, town.ben, MOST);
        assertThat(town.spendable(town.ben, town.ann)).isEqualTo(2 * MOST);

        town.pay(town.ben, town.ann, MOST);
        town.pay(town.ben, town.ann, MOST);
        assertThat(town.net(town.ann)).isEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {MOST, Long.MAX_VALUE})
    void moreThanThereIsNeverRunsOver(long amountMinor) {
        UUID line = town.line(town.ben, town.ann, 10);
        UUID back = town.line(town.ann, town.ben, 10);
        town.pay(town.ann, town.ben, 4);
        UUID hold = town.hold(town.ann, town.ben, 3, town.ben);
        for (Operation.DebtUse use : List.of(
                Operation.DebtUse.PAYMENT, Operation.DebtUse.CLEARING, new Operation.DebtUse.Capture(hold, 0))) {
            for (UUID one : List.of(line, back)) {
                assertThat(town.codeOf(new Operation.MoveDebt(one, Direction.OWE, amountMinor, use)))
                        .isNotNull();
                assertThat(town.codeOf(new Operation.MoveDebt(one, Direction.CANCEL, amountMinor, use)))
                        .isNotNull();
            }
        }
        assertThat(town.codeOf(new Operation.ReleaseHold(hold, 0, line, amountMinor)))
                .isEqualTo(ErrorCode.E017);
        assertThat(town.codeOf(town.holding(town.id(), town.ann, town.ben, amountMinor, Long.MAX_VALUE, town.ben)))
                .isNotNull();
        assertThat(town.owes(town.ann, town.ben)).isEqualTo(4);
    }

    @Test
    void thePrecisionOfAUnitNeverChanges() {
        assertThat(town.codeOf(new Operation.DefineEquivalent("HOUR", 3, true))).isEqualTo(ErrorCode.E008);
        town.done(new Operation.DefineEquivalent("HOUR", 2, false));
        assertThat(town.hour().precision()).isEqualTo(2);
        assertThat(town.hour().active()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 9, Integer.MAX_VALUE})
    void aPrecisionIsZeroToEight(int precision) {
        assertThat(town.codeOf(new Operation.DefineEquivalent("SAT", precision, true)))
                .isEqualTo(ErrorCode.E009);
    }

    /** The count of a day's credit ran over its 64 bits, and then the day had no limit any more. */
    @Test
    void theCreditOfABusyDayRanOver() {
        UUID line = town.line(town.ben, town.ann, MOST);
        Operation owe = new Operation.MoveDebt(line, Direction.OWE, MOST, Operation.DebtUse.PAYMENT);
        Operation cancel = new Operation.MoveDebt(line, Direction.CANCEL, MOST, Operation.DebtUse.PAYMENT);
        List<Operation> day = new ArrayList<>();
        for (int i = 0; i < 9_300; i++) {
            day.add(owe);
            day.add(cancel);
        }
        town.done(day.toArray(Operation[]::new));
        town.done(town.policy(line, Town.daily(MOST)));

        assertThat(town.spendable(town.ann, town.ben)).isZero();
        town.at(Town.NOON_MS + Town.DAY_MS);
        town.done(town.limit(line, MOST));
        assertThat(town.spendable(town.ann, town.ben)).isEqualTo(MOST);
    }

    /** The ledger stopped amid the operation, with one of the two nets moved. */
    @Test
    void theNetOfSomebodyWithThousandsOfGreatDebtorsRanOver() {
        int debtors = 9_224;
        town.ledger.beginBlock(town.nowMs());
        ErrorCode last = null;
        for (int i = 0; i < debtors; i++) {
            assertThat(last).isNull();
            Pid debtor = Cast.imported(100 + i);
            UUID line = town.id();
            assertThat(town.ledger.applyAll(List.of(
                            new Operation.OpenAccount(debtor, AccountStatus.ACTIVE, Cast.KEYS.get(4)),
                            new Operation.OpenLine(line, town.ann, debtor, "HOUR", MOST, Policy.DEFAULT))))
                    .isEmpty();
            last = town.ledger
                    .apply(new Operation.MoveDebt(line, Direction.OWE, MOST, Operation.DebtUse.PAYMENT))
                    .map(Refusal::code)
                    .orElse(null);
        }
        assertThat(last).isEqualTo(ErrorCode.E003);
        town.ledger.checkBlock();
        town.ledger.keepBlock();
        town.ledger.checkEverything().run();
        BigInteger expected = BigInteger.valueOf(MOST).multiply(BigInteger.valueOf(debtors - 1));
        assertThat(BigInteger.valueOf(town.net(town.ann))).isEqualTo(expected);
    }

    /** Such a policy was applied and written, and then could not be read back: the node would never have started again. */
    @ParameterizedTest
    @ValueSource(longs = {MOST + 1, Long.MAX_VALUE})
    void aPolicyTookAmountsThatHistoryCannotGiveBack(long amountMinor) {
        assertThatThrownBy(() -> Town.daily(amountMinor)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Town.allowHolds(amountMinor, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Policy(
                        true,
                        java.util.Optional.empty(),
                        java.util.OptionalLong.empty(),
                        java.util.OptionalLong.of(amountMinor),
                        List.of(),
                        java.util.Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void historyHoldsNoAmountThatCannotBe() throws MalformedJson {
        assertThat(AmountText.minor("10000000.00000000")).isEqualTo(MOST);
        for (String text : List.of("10000000.00000001", "1000000000000001", "9999999999999999", "-1", "1e3", "", ".")) {
            assertThatThrownBy(() -> AmountText.minor(text)).as(text).isInstanceOf(MalformedJson.class);
        }
        Json.Obj leg = Json.readObject(OperationCodec.encode(
                new Operation.HoldLeg(new UUID(1, 1), 0, town.line(town.ben, town.ann, 5), Direction.OWE, MOST),
                town.ledger.view()));
        assertThat(OperationCodec.decode(leg)).isInstanceOf(Operation.HoldLeg.class);
    }
}
