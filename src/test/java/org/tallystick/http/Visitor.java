package org.tallystick.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.TestNode;

/** Calls routes as the hub does, without one: what goes in and what comes out is held against what the route declares. */
public final class Visitor {

    private final TestNode node;
    private final List<Route> routes;

    public Visitor(TestNode node, List<Route> routes) {
        this.node = node;
        this.routes = routes;
    }

    /** Asks for something; parameters are names and values in turn. */
    public Reply get(String who, String path, String... parameters) throws ApiError, InterruptedException {
        return call(who, Method.GET, path, parameters(parameters), Json.Obj.EMPTY);
    }

    /** The one value of an answer. */
    public Json.Obj object(String who, String path, String... parameters) throws ApiError, InterruptedException {
        return (Json.Obj) ((Reply.Data) get(who, path, parameters)).data();
    }

    /** The entries of a page. */
    public Reply.Listed list(String who, String path, String... parameters) throws ApiError, InterruptedException {
        return (Reply.Listed) get(who, path, parameters);
    }

    /** Sends a statement, signed with the caller's key. */
    public Reply send(String who, Method method, String path, String id, String action, Json.Obj fields)
            throws ApiError, InterruptedException {
        Json.Obj signed = id.isEmpty() ? fields : fields.with("id", Json.of(id));
        String signature = SignedStatement.sign(TestNode.key(who), action, node.node.hub(), signed)
                .signature()
                .text();
        return call(
                who,
                method,
                path,
                id.isEmpty() ? Map.of() : Map.of("id", id),
                fields.with("signature", Json.of(signature)));
    }

    public Json.Obj sent(String who, Method method, String path, String id, String action, Json.Obj fields)
            throws ApiError, InterruptedException {
        return (Json.Obj) ((Reply.Data) send(who, method, path, id, action, fields)).data();
    }

    /** Something that may be refused. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws ApiError, InterruptedException;
    }

    /** What something is refused with. */
    public static ApiError refused(Attempt attempt) {
        ApiError error = catchThrowableOfType(ApiError.class, attempt::run);
        assertThat(error).as("a refusal").isNotNull();
        return error;
    }

    public Reply call(String who, Method method, String path, Map<String, String> parameters, Json.Obj body)
            throws ApiError, InterruptedException {
        Route route = routes.stream()
                .filter(one -> one.method() == method && one.path().equals(path))
                .findFirst()
                .orElseThrow();
        parameters.forEach((name, value) -> assertThat(SchemaCheck.ofText(
                        name,
                        java.util.Objects.requireNonNull(route.parameter(name)).schema(),
                        value))
                .isEmpty());
        route.body()
                .ifPresent(schema -> assertThat(SchemaCheck.of(schema, body)).isEmpty());
        Optional<Caller> caller =
                who.isEmpty() ? Optional.empty() : Optional.of(new Caller(TestNode.pid(who), Set.of()));
        assertThat(route.access() == Access.PUBLIC || caller.isPresent()).isTrue();
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
        assertThat(route.replies()).containsKey(reply.status());
        switch (route.replies().get(reply.status())) {
            case Route.Content.Value value ->
                assertThat(SchemaCheck.of(value.schema(), ((Reply.Data) reply).data()))
                        .isEmpty();
            case Route.Content.Items items ->
                ((Reply.Listed) reply)
                        .items()
                        .forEach(item ->
                                assertThat(SchemaCheck.of(items.item(), item)).isEmpty());
            case Route.Content.Nothing _ -> assertThat(reply).isInstanceOf(Reply.Nothing.class);
            case Route.Content.Plain _ -> assertThat(reply).isInstanceOf(Reply.Plain.class);
        }
    }

    private static Map<String, String> parameters(String... pairs) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }
}
