package org.tallystick.identity;

import java.util.Arrays;
import org.tallystick.base.Checks;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Randomness;

/** An Ed25519 key pair made of its seed (RFC 8032 §5.1.5). Any thread, until it is closed. */
public final class KeyPair implements AutoCloseable {

    /** The length of a seed, in bytes. */
    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final byte[] publicBytes = new byte[PublicKey.BYTES];
    private final PublicKey publicKey;
    private volatile boolean closed;

    private KeyPair(byte[] seed) {
        this.seed = seed;
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicBytes, 0);
        try {
            this.publicKey = PublicKey.parse(publicBytes);
        } catch (MalformedIdentity e) {
            throw new InvariantBroken("a seed gave a key that is none", e);
        }
    }

    /**
     * The key pair of a seed.
     *
     * @param seed 32 bytes; copied
     */
    public static KeyPair fromSeed(byte[] seed) {
        Checks.require(seed.length == SEED_BYTES, "an Ed25519 seed has 32 bytes");
        return new KeyPair(seed.clone());
    }

    /** A new key pair. */
    public static KeyPair generate(Randomness randomness) {
        return new KeyPair(randomness.bytes(SEED_BYTES));
    }

    /** The public half. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The PID of an account whose first key this is. */
    public Pid pid() {
        return Pid.of(publicKey);
    }

    /** The seed, to be stored; a fresh array that the caller wipes. */
    public byte[] seed() {
        Checks.require(!closed, "the key pair is closed");
        return seed.clone();
    }

    /** Signs a message; the same message gives the same signature. */
    public Signature sign(byte[] message) {
        Checks.require(!closed, "the key pair is closed");
        byte[] signature = new byte[Signature.BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                seed, 0, publicBytes, 0, message, 0, message.length, signature, 0);
        return Signature.of(signature);
    }

    /** Wipes the seed; signing is over. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(seed, (byte) 0);
    }

    /** Never the seed. */
    @Override
    public String toString() {
        return "KeyPair[" + publicKey + "]";
    }
}
