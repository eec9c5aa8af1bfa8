package org.tallystick.base;

/**
 * How much JSON a reader takes before it refuses.
 *
 * @param maxBytes the longest text, in bytes
 * @param maxDepth how many arrays and objects may stand inside each other
 * @param maxDigits the longest number, in characters
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxDigits) {

    /** What a message from outside may be: 1 MiB, depth 32, numbers of 1,000 characters (design §5). */
    public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 32, 1_000);

    /** Refuses limits that nothing could pass. */
    public JsonLimits {
        Checks.require(maxBytes > 0 && maxDepth > 0 && maxDigits > 0, "the limits of a JSON reader are positive");
        Checks.require(maxDepth <= 256, "a JSON reader goes no deeper than 256");
    }

    /**
     * The same limits for another size.
     *
     * @param bytes the longest text, in bytes
     */
    public JsonLimits withMaxBytes(int bytes) {
        return new JsonLimits(bytes, maxDepth, maxDigits);
    }
}
