package org.tallystick.base;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Makes time-ordered ids: UUID version 7 (RFC 9562 §5.7) as lower-case text, 48 bits of milliseconds, a counter of 12
 * bits and 62 random bits. The ids of one maker strictly ascend, also as text and also when the clock goes back. Any
 * thread.
 */
public final class Ids {

    private static final int COUNTER_LIMIT = 1 << 12;

    private final Clock clock;
    private final Randomness randomness;
    private long lastMs = -1;
    private int counter;

    /**
     * Makes a maker of ids.
     *
     * @param clock gives the time in the ids
     * @param randomness gives the rest
     */
    public Ids(Clock clock, Randomness randomness) {
        this.clock = clock;
        this.randomness = randomness;
    }

    /** The next id: 36 characters. */
    public String next() {
        ByteBuffer random = ByteBuffer.wrap(randomness.bytes(Long.BYTES + Short.BYTES));
        long low = (random.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        long high = nextHigh(random.getShort() & 0x7FF);
        return new UUID(high, low).toString();
    }

    /** The counter starts in its lower half, so that one millisecond has room for at least 2,048 ids. */
    private synchronized long nextHigh(int counterStart) {
        long nowMs = Math.max(0, clock.wallMs());
        if (nowMs > lastMs) {
            lastMs = nowMs;
            counter = counterStart;
        } else if (++counter == COUNTER_LIMIT) {
            lastMs++;
            counter = counterStart;
        }
        return (lastMs << 16) | 0x7000L | counter;
    }
}
