package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.identity.Pid;

/** What is taken back, is as if it had never been: what tripped over its traces. */
class UndoTest {

    private final Town town = new Town();
    private final Pid newcomer = Cast.pid(4);
    private final Pid other = Cast.pid(5);

    @BeforeEach
    void annAndBenHaveALine() {
        town.line(town.ann, town.ben, 100);
    }

    @Test
    void anUndoneBlockLeavesBytesAndTimeAsTheyWere() {
        byte[] before = town.snapshot();
        town.ledger.beginBlock(town.nowMs() + 2 * Town.DAY_MS);
        apply(town.paying(town.ben, town.ann, 70));
        apply(town.paying(town.ann, town.ben, 20));
        town.ledger.undoBlock();

        assertThat(town.snapshot()).isEqualTo(before);
        assertThat(town.ledger.view().timestampMs()).isEqualTo(town.nowMs());
    }

    @Test
    void aTransactionRefusedHalfWayChangesNothing() {
        byte[] before = town.snapshot();
        assertThat(town.codeOf(
                        town.paying(town.ben, town.ann, 70)[0],
                        Town.opening(4),
                        new Operation.CloseLine(new UUID(1, 1))))
                .isEqualTo(ErrorCode.E012);
        assertThat(town.snapshot()).isEqualTo(before);
    }

    /** The neighbour kept the pair under the number that the next newcomer got, whose first line then broke the ledger. */
    @Test
    void anUndoneNewcomerLeftTheirPairsWithTheirNeighbours() {
        undone(Town.opening(4), opening(newcomer, "HOUR"));
        town.done(Town.opening(5), opening(other, "HOUR"));

        assertThat(town.spendable(other, town.ann)).isEqualTo(50);
        assertThat(town.account(town.ann).position(0).pairCount()).isEqualTo(2);
    }

    /** The next unit got the number and, between the same two, the pair of the undone one: code and precision were wrong. */
    @Test
    void anUndoneUnitLeftItsPairsToTheNextUnit() {
        undone(new Operation.DefineEquivalent("OLD", 8, true), opening(town.ben, "OLD"));
        town.done(new Operation.DefineEquivalent("NEW", 0, true), opening(town.ben, "NEW"));

        Line line = town.ledger.view().line(new UUID(9, 9));
        assertThat(line.equivalent().code()).isEqualTo("NEW");
        assertThat(line.equivalent().precision()).isZero();
    }

    /** The end of a block looked for the sum of a unit that a refused transaction of the block had defined. */
    @Test
    void aUnitUndoneWithinABlockBrokeTheCheckOfTheBlock() {
        town.ledger.beginBlock(town.nowMs());
        int mark = town.ledger.beginTransaction();
        assertThat(town.ledger.apply(new Operation.DefineEquivalent("OLD", 8, true)))
                .isEmpty();
        assertThat(town.ledger.apply(opening(town.ben, "OLD"))).isEmpty();
        town.ledger.undoTransaction(mark);
        apply(town.paying(town.ben, town.ann, 70));
        town.ledger.checkBlock();
        town.ledger.keepBlock();

        assertThat(town.owes(town.ben, town.ann)).isEqualTo(70);
    }

    private Operation opening(Pid debtor, String unit) {
        return new Operation.OpenLine(new UUID(9, 9), town.ann, debtor, unit, 50, Policy.DEFAULT);
    }

    private void undone(Operation... operations) {
        byte[] before = town.snapshot();
        town.ledger.beginBlock(town.nowMs());
        apply(operations);
        town.ledger.undoBlock();
        assertThat(town.snapshot()).isEqualTo(before);
    }

    private void apply(Operation... operations) {
        town.ledger.beginTransaction();
        for (Operation operation : operations) {
            assertThat(town.ledger.apply(operation)).isEmpty();
        }
        town.ledger.endTransaction(new byte[32]);
    }
}
