package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.StatementRefused;
import org.tallystick.routing.NodeSet;
import org.tallystick.routing.RouteConstraints;

/**
 * What a payer allows of the routes.
 *
 * @param maxHops most arcs of a route
 * @param maxPaths most routes
 * @param avoid whom no route may touch
 */
public record Constraints(int maxHops, int maxPaths, List<Pid> avoid) {

    private static final Set<String> FIELDS = Set.of("max_hops", "max_paths", "timeout_ms", "avoid");
    private static final int MAX_AVOID = 100;
    private static final int MAX_TIMEOUT_MS = 120_000;

    /** Keeps an unmodifiable copy. */
    public Constraints {
        avoid = List.copyOf(avoid);
    }

    /** What a payer who says nothing allows. */
    public static Constraints of(PaymentLimits limits) {
        return new Constraints(limits.maxHops(), limits.maxPaths(), List.of());
    }

    static Constraints read(Optional<Json.Obj> given, PaymentLimits limits) throws StatementRefused, MalformedJson {
        if (given.isEmpty()) {
            return of(limits);
        }
        Json.Obj json = given.get();
        json.onlyNames(FIELDS);
        within(json.optionalNumber("timeout_ms"), MAX_TIMEOUT_MS, "constraints.timeout_ms");
        int hops = within(json.optionalNumber("max_hops"), RouteConstraints.MAX_HOPS, "constraints.max_hops")
                .orElse(limits.maxHops());
        int paths = within(json.optionalNumber("max_paths"), RouteConstraints.MAX_PATHS, "constraints.max_paths")
                .orElse(limits.maxPaths());
        return new Constraints(Math.min(hops, limits.maxHops()), Math.min(paths, limits.maxPaths()), avoided(json));
    }

    private static Optional<Integer> within(Optional<Long> number, int atMost, String field) throws StatementRefused {
        if (number.isPresent() && (number.get() < 1 || number.get() > atMost)) {
            throw wrong(field);
        }
        return number.map(Math::toIntExact);
    }

    private static List<Pid> avoided(Json.Obj json) throws StatementRefused, MalformedJson {
        List<Pid> avoid = new ArrayList<>();
        Optional<Json.Arr> listed = json.optionalArray("avoid");
        if (listed.isEmpty()) {
            return avoid;
        }
        for (Json item : listed.get().items()) {
            if (!(item instanceof Json.Str text) || avoid.size() >= MAX_AVOID) {
                throw wrong("constraints.avoid");
            }
            try {
                avoid.add(Pid.parse(text.value()));
            } catch (MalformedIdentity noPid) {
                throw wrong("constraints.avoid");
            }
        }
        return avoid;
    }

    private static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }

    /** As a payment carries it. */
    public Json.Obj toJson() {
        Json.ObjBuilder json = Json.object().put("max_hops", maxHops).put("max_paths", maxPaths);
        if (!avoid.isEmpty()) {
            json.put(
                    "avoid",
                    new Json.Arr(
                            avoid.stream().<Json>map(pid -> Json.of(pid.text())).toList()));
        }
        return json.build();
    }

    /** The same as routing understands it. */
    public RouteConstraints forRouting(LedgerView ledger, PaymentLimits limits) {
        int[] nodes = avoid.stream()
                .map(ledger::account)
                .filter(account -> account != null)
                .mapToInt(Account::number)
                .toArray();
        return new RouteConstraints(maxHops, maxPaths, NodeSet.of(nodes), limits.work());
    }
}
