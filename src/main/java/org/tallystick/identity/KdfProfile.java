package org.tallystick.identity;

import java.util.function.Consumer;
import org.tallystick.base.Checks;
import org.tallystick.base.Clock;

/**
 * What Argon2id (RFC 9106) is made to cost; stored beside its salt. A value; any thread.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over it
 * @param lanes lanes
 */
public record KdfProfile(int memoryKib, int iterations, int lanes) {

    /** What a key store starts from: 64 MiB, three passes, one lane (design §5). */
    public static final KdfProfile STANDARD = new KdfProfile(64 * 1024, 3, 1);

    static final int MAX_MEMORY_KIB = 1024 * 1024;
    static final int MAX_ITERATIONS = 64;
    static final int MAX_LANES = 16;

    private static final long ENOUGH_MS = 500;
    private static final long NS_A_MS = 1_000_000;

    /** Refuses a cost that Argon2id does not know, or that would keep a machine busy for minutes. */
    public KdfProfile {
        Checks.require(isUsable(memoryKib, iterations, lanes), "an Argon2id profile lies between its bounds");
    }

    /**
     * Raises the passes of a profile until a derivation takes at least 0.5 s on this machine, so that a fast one does not
     * make guessing cheap. Takes a few seconds.
     *
     * @param base where to start
     * @param clock measures
     */
    public static KdfProfile calibrated(KdfProfile base, Clock clock) {
        Argon2.derive(new char[] {'w'}, new byte[Argon2.SALT_BYTES], new KdfProfile(8 * 1024, 2, 1));
        return calibrated(
                base, clock, profile -> Argon2.derive(new char[] {'c'}, new byte[Argon2.SALT_BYTES], profile));
    }

    static KdfProfile calibrated(KdfProfile base, Clock clock, Consumer<KdfProfile> derivation) {
        KdfProfile profile = base;
        while (true) {
            long startNs = clock.monotonicNs();
            derivation.accept(profile);
            long tookMs = Math.max(1, (clock.monotonicNs() - startNs) / NS_A_MS);
            if (tookMs >= ENOUGH_MS || profile.iterations == MAX_ITERATIONS) {
                return profile;
            }
            long wanted = Math.max(profile.iterations + 1L, Math.ceilDiv(profile.iterations * ENOUGH_MS, tookMs));
            profile = new KdfProfile(profile.memoryKib, (int) Math.min(MAX_ITERATIONS, wanted), profile.lanes);
        }
    }

    static boolean isUsable(long memoryKib, long iterations, long lanes) {
        return lanes >= 1
                && lanes <= MAX_LANES
                && iterations >= 1
                && iterations <= MAX_ITERATIONS
                && memoryKib >= 8 * lanes
                && memoryKib <= MAX_MEMORY_KIB;
    }
}
