package org.tallystick.base;

import java.security.SecureRandom;
import java.util.Random;

/** The one way to random bytes: the machine's for keys and salts, a seeded one for tests and practice towns. */
public interface Randomness {

    /**
     * Fills the whole array. May be called from any thread.
     *
     * @param bytes where the random bytes go
     */
    void fill(byte[] bytes);

    /**
     * Makes new random bytes.
     *
     * @param count how many bytes
     */
    default byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        fill(bytes);
        return bytes;
    }

    /** The machine's cryptographic randomness. */
    static Randomness system() {
        SecureRandom random = new SecureRandom();
        return random::nextBytes;
    }

    /**
     * A repeatable source for tests and practice towns; never for anybody's real key.
     *
     * @param seed the same seed gives the same bytes
     */
    static Randomness seeded(long seed) {
        Random random = new Random(seed);
        return bytes -> {
            synchronized (random) {
                random.nextBytes(bytes);
            }
        };
    }
}
