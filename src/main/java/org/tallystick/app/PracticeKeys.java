package org.tallystick.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;

/**
 * Everybody's keys in a practice node: each is derived from one secret and the participant's label by HKDF-SHA-256 (RFC 5869),
 * info {@code "tallystick.practice" | 0x00 | label in UTF-8}. Never for anybody's real key. Any thread.
 */
public final class PracticeKeys implements AutoCloseable {

    /** The length of the secret, in bytes. */
    public static final int SECRET_BYTES = 32;

    private static final byte[] PURPOSE = "tallystick.practice\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;

    /**
     * Makes the keys of a secret.
     *
     * @param secret 32 bytes; copied
     */
    public PracticeKeys(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The form of a label by which a participant is known: composed (Unicode NFC), without space around it. */
    public static String label(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    /** The key pair of a label. */
    public KeyPair of(String label) {
        byte[] name = label(label).getBytes(StandardCharsets.UTF_8);
        byte[] info = Arrays.copyOf(PURPOSE, PURPOSE.length + name.length);
        System.arraycopy(name, 0, info, PURPOSE.length, name.length);
        try {
            HKDFParameterSpec spec =
                    HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, KeyPair.SEED_BYTES);
            byte[] seed = KDF.getInstance("HKDF-SHA256").deriveData(spec);
            KeyPair pair = KeyPair.fromSeed(seed);
            Arrays.fill(seed, (byte) 0);
            return pair;
        } catch (GeneralSecurityException e) {
            throw new InvariantBroken("every JDK since 25 has HKDF", e);
        }
    }

    /** The PID of a label. */
    public Pid pid(String label) {
        return of(label).pid();
    }

    /** Wipes the secret. */
    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }
}
