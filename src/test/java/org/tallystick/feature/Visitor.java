package org.tallystick.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.Role;
import org.tallystick.http.Route;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.TestNode;

/** Calls routes as people of a test node, who sign what they send. */
public final class Visitor {

    private final TestNode node;
    private final RouteTester tester;

    public Visitor(TestNode node, List<Route> routes) {
        this.node = node;
        this.tester = new RouteTester(routes);
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
        return tester.call(who.isEmpty() ? Optional.empty() : Optional.of(caller(who)), method, path, parameters, body);
    }

    private Caller caller(String who) {
        Pid pid = TestNode.pid(who);
        Set<Role> roles = node.node.query(view -> view.room(OperatorRoom.class).roles(pid));
        return new Caller(pid, roles);
    }

    private static Map<String, String> parameters(String... pairs) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }
}
