package org.tallystick.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.ErrorCode;

/**
 * Reads what hubs answer: the envelope of the API map; and bare bodies, {@code items} and {@code detail}, because hubs of the
 * reference dialect answer so. Stateless; any thread.
 */
final class AnswerReader {

    private static final String SUCCESS = "success";
    private static final String ERROR = "error";
    private static final int MAX_DETAIL = 200;
    private static final int MAX_DETAILS = 32;
    private static final long MAX_RETRY_SECONDS = 3_600;
    private static final int SERVER_ERROR = 500;

    /** What stands beside the body. */
    record Head(int status, OptionalLong height, OptionalLong retryAfterSeconds) {}

    private AnswerReader() {}

    static HubAnswer read(Head head, byte[] body) {
        boolean fine = head.status() >= 200 && head.status() < 300;
        if (body.length == 0) {
            return fine
                    ? new HubAnswer.Said(head.status(), Json.Null.NULL, head.height())
                    : guess(head, Json.Obj.EMPTY);
        }
        Json json;
        try {
            json = Json.read(body, JsonLimits.DEFAULT.withMaxBytes(body.length));
        } catch (MalformedJson malformed) {
            return fine ? new HubAnswer.Unusable(HubAnswer.Why.NOT_UNDERSTOOD) : guess(head, Json.Obj.EMPTY);
        }
        Json.Obj object = json instanceof Json.Obj found ? found : Json.Obj.EMPTY;
        if (Json.Bool.TRUE.equals(object.fields().get(SUCCESS)) && object.has("data")) {
            return new HubAnswer.Said(
                    head.status(), object.fields().getOrDefault("data", Json.Null.NULL), head.height());
        }
        if (object.fields().get(ERROR) instanceof Json.Obj error && !fine) {
            return refusal(head, error);
        }
        if (!fine) {
            return guess(head, object);
        }
        // A list of the reference dialect stands under this name, beside nothing that says how much there is.
        Json data = object.fields().get("items") instanceof Json.Arr items ? items : json;
        return new HubAnswer.Said(head.status(), data, head.height());
    }

    private static HubAnswer refusal(Head head, Json.Obj error) {
        if (!(error.fields().get("code") instanceof Json.Str(String code)) || !code.matches("E\\d{3}")) {
            return guess(head, error);
        }
        Map<String, String> details = details(error.fields().get("details"));
        return new HubAnswer.Refused(head.status(), code, details, true, retryAfterMs(head, details));
    }

    /** Something between, or what serves the hub, answered: the status is all that there is. */
    private static HubAnswer guess(Head head, Json.Obj body) {
        Optional<ErrorCode> code = code(head.status());
        if (head.status() >= SERVER_ERROR || code.isEmpty()) {
            return new HubAnswer.Unusable(
                    head.status() >= SERVER_ERROR ? HubAnswer.Why.NOT_NOW : HubAnswer.Why.NOT_UNDERSTOOD);
        }
        Map<String, String> details = details(body);
        return new HubAnswer.Refused(head.status(), code.get().name(), details, false, retryAfterMs(head, details));
    }

    private static Optional<ErrorCode> code(int status) {
        return switch (status) {
            case 400, 422 -> Optional.of(ErrorCode.E009);
            case 401 -> Optional.of(ErrorCode.E016);
            case 403 -> Optional.of(ErrorCode.E006);
            case 404 -> Optional.of(ErrorCode.E015);
            case 405 -> Optional.of(ErrorCode.E022);
            case 408 -> Optional.of(ErrorCode.E007);
            case 409 -> Optional.of(ErrorCode.E008);
            case 413 -> Optional.of(ErrorCode.E021);
            case 415 -> Optional.of(ErrorCode.E023);
            case 429 -> Optional.of(ErrorCode.E014);
            default -> Optional.empty();
        };
    }

    private static Map<String, String> details(@Nullable Json given) {
        Map<String, String> details = new LinkedHashMap<>();
        if (given instanceof Json.Obj object) {
            object.fields().forEach((name, value) -> {
                Optional<String> text = text(value);
                if (text.isPresent() && details.size() < MAX_DETAILS && name.length() <= MAX_DETAIL) {
                    details.put(name, text.get());
                }
            });
        }
        return details;
    }

    private static Optional<String> text(Json value) {
        return switch (value) {
            case Json.Str(String text) when text.length() <= MAX_DETAIL -> Optional.of(text);
            case Json.Num number -> Optional.of(number.value().toString());
            case Json.Bool(boolean flag) -> Optional.of(Boolean.toString(flag));
            default -> Optional.empty();
        };
    }

    private static long retryAfterMs(Head head, Map<String, String> details) {
        long seconds = head.retryAfterSeconds().orElseGet(() -> whole(details.get("retry_after_seconds")));
        return Math.clamp(seconds, 0, MAX_RETRY_SECONDS) * 1_000;
    }

    /** A count of seconds; 0 for what is none. */
    static long whole(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
