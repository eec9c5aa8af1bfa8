package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.sync.LiveDialect;

/**
 * The frames of the reference dialect (GEO facts §8): its socket tells only who subscribes, of received payments only, at most once
 * and without a count.
 */
record ReferenceFrames() implements LiveDialect {

    private static final String EVENT = "payment.received";
    private static final int FORBIDDEN = 403;
    private static final String SUBSCRIBE = CanonicalJson.text(Json.object()
            .put("type", "subscribe")
            .put("events", Json.of(List.of(Json.of(EVENT))))
            .build());

    /** From when it is subscribed nothing is missed any more, but before something may have been. */
    @Override
    public Said read(String text) {
        try {
            Json.Obj json = Json.readObject(text.getBytes(UTF_8));
            return says(json, "event", EVENT) || says(json, "type", "subscribed")
                    ? new Said.Look(OptionalLong.empty())
                    : new Said.Nothing();
        } catch (MalformedJson other) {
            return new Said.Nonsense();
        }
    }

    private static boolean says(Json.Obj json, String name, String value) {
        return json.fields().get(name) instanceof Json.Str(String found) && found.equals(value);
    }

    @Override
    public Optional<String> opening() {
        return Optional.of(SUBSCRIBE);
    }

    /** Its sockets outlive their tokens. */
    @Override
    public Optional<String> renewing(String access) {
        return Optional.empty();
    }

    @Override
    public boolean isTokenOver(int status) {
        return status == FORBIDDEN;
    }
}
