package org.tallystick.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ResourceBundle;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Reply;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.ledger.ErrorCode;

/** Puts the envelope of the API map around what is answered. Stateless; any thread. */
final class Answers {

    private static final ResourceBundle MESSAGES = ResourceBundle.getBundle("org.tallystick.hub.messages");

    private Answers() {}

    static byte[] envelope(Reply reply) {
        return switch (reply) {
            case Reply.Data data -> bytes(Json.object().put("success", true).put("data", data.data()));
            case Reply.Listed listed ->
                bytes(Json.object()
                        .put("success", true)
                        .put("data", Json.of(listed.items()))
                        .put("pagination", listed.page().pagination(listed.total())));
            case Reply.Nothing nothing -> new byte[0];
            case Reply.Plain plain -> plain.content();
        };
    }

    static byte[] failure(ApiError error) {
        Json.ObjBuilder answer = Json.object()
                .put("success", false)
                .put(
                        "error",
                        Json.object()
                                .put("code", error.code().name())
                                .put("message", message(error.code()))
                                .put("details", error.details())
                                .build());
        error.data().ifPresent(data -> answer.put("data", data));
        return bytes(answer);
    }

    /** One sentence about a code. */
    static String message(ErrorCode code) {
        return MESSAGES.getString(code.name());
    }

    private static byte[] bytes(Json.ObjBuilder object) {
        return CanonicalJson.text(object.build()).getBytes(UTF_8);
    }
}
