package org.tallystick.hub.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;

/** Understands what a client says (API map; reference hub, §8). Stateless; any thread. */
final class Commands {

    private static final int MAX_NAMES = 64;
    private static final int MAX_NAME = 64;
    private static final int DEPTH = 32;

    private final JsonLimits json;

    /** What a client may say. */
    sealed interface Command {

        /** Is the hub there? In JSON, or as the bare word. */
        record Ping(boolean bare) implements Command {}

        /** Only these events, instead of those before. */
        record Subscribe(List<String> events) implements Command {}

        /** None of these events; none at all where none are named. */
        record Unsubscribe(List<String> events) implements Command {}

        /** What happened after this count. */
        record Resume(long after) implements Command {}

        /** Another access token of the same participant. */
        record Authenticate(String token) implements Command {}

        /** Something else. */
        record Wrong(String why) implements Command {}
    }

    Commands(int frameBytes) {
        this.json = new JsonLimits(frameBytes, DEPTH, JsonLimits.DEFAULT.maxDigits());
    }

    Command read(String text) {
        if (text.strip().equals("ping")) {
            return new Command.Ping(true);
        }
        Json said;
        try {
            said = Json.read(text.getBytes(UTF_8), json);
        } catch (MalformedJson malformed) {
            return new Command.Wrong("invalid_json");
        }
        if (!(said instanceof Json.Obj message)) {
            return new Command.Wrong("invalid_message");
        }
        try {
            return read(message);
        } catch (MalformedJson malformed) {
            return new Command.Wrong("invalid_message");
        }
    }

    private static Command read(Json.Obj message) throws MalformedJson {
        return switch (message.optionalText("type").orElse("")) {
            case "ping" -> new Command.Ping(false);
            case "subscribe" -> {
                Optional<List<String>> events = events(message);
                yield events.isPresent() ? new Command.Subscribe(events.get()) : new Command.Wrong("invalid_message");
            }
            case "unsubscribe" -> new Command.Unsubscribe(events(message).orElse(List.of()));
            case "resume" -> {
                long after = inPayload(message, "after").number("after");
                yield after >= 0 ? new Command.Resume(after) : new Command.Wrong("invalid_message");
            }
            case "auth" -> new Command.Authenticate(inPayload(message, "token").text("token"));
            default -> new Command.Wrong("unknown_message");
        };
    }

    /** A member stands in the payload, or beside the type as the reference hub has it. */
    private static Json.Obj inPayload(Json.Obj message, String name) throws MalformedJson {
        return message.optionalObject("payload")
                .filter(inner -> inner.has(name))
                .orElse(message);
    }

    private static Optional<List<String>> events(Json.Obj message) throws MalformedJson {
        Optional<Json.Arr> named = inPayload(message, "events").optionalArray("events");
        if (named.isEmpty()) {
            return Optional.empty();
        }
        List<String> events = named.get().texts();
        if (events.size() > MAX_NAMES || events.stream().anyMatch(event -> event.length() > MAX_NAME)) {
            throw new MalformedJson("fewer and shorter names are expected", "$.events");
        }
        return Optional.of(events);
    }
}
