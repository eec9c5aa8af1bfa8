package org.tallystick.identity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 1.3 (RFC 9106), by Bouncy Castle. Any thread; takes a second on purpose. */
final class Argon2 {

    static final int SALT_BYTES = 16;

    private Argon2() {}

    /** A key of 32 bytes from a password; the password stays the caller's to wipe, every copy made here is wiped. */
    static byte[] derive(char[] password, byte[] salt, KdfProfile profile) {
        byte[] room = new byte[password.length * 3];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(password), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(profile.memoryKib())
                    .withIterations(profile.iterations())
                    .withParallelism(profile.lanes())
                    .withSalt(salt)
                    .build());
            byte[] key = new byte[Aead.KEY_BYTES];
            generator.generateBytes(bytes, key);
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(room, (byte) 0);
        }
    }
}
