package org.tallystick.identity;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tallystick.base.InvariantBroken;

/** SHA-256 by the JDK, which uses the processor's own instructions. */
public final class Sha256 {

    /** The length of a hash, in bytes. */
    public static final int BYTES = 32;

    /** Never updated, only copied, which takes a fraction of looking one up. */
    private static final MessageDigest FRESH = fresh();

    private Sha256() {}

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new InvariantBroken("every JDK has SHA-256", e);
        }
    }

    /**
     * The hash of the parts one after the other. Any thread.
     *
     * @param parts bytes that are hashed as if they were one array
     */
    public static byte[] of(byte[]... parts) {
        Digest digest = new Digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.finish();
    }

    /** A reusable hash for hot loops; one thread at a time. After {@link #finish()} it begins anew. */
    public static final class Digest {

        private final MessageDigest digest;

        /** Makes a fresh one. */
        public Digest() {
            try {
                digest = (MessageDigest) FRESH.clone();
            } catch (CloneNotSupportedException e) {
                throw new InvariantBroken("the JDK's SHA-256 can be copied", e);
            }
        }

        /** Adds bytes. */
        public Digest update(byte[] bytes) {
            digest.update(bytes);
            return this;
        }

        /** Adds a range of bytes. */
        public Digest update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            return this;
        }

        /** Adds one byte. */
        public Digest update(byte value) {
            digest.update(value);
            return this;
        }

        /** The hash of all that was added since the last one. */
        public byte[] finish() {
            return digest.digest();
        }

        /**
         * As {@link #finish()}, into an array that is there already.
         *
         * @param target where the 32 bytes go
         * @param offset where they begin
         */
        public void finish(byte[] target, int offset) {
            try {
                digest.digest(target, offset, BYTES);
            } catch (DigestException e) {
                throw new IllegalArgumentException("the target has no room for a hash", e);
            }
        }
    }
}
