package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.identity.StatementForm;
import org.tallystick.sync.HubAddress;
import org.tallystick.wallet.CannotBeSigned;

class ReferenceSigningTest {

    private static final KeyPair ANN = KeyPair.fromSeed(Sha256.of("Ann".getBytes(UTF_8)));
    private static final HubAddress ADDRESS =
            HubAddress.parse("https://hub.example").orElseThrow();
    private static final Pid HUB = StandIn.of(ADDRESS);

    private final ReferenceSigning signing = new ReferenceSigning(ANN, HUB);

    private static Json.ObjBuilder line() {
        return line("10.00");
    }

    private static Json.ObjBuilder line(String limit) {
        return Json.object()
                .put("to", "them")
                .put("equivalent", "HOUR")
                .put("limit", limit)
                .put("statement_id", "s1")
                .put("valid_until", "2026-11-22T12:00:00Z");
    }

    private String signed(String action, Json.Obj fields) throws CannotBeSigned {
        SignedStatement statement = signing.sign(action, fields);
        assertThat(statement.verify()).isTrue();
        assertThat(statement.form()).isEqualTo(StatementForm.REFERENCE);
        assertThat(statement.hub()).isEqualTo(HUB);
        return new String(statement.signedBytes(), UTF_8);
    }

    private void refuses(String action, Json.Obj fields, String field) {
        assertThatThrownBy(() -> signing.sign(action, fields))
                .isInstanceOfSatisfying(
                        CannotBeSigned.class,
                        cannot -> assertThat(cannot.field()).isEqualTo(field));
    }

    @Test
    void idsOfStatementsAndEndsAreLeftOut() throws Exception {
        assertThat(signed("trustline.create", line().build()))
                .isEqualTo("{\"equivalent\":\"HOUR\",\"limit\":\"10.00\",\"to\":\"them\"}");
        assertThat(signed(
                        "payment.create",
                        Json.object()
                                .put("tx_id", "p1")
                                .put("to", "them")
                                .put("equivalent", "HOUR")
                                .put("amount", "1.00")
                                .put("description", "bread")
                                .put(
                                        "constraints",
                                        Json.object().put("max_hops", 6).build())
                                .put("valid_until", "2026-11-22T12:00:00Z")
                                .build()))
                .isEqualTo("{\"amount\":\"1.00\",\"constraints\":{\"max_hops\":6},\"description\":\"bread\","
                        + "\"equivalent\":\"HOUR\",\"to\":\"them\",\"tx_id\":\"p1\"}");
    }

    @Test
    void aTinyLimitIsSignedAsPythonWritesIt() throws Exception {
        assertThat(signed("trustline.create", line("0.00000001").build())).contains("\"limit\":\"1E-8\"");
    }

    @Test
    void whatAPolicySaysIsSignedInItsWordsAndWhatItDoesNotSayIsLeftOut() throws Exception {
        Json.Obj policy = Json.object()
                .put("can_be_intermediate", false)
                .put("auto_clearing", Json.Null.NULL)
                .put("daily_limit", "5.00")
                .put("max_hop_usage", "3.00")
                .put("blocked_participants", Json.of(List.of()))
                .put("allow_holds", Json.Null.NULL)
                .build();

        assertThat(signed("trustline.create", line().put("policy", policy).build()))
                .contains("\"policy\":{\"can_be_intermediate\":false,\"daily_limit\":\"5.00\",\"max_hop_usage\":3}");
        assertThat(signed(
                        "trustline.update",
                        Json.object().put("id", "l1").put("policy", policy).build()))
                .isEqualTo("{\"id\":\"l1\",\"policy\":{\"auto_clearing\":null,\"blocked_participants\":[],"
                        + "\"can_be_intermediate\":false,\"daily_limit\":\"5.00\",\"max_hop_usage\":3}}");
    }

    @Test
    void whatSuchAHubDoesNotKnowIsNotSigned() {
        Json.Obj holds = Json.object()
                .put(
                        "allow_holds",
                        Json.object().put("amount", "1").put("days", 1).build())
                .build();
        refuses("trustline.create", line().put("policy", holds).build(), "allow_holds");
        refuses(
                "trustline.create",
                line().put("policy", Json.object().put("max_hop_usage", "2.50").build())
                        .build(),
                "max_hop_usage");
        refuses("trustline.create", line("1000000000000").build(), "limit");
        refuses("trustline.create", line("0.000000001").build(), "limit");
        refuses("admin.freeze", Json.object().put("participant", "x").build(), "admin.freeze");
        refuses("clearing.accept", Json.object().put("id", "x").build(), "clearing.accept");
    }

    @Test
    void anUpdateThatLeavesNothingToChangeIsNotSignedSinceItWouldBeAClose() {
        Json.Obj nothing =
                Json.object().put("id", "l1").put("statement_id", "s1").build();
        refuses("trustline.update", nothing, "limit");
        refuses("trustline.update", nothing.with("status", Json.of("frozen")), "status");
    }

    @Test
    void theStandInIsThatOfTheAddressAndOfNoKey() {
        assertThat(StandIn.of(
                        HubAddress.parse("HTTPS://hub.example:443/api/v1/").orElseThrow()))
                .isEqualTo(HUB);
        assertThat(StandIn.of(HubAddress.parse("https://hub.example/two").orElseThrow()))
                .isNotEqualTo(HUB);
        assertThat(HUB)
                .isNotEqualTo(Pid.ofBytes(Sha256.of(ADDRESS.text().getBytes(UTF_8))))
                .isEqualTo(Pid.ofBytes(Sha256.of("tallystick.reference-hub\0https://hub.example".getBytes(UTF_8))));
    }
}
