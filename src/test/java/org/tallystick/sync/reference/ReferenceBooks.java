package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.base.Json;

/**
 * What a hub of the reference code keeps, as the fact sheet tells it (GEO facts §3, §5): amounts with eight decimals, a payment
 * goes over the fewest hops first, and nobody's status is asked on the way.
 */
final class ReferenceBooks {

    private static final int MAX_HOPS = 6;
    private static final int MAX_PATHS = 3;

    final Map<String, Member> members = new LinkedHashMap<>();
    final Map<String, Integer> equivalents = new TreeMap<>();
    final Map<String, TrustLine> lines = new LinkedHashMap<>();
    final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<Debt, BigDecimal> debts = new HashMap<>();

    /** Somebody with an account. */
    static final class Member {

        final String pid;
        final String publicKey;
        final String createdAt;
        String name;
        String type;
        String status = "active";

        Member(String pid, String publicKey, String name, String type, String createdAt) {
            this.pid = pid;
            this.publicKey = publicKey;
            this.name = name;
            this.type = type;
            this.createdAt = createdAt;
        }
    }

    /** That somebody trusts somebody. */
    static final class TrustLine {

        final String id;
        final String from;
        final String to;
        final String equivalent;
        final String createdAt;
        BigDecimal limit;
        String status = "active";
        Json.Obj policy = Json.Obj.EMPTY;

        TrustLine(String id, String from, String to, String equivalent, BigDecimal limit, String createdAt) {
            this.id = id;
            this.from = from;
            this.to = to;
            this.equivalent = equivalent;
            this.limit = limit;
            this.createdAt = createdAt;
        }
    }

    /** A payment as it is kept, also one that was aborted. */
    record Payment(
            String txId,
            String from,
            String to,
            String equivalent,
            String amount,
            String fingerprint,
            String status,
            List<Route> routes,
            String createdAt) {}

    /** One way of a payment. */
    record Route(List<String> path, BigDecimal amount) {}

    private record Debt(String debtor, String creditor, String equivalent) {}

    BigDecimal debt(String debtor, String creditor, String equivalent) {
        return debts.getOrDefault(new Debt(debtor, creditor, equivalent), BigDecimal.ZERO);
    }

    Optional<TrustLine> line(String from, String to, String equivalent) {
        return lines.values().stream()
                .filter(line -> line.from.equals(from)
                        && line.to.equals(to)
                        && line.equivalent.equals(equivalent)
                        && !line.status.equals("closed"))
                .findFirst();
    }

    /** What can flow over one hop; nothing without a line of whom it flows to. */
    private BigDecimal room(String sender, String receiver, String equivalent) {
        return line(receiver, sender, equivalent)
                .filter(line -> line.status.equals("active"))
                .map(line ->
                        line.limit.subtract(debt(sender, receiver, equivalent)).add(debt(receiver, sender, equivalent)))
                .orElse(BigDecimal.ZERO);
    }

    /** The ways of an amount, or nothing where they are not enough. */
    Optional<List<Route>> route(String from, String to, String equivalent, BigDecimal amount) {
        Map<List<String>, BigDecimal> taken = new HashMap<>();
        List<Route> routes = new ArrayList<>();
        BigDecimal left = amount;
        while (left.signum() > 0 && routes.size() < MAX_PATHS) {
            Optional<List<String>> path = shortest(from, to, equivalent, taken);
            if (path.isEmpty()) {
                return Optional.empty();
            }
            BigDecimal share = left;
            for (int i = 1; i < path.get().size(); i++) {
                share = share.min(left(path.get().get(i - 1), path.get().get(i), equivalent, taken));
            }
            for (int i = 1; i < path.get().size(); i++) {
                taken.merge(List.of(path.get().get(i - 1), path.get().get(i)), share, BigDecimal::add);
            }
            routes.add(new Route(path.get(), share));
            left = left.subtract(share);
        }
        return left.signum() > 0 ? Optional.empty() : Optional.of(routes);
    }

    private BigDecimal left(String sender, String receiver, String equivalent, Map<List<String>, BigDecimal> taken) {
        return room(sender, receiver, equivalent)
                .subtract(taken.getOrDefault(List.of(sender, receiver), BigDecimal.ZERO));
    }

    private Optional<List<String>> shortest(
            String from, String to, String equivalent, Map<List<String>, BigDecimal> taken) {
        Deque<List<String>> waiting = new ArrayDeque<>(List.of(List.of(from)));
        Set<String> seen = new java.util.HashSet<>(Set.of(from));
        while (!waiting.isEmpty()) {
            List<String> path = waiting.poll();
            String last = path.getLast();
            if (last.equals(to)) {
                return Optional.of(path);
            }
            for (String next : path.size() > MAX_HOPS ? List.<String>of() : members.keySet()) {
                if (!seen.contains(next) && left(last, next, equivalent, taken).signum() > 0) {
                    seen.add(next);
                    List<String> longer = new ArrayList<>(path);
                    longer.add(next);
                    waiting.add(longer);
                }
            }
        }
        return Optional.empty();
    }

    /** The most that could flow, found as the reference finds it. */
    BigDecimal maxFlow(String from, String to, String equivalent) {
        Map<List<String>, BigDecimal> taken = new HashMap<>();
        BigDecimal flow = BigDecimal.ZERO;
        for (Optional<List<String>> path = shortest(from, to, equivalent, taken);
                path.isPresent();
                path = shortest(from, to, equivalent, taken)) {
            BigDecimal share = left(path.get().get(0), path.get().get(1), equivalent, taken);
            for (int i = 1; i < path.get().size(); i++) {
                share = share.min(left(path.get().get(i - 1), path.get().get(i), equivalent, taken));
            }
            for (int i = 1; i < path.get().size(); i++) {
                taken.merge(List.of(path.get().get(i - 1), path.get().get(i)), share, BigDecimal::add);
            }
            flow = flow.add(share);
        }
        return flow;
    }

    void move(List<Route> routes, String equivalent) {
        for (Route route : routes) {
            for (int i = 1; i < route.path().size(); i++) {
                hop(route.path().get(i - 1), route.path().get(i), equivalent, route.amount());
            }
        }
    }

    private void hop(String sender, String receiver, String equivalent, BigDecimal amount) {
        BigDecimal owed = debt(receiver, sender, equivalent);
        BigDecimal cancelled = owed.min(amount);
        set(receiver, sender, equivalent, owed.subtract(cancelled));
        set(sender, receiver, equivalent, debt(sender, receiver, equivalent).add(amount.subtract(cancelled)));
    }

    void set(String debtor, String creditor, String equivalent, BigDecimal amount) {
        Debt debt = new Debt(debtor, creditor, equivalent);
        if (amount.setScale(8, java.math.RoundingMode.HALF_EVEN).signum() == 0) {
            debts.remove(debt);
        } else {
            debts.put(debt, amount.setScale(8, java.math.RoundingMode.HALF_EVEN));
        }
    }

    /** What somebody owes (true) or is owed (false), by the other. */
    Map<String, BigDecimal> debtsOf(String pid, String equivalent, boolean owes) {
        Map<String, BigDecimal> found = new TreeMap<>();
        debts.forEach((debt, amount) -> {
            if (debt.equivalent().equals(equivalent) && (owes ? debt.debtor() : debt.creditor()).equals(pid)) {
                found.put(owes ? debt.creditor() : debt.debtor(), amount);
            }
        });
        return found;
    }

    /** What somebody's neighbours could be paid, with what the reference wrongly counts as well. */
    BigDecimal availableToSpend(String pid, String equivalent) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String other : members.keySet()) {
            BigDecimal limit =
                    line(other, pid, equivalent).map(line -> line.limit).orElse(BigDecimal.ZERO);
            sum = sum.add(limit).subtract(debt(pid, other, equivalent)).add(debt(other, pid, equivalent));
        }
        return sum;
    }

    BigDecimal availableToReceive(String pid, String equivalent) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String other : members.keySet()) {
            sum = sum.add(room(other, pid, equivalent));
        }
        return sum;
    }

    /** As PostgreSQL gives a numeric with eight decimals and Python writes it: zero is 0E-8, and 1E-8 is tiny. */
    static String stored(BigDecimal amount) {
        return amount.setScale(8, java.math.RoundingMode.HALF_EVEN).toString();
    }
}
