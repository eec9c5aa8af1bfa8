package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.clearing.NettingLimits;
import org.tallystick.feature.clearing.BatchPlan.Turnover;

class BatchPlanTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final BatchPlan plan = new BatchPlan(new BatchLimits(100, 10_000, 60_000, 9, NettingLimits.BATCH), 0);

    private static Turnover hour(long newDebts) {
        return new Turnover("HOUR", newDebts);
    }

    private boolean isDue(Turnover turnover, long atSeconds) {
        return plan.next(List.of(turnover), atSeconds * SECOND_NS).isPresent();
    }

    @Test
    void whatWasThereBeforeTheStartIsNettedAfterAMinute() {
        assertThat(isDue(hour(0), 59)).isFalse();
        assertThat(isDue(hour(0), 60)).isTrue();
    }

    @Test
    void manyNewDebtsDoNotWaitForTheMinuteButForTheLeastPauseAndNoneIsNoReason() {
        assertThat(isDue(hour(99), 9)).isFalse();
        assertThat(isDue(hour(99), 10)).isTrue();
        plan.made(hour(99), 10 * SECOND_NS, 10 * SECOND_NS, true);
        assertThat(isDue(hour(99), 1_000)).isFalse();
        assertThat(isDue(hour(100), 69)).isFalse();
        assertThat(isDue(hour(100), 70)).isTrue();
        assertThat(isDue(hour(198), 20)).isFalse();
        assertThat(isDue(hour(199), 19)).isFalse();
        assertThat(isDue(hour(199), 20)).isTrue();
    }

    @Test
    void afterALongBatchAllRestForNineTimesAsLong() {
        plan.made(hour(0), 10 * SECOND_NS, 14 * SECOND_NS, true);
        assertThat(isDue(hour(1_000), 49)).isFalse();
        assertThat(isDue(new Turnover("EUR", 1_000), 49)).isFalse();
        assertThat(isDue(hour(1_000), 50)).isTrue();
        assertThat(isDue(new Turnover("EUR", 1_000), 50)).isTrue();
    }

    @Test
    void aBatchThatLeftSomethingComesAgainThoughNothingIsNew() {
        plan.made(hour(7), 60 * SECOND_NS, 60 * SECOND_NS, false);
        assertThat(isDue(hour(7), 119)).isFalse();
        assertThat(isDue(hour(7), 120)).isTrue();
    }

    @Test
    void whoseBatchesAreLongAndOftenDueDoesNotKeepTheOthersWaiting() {
        List<String> made = new ArrayList<>();
        for (long second = 0; second < 1_000; second++) {
            List<Turnover> turnovers = List.of(hour(1_000 * second), new Turnover("EUR", second / 30));
            Optional<Turnover> next = plan.next(turnovers, second * SECOND_NS);
            if (next.isPresent()) {
                made.add(next.get().equivalent());
                plan.made(next.get(), second * SECOND_NS, second * SECOND_NS + SECOND_NS / 2 * 3, true);
            }
        }
        assertThat(made).hasSizeGreaterThan(50).containsSequence("HOUR", "EUR", "HOUR");
        assertThat(made.stream().filter("EUR"::equals).count()).isGreaterThan(10);
    }
}
