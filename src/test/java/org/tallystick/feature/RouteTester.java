package org.tallystick.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Caller;
import org.tallystick.http.Method;
import org.tallystick.http.Parameter;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.SchemaCheck;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;

/** Calls routes without a server, and holds what goes in and what comes out against what they declare. */
public final class RouteTester {

    private final List<Route> routes;

    public RouteTester(List<Route> routes) {
        this.routes = routes;
    }

    public Route route(Method method, String path) {
        return routes.stream()
                .filter(route -> route.method() == method && route.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    public Reply call(Pid caller, Method method, String path, Map<String, String> parameters, Json.Obj body)
            throws ApiError, InterruptedException {
        return call(new Caller(caller, Set.of()), method, path, parameters, body);
    }

    public Reply call(Caller caller, Method method, String path, Map<String, String> parameters, Json.Obj body)
            throws ApiError, InterruptedException {
        return call(Optional.of(caller), method, path, parameters, body);
    }

    /** As by somebody who may not be logged in. */
    public Reply call(
            Optional<Caller> caller, Method method, String path, Map<String, String> parameters, Json.Obj body)
            throws ApiError, InterruptedException {
        Route route = route(method, path);
        assertThat(route.access() == Access.PUBLIC || caller.isPresent()).isTrue();
        if (caller.isPresent() && !route.access().allows(caller.get().roles())) {
            throw ApiError.of(ErrorCode.E006);
        }
        for (Map.Entry<String, String> given : parameters.entrySet()) {
            Parameter declared = route.parameter(given.getKey());
            assertThat(declared).as(given.getKey()).isNotNull();
            assertThat(SchemaCheck.ofText(given.getKey(), declared.schema(), given.getValue()))
                    .isEmpty();
        }
        route.body()
                .ifPresent(schema -> assertThat(SchemaCheck.of(schema, body)).isEmpty());
        try {
            Reply reply = route.handler()
                    .answer(new Call(
                            route, caller, parameters, body, Optional.empty(), new Call.Origin("127.0.0.1", "", "")));
            check(route, reply);
            return reply;
        } catch (ApiError error) {
            assertThat(route.errors()).contains(error.code());
            throw error;
        }
    }

    private static void check(Route route, Reply reply) {
        Route.Content content = route.replies().get(reply.status());
        assertThat(content).as("status " + reply.status() + " is declared").isNotNull();
        switch (content) {
            case Route.Content.Value value ->
                assertThat(SchemaCheck.of(value.schema(), ((Reply.Data) reply).data()))
                        .as(((Reply.Data) reply).data().toString())
                        .isEmpty();
            case Route.Content.Items items ->
                ((Reply.Listed) reply)
                        .items()
                        .forEach(item -> assertThat(SchemaCheck.of(items.item(), item))
                                .as(item.toString())
                                .isEmpty());
            case Route.Content.Nothing _, Route.Content.Plain _ -> {}
        }
    }

    /** The value that a call of a route that reads comes out with. */
    public Json.Obj get(Pid caller, String path, Map<String, String> parameters) throws ApiError, InterruptedException {
        return (Json.Obj) ((Reply.Data) call(caller, Method.GET, path, parameters, Json.Obj.EMPTY)).data();
    }

    /** The page that a call of a route that reads comes out with. */
    public Reply.Listed list(Pid caller, String path, Map<String, String> parameters)
            throws ApiError, InterruptedException {
        return (Reply.Listed) call(caller, Method.GET, path, parameters, Json.Obj.EMPTY);
    }

    /** Something that a route does. */
    @FunctionalInterface
    public interface Try {

        void run() throws Exception;
    }

    /** The error that something ends with. */
    public static ApiError error(Try failing) throws Exception {
        try {
            failing.run();
        } catch (ApiError error) {
            return error;
        }
        throw new AssertionError("No error came");
    }

    /** The code of the error that something ends with. */
    public static ErrorCode code(Try failing) throws Exception {
        return error(failing).code();
    }
}
