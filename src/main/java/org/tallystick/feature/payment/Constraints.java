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
 * @param timeoutMs how long the payment may wait for its turn before it is refused undecided
 */
public record Constraints(int maxHops, int maxPaths, List<Pid> avoid, int timeoutMs) {

    /** The most hops that a payer may name; a hub may allow fewer. */
    public static final int MOST_HOPS = 10;

    /** The most routes that a payer may name; a hub may allow fewer. */
    public static final int MOST_PATHS = 10;

    /** The longest wait that a payer may name. */
    public static final int MOST_TIMEOUT_MS = 120_000;

    /** The wait of a payer who names none (API map). */
    public static final int USUAL_TIMEOUT_MS = 500;

    /** The most people whom a payer may avoid. */
    public static final int MOST_AVOIDED = 100;

    private static final Set<String> FIELDS = Set.of("max_hops", "max_paths", "timeout_ms", "avoid");

    /** Keeps an unmodifiable copy. */
    public Constraints {
        avoid = List.copyOf(avoid);
    }

    /** The same constraints with the usual wait. */
    public Constraints(int maxHops, int maxPaths, List<Pid> avoid) {
        this(maxHops, maxPaths, avoid, USUAL_TIMEOUT_MS);
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
        int timeoutMs = within(json.optionalNumber("timeout_ms"), MOST_TIMEOUT_MS, "constraints.timeout_ms")
                .orElse(USUAL_TIMEOUT_MS);
        int hops = within(json.optionalNumber("max_hops"), MOST_HOPS, "constraints.max_hops")
                .orElse(limits.maxHops());
        int paths = within(json.optionalNumber("max_paths"), MOST_PATHS, "constraints.max_paths")
                .orElse(limits.maxPaths());
        return new Constraints(hops, paths, avoided(json), timeoutMs).within(limits);
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
            if (!(item instanceof Json.Str text) || avoid.size() >= MOST_AVOIDED) {
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

    /** The same, cut down to what a hub allows. */
    public Constraints within(PaymentLimits limits) {
        return new Constraints(
                Math.min(maxHops, limits.maxHops()), Math.min(maxPaths, limits.maxPaths()), avoid, timeoutMs);
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
        if (timeoutMs != USUAL_TIMEOUT_MS) {
            json.put("timeout_ms", timeoutMs);
        }
        return json.build();
    }

    /**
     * The same as routing understands it.
     *
     * @param limits what is given at most, whatever is allowed here
     */
    public RouteConstraints forRouting(LedgerView ledger, PaymentLimits limits) {
        int[] nodes = avoid.stream()
                .map(ledger::account)
                .filter(account -> account != null)
                .mapToInt(Account::number)
                .toArray();
        return new RouteConstraints(
                Math.min(maxHops, limits.maxHops()),
                Math.min(maxPaths, limits.maxPaths()),
                NodeSet.of(nodes),
                limits.work());
    }
}
