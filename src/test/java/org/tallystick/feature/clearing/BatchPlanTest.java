package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.clearing.NettingLimits;

class BatchPlanTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final BatchPlan plan = new BatchPlan(new BatchLimits(100, 60_000, 9, NettingLimits.BATCH), 0);

    @Test
    void whatWasThereBeforeTheStartIsNettedAfterAMinute() {
        assertThat(plan.isDue("HOUR", 0, 59 * SECOND_NS)).isFalse();
        assertThat(plan.isDue("HOUR", 0, 60 * SECOND_NS)).isTrue();
    }

    @Test
    void manyNewDebtsDoNotWaitForTheMinuteAndNoneIsNoReason() {
        assertThat(plan.isDue("HOUR", 99, SECOND_NS)).isTrue();
        plan.made("HOUR", 99, SECOND_NS, SECOND_NS);
        assertThat(plan.isDue("HOUR", 99, 1_000 * SECOND_NS)).isFalse();
        assertThat(plan.isDue("HOUR", 100, 60 * SECOND_NS)).isFalse();
        assertThat(plan.isDue("HOUR", 100, 61 * SECOND_NS)).isTrue();
        assertThat(plan.isDue("HOUR", 198, 2 * SECOND_NS)).isFalse();
        assertThat(plan.isDue("HOUR", 199, 2 * SECOND_NS)).isTrue();
    }

    @Test
    void afterALongBatchAllRestForNineTimesAsLong() {
        plan.made("HOUR", 0, 10 * SECOND_NS, 14 * SECOND_NS);
        assertThat(plan.isDue("HOUR", 1_000, 49 * SECOND_NS)).isFalse();
        assertThat(plan.isDue("EUR", 1_000, 49 * SECOND_NS)).isFalse();
        assertThat(plan.isDue("HOUR", 1_000, 50 * SECOND_NS)).isTrue();
        assertThat(plan.isDue("EUR", 1_000, 50 * SECOND_NS)).isTrue();
    }
}
