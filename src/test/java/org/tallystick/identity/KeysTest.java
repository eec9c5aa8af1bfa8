package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;

final class KeysTest {

    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** The eight points of small order and their non-canonical twins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void aKeyOfSmallOrderOrWithoutAPointIsRefused(String hex) {
        byte[] bytes = Vectors.hex(hex);
        assertThatThrownBy(() -> PublicKey.parse(bytes)).isInstanceOf(MalformedIdentity.class);
        assertThat(Ed25519.verify(PublicKey.ofStored(bytes), new byte[0], new byte[64]))
                .isFalse();
    }

    @Test
    void theNeutralSignatureOfASmallOrderKeyDoesNotVerify() {
        byte[] neutral = Vectors.hex("0100000000000000000000000000000000000000000000000000000000000000");
        byte[] signature = Arrays.copyOf(neutral, 64);
        assertThat(Ed25519.verify(PublicKey.ofStored(neutral), "any".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n",
                " 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURp=",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHUQ==",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA"
            })
    void aKeyHasOneText(String text) {
        assertThatThrownBy(() -> PublicKey.parse(text)).isInstanceOf(MalformedIdentity.class);
    }

    @Test
    void aSignatureHasOneText() throws MalformedIdentity {
        String good = Vectors.alice().sign(new byte[0]).text();
        assertThat(Signature.parse(good).text()).isEqualTo(good);
        for (String bad : new String[] {"", good.substring(0, 87), good + "\n", " " + good, good + "===="}) {
            assertThatThrownBy(() -> Signature.parse(bad)).isInstanceOf(MalformedIdentity.class);
        }
        assertThatThrownBy(() -> Signature.parse(Vectors.alice().publicKey().text()))
                .isInstanceOf(MalformedIdentity.class);
    }

    @Test
    void aSignatureHoldsForItsKeyMessageAndBitsOnly() {
        KeyPair keys = Vectors.alice();
        byte[] message = "a notch".getBytes(StandardCharsets.UTF_8);
        byte[] signature = keys.sign(message).bytes();
        assertThat(Ed25519.verify(keys.publicKey(), message, signature)).isTrue();
        assertThat(Ed25519.verify(Vectors.bob().publicKey(), message, signature))
                .isFalse();
        assertThat(Ed25519.verify(keys.publicKey(), Arrays.copyOf(message, 6), signature))
                .isFalse();
        assertThat(Ed25519.verify(keys.publicKey(), message, Arrays.copyOf(signature, 63)))
                .isFalse();
        assertThat(Ed25519.verify(keys.publicKey(), message, Arrays.copyOf(signature, 65)))
                .isFalse();
        for (int bit = 0; bit < 512; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(Ed25519.verify(keys.publicKey(), message, flipped))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void aSignatureWithTheOrderAddedToSIsRefused() {
        KeyPair keys = Vectors.alice();
        byte[] message = {1, 2, 3};
        byte[] signature = keys.sign(message).bytes();
        BigInteger s = littleEndian(Arrays.copyOfRange(signature, 32, 64)).add(ORDER);
        byte[] malleable = signature.clone();
        for (int i = 0; i < 32; i++) {
            malleable[32 + i] = s.shiftRight(8 * i).byteValue();
        }
        assertThat(Ed25519.verify(keys.publicKey(), message, malleable)).isFalse();
    }

    @Test
    void aClosedKeyPairSignsNoMore() {
        KeyPair keys = KeyPair.generate(Randomness.seeded(1));
        assertThat(KeyPair.fromSeed(keys.seed()).publicKey()).isEqualTo(keys.publicKey());
        keys.close();
        assertThatIllegalArgumentException().isThrownBy(() -> keys.sign(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(keys::seed);
    }

    @Test
    void noTextFormForLogsHoldsMoreThanSixCharacters() {
        KeyPair keys = Vectors.alice();
        assertThat(keys.pid().toString()).isEqualTo("Pid[3HhGPB…]");
        assertThat(keys.pid().shortText()).isEqualTo("3HhGPB");
        assertThat(keys.publicKey().toString()).isEqualTo("PublicKey[3HhGPB…]");
        assertThat(keys.toString()).contains("3HhGPB").doesNotContain("3HhGPB6").hasSizeLessThan(50);
        assertThat(keys.sign(new byte[0]).toString()).isEqualTo("Signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3HhGPB",
                "3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZ0",
                "3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZWW",
                "13HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZW",
                "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZé",
                " 3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZW"
            })
    void whatIsNoPidIsRefused(String text) {
        assertThatThrownBy(() -> Pid.parse(text)).isInstanceOf(MalformedIdentity.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Pid(text));
    }

    @Test
    void aPidOfZerosIsThirtyTwoOnes() throws MalformedIdentity {
        assertThat(Pid.ofBytes(new byte[32]).text()).isEqualTo("1".repeat(32));
        assertThat(Pid.parse("1".repeat(32)).bytes()).isEqualTo(new byte[32]);
    }

    @Test
    void anUnclaimedPidDependsOnHubAndLabelAlone() {
        Pid hub = Vectors.alice().pid();
        assertThat(Pid.unclaimed(hub, "Mill 7"))
                .isEqualTo(Pid.unclaimed(hub, "Mill 7"))
                .isNotEqualTo(Pid.unclaimed(hub, "Mill 8"))
                .isNotEqualTo(Pid.unclaimed(Vectors.bob().pid(), "Mill 7"));
        byte[] spelled =
                "unclaimed\0003HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZW\000Mill 7".getBytes(StandardCharsets.UTF_8);
        assertThat(Hex.encode(Pid.unclaimed(hub, "Mill 7").bytes())).isEqualTo(Hex.encode(Sha256.of(spelled)));
    }

    private static BigInteger littleEndian(byte[] bytes) {
        BigInteger value = BigInteger.ZERO;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xFF));
        }
        return value;
    }
}
