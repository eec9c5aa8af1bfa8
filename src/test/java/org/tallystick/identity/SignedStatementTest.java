package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;

final class SignedStatementTest {

    private static final KeyPair ALICE = Vectors.alice();
    private static final Pid HUB = Vectors.bob().pid();
    private static final Json.Obj FIELDS = Json.object()
            .put("to", HUB.text())
            .put("amount", "2.00")
            .put("tx_id", "t1")
            .build();

    @Test
    void actionAndHubStandAmongTheSignedFields() {
        SignedStatement statement = SignedStatement.sign(ALICE, "payment.create", HUB, FIELDS);
        assertThat(new String(statement.signedBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":\"payment.create\",\"amount\":\"2.00\",\"hub\":\"" + HUB.text() + "\",\"to\":\""
                        + HUB.text() + "\",\"tx_id\":\"t1\"}");
        assertThat(statement.verify()).isTrue();
        assertThat(statement.signer()).isEqualTo(ALICE.pid());
        assertThat(statement.fingerprint()).isEqualTo(Sha256.of(ALICE.pid().bytes(), statement.signedBytes()));
    }

    @Test
    void aReceivedBodyIsTheSameStatement() throws MalformedIdentity {
        SignedStatement signed = SignedStatement.sign(ALICE, "payment.create", HUB, FIELDS);
        Json.Obj body = FIELDS.with("signature", Json.of(signed.signature().text()));
        SignedStatement received = SignedStatement.ofBody(ALICE.pid(), ALICE.publicKey(), "payment.create", HUB, body);
        assertThat(received).isEqualTo(signed).hasSameHashCodeAs(signed);
        assertThat(received.verify()).isTrue();
        assertThat(received.fields()).isEqualTo(FIELDS);
    }

    @Test
    void anotherActionHubKeyOrFieldDoesNotVerify() throws MalformedIdentity {
        SignedStatement signed = SignedStatement.sign(ALICE, "trustline.update", HUB, FIELDS);
        Signature signature = signed.signature();
        PublicKey key = ALICE.publicKey();
        Pid pid = ALICE.pid();
        assertThat(SignedStatement.of(pid, key, "trustline.close", HUB, FIELDS, signature)
                        .verify())
                .isFalse();
        assertThat(SignedStatement.of(pid, key, "trustline.update", pid, FIELDS, signature)
                        .verify())
                .isFalse();
        assertThat(SignedStatement.of(pid, Vectors.bob().publicKey(), "trustline.update", HUB, FIELDS, signature)
                        .verify())
                .isFalse();
        assertThat(SignedStatement.of(pid, key, "trustline.update", HUB, FIELDS.with("x", Json.of(1)), signature)
                        .verify())
                .isFalse();
        assertThat(SignedStatement.of(pid, key, "trustline.update", HUB, FIELDS, signature)
                        .verify())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"action", "hub", "signature"})
    void theBodyCannotSetWhatTheRouteSets(String name) {
        Json.Obj fields = FIELDS.with(name, Json.of("payment.create"));
        Signature signature = ALICE.sign(new byte[0]);
        assertThatThrownBy(() ->
                        SignedStatement.of(ALICE.pid(), ALICE.publicKey(), "payment.create", HUB, fields, signature))
                .isInstanceOf(MalformedIdentity.class)
                .hasMessageContaining(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedStatement.sign(ALICE, "payment.create", HUB, fields));
    }

    @Test
    void theIdOfThePathIsSignedAndMayNotStandInTheBody() throws MalformedIdentity {
        Json.Obj limit = Json.object().put("limit", "5.00").build();
        SignedStatement signed =
                SignedStatement.sign(ALICE, "trustline.update", HUB, limit.with("id", Json.of("line-1")));
        Json.Obj body = limit.with("signature", Json.of(signed.signature().text()));
        assertThat(SignedStatement.ofBody(ALICE.pid(), ALICE.publicKey(), "trustline.update", HUB, body, "line-1")
                        .verify())
                .isTrue();
        assertThat(SignedStatement.ofBody(ALICE.pid(), ALICE.publicKey(), "trustline.update", HUB, body, "line-2")
                        .verify())
                .isFalse();
        Json.Obj both = body.with("id", Json.of("line-1"));
        assertThatThrownBy(() ->
                        SignedStatement.ofBody(ALICE.pid(), ALICE.publicKey(), "trustline.update", HUB, both, "line-1"))
                .isInstanceOf(MalformedIdentity.class);
    }

    @Test
    void aBodyWithoutSignatureIsRefused() {
        for (Json.Obj body :
                new Json.Obj[] {FIELDS, FIELDS.with("signature", Json.of("x")), FIELDS.with("signature", Json.of(1))}) {
            assertThatThrownBy(
                            () -> SignedStatement.ofBody(ALICE.pid(), ALICE.publicKey(), "payment.create", HUB, body))
                    .isInstanceOf(MalformedIdentity.class);
        }
    }

    @Test
    void anotherKeyOfTheSameAccountSignsForItsPid() {
        SignedStatement statement = SignedStatement.sign(ALICE.pid(), Vectors.bob(), "payment.create", HUB, FIELDS);
        assertThat(statement.signer()).isEqualTo(ALICE.pid());
        assertThat(statement.verify()).isTrue();
        assertThat(statement.fingerprint())
                .isEqualTo(SignedStatement.sign(ALICE, "payment.create", HUB, FIELDS)
                        .fingerprint());
        assertThat(statement).isNotEqualTo(SignedStatement.sign(ALICE, "payment.create", HUB, FIELDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payment",
                "Payment.create",
                "payment.",
                ".create",
                "payment..create",
                "payment create",
                "payment.créate",
                "1payment.create",
                "payment.create\n",
                "a.b.c.d.e"
            })
    void whatIsNoActionIsRefused(String action) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedStatement.sign(ALICE, action, HUB, FIELDS));
    }

    @Test
    void aStatementThatIsTooLongIsRefused() {
        Json.Obj fields = FIELDS.with("note", Json.of("x".repeat(SignedStatement.MAX_SIGNED_BYTES)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedStatement.sign(ALICE, "payment.create", HUB, fields));
    }

    @Test
    void theTextForLogsHoldsNoField() {
        assertThat(SignedStatement.sign(ALICE, "payment.create", HUB, FIELDS).toString())
                .isEqualTo("SignedStatement[payment.create by Pid[3HhGPB…]]");
    }
}
