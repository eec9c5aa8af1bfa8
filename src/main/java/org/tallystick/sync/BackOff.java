package org.tallystick.sync;

import java.nio.ByteBuffer;
import org.tallystick.base.Randomness;

/** How long to wait before the next attempt: from 1 to 30 seconds, never the same for two wallets. One thread. */
final class BackOff {

    private static final long[] STEPS_MS = {1_000, 2_000, 5_000, 10_000, 30_000};

    private final Randomness randomness;
    private int failures;

    BackOff(Randomness randomness) {
        this.randomness = randomness;
    }

    /** Somebody answered as they should. */
    void succeeded() {
        failures = 0;
    }

    /** Next time wait at least as long as after some failures in a row. */
    void atLeast(int inARow) {
        failures = Math.max(failures, inARow);
    }

    /** It failed once more: how long to wait, between three quarters of a step and five quarters, at most 30 s. */
    long nextMs() {
        long stepMs = STEPS_MS[Math.min(failures, STEPS_MS.length - 1)];
        failures = Math.min(failures + 1, STEPS_MS.length);
        long chance = ByteBuffer.wrap(randomness.bytes(Long.BYTES)).getLong() & Long.MAX_VALUE;
        return Math.min(STEPS_MS[STEPS_MS.length - 1], stepMs * 3 / 4 + chance % (stepMs / 2));
    }
}
