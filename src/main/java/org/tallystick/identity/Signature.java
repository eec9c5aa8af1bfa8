package org.tallystick.identity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Checks;

/** The 64 bytes of an Ed25519 signature; whether it is right is asked of {@link Ed25519}. A value; any thread. */
public final class Signature {

    /** The length of a signature, in bytes. */
    public static final int BYTES = 64;

    private final byte[] bytes;

    private Signature(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a signature from outside.
     *
     * @param base64 standard base64 with padding
     * @throws MalformedIdentity when it is not the one text of 64 bytes
     */
    public static Signature parse(String base64) throws MalformedIdentity {
        byte[] bytes = StrictBase64.decode(base64)
                .filter(b -> b.length == BYTES)
                .orElseThrow(() -> new MalformedIdentity("a signature is standard base64 of 64 bytes with padding"));
        return new Signature(bytes);
    }

    /**
     * A signature from its bytes.
     *
     * @param bytes 64 bytes; copied
     */
    public static Signature of(byte[] bytes) {
        Checks.require(bytes.length == BYTES, "a signature has 64 bytes");
        return new Signature(bytes.clone());
    }

    /** The 64 bytes; a fresh array. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Standard base64 with padding. */
    public String text() {
        return StrictBase64.encode(bytes);
    }

    byte[] unsharedBytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signature signature && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Signature";
    }
}
