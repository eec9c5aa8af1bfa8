package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;

/** Recovery words, key derivation and did:key by the vectors of BIP-39, SLIP-0010 and the did:key draft. */
final class MnemonicTest {

    private static final String ABANDON = "abandon ".repeat(11) + "about";

    private static Mnemonic words(String text) {
        return switch (Mnemonic.parse(text)) {
            case Mnemonic.Parsed.Ok(Mnemonic mnemonic) -> mnemonic;
            case Mnemonic.Parsed other -> throw new AssertionError(other);
        };
    }

    @Test
    void theListIsTheStandardOne() throws IOException {
        try (InputStream in = Objects.requireNonNull(Mnemonic.class.getResourceAsStream("bip39-english.txt"))) {
            assertThat(Hex.encode(Sha256.of(in.readAllBytes())))
                    .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f, legal winner thank year wave sausage worth useful legal winner thank yellow",
        "ffffffffffffffffffffffffffffffff, zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote"
    })
    void entropyAndWordsAreTheSameThing(String entropy, String text) {
        assertThat(String.join(" ", Mnemonic.ofEntropy(Vectors.hex(entropy)).words()))
                .isEqualTo(text);
        assertThat(Hex.encode(words(text).entropy())).isEqualTo(entropy);
    }

    @Test
    void wordsAndPassphraseGiveTheStandardSeed() {
        assertThat(Hex.encode(words(ABANDON).seed("TREZOR")))
                .isEqualTo(
                        "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf1"
                                + "41630c7a3c4ab7c81b2f001698e7463b04");
    }

    @Test
    void aPassphraseIsNormalised() {
        assertThat(words(ABANDON).seed("caf\u00e9 \u2460"))
                .isEqualTo(words(ABANDON).seed("cafe\u0301 1"));
    }

    @Test
    void theFirstKeyOfTheWords() {
        byte[] seed = words(ABANDON).seed("TREZOR");
        KeyPair keys = KeyPath.FIRST.derive(seed);
        assertThat(Hex.encode(keys.seed())).startsWith("4026fefd").endsWith("129b");
        assertThat(Hex.encode(keys.publicKey().bytes())).startsWith("90159be2").endsWith("997e");
        assertThat(DidKey.of(keys.publicKey())).isEqualTo("did:key:z6Mkp9hs88aRs5MeAzYYhEECFDofugjhmJHVNndqvKKwxPAd");
        assertThat(DidKey.of(KeyPath.FIRST.derive(words(ABANDON).seed("")).publicKey()))
                .isEqualTo("did:key:z6Mkg8Z7cTsSo5m83tXmY93GiVPBFR2fePK84cdj2nC7AjoU");
    }

    @Test
    void eachPathHasAKeyOfItsOwn() {
        byte[] seed = words(ABANDON).seed("");
        assertThat(KeyPath.FIRST.text()).isEqualTo("m/44'/0'/0'");
        assertThat(KeyPath.FIRST.next().text()).isEqualTo("m/44'/0'/1'");
        assertThat(new KeyPath(3, 0).text()).isEqualTo("m/44'/3'/0'");
        assertThat(KeyPath.FIRST.next().derive(seed).publicKey())
                .isEqualTo(Slip10.derive(seed, 44, 0, 1).publicKey())
                .isNotEqualTo(KeyPath.FIRST.derive(seed).publicKey())
                .isNotEqualTo(new KeyPath(1, 0).derive(seed).publicKey());
    }

    @Test
    void slip10Vectors() {
        byte[] seed = Vectors.hex("000102030405060708090a0b0c0d0e0f");
        assertThat(Hex.encode(Slip10.derive(seed).seed()))
                .isEqualTo("2b4be7f19ee27bbf30c667b642d5f4aa69fd169872f8fc3059c08ebae2eb19e7");
        assertThat(Hex.encode(Slip10.derive(seed).publicKey().bytes()))
                .isEqualTo("a4b2856bfec510abab89753fac1ac0e1112364e7d250545963f135f2a33188ed");
        KeyPair deep = Slip10.derive(seed, 0, 1, 2, 2, 1_000_000_000);
        assertThat(Hex.encode(deep.seed()))
                .isEqualTo("8f94d394a8e8fd6b1bc2f3f49f5c47e385281d5c17e65324b0f62483e37e8793");
        assertThat(Hex.encode(deep.publicKey().bytes()))
                .isEqualTo("3c24da049451555d51a7014a37337aa4e12d41e485abccfa46b47dfb2af54b7a");
        assertThatIllegalArgumentException().isThrownBy(() -> Slip10.derive(seed, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Slip10.derive(new byte[15]));
    }

    @Test
    void whatWasTypedIsReadOrRefusedByName() {
        assertThat(words("  ABANDON\n" + "abandon\t".repeat(10) + " About ").entropy())
                .isEqualTo(new byte[16]);
        assertThat(Mnemonic.parse("")).isEqualTo(new Mnemonic.Parsed.WrongCount(0));
        assertThat(Mnemonic.parse("abandon about")).isEqualTo(new Mnemonic.Parsed.WrongCount(2));
        assertThat(Mnemonic.parse("abandon ".repeat(13))).isEqualTo(new Mnemonic.Parsed.WrongCount(13));
        assertThat(Mnemonic.parse("abandon ".repeat(10) + "abandn about"))
                .isEqualTo(new Mnemonic.Parsed.UnknownWord(11));
        assertThat(Mnemonic.parse("abandon ".repeat(12))).isEqualTo(new Mnemonic.Parsed.WrongChecksum());
        assertThat(Mnemonic.parse("x".repeat(5000))).isInstanceOf(Mnemonic.Parsed.WrongCount.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 15, 18, 21, 24})
    void newWordsComeBack(int count) {
        Mnemonic mnemonic = Mnemonic.generate(Randomness.seeded(count), count);
        assertThat(mnemonic.words()).hasSize(count);
        assertThat(words(String.join(" ", mnemonic.words())).entropy()).isEqualTo(mnemonic.entropy());
        assertThat(mnemonic.toString()).isEqualTo("Mnemonic[" + count + " words]");
    }

    @Test
    void otherCountsAreACallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mnemonic.generate(Randomness.seeded(1), 13));
        assertThatIllegalArgumentException().isThrownBy(() -> Mnemonic.ofEntropy(new byte[17]));
    }

    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, z6MkiaMbhXHNA4eJVCCj8dbzKzTgYDKf6crKgHVHid1F1WCT"
    })
    void didKeyVectors(String key, String multibase) throws MalformedIdentity {
        PublicKey publicKey = PublicKey.parse(Vectors.hex(key));
        assertThat(DidKey.of(publicKey)).isEqualTo("did:key:" + multibase);
        assertThat(DidKey.verificationMethod(publicKey)).isEqualTo("did:key:" + multibase + "#" + multibase);
        assertThat(DidKey.parse("did:key:" + multibase)).isEqualTo(publicKey);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "did:key:",
                "did:key:z",
                "did:web:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw",
                "did:key:u7QHXWpgBgrEKt9VL_tPJZAc6DuFy89qmIyWvAhpo9wdRGg",
                "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMs",
                "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw#x",
                "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"
            })
    void anotherDidIsRefused(String did) {
        assertThatThrownBy(() -> DidKey.parse(did)).isInstanceOf(MalformedIdentity.class);
    }
}
