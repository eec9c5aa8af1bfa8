package org.tallystick.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.base.Checks;
import org.tallystick.base.Randomness;

/**
 * Seals a text of a person so that it can be erased: nonce of 12 bytes, then AES-256-GCM under a key that HKDF makes of the
 * person's key and the context. Moved to another context, or without the person's key, it does not open. Any thread.
 */
public final class SealedText {

    /** The longest text, in bytes. */
    public static final int MAX_PLAIN_BYTES = 1 << 20;

    /** How much longer the sealed text is, in bytes. */
    public static final int OVERHEAD_BYTES = Aead.NONCE_BYTES + Aead.TAG_BYTES;

    private static final byte[] PURPOSE = "tallystick.text.v1/".getBytes(StandardCharsets.US_ASCII);

    private SealedText() {}

    /**
     * Seals a text.
     *
     * @param key the person's key
     * @param context what the text belongs to, such as the hash of its statement; not secret, needed to open
     * @param plain the text
     * @param randomness where the nonce comes from
     * @throws IllegalArgumentException when the text is too long
     * @throws PersonErased when the key was erased meanwhile
     */
    public static byte[] seal(PersonKey key, byte[] context, byte[] plain, Randomness randomness) throws PersonErased {
        Checks.require(plain.length <= MAX_PLAIN_BYTES, "a sealed text has at most 1 MiB");
        byte[] nonce = randomness.bytes(Aead.NONCE_BYTES);
        byte[] textKey = textKey(key, context).orElseThrow(PersonErased::new);
        byte[] sealed = Aead.seal(textKey, nonce, context, plain);
        byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return all;
    }

    /**
     * Opens a sealed text; empty when key or context are others, or a bit of it changed.
     *
     * @param key the person's key
     * @param context as it was sealed
     * @param sealed what {@link #seal} gave
     */
    public static Optional<byte[]> open(PersonKey key, byte[] context, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES || sealed.length > MAX_PLAIN_BYTES + OVERHEAD_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, Aead.NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, Aead.NONCE_BYTES, sealed.length);
        return textKey(key, context).flatMap(textKey -> Aead.open(textKey, nonce, context, rest));
    }

    private static Optional<byte[]> textKey(PersonKey key, byte[] context) {
        byte[] purpose = Arrays.copyOf(PURPOSE, PURPOSE.length + context.length);
        System.arraycopy(context, 0, purpose, PURPOSE.length, context.length);
        return key.bytes().map(bytes -> Aead.subkey(bytes, purpose));
    }
}
