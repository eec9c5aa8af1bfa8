package org.tallystick.hub;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Caller;
import org.tallystick.http.Parameter;
import org.tallystick.http.Problem;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.SchemaCheck;
import org.tallystick.ledger.ErrorCode;

/** Takes a request through everything that every call has to pass, and to the route's handler. Any thread. */
final class Dispatcher {

    private static final String BEARER = "Bearer ";
    private static final int MAX_KEY = 128;
    private static final int MAX_PARAMETER = 4_096;

    private final HubSettings settings;
    private final Hosts hosts;
    private final Callers callers;
    private final RateLimiter limiter;
    private final Bodies bodies;

    Dispatcher(HubSettings settings, Callers callers, RateLimiter limiter, Clock clock) {
        this.settings = settings;
        this.hosts = new Hosts(settings);
        this.callers = callers;
        this.limiter = limiter;
        this.bodies = new Bodies(settings.limits(), clock);
    }

    /** What every request has to pass, also one for which there is no route. */
    void checkHost(HttpServletRequest request) throws ApiError {
        if (!hosts.accepts(request.getHeader("Host"))) {
            throw ApiError.of(ErrorCode.E006, "reason", "host");
        }
    }

    Reply dispatch(Route route, Context context) throws ApiError, IOException, InterruptedException {
        String address = address(context.req());
        Optional<String> token = token(context);
        Optional<Caller> caller = caller(route, token, address);
        count(caller.map(known -> known.pid().text()).orElse(address), route.rate());
        if (caller.isPresent() && !route.access().allows(caller.get().roles())) {
            throw ApiError.of(ErrorCode.E006, "needs", route.access().name());
        }
        Map<String, String> parameters = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        readParameters(route, context, parameters, problems);
        try (Bodies.Body reader = bodies.next()) {
            Json.Obj body = Json.Obj.EMPTY;
            if (route.body().isPresent()) {
                body = reader.read(
                        context.req().getInputStream(),
                        context.req().getContentLengthLong(),
                        context.req().getContentType(),
                        context.req().getHeader("Content-Encoding"));
                problems.addAll(SchemaCheck.of(route.body().get(), body));
            }
            refuse(problems);
            Optional<String> key = idempotencyKey(route, context);
            Call.Origin origin = new Call.Origin(
                    address,
                    Optional.ofNullable(context.req().getHeader("Accept")).orElse(""),
                    token.orElse(""));
            return route.handler().answer(new Call(route, caller, parameters, body, key, origin));
        }
    }

    private Optional<Caller> caller(Route route, Optional<String> token, String address) throws ApiError {
        if (route.access() == Access.PUBLIC) {
            return Optional.empty();
        }
        try {
            return Optional.of(callers.of(
                    token.orElseThrow(() -> ApiError.of(ErrorCode.E016, "reason", "missing")), route.access()));
        } catch (ApiError nobody) {
            // Whoever guesses tokens is counted by address.
            count(address, route.rate());
            throw nobody;
        }
    }

    private static Optional<String> token(Context context) {
        @Nullable String header = context.req().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Counts a request of nobody known that opens no route. */
    void countStranger(HttpServletRequest request) throws ApiError {
        count(address(request), Rate.READ);
    }

    private void count(String who, Rate rate) throws ApiError {
        if (!settings.limits().rated()) {
            return;
        }
        OptionalInt wait = limiter.count(who, rate);
        if (wait.isPresent()) {
            throw new ApiError(
                    ErrorCode.E014,
                    Json.object()
                            .put("retry_after_seconds", wait.getAsInt())
                            .put("window_seconds", RateLimiter.WINDOW_SECONDS)
                            .build(),
                    Optional.empty());
        }
    }

    /** Behind a proxy that is trusted the last address that it did not write itself is the client's. */
    String address(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        @Nullable String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !settings.trustedProxies().contains(peer)) {
            return peer;
        }
        String[] hops = forwarded.split(",", 32);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!settings.trustedProxies().contains(hop)) {
                return hop.isEmpty() || hop.length() > 64 ? peer : hop;
            }
        }
        return peer;
    }

    private static void readParameters(
            Route route, Context context, Map<String, String> parameters, List<Problem> problems) {
        Map<String, List<String>> query = context.queryParamMap();
        for (Parameter parameter : route.parameters()) {
            String name = parameter.name();
            List<String> values = parameter.place() == Parameter.Place.PATH
                    ? List.of(context.pathParam(name))
                    : query.getOrDefault(name, List.of());
            if (values.size() > 1) {
                problems.add(new Problem(name, "many"));
            } else if (values.isEmpty()) {
                if (parameter.required()) {
                    problems.add(new Problem(name, "missing"));
                }
            } else if (values.getFirst().length() > MAX_PARAMETER) {
                problems.add(new Problem(name, "length"));
            } else {
                problems.addAll(SchemaCheck.ofText(name, parameter.schema(), values.getFirst()));
                parameters.put(name, values.getFirst());
            }
        }
    }

    private static void refuse(List<Problem> problems) throws ApiError {
        if (problems.isEmpty()) {
            return;
        }
        List<Json> all = new ArrayList<>();
        for (Problem problem : problems) {
            all.add(Json.object()
                    .put("field", problem.field())
                    .put("problem", problem.what())
                    .build());
        }
        throw new ApiError(
                ErrorCode.E009,
                Json.object()
                        .put("field", problems.getFirst().field())
                        .put("errors", Json.of(all))
                        .build(),
                Optional.empty());
    }

    private static Optional<String> idempotencyKey(Route route, Context context) throws ApiError {
        Optional<String> key = Optional.ofNullable(context.req().getHeader("Idempotency-Key"));
        if (!route.idempotent() || key.isEmpty()) {
            return Optional.empty();
        }
        if (key.get().isBlank() || key.get().length() > MAX_KEY) {
            throw ApiError.field("Idempotency-Key");
        }
        return key;
    }
}
