package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulseTest {

    @Test
    void itGoesOnAfterAFailureAndEndsWhenItIsClosed() throws Exception {
        CountDownLatch beats = new CountDownLatch(4);
        AtomicInteger count = new AtomicInteger();
        Pulse pulse = Pulse.start("test", Duration.ofMillis(1), () -> {
            beats.countDown();
            switch (count.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("The first one fails");
                case 2 -> throw new OutOfMemoryError("So does the second, as if there were no memory");
                default -> {}
            }
        });
        assertThat(beats.await(20, TimeUnit.SECONDS)).isTrue();
        pulse.close();
        int atEnd = count.get();
        assertThat(atEnd).isGreaterThanOrEqualTo(4);
        pulse.close();
        assertThat(count).hasValue(atEnd);
    }
}
