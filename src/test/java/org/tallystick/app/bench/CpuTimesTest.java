package org.tallystick.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimesTest {

    @Test
    void ninetyNineOfAHundredAreSetBesideTheMeanOfTheSameTimesAndNotOneTakenWithoutTheClock() {
        long[] timesNs = {1_000, 2_000, 3_000, 6_000};

        CpuTimes times = CpuTimes.of(timesNs, 500);

        assertThat(times.meanUs()).isEqualTo(0.5);
        assertThat(times.p99Us()).isEqualTo(6);
        assertThat(times.p99OverMean()).isEqualTo(2);
    }
}
