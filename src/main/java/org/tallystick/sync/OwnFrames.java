package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;

/**
 * The frames of our dialect ({@code src/docs/live.md}).
 *
 * @param me whose socket it is
 */
record OwnFrames(Pid me) implements LiveDialect {

    private static final int UNAUTHORIZED = 401;

    /** Frames that tell of nothing that happened. */
    private static final Set<String> NO_EVENT =
            Set.of("pong", "subscribed", "unsubscribed", "resumed", "authenticated", "error");

    @Override
    public Said read(String text) {
        try {
            Json.Obj json = Json.readObject(text.getBytes(UTF_8), JsonLimits.DEFAULT);
            String type =
                    json.optionalText("type").or(() -> word(json, "event")).orElse("");
            if (type.equals("hello")
                    && json.optionalText("pid")
                            .filter(pid -> !pid.equals(me.text()))
                            .isPresent()) {
                return new Said.AnotherOwner();
            }
            if (type.equals("error")
                    && reason(json).filter("invalid_token"::equals).isPresent()) {
                return new Said.TokenOver();
            }
            return type.isEmpty() || NO_EVENT.contains(type) ? new Said.Nothing() : new Said.Look(seq(json));
        } catch (MalformedJson malformed) {
            return new Said.Nonsense();
        }
    }

    private static OptionalLong seq(Json.Obj json) throws MalformedJson {
        Optional<Long> seq = json.optionalNumber("seq");
        return seq.isPresent() && seq.get() >= 0 ? OptionalLong.of(seq.get()) : OptionalLong.empty();
    }

    private static Optional<String> reason(Json.Obj json) {
        return json.fields().get("payload") instanceof Json.Obj payload ? word(payload, "reason") : word(json, "error");
    }

    private static Optional<String> word(Json.Obj json, String name) {
        return json.fields().get(name) instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty();
    }

    /** Who is let in is told everything. */
    @Override
    public Optional<String> opening() {
        return Optional.empty();
    }

    @Override
    public Optional<String> renewing(String access) {
        Json.Obj payload = Json.object().put("token", access).build();
        return Optional.of(CanonicalJson.text(
                Json.object().put("type", "auth").put("payload", payload).build()));
    }

    @Override
    public boolean isTokenOver(int status) {
        return status == UNAUTHORIZED;
    }
}
