package org.tallystick.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Policy;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.MaxFlow;
import org.tallystick.routing.NodeSet;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;
import org.tallystick.routing.RouteRequest;
import org.tallystick.routing.RouteResult;

/**
 * Keeps a payment graph for each equivalent beside the ledger: after each transaction the arcs of the changed pairs are set
 * anew from the ledger's own capacity. The graph is a cache; the ledger checks every leg again. Owned by the ledger thread.
 */
final class Graphs implements Router {

    private final Ledger ledger;
    private final LedgerView view;
    private final List<PaymentGraph> graphs = new ArrayList<>();
    private final RouteFinder finder = new RouteFinder();
    private final Map<Policy, ArcPolicy> arcPolicies = new HashMap<>();

    /** Pairs with a line that has a day limit: their capacity changes at midnight without an operation. */
    private final Set<Pair> limitedByDay = new HashSet<>();

    private long day = Long.MIN_VALUE;

    Graphs(Ledger ledger) {
        this.ledger = ledger;
        this.view = ledger.view();
    }

    /** Builds everything from the ledger. */
    void rebuild() {
        graphs.clear();
        limitedByDay.clear();
        day = view.day();
        for (int i = 0; i < view.accountCount(); i++) {
            setActive(view.account(i));
        }
        view.forEachLine(line -> set(line.pair()));
        ledger.drainChangedPairs(pair -> {});
        ledger.drainChangedAccounts(account -> {});
    }

    /** Takes over what the last transaction, or its undoing, has changed. */
    void follow() {
        ledger.drainChangedAccounts(this::setActive);
        ledger.drainChangedPairs(this::set);
    }

    /** Takes over the time of a new block. */
    void beginBlock() {
        if (view.day() != day) {
            day = view.day();
            limitedByDay.forEach(this::set);
        }
    }

    private PaymentGraph graph(int equivalent) {
        while (graphs.size() <= equivalent) {
            PaymentGraph graph = new PaymentGraph();
            graph.ensureNodes(view.accountCount());
            for (int i = 0; i < view.accountCount(); i++) {
                graph.setNodeActive(i, view.account(i).active());
            }
            graphs.add(graph);
        }
        return graphs.get(equivalent);
    }

    private void setActive(Account account) {
        // An undone opening leaves a node without arcs, which the next account takes over.
        boolean active = account.number() < view.accountCount() && account.active();
        for (PaymentGraph graph : graphs) {
            graph.ensureNodes(account.number() + 1);
            graph.setNodeActive(account.number(), active);
        }
    }

    private void set(Pair pair) {
        PaymentGraph graph = graph(pair.equivalent().number());
        graph.ensureNodes(view.accountCount());
        if (hasArc(pair, pair.low()) && hasArc(pair, pair.high())) {
            graph.setArcs(
                    pair.low().number(),
                    pair.high().number(),
                    pair.capacityMinor(pair.low(), view.day()),
                    policyOfArc(pair, pair.low()),
                    pair.capacityMinor(pair.high(), view.day()),
                    policyOfArc(pair, pair.high()));
        } else {
            set(graph, pair, pair.low());
            set(graph, pair, pair.high());
        }
        if (hasDayLimit(pair.trustOf(pair.low())) || hasDayLimit(pair.trustOf(pair.high()))) {
            limitedByDay.add(pair);
        } else if (!limitedByDay.isEmpty()) {
            limitedByDay.remove(pair);
        }
    }

    private static boolean hasDayLimit(@Nullable Line line) {
        return line != null && line.policy().dailyLimitMinor().isPresent();
    }

    private void set(PaymentGraph graph, Pair pair, Account from) {
        Account to = pair.other(from);
        if (hasArc(pair, from)) {
            graph.setArc(from.number(), to.number(), pair.capacityMinor(from, view.day()), policyOfArc(pair, from));
        } else {
            graph.removeArc(from.number(), to.number());
        }
    }

    /** Somebody can pay over the other's line, or by what the other owes. */
    private static boolean hasArc(Pair pair, Account from) {
        Account to = pair.other(from);
        return pair.trustOf(to) != null || pair.owesMinor(to) != 0;
    }

    private ArcPolicy policyOfArc(Pair pair, Account from) {
        Line line = pair.trustOf(pair.other(from));
        return line == null ? ArcPolicy.OPEN : arcPolicy(line.policy());
    }

    private ArcPolicy arcPolicy(Policy policy) {
        if (policy.equals(Policy.DEFAULT)) {
            return ArcPolicy.OPEN;
        }
        return arcPolicies.computeIfAbsent(policy, asked -> {
            int[] blocked = asked.blockedParticipants().stream()
                    .map(view::account)
                    .filter(account -> account != null)
                    .mapToInt(account -> account.number())
                    .toArray();
            return new ArcPolicy(
                    asked.canBeIntermediate(),
                    asked.maxHopUsageMinor().orElse(ArcPolicy.UNBOUNDED),
                    NodeSet.of(blocked));
        });
    }

    @Override
    public RouteResult find(
            Equivalent equivalent, Account from, Account to, long amountMinor, RouteConstraints constraints) {
        PaymentGraph graph = graph(equivalent.number());
        return finder.find(graph, new RouteRequest(from.number(), to.number(), amountMinor, constraints));
    }

    @Override
    public Capacity capacity(Equivalent equivalent, Account from, Account to, RouteConstraints constraints) {
        return finder.capacity(graph(equivalent.number()), from.number(), to.number(), constraints);
    }

    @Override
    public MaxFlow maxFlow(Equivalent equivalent, Account from, Account to, RouteConstraints constraints) {
        return finder.maxFlow(
                graph(equivalent.number()), from.number(), to.number(), constraints.avoid(), constraints.workLimit());
    }
}
