package org.tallystick.app.bench;

import java.nio.ByteBuffer;
import org.tallystick.base.Randomness;

/** Repeatable numbers, by seed. */
final class RandomNumbers {

    private RandomNumbers() {}

    /** So many numbers from 0 to {@code bound} - 1, all equally likely. */
    static int[] below(int bound, int count, long seed) {
        ByteBuffer bytes = ByteBuffer.wrap(Randomness.seeded(seed).bytes(Math.multiplyExact(count, Long.BYTES)));
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (int) Math.floorMod(bytes.getLong(), (long) bound);
        }
        return numbers;
    }
}
