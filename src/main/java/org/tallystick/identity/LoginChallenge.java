package org.tallystick.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import org.tallystick.base.Checks;

/**
 * What a hub gives somebody to sign so that they prove their key: 43 characters of base64url that fit this hub and this
 * participant only, so that a signature of it means nothing elsewhere ({@code src/docs/format.md} §11). Stateless; any thread.
 */
public final class LoginChallenge {

    /** Bytes of chance in a challenge. */
    public static final int RANDOM_BYTES = 16;

    /** Characters of a challenge. */
    public static final int LENGTH = 43;

    private static final byte[] TAG = "tallystick.login".getBytes(US_ASCII);
    private static final byte[] SEPARATOR = {0};
    private static final int CHECK_BYTES = 16;

    private LoginChallenge() {}

    /**
     * Makes a challenge.
     *
     * @param hub whose it is
     * @param pid who shall sign it
     * @param random 16 bytes that were never used before
     */
    public static String of(Pid hub, Pid pid, byte[] random) {
        Checks.require(random.length == RANDOM_BYTES, "a challenge begins with 16 random bytes");
        byte[] check = Sha256.of(
                TAG,
                SEPARATOR,
                hub.text().getBytes(US_ASCII),
                SEPARATOR,
                pid.text().getBytes(US_ASCII),
                SEPARATOR,
                random);
        byte[] both = Arrays.copyOf(random, RANDOM_BYTES + CHECK_BYTES);
        System.arraycopy(check, 0, both, RANDOM_BYTES, CHECK_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /**
     * Whether a challenge is one that this hub may ask this participant to sign; a wallet signs no other.
     *
     * @param challenge any text
     */
    public static boolean fits(String challenge, Pid hub, Pid pid) {
        if (challenge.length() != LENGTH) {
            return false;
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(challenge);
            return challenge.equals(of(hub, pid, Arrays.copyOf(both, RANDOM_BYTES)));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
