package org.tallystick.identity;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Checks;

/**
 * An Ed25519 public key (RFC 8032) that encodes a point canonically and is none of the small-order ones. A value; any
 * thread.
 */
public final class PublicKey {

    /** The length of a key, in bytes. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    /** The decoded point, found at the first use; two threads may both decode it, to the same end. */
    private volatile @Nullable PublicPoint point;

    private PublicKey(byte[] bytes, @Nullable PublicPoint point) {
        this.bytes = bytes;
        this.point = point;
    }

    /**
     * Reads a key from outside.
     *
     * @param base64 standard base64 with padding
     * @throws MalformedIdentity when it is not the one text of 32 bytes, no point of the curve, or of small order
     */
    public static PublicKey parse(String base64) throws MalformedIdentity {
        return parse(StrictBase64.decode(base64)
                .orElseThrow(() -> new MalformedIdentity("a public key is standard base64 with padding")));
    }

    /**
     * Reads a key from outside.
     *
     * @param bytes 32 bytes; copied
     * @throws MalformedIdentity when these are not 32 bytes, no point of the curve, or a point of small order
     */
    public static PublicKey parse(byte[] bytes) throws MalformedIdentity {
        if (bytes.length != BYTES) {
            throw new MalformedIdentity("a public key has 32 bytes");
        }
        byte[] copy = bytes.clone();
        PublicPoint point = Ed25519.decode(copy);
        if (point == null) {
            throw new MalformedIdentity("a public key is a canonical point of the curve and not of small order");
        }
        return new PublicKey(copy, point);
    }

    /**
     * A key that was checked before it was stored. The point is looked at when it is first used: with a key that is none,
     * nothing verifies.
     *
     * @param bytes 32 bytes; copied
     */
    public static PublicKey ofStored(byte[] bytes) {
        Checks.require(bytes.length == BYTES, "a public key has 32 bytes");
        return new PublicKey(bytes.clone(), null);
    }

    /** The 32 bytes; a fresh array. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Standard base64 with padding. */
    public String text() {
        return StrictBase64.encode(bytes);
    }

    /** The point, or null when there is none that counts. */
    @Nullable
    PublicPoint point() {
        PublicPoint found = point;
        if (found == null) {
            found = Ed25519.decode(bytes);
            point = found;
        }
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** For debuggers: says whose key it would be as a first key, not the key. */
    @Override
    public String toString() {
        return "PublicKey[" + Pid.of(this).shortText() + "…]";
    }
}
