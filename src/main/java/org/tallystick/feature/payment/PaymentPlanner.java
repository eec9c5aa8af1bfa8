package org.tallystick.feature.payment;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.Amounts;
import org.tallystick.money.DecimalText;
import org.tallystick.node.NodeView;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.MaxFlow;
import org.tallystick.routing.Route;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteResult;

/**
 * Says beforehand what would become of a payment: the same checks as the payment's own in the same order, the same constraints, the
 * same search. On the ledger thread; keeps nothing.
 */
public final class PaymentPlanner {

    private final PaymentLimits limits;

    /**
     * What is asked.
     *
     * @param amountMinor in minor units; need not be an amount, which is then what is answered
     */
    public record Wish(Pid from, Pid to, String equivalent, long amountMinor, Constraints constraints) {}

    /**
     * How much can be paid.
     *
     * @param flow over any number of routes of any length
     * @param payable what a payment may be under the constraints
     * @param routes that carry all that is payable; none where nothing is
     * @param bottlenecks the arcs that these routes use up
     */
    public record Most(MaxFlow flow, Capacity payable, List<Route> routes, List<Arc> bottlenecks) {

        /** Keeps unmodifiable copies. */
        public Most {
            routes = List.copyOf(routes);
            bottlenecks = List.copyOf(bottlenecks);
        }
    }

    /** The way straight from one account to another, by their numbers. */
    public record Arc(int from, int to) {}

    /** What may be asked, with everybody found, or the refusal. */
    private sealed interface Checked {
        record Good(Equivalent unit, Account payer, Account payee) implements Checked {}

        record Bad(Refusal refusal) implements Checked {}
    }

    /**
     * Makes the planner.
     *
     * @param limits what the hub lets a payment ask
     */
    public PaymentPlanner(PaymentLimits limits) {
        this.limits = limits;
    }

    /** What would become of a payment. */
    public Plan plan(NodeView view, Wish wish) {
        return switch (check(view.ledger(), wish)) {
            case Checked.Bad bad -> new Plan.Refused(bad.refusal());
            case Checked.Good good -> plan(view, wish, good);
        };
    }

    private Plan plan(NodeView view, Wish wish, Checked.Good good) {
        RouteConstraints constraints = constraints(view, wish);
        RouteResult result =
                view.router().find(good.unit(), good.payer(), good.payee(), wish.amountMinor(), constraints);
        return switch (result) {
            case RouteResult.Found found -> {
                Capacity capacity = view.router().capacity(good.unit(), good.payer(), good.payee(), constraints);
                yield new Plan.Found(found.routes(), atLeast(wish.amountMinor(), capacity));
            }
            case RouteResult.TooLittle _, RouteResult.NoRoute _ ->
                new Plan.TooLittle(view.router().capacity(good.unit(), good.payer(), good.payee(), constraints));
            case RouteResult.OutOfWork _ ->
                new Plan.Refused(Refusal.of(
                        ErrorCode.E007,
                        "requested",
                        DecimalText.print(wish.amountMinor(), good.unit().precision())));
        };
    }

    /** As the payment itself would be cut down now. */
    private RouteConstraints constraints(NodeView view, Wish wish) {
        PaymentLimits now = view.room(PaymentRoom.class).limits();
        return wish.constraints().within(limits).forRouting(view.ledger(), now);
    }

    /** Routes for this very amount were found, however much was laid out without one in mind. */
    private static Capacity atLeast(long amountMinor, Capacity capacity) {
        return new Capacity(
                Math.max(amountMinor, capacity.atLeastMinor()),
                capacity.routes(),
                capacity.shortestHops(),
                capacity.workRanOut());
    }

    /** What could flow over routes of any length and number; of a wish that {@link #plan} did not refuse. */
    public MaxFlow flow(NodeView view, Wish wish) {
        Checked checked = check(view.ledger(), wish);
        require(checked instanceof Checked.Good, "What would be refused has no flow");
        Checked.Good good = (Checked.Good) checked;
        return view.router().maxFlow(good.unit(), good.payer(), good.payee(), constraints(view, wish));
    }

    /** What could flow, and what can be paid; the refusal where nothing could be paid whatever the amount. */
    public Outcome most(NodeView view, Pid from, Pid to, String equivalent) {
        Wish any = new Wish(from, to, equivalent, 1, Constraints.of(limits));
        return switch (check(view.ledger(), any)) {
            case Checked.Bad bad -> new Outcome.No(bad.refusal());
            case Checked.Good good -> new Outcome.Yes(most(view, any, good));
        };
    }

    /** The answer to {@link #most}. */
    public sealed interface Outcome {

        /** It can be said. */
        record Yes(Most most) implements Outcome {}

        /** A payment would be refused whatever its amount. */
        record No(Refusal refusal) implements Outcome {}
    }

    private Most most(NodeView view, Wish any, Checked.Good good) {
        RouteConstraints constraints = constraints(view, any);
        MaxFlow flow = view.router().maxFlow(good.unit(), good.payer(), good.payee(), constraints);
        Capacity payable = view.router().capacity(good.unit(), good.payer(), good.payee(), constraints);
        List<Route> routes = payable.atLeastMinor() > 0
                        && view.router()
                                        .find(
                                                good.unit(),
                                                good.payer(),
                                                good.payee(),
                                                payable.atLeastMinor(),
                                                constraints)
                                instanceof RouteResult.Found found
                ? found.routes()
                : List.of();
        return new Most(flow, payable, routes, usedUp(routes, good.unit(), view.ledger()));
    }

    private static List<Arc> usedUp(List<Route> routes, Equivalent unit, LedgerView ledger) {
        Map<Arc, Long> carriedMinor = new HashMap<>();
        for (Route route : routes) {
            for (int hop = 0; hop < route.hops(); hop++) {
                carriedMinor.merge(new Arc(route.node(hop), route.node(hop + 1)), route.amountMinor(), Long::sum);
            }
        }
        List<Arc> usedUp = new ArrayList<>();
        Set<Arc> seen = new HashSet<>();
        for (Route route : routes) {
            for (int hop = 0; hop < route.hops(); hop++) {
                Arc arc = new Arc(route.node(hop), route.node(hop + 1));
                long roomMinor = ledger.capacityMinor(ledger.account(arc.from()), ledger.account(arc.to()), unit);
                if (seen.add(arc) && carriedMinor.getOrDefault(arc, 0L) >= roomMinor) {
                    usedUp.add(arc);
                }
            }
        }
        return usedUp;
    }

    /** The same checks as the payment's own, in the same order. */
    private static Checked check(LedgerView ledger, Wish wish) {
        Account payer = ledger.account(wish.from());
        Account payee = ledger.account(wish.to());
        Equivalent unit = ledger.equivalent(wish.equivalent());
        if (payer == null || payee == null) {
            Pid missing = payer == null ? wish.from() : wish.to();
            return bad(Refusal.of(ErrorCode.E011, "participant", missing.text()));
        }
        if (!payer.active()) {
            return bad(Refusal.of(ErrorCode.E006, "participant", wish.from().text()));
        }
        if (unit == null) {
            return bad(Refusal.of(ErrorCode.E015, "equivalent", wish.equivalent()));
        }
        if (payer == payee) {
            return bad(Refusal.of(ErrorCode.E009, "field", "to"));
        }
        if (wish.amountMinor() <= 0 || !Amounts.isAmount(wish.amountMinor())) {
            return bad(Refusal.of(ErrorCode.E009, "field", "amount")
                    .with("precision", Integer.toString(unit.precision())));
        }
        if (!payee.active()) {
            return bad(Refusal.of(ErrorCode.E004, "participant", wish.to().text()));
        }
        return new Checked.Good(unit, payer, payee);
    }

    private static Checked bad(Refusal refusal) {
        return new Checked.Bad(refusal);
    }
}
