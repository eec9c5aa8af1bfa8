package org.tallystick.identity;

import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * The one verifier (design §5): Bouncy Castle's, about seven times as fast as the JDK's; canonical S, canonical points,
 * no key of small order. Any thread.
 */
public final class Ed25519 {

    private Ed25519() {}

    /**
     * Whether a signature over a message was made with the key that belongs to a public key.
     *
     * @param key the public key
     * @param message the signed bytes
     * @param signature the signature
     */
    public static boolean verify(PublicKey key, byte[] message, Signature signature) {
        PublicPoint point = key.point();
        return point != null
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                        signature.unsharedBytes(), 0, point, message, 0, message.length);
    }

    /**
     * As {@link #verify(PublicKey, byte[], Signature)}, for a signature from outside.
     *
     * @param signature any bytes; whatever is not 64 of them does not verify
     */
    public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        return signature.length == Signature.BYTES && verify(key, message, Signature.of(signature));
    }

    /** The point of an encoded key, or null when the encoding is not canonical, no point, or one of small order. */
    static @Nullable PublicPoint decode(byte[] key) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(key, 0);
    }
}
