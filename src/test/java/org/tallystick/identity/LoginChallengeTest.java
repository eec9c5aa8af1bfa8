package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.base.Hex;

final class LoginChallengeTest {

    private static final Pid HUB = new Pid("3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZW");
    private static final Pid ANN = new Pid("2KagShR4Usj2uARXJeDw7XJEKvQ3XDr84dC47hUB3Uyd");
    private static final byte[] RANDOM =
            Hex.decode("000102030405060708090a0b0c0d0e0f").orElseThrow();
    private static final String VECTOR = "AAECAwQFBgcICQoLDA0OD6JS5SuhvPV4LsqnPlx-FO0";

    @Test
    void theVectorOfTheFormatHolds() {
        assertThat(LoginChallenge.of(HUB, ANN, RANDOM)).isEqualTo(VECTOR).hasSize(LoginChallenge.LENGTH);
        assertThat(LoginChallenge.fits(VECTOR, HUB, ANN)).isTrue();
    }

    @Test
    void aChallengeOfAnotherHubOrForAnotherPersonDoesNotFit() {
        assertThat(LoginChallenge.fits(VECTOR, ANN, ANN)).isFalse();
        assertThat(LoginChallenge.fits(VECTOR, HUB, HUB)).isFalse();
    }

    @Test
    void noOtherTextFits() {
        assertThat(LoginChallenge.fits("", HUB, ANN)).isFalse();
        assertThat(LoginChallenge.fits("{\"action\":\"payment.create\",\"amount\":\"1\"...", HUB, ANN))
                .isFalse();
        assertThat(LoginChallenge.fits(VECTOR + "=", HUB, ANN)).isFalse();
        // The last character has two spare bits: another text of the same bytes is not the challenge.
        assertThat(LoginChallenge.fits(VECTOR.substring(0, 42) + "1", HUB, ANN)).isFalse();
        assertThat(LoginChallenge.fits("+" + VECTOR.substring(1), HUB, ANN)).isFalse();
    }
}
