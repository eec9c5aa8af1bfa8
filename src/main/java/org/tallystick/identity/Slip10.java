package org.tallystick.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.base.Checks;
import org.tallystick.base.InvariantBroken;

/** Key derivation by SLIP-0010 for Ed25519, which knows hardened children only. Any thread. */
public final class Slip10 {

    private static final String ALGORITHM = "HmacSHA512";
    private static final byte[] MASTER = "ed25519 seed".getBytes(StandardCharsets.US_ASCII);
    private static final int HARDENED = 0x8000_0000;
    private static final int HALF = 32;

    private Slip10() {}

    /**
     * The key pair at a path of hardened indices.
     *
     * @param seed 16 to 64 bytes
     * @param path the indices without their hardening, each at least 0; none for the master key
     */
    public static KeyPair derive(byte[] seed, int... path) {
        Checks.require(seed.length >= 16 && seed.length <= 64, "a SLIP-0010 seed has 16 to 64 bytes");
        byte[] node = mac(MASTER, seed);
        for (int index : path) {
            Checks.require(index >= 0, "the indices of a key path are not negative");
            byte[] key = Arrays.copyOf(node, HALF);
            byte[] chain = Arrays.copyOfRange(node, HALF, node.length);
            byte[] input = ByteBuffer.allocate(1 + HALF + Integer.BYTES)
                    .put((byte) 0)
                    .put(key)
                    .putInt(index | HARDENED)
                    .array();
            wipe(node);
            node = mac(chain, input);
            wipe(key, chain, input);
        }
        byte[] key = Arrays.copyOf(node, HALF);
        KeyPair pair = KeyPair.fromSeed(key);
        wipe(node, key);
        return pair;
    }

    private static byte[] mac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new InvariantBroken("every JDK has HMAC-SHA-512", e);
        }
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
