package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;

/** The vectors of the reference system. */
final class VectorsTest {

    static List<List<String>> keys() {
        return Vectors.read("keys.tsv");
    }

    static List<List<String>> signed() {
        return Vectors.read("signed.tsv");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aSeedGivesItsKeyAndPid(List<String> row) throws MalformedIdentity {
        KeyPair keys = KeyPair.fromSeed(Vectors.hex(row.get(0)));
        assertThat(Hex.encode(keys.publicKey().bytes())).isEqualTo(row.get(1));
        assertThat(keys.publicKey().text()).isEqualTo(row.get(2));
        assertThat(Hex.encode(Sha256.of(keys.publicKey().bytes()))).isEqualTo(row.get(3));
        assertThat(keys.pid().text()).isEqualTo(row.get(4));
        assertThat(PublicKey.parse(row.get(2))).isEqualTo(keys.publicKey());
        assertThat(Hex.encode(Pid.parse(row.get(4)).bytes())).isEqualTo(row.get(3));
    }

    @ParameterizedTest
    @MethodSource("signed")
    void aPayloadGivesItsBytesAndSignature(List<String> row) throws MalformedJson, MalformedIdentity {
        byte[] bytes = CanonicalJson.bytes(Json.read(row.get(1).getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT));
        assertThat(Hex.encode(bytes)).isEqualTo(row.get(2));
        assertThat(Hex.encode(Sha256.of(bytes))).isEqualTo(row.get(3));
        assertThat(Vectors.alice().sign(bytes).text()).isEqualTo(row.get(4));
        assertThat(Ed25519.verify(Vectors.alice().publicKey(), bytes, Signature.parse(row.get(4))))
                .isTrue();
    }

    @Test
    void theTablesAreWhole() {
        assertThat(keys()).hasSize(4);
        assertThat(signed()).hasSize(7);
    }

    @Test
    void theLoginMessageIsTheChallengeAsItStands() {
        assertThat(Hex.encode("5bnyFR0mVQ5gXG4cXQ1zWZcD0m1T0cJw4jT3nM1v7uA".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("35626e794652306d56513567584734635851317a575a6344306d315430634a77346a54336e4d3176377541");
    }
}
