package org.tallystick.sync;

import static org.tallystick.base.Checks.require;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;

/**
 * One call of a route of a hub. A value.
 *
 * @param method of HTTP
 * @param path behind {@code /api/v1}, its parameters in it
 * @param query not encoded yet
 * @param body what is sent; empty for none
 * @param idempotencyKey by which the same call is done once
 * @param answerBytes the longest answer to it; 0 for the usual
 */
public record HubCall(
        String method,
        String path,
        Map<String, String> query,
        Optional<Json.Obj> body,
        Optional<String> idempotencyKey,
        int answerBytes) {

    /** Keeps an unmodifiable copy. */
    public HubCall {
        require(path.startsWith("/"), "A path begins with a slash");
        query = Map.copyOf(query);
    }

    /** Asks; nothing is changed by it. */
    public static HubCall get(String path) {
        return new HubCall("GET", path, Map.of(), Optional.empty(), Optional.empty(), 0);
    }

    /** Brings a body. */
    public static HubCall post(String path, Json.Obj body) {
        return of("POST", path, body);
    }

    /** Brings a body by any method. */
    public static HubCall of(String method, String path, Json.Obj body) {
        return new HubCall(method, path, Map.of(), Optional.of(body), Optional.empty(), 0);
    }

    /** The same call with one parameter more. */
    public HubCall with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new HubCall(method, path, more, body, idempotencyKey, answerBytes);
    }

    HubCall once(String key) {
        return new HubCall(method, path, query, body, Optional.of(key), answerBytes);
    }

    /** The same call, to which the answer may be so long. */
    HubCall upTo(int bytes) {
        return new HubCall(method, path, query, body, idempotencyKey, bytes);
    }

    /** Whether it changes nothing, so that it may be made twice. */
    boolean isRead() {
        return method.equals("GET");
    }
}
