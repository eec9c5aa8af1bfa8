package org.tallystick.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;

/** Statements as hubs of the reference dialect have them signed. */
final class ReferenceFormTest {

    private static final KeyPair ALICE = Vectors.alice();
    private static final Pid HUB = Vectors.bob().pid();

    private static List<String> vector(String name) {
        try {
            byte[] whole = java.util.Objects.requireNonNull(
                            ReferenceFormTest.class.getResourceAsStream("signed.tsv"), "vectors")
                    .readAllBytes();
            return new String(whole, UTF_8)
                    .lines()
                    .map(line -> List.of(line.split("\t", -1)))
                    .filter(row -> row.getFirst().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Json.Obj object(String text) throws MalformedJson {
        return (Json.Obj) Json.read(text.getBytes(UTF_8), JsonLimits.DEFAULT);
    }

    private static SignedStatement received(String action, Json.Obj fields, String signature) throws MalformedIdentity {
        return SignedStatement.of(ALICE.pid(), ALICE.publicKey(), action, HUB, fields, Signature.parse(signature))
                .inReferenceForm()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "register, participant.register",
        "trustline-create, trustline.create",
        "trustline-create-tiny-limit, trustline.create",
        "trustline-close, trustline.close",
        "payment-full, payment.create"
    })
    void whatTheReferenceSignsVerifies(String name, String action) throws Exception {
        List<String> row = vector(name);
        SignedStatement statement = received(action, object(row.get(1)), row.get(4));
        assertThat(statement.form()).isEqualTo(StatementForm.REFERENCE);
        assertThat(statement.signedBytes()).isEqualTo(Vectors.hex(row.get(2)));
        assertThat(statement.verify()).isTrue();
        assertThat(SignedStatement.signReference(ALICE.pid(), ALICE, action, HUB, object(row.get(1))))
                .isEqualTo(statement);
    }

    @Test
    void aRegistrationSignsItsTypeAlsoWhereTheBodyLeavesItOut() throws Exception {
        List<String> row = vector("register");
        SignedStatement statement =
                received("participant.register", object(row.get(1)).without("type"), row.get(4));
        assertThat(statement.verify()).isTrue();
        assertThat(statement.fields().has("type")).isFalse();
    }

    @Test
    void aMemberThatIsNullIsNotSignedAtTheTopAndIsInside() throws Exception {
        List<String> row = vector("trustline-create");
        Json.Obj body = object(row.get(1)).with("statement_id", Json.Null.NULL);
        assertThat(received("trustline.create", body, row.get(4)).verify()).isTrue();
        List<String> tiny = vector("trustline-create-tiny-limit");
        Json.Obj withoutPolicy = object(tiny.get(1)).with("policy", Json.Null.NULL);
        assertThat(received("trustline.create", withoutPolicy, tiny.get(4)).verify())
                .isTrue();
    }

    @Test
    void aSmallLimitIsSignedWithItsExponentAndReadWithoutIt() throws Exception {
        List<String> row = vector("trustline-create-tiny-limit");
        Json.Obj body = object(row.get(1)).with("limit", Json.of("0.00000001"));
        SignedStatement received = received("trustline.create", body, row.get(4));
        assertThat(received.verify()).isTrue();
        SignedStatement stored = SignedStatement.ofReference(
                ALICE.pid(),
                ALICE.publicKey(),
                "trustline.create",
                HUB,
                object(row.get(1)),
                Signature.parse(row.get(4)));
        assertThat(stored).isEqualTo(received);
        assertThat(stored.fields().text("limit")).isEqualTo("0.00000001");
    }

    @Test
    void theSameBytesForAnotherPurposeAreAnotherStatement() {
        Json.Obj id = Json.object().put("id", "x").build();
        SignedStatement close = SignedStatement.signReference(ALICE.pid(), ALICE, "trustline.close", HUB, id);
        SignedStatement update = SignedStatement.signReference(ALICE.pid(), ALICE, "trustline.update", HUB, id);
        assertThat(close.signedBytes()).isEqualTo(update.signedBytes());
        assertThat(close).isNotEqualTo(update);
        assertThat(close.saysTheSameAs(update)).isFalse();
        SignedStatement bound = SignedStatement.sign(ALICE, "trustline.close", HUB, id);
        assertThat(bound.saysTheSameAs(close)).isFalse();
        assertThat(bound.inReferenceForm().orElseThrow().verify()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"participant.rekey", "clearing.accept", "clearing.reject", "admin.freeze"})
    void whatTheReferenceDoesNotSignHasNoSuchForm(String action) {
        Json.Obj id = Json.object().put("id", "x").build();
        assertThat(SignedStatement.sign(ALICE, action, HUB, id).inReferenceForm())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedStatement.signReference(ALICE.pid(), ALICE, action, HUB, id));
    }

    @Test
    void whatNobodySignsInTheFormIsNotReadFromHistory() {
        SignedStatement good = SignedStatement.signReference(
                ALICE.pid(),
                ALICE,
                "payment.create",
                HUB,
                Json.object().put("to", "x").build());
        for (Json.Obj signed : List.of(
                Json.object().put("to", Json.Null.NULL).build(),
                Json.object().put("action", "payment.create").build(),
                Json.object().put("hub", HUB.text()).build())) {
            assertThatThrownBy(() -> SignedStatement.ofReference(
                            ALICE.pid(), ALICE.publicKey(), "payment.create", HUB, signed, good.signature()))
                    .isInstanceOf(MalformedIdentity.class);
        }
        assertThatThrownBy(() -> SignedStatement.ofReference(
                        ALICE.pid(),
                        ALICE.publicKey(),
                        "trustline.create",
                        HUB,
                        Json.object().put("limit", "007").build(),
                        good.signature()))
                .isInstanceOf(MalformedIdentity.class);
    }
}
