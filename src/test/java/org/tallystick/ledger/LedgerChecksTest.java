package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.InvariantBroken;

/** Each invariant of design §3 is broken once by hand, and found; and bytes that are no state are not taken for one. */
class LedgerChecksTest {

    private final Town town = new Town();
    private Pair pair;
    private UUID hold;

    @BeforeEach
    void annOwesBenAndHasSomethingHeld() {
        town.line(town.ben, town.ann, 100);
        town.line(town.ann, town.ben, 100);
        town.pay(town.ann, town.ben, 40);
        hold = town.hold(town.ann, town.ben, 20, town.ben);
        pair = town.pair(town.ann, town.ben);
        assertThatCode(() -> town.ledger.checkEverything().run()).doesNotThrowAnyException();
    }

    @Test
    void aNetThatIsNotTheSumOfItsDebtsIsFound() {
        town.account(town.ann).positionToWrite(0).netMinor++;
        assertBroken();
    }

    @Test
    void netsThatDoNotSumToZeroAreFoundInTheBlock() {
        town.ledger.beginBlock(town.nowMs());
        town.ledger.apply(town.paying(town.ann, town.ben, 1)[0]);
        town.account(town.ann).positionToWrite(0).netBeforeBlockMinor++;
        assertThatThrownBy(() -> town.ledger.checkBlock()).isInstanceOf(InvariantBroken.class);
    }

    @Test
    void aDebtAboveItsLimitIsFound() {
        town.lineOf(town.ben, town.ann).limitMinor = 39;
        assertBroken();
    }

    @Test
    void aDebtWithoutALineIsFound() {
        pair.setHeldFrom(town.account(town.ann), 0);
        pair.setTrustOf(town.account(town.ben), null);
        assertBroken();
    }

    @Test
    void aHoldThatHasNoRoomIsFound() {
        town.lineOf(town.ben, town.ann).limitMinor = 59;
        assertBroken();
    }

    @Test
    void aHoldOfWhichItsWayDoesNotKnowIsFound() {
        pair.setHeldFrom(town.account(town.ann), 19);
        assertBroken();
    }

    @Test
    void aClosedLineThatStillGivesCreditIsFound() {
        town.lineOf(town.ben, town.ann).status = LineStatus.CLOSED;
        assertBroken();
    }

    /** Only ways on which a hold still had a leg were looked at, so capacity kept for nobody was never found. */
    @Test
    void capacityHeldForNobodyWasNotFound() {
        ((LedgerState) town.ledger.view()).holds.remove(hold);
        assertBroken();
    }

    /** It had nothing to release, so its expiry was due again behind each expiry. */
    @Test
    void aHoldWithoutLegsRanOutForEver() {
        town.ledger.beginBlock(town.nowMs());
        int mark = town.ledger.beginTransaction();
        assertThat(town.ledger.apply(
                        new Operation.OpenHold(town.id(), town.ann, List.of(), town.nowMs() + Town.DAY_MS)))
                .isEmpty();
        assertThatThrownBy(() -> town.ledger.checkBlock()).isInstanceOf(InvariantBroken.class);
        assertBroken();

        town.ledger.undoTransaction(mark);
        assertThatCode(() -> town.ledger.checkBlock()).doesNotThrowAnyException();
    }

    @Test
    void aCheckInSlicesFindsWhatOneInAPieceFinds() {
        LedgerChecks.Everything good = town.ledger.checkEverything();
        int slices = 1;
        while (!good.step(1)) {
            slices++;
        }
        assertThat(slices).isGreaterThanOrEqualTo(3);
        ((LedgerState) town.ledger.view()).holds.remove(hold);
        LedgerChecks.Everything bad = town.ledger.checkEverything();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100 && !bad.step(1); i++) {
                        assertThat(i).isLessThan(99);
                    }
                })
                .isInstanceOf(InvariantBroken.class);
    }

    /** Reading promised an IOException, and gave whatever the damaged bytes led to. */
    @Test
    void aDamagedSnapshotWasNotRefusedInOneWay() {
        byte[] whole = town.snapshot();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            if (i % 4 == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            try {
                assertThat(Town.read(damaged)).isNotNull();
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private void assertBroken() {
        assertThatThrownBy(() -> town.ledger.checkEverything().run()).isInstanceOf(InvariantBroken.class);
    }
}
