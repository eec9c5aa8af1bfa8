package org.tallystick.ui.control;

import java.util.List;
import java.util.Optional;
import org.tallystick.base.Checks;

/**
 * How a payment gets from me to somebody.
 *
 * @param me where it begins
 * @param payee where it ends
 * @param routes at most six, the first on top
 * @param blocked somebody through whom it does not go
 */
public record RouteMap(End me, End payee, List<Route> routes, Optional<Blocked> blocked) {

    private static final int MOST_ROUTES = 6;
    private static final int MOST_CARRIERS = 8;

    /**
     * One of the two ends.
     *
     * @param person who it is
     * @param label under the tile, such as "You"
     * @param caption under the label, such as "sends 36.00"; may be empty
     */
    public record End(Person person, String label, String caption) {}

    /**
     * One route.
     *
     * @param carriers between the ends, in order; may be empty
     * @param hops one more than carriers
     * @param sentence how it is read
     */
    public record Route(List<Person> carriers, List<Hop> hops, String sentence) {

        /** Checks and copies. */
        public Route {
            carriers = List.copyOf(carriers);
            hops = List.copyOf(hops);
            Checks.require(carriers.size() <= MOST_CARRIERS, "A route has at most eight carriers");
            Checks.require(hops.size() == carriers.size() + 1, "A route has one hop more than carriers");
        }
    }

    /**
     * From one to the next.
     *
     * @param amountMinor what goes
     * @param roomMinor what could go, as far as it is known; zero when it is not
     * @param text the amount as text
     */
    public record Hop(long amountMinor, long roomMinor, String text) {

        /** Checks the signs. */
        public Hop {
            Checks.require(amountMinor >= 0 && roomMinor >= 0, "What goes and what could go are not negative");
        }
    }

    /**
     * Somebody through whom it does not go.
     *
     * @param person who it is
     * @param text why not
     */
    public record Blocked(Person person, String text) {}

    /** Checks and copies. */
    public RouteMap {
        routes = List.copyOf(routes);
        Checks.require(routes.size() <= MOST_ROUTES, "At most six routes are shown");
    }

    /** The largest amount or room of all hops; at least one. */
    long widest() {
        return routes.stream()
                .flatMap(route -> route.hops().stream())
                .mapToLong(hop -> Math.max(hop.amountMinor(), hop.roomMinor()))
                .reduce(1, Math::max);
    }
}
