package org.tallystick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PracticeKeysTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aKeyIsMadeOfSecretAndLabelByHkdf() throws Exception {
        byte[] seed = hkdf(SECRET, "tallystick.practice\0Ann Bjørk".getBytes(StandardCharsets.UTF_8));
        assertThat(new PracticeKeys(SECRET).of("Ann Bjørk").seed()).isEqualTo(seed);
    }

    /** RFC 5869 §2 without salt, for one block of output. */
    private static byte[] hkdf(byte[] secret, byte[] info) throws Exception {
        byte[] key = mac(new byte[32], secret);
        byte[] last = Arrays.copyOf(info, info.length + 1);
        last[info.length] = 1;
        return mac(key, last);
    }

    private static byte[] mac(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    @Test
    void oneLookOfANameIsOneLabel() {
        PracticeKeys keys = new PracticeKeys(SECRET);
        assertThat(keys.pid(" Bjo\u0308rn ")).isEqualTo(keys.pid("Bj\u00f6rn")).isNotEqualTo(keys.pid("Bjorn"));
    }
}
