package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.hub.HubWorld.Told;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;

/** Somebody at a hub under test: a key, and an access token when logged in. One thread. */
public final class Member {

    final HubWorld world;
    public final String name;
    public final KeyPair key;
    public final Pid pid;
    String access = "";
    String refresh = "";

    Member(HubWorld world, String name) {
        this(world, name, name);
    }

    /** Of several with one name, each is known by the text that their key comes from. */
    Member(HubWorld world, String name, String keyText) {
        this.world = world;
        this.name = name;
        this.key = KeyPair.fromSeed(Sha256.of(keyText.getBytes(UTF_8)));
        this.pid = key.pid();
    }

    public Told register() throws IOException {
        Json.Obj fields = Json.object()
                .put("display_name", name)
                .put("public_key", key.publicKey().text())
                .put("statement_id", world.ids.next())
                .build();
        return world.post("/auth/register", signed("participant.register", fields));
    }

    public void login() throws IOException {
        Told challenge = world.get("/auth/challenge?pid=" + pid.text());
        take(world.post("/auth/login", answer(text(challenge.data(), "challenge"))));
    }

    Json.Obj answer(String challenge) {
        return Json.object()
                .put("pid", pid.text())
                .put("challenge", challenge)
                .put("signature", key.sign(challenge.getBytes(UTF_8)).text())
                .build();
    }

    void take(Told told) {
        access = text(told.data(), "access_token");
        refresh = text(told.data(), "refresh_token");
    }

    public static String text(Json.Obj object, String field) {
        try {
            return object.text(field);
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** The fields with the signature of a statement. */
    public Json.Obj signed(String action, Json.Obj fields) {
        return fields.with(
                "signature",
                Json.of(SignedStatement.sign(pid, key, action, world.app.node().hub(), fields)
                        .signature()
                        .text()));
    }

    public Told get(String path) throws IOException {
        return world.send("GET", path, access, null);
    }

    public Told send(String method, String path, Json.@Nullable Obj body, String... headers) throws IOException {
        return world.send(method, path, access, body, headers);
    }

    /** Sends a statement; the path's id is signed along. */
    public Told statement(String method, String path, String action, Json.Obj fields, String... headers)
            throws IOException {
        return send(method, path, signed(action, fields.with("statement_id", Json.of(world.ids.next()))), headers);
    }

    /** Sends a statement about what the path names. */
    public Told about(String method, String path, String id, String action, Json.Obj fields) throws IOException {
        Json.Obj own = fields.with("statement_id", Json.of(world.ids.next()));
        Json.Obj signed = signed(action, own.with("id", Json.of(id)));
        return send(method, path, signed.without("id"));
    }

    /** Trusts somebody. */
    public Told trust(Member other, String equivalent, String limit) throws IOException {
        return trust(other, equivalent, limit, Json.Obj.EMPTY);
    }

    public Told trust(Member other, String equivalent, String limit, Json.Obj policy) throws IOException {
        Json.Obj fields = Json.object()
                .put("to", other.pid.text())
                .put("equivalent", equivalent)
                .put("limit", limit)
                .build();
        return statement(
                "POST",
                "/trustlines",
                "trustline.create",
                policy.fields().isEmpty() ? fields : fields.with("policy", policy));
    }

    /** Pays somebody under a new id. */
    public Told pay(Member other, String equivalent, String amount) throws IOException {
        return pay(world.ids.next(), other, equivalent, amount, Json.Obj.EMPTY);
    }

    /** Pays with further fields, such as constraints. */
    public Told pay(String txId, Member other, String equivalent, String amount, Json.Obj more) throws IOException {
        return send("POST", "/payments", payment(txId, other, equivalent, amount, more));
    }

    public Json.Obj payment(String txId, Member other, String equivalent, String amount, Json.Obj more) {
        Json.Obj fields = Json.object()
                .put("tx_id", txId)
                .put("to", other.pid.text())
                .put("equivalent", equivalent)
                .put("amount", amount)
                .build();
        for (var field : more.fields().entrySet()) {
            fields = fields.with(field.getKey(), field.getValue());
        }
        return signed("payment.create", fields);
    }
}
