package org.tallystick.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tallystick.base.InvariantBroken;

/**
 * The hashes of RFC 6962 §2.1: a leaf is SHA-256(0x00 | entry), a node SHA-256(0x01 | left | right). Reuses one digest,
 * so not safe for use from several threads.
 */
public final class MerkleHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest;

    /** Never updated, only copied, which takes a fraction of looking one up. */
    private static final MessageDigest FRESH = fresh();

    /** Makes a hasher. */
    public MerkleHasher() {
        try {
            digest = (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new InvariantBroken("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new InvariantBroken("every Java platform has SHA-256", e);
        }
    }

    /** The hash of a leaf whose entry is the given pieces one after the other. */
    public byte[] leaf(byte[]... pieces) {
        digest.update(LEAF);
        for (byte[] piece : pieces) {
            digest.update(piece);
        }
        return digest.digest();
    }

    /** The hash of an inner node. */
    public byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    /** The root of no leaves: SHA-256 of nothing. */
    public byte[] empty() {
        return digest.digest();
    }
}
