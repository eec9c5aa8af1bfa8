package org.tallystick.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.base.Checks;
import org.tallystick.base.InvariantBroken;

/** AES-256-GCM and HKDF-SHA-256 (RFC 5869) by the JDK. Any thread. */
final class Aead {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private Aead() {}

    /** The sealed text with its tag behind. A nonce is used once under a key. */
    static byte[] seal(byte[] key, byte[] nonce, byte[] header, byte[] plain) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, header);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new InvariantBroken("every JDK has AES-GCM", e);
        }
    }

    /** The plain text, or nothing when key, nonce, header or sealed text are not those of the sealing. */
    static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] header, byte[] sealed) {
        if (nonce.length != NONCE_BYTES || sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, header).doFinal(sealed));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new InvariantBroken("every JDK has AES-GCM", e);
        }
    }

    /** A key of its own for a purpose. */
    static byte[] subkey(byte[] key, byte[] purpose) {
        try {
            HKDFParameterSpec spec = HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(purpose, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(spec);
        } catch (GeneralSecurityException e) {
            throw new InvariantBroken("every JDK since 25 has HKDF", e);
        }
    }

    /** As {@link #subkey(byte[], byte[])}, for a purpose in ASCII. */
    static byte[] subkey(byte[] key, String purpose) {
        return subkey(key, purpose.getBytes(StandardCharsets.US_ASCII));
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header) throws GeneralSecurityException {
        Checks.require(key.length == KEY_BYTES, "an AES-256 key has 32 bytes");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(header);
        return cipher;
    }
}
