package org.tallystick.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class IdsTest {

    private static Clock clockOf(AtomicLong wallMs) {
        return new Clock() {
            @Override
            public long wallMs() {
                return wallMs.get();
            }

            @Override
            public long monotonicNs() {
                return 0;
            }
        };
    }

    @Test
    void anIdIsAVersionSevenUuidThatHoldsItsTime() {
        AtomicLong time = new AtomicLong(0x0123_4567_89ABL);
        UUID id = UUID.fromString(new Ids(clockOf(time), Randomness.seeded(1)).next());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).startsWith("01234567-89ab-7");
    }

    @Test
    void idsAscendAsTextAlsoWithinAMillisecondAndWhenTheClockGoesBack() {
        AtomicLong time = new AtomicLong(1_800_000_000_000L);
        Ids ids = new Ids(clockOf(time), Randomness.seeded(2));
        String last = "";
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            if (i == 10_000) {
                time.addAndGet(-5_000);
            }
            if (i % 7_000 == 0) {
                time.addAndGet(10);
            }
            String id = ids.next();
            assertThat(id.compareTo(last)).isPositive();
            assertThat(seen.add(id)).isTrue();
            last = id;
        }
    }

    @Test
    void theSameSeedGivesTheSameIds() {
        AtomicLong time = new AtomicLong(5);
        assertThat(new Ids(clockOf(time), Randomness.seeded(3)).next())
                .isEqualTo(new Ids(clockOf(time), Randomness.seeded(3)).next())
                .isNotEqualTo(new Ids(clockOf(time), Randomness.seeded(4)).next());
    }
}
