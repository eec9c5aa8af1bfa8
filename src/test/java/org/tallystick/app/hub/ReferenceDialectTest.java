package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.hub.HubWorld.Told;
import org.tallystick.base.Json;

/**
 * A client of the reference dialect at a hub that takes its signatures (GEO facts §2, decision 14): what it signs is spelled here
 * as it does that, byte for byte.
 */
class ReferenceDialectTest {

    @TempDir
    Path folder;

    /** A body with the signature of something that is spelled out. */
    private static Json.Obj body(Member by, String signed, Json.Obj fields) {
        return fields.with(
                "signature", Json.of(by.key.sign(signed.getBytes(UTF_8)).text()));
    }

    private static Json.Obj json(String text) throws Exception {
        return Json.readObject(text.getBytes(UTF_8));
    }

    /** Signs exactly the body. */
    private static Json.Obj body(Member by, String signed) throws Exception {
        return body(by, signed, json(signed));
    }

    private static String registration(Member who, String type) {
        return "{\"display_name\":\"" + who.name
                + "\",\"profile\":{\"description\":null,\"n\":1,\"tags\":[\"b\",\"a\"]}," + "\"public_key\":\""
                + who.key.publicKey().text() + "\"" + type + "}";
    }

    private static Member joined(HubWorld world, String name) throws Exception {
        Member who = new Member(world, name);
        String sent = registration(who, "");
        // The type is signed also where the body leaves it out.
        world.post("/participants", body(who, registration(who, ",\"type\":\"person\""), json(sent)))
                .data();
        who.login();
        return who;
    }

    @Test
    void everythingThatTheDialectSignsIsTaken() throws Exception {
        try (HubWorld world = HubWorld.startUnbound(
                folder.resolve("hub"), List.of(new NewHub.Unit("UAH", 2), new NewHub.Unit("TINY", 8)))) {
            assertThat(world.get("/hub").data().array("dialects").items())
                    .containsExactly(Json.of("bound"), Json.of("reference"));
            Member alice = joined(world, "Аліса 🙂");
            Member bob = joined(world, "Bob");
            assertThat(alice.send("PATCH", "/participants/me", body(alice, "{\"profile\":{\"description\":\"хліб\"}}"))
                            .data()
                            .object("profile")
                            .text("description"))
                    .isEqualTo("хліб");

            Json.Obj line = alice.send(
                            "POST",
                            "/trustlines",
                            body(
                                    alice,
                                    "{\"equivalent\":\"UAH\",\"limit\":\"1000.00\",\"policy\":{\"auto_clearing\":true,"
                                            + "\"can_be_intermediate\":true,\"daily_limit\":null},\"to\":\""
                                            + bob.pid.text() + "\"}"))
                    .data();
            assertThat(line.text("limit")).isEqualTo("1000.00");
            String id = line.text("id");
            Told changed = alice.send(
                    "PATCH",
                    "/trustlines/" + id,
                    body(
                            alice,
                            "{\"id\":\"" + id + "\",\"limit\":\"500.00\"}",
                            Json.object().put("limit", "500.00").build()));
            assertThat(changed.data().text("limit")).isEqualTo("500.00");

            Json.Obj paid = bob.send(
                            "POST",
                            "/payments",
                            body(
                                    bob,
                                    "{\"amount\":\"100.00\",\"constraints\":{\"avoid\":[],\"max_hops\":4},\"description\":\"За послуги\","
                                            + "\"equivalent\":\"UAH\",\"to\":\"" + alice.pid.text()
                                            + "\",\"tx_id\":\"2f1c0f5e-0d5a-4c0e-9a53-6f6d1a3f0b11\"}"))
                    .data();
            assertThat(paid.text("description")).isEqualTo("За послуги");

            Json.Obj tiny = alice.send(
                            "POST",
                            "/trustlines",
                            body(
                                    alice,
                                    "{\"equivalent\":\"TINY\",\"limit\":\"1E-8\",\"to\":\"" + bob.pid.text() + "\"}",
                                    Json.object()
                                            .put("equivalent", "TINY")
                                            .put("limit", "0.00000001")
                                            .put("to", bob.pid.text())
                                            .build()))
                    .data();
            assertThat(tiny.text("limit")).isEqualTo("0.00000001");
            String path = "/trustlines/" + tiny.text("id");
            Json.Obj closing = body(alice, "{\"id\":\"" + tiny.text("id") + "\"}", Json.Obj.EMPTY);
            alice.send("PATCH", path, closing).error(422, "E009");
            assertThat(alice.send("DELETE", path, closing).status()).isEqualTo(204);

            // The bound form counts all the same, and alone for what the dialect has no signatures for.
            assertThat(bob.trust(alice, "UAH", "5.00").status()).isEqualTo(201);
            alice.send(
                            "POST",
                            "/admin/participants/" + bob.pid.text() + "/freeze",
                            body(alice, "{\"participant\":\"" + bob.pid.text() + "\"}"))
                    .error(401, "E005");
        }
    }

    @Test
    void aHubThatWasNotToldToTakesNoneOfIt() throws Exception {
        try (HubWorld world = HubWorld.start(folder.resolve("hub"))) {
            assertThat(world.get("/hub").data().array("dialects").items()).containsExactly(Json.of("bound"));
            Member alice = new Member(world, "Alice");
            world.post("/participants", body(alice, registration(alice, ",\"type\":\"person\"")))
                    .error(401, "E005");
        }
    }
}
