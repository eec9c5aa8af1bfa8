package org.tallystick.identity;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.base.Checks;

/**
 * Base58 with Bitcoin's alphabet, without prefix and checksum; a leading zero byte is a leading {@code 1}. Any thread.
 */
public final class Base58 {

    /** The longest input, in bytes; the work grows with the square of the length. */
    public static final int MAX_BYTES = 256;

    private static final int MAX_CHARACTERS = MAX_BYTES * 138 / 100 + 1;
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final byte[] VALUES = values();

    /** Digits are worked on five at a time: 58^5 fits an int. */
    private static final int CHUNK = 5;

    private static final long CHUNK_BASE = 656_356_768L;
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private Base58() {}

    /**
     * The text of some bytes.
     *
     * @param bytes at most {@link #MAX_BYTES}
     */
    public static String encode(byte[] bytes) {
        Checks.require(bytes.length <= MAX_BYTES, "base58 is for short values");
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        int[] limbs = limbs(bytes);
        char[] text = new char[bytes.length * 138 / 100 + 1 + CHUNK];
        int start = text.length;
        int first = firstUsed(limbs, 0);
        while (first < limbs.length) {
            long rest = divide(limbs, first);
            first = firstUsed(limbs, first);
            for (int i = 0; i < CHUNK && (first < limbs.length || rest > 0); i++) {
                text[--start] = ALPHABET.charAt((int) (rest % 58));
                rest /= 58;
            }
        }
        return "1".repeat(zeros) + new String(text, start, text.length - start);
    }

    /**
     * The bytes of a text; empty when it is too long or holds a character outside the alphabet.
     *
     * @param text any text
     */
    public static Optional<byte[]> decode(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        int[] limbs = new int[(text.length() * 733 / 1000 + 4) / 4 + 1];
        int zeros = 0;
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return Optional.empty();
            }
            leading &= value == 0;
            zeros += leading ? 1 : 0;
            multiplyAdd(limbs, value);
        }
        return Optional.of(withZeros(limbs, zeros));
    }

    private static byte[] withZeros(int[] limbs, int zeros) {
        byte[] all = new byte[limbs.length * 4];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (limbs[i / 4] >>> (24 - 8 * (i % 4)));
        }
        int used = 0;
        while (used < all.length && all[used] == 0) {
            used++;
        }
        byte[] bytes = new byte[zeros + all.length - used];
        System.arraycopy(all, used, bytes, zeros, all.length - used);
        return bytes;
    }

    private static int[] limbs(byte[] bytes) {
        int[] limbs = new int[(bytes.length + 3) / 4];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            limbs[limbs.length - 1 - fromEnd / 4] |= (bytes[i] & 0xFF) << (8 * (fromEnd % 4));
        }
        return limbs;
    }

    private static int firstUsed(int[] limbs, int from) {
        int first = from;
        while (first < limbs.length && limbs[first] == 0) {
            first++;
        }
        return first;
    }

    private static long divide(int[] limbs, int from) {
        long rest = 0;
        for (int i = from; i < limbs.length; i++) {
            long value = (rest << 32) | (limbs[i] & LOW_32);
            limbs[i] = (int) (value / CHUNK_BASE);
            rest = value % CHUNK_BASE;
        }
        return rest;
    }

    private static void multiplyAdd(int[] limbs, int digit) {
        long carry = digit;
        for (int i = limbs.length - 1; i >= 0; i--) {
            long value = (limbs[i] & LOW_32) * 58 + carry;
            limbs[i] = (int) value;
            carry = value >>> 32;
        }
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
