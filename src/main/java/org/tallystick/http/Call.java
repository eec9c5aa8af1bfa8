package org.tallystick.http;

import static org.tallystick.base.Checks.invariant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/**
 * One call of a route. Its parameters and its body fit the schema that the route declares.
 *
 * @param route which
 * @param caller who calls; there, unless the route is for everybody
 * @param parameters those of path and query by their names
 * @param body the body; the empty object where the route takes none
 * @param idempotencyKey what the client calls this change, if anything
 * @param origin what is known of the connection
 */
public record Call(
        Route route,
        Optional<Caller> caller,
        Map<String, String> parameters,
        Json.Obj body,
        Optional<String> idempotencyKey,
        Origin origin) {

    private static final long DAY_MS = 86_400_000;

    /**
     * Where a call comes from.
     *
     * @param address of the client
     * @param accept the header of this name, empty where there is none
     * @param token the access token, empty where there is none
     */
    public record Origin(String address, String accept, String token) {}

    /** Keeps an unmodifiable copy. */
    public Call {
        parameters = Map.copyOf(parameters);
    }

    /** Who calls, of a route that is not for everybody. */
    public Caller who() {
        invariant(caller.isPresent(), "A route that asks who calls is not for everybody");
        return caller.orElseThrow();
    }

    /** A parameter that has to be there. */
    public String need(String name) {
        return find(name)
                .orElseThrow(() -> new InvariantBroken(
                        "The route declares the parameter " + name + " as one that has to be there"));
    }

    /** A parameter that may be there. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A parameter that is a whole number, or what counts where it is absent. */
    public int whole(String name, int usual) {
        return find(name).map(Integer::parseInt).orElse(usual);
    }

    /** A parameter that names a participant. */
    public Pid pid(String name) throws ApiError {
        try {
            return Pid.parse(need(name));
        } catch (MalformedIdentity noPid) {
            throw ApiError.field(name);
        }
    }

    /** A member of the body that names a participant. */
    public Pid bodyPid(String name) throws ApiError {
        try {
            return Pid.parse(bodyText(name));
        } catch (MalformedIdentity noPid) {
            throw ApiError.field(name);
        }
    }

    /** A text in the body that has to be there. */
    public String bodyText(String name) {
        return body.find(name)
                .filter(Json.Str.class::isInstance)
                .map(text -> ((Json.Str) text).value())
                .orElseThrow(() ->
                        new InvariantBroken("The route declares the member " + name + " as text that has to be there"));
    }

    /** Which page is asked for, of a route that has pages. */
    public Page page() {
        return new Page(whole("page", 1), whole("per_page", Page.USUAL));
    }

    /**
     * The beginning of a range of time: a date or a time.
     *
     * @return milliseconds since 1970, the first that counts
     */
    public OptionalLong from(String name) throws ApiError {
        return time(name, 0);
    }

    /**
     * The end of a range of time: a date, which counts to its end, or a time.
     *
     * @return milliseconds since 1970, the last that counts
     */
    public OptionalLong until(String name) throws ApiError {
        return time(name, DAY_MS - 1);
    }

    private OptionalLong time(String name, long restOfDayMs) throws ApiError {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    text.get().length() == 10
                            ? LocalDate.parse(text.get())
                                            .atStartOfDay()
                                            .toInstant(ZoneOffset.UTC)
                                            .toEpochMilli()
                                    + restOfDayMs
                            : Instant.parse(text.get()).toEpochMilli());
        } catch (DateTimeException | ArithmeticException noTime) {
            throw ApiError.field(name);
        }
    }
}
