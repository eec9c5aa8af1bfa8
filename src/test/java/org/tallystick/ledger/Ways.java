package org.tallystick.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.NaiveBooks.Way;

/** Finds paths and cycles in the naive ledger for made-up commands, and writes them down as steps on lines. */
final class Ways {

    private static final int MOST_HOPS = 5;

    private final Random random;
    private final NaiveLedger model;

    Ways(Random random, NaiveLedger model) {
        this.random = random;
        this.model = model;
    }

    /** A path of one to five ways through different people; possible by itself, or along any lines. */
    List<Way> path(boolean possible) {
        List<Way> all = new ArrayList<>(model.books().openLines.keySet());
        model.books().openLines.keySet().forEach(way -> all.add(way.back()));
        Predicate<Way> good = way -> !possible || model.spendable(way).signum() > 0;
        List<Way> path = new ArrayList<>();
        if (all.isEmpty()) {
            return path;
        }
        Way first = all.get(random.nextInt(all.size()));
        Set<Pid> seen = new HashSet<>(Set.of(first.from()));
        Pid at = first.from();
        int hops = 1 + random.nextInt(MOST_HOPS);
        while (path.size() < hops) {
            Pid here = at;
            List<Way> next = all.stream()
                    .filter(way -> way.unit().equals(first.unit())
                            && way.from().equals(here)
                            && !seen.contains(way.to())
                            && good.test(way))
                    .distinct()
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            Way chosen = next.get(random.nextInt(next.size()));
            path.add(chosen);
            seen.add(chosen.to());
            at = chosen.to();
        }
        return path;
    }

    /** The least that can be spent on the ways of a path. */
    long bottleneckMinor(List<Way> path) {
        BigDecimal least =
                path.stream().map(model::spendable).min(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        return path.isEmpty() ? 0 : minor(least, path.getFirst().unit());
    }

    /** A cycle of debts: each way leads from a creditor to who owes them, and the last leads back to the first. */
    List<Way> cycle() {
        List<Way> found = List.of();
        for (int i = 0; i < 8 && found.isEmpty(); i++) {
            found = walkedCycle();
        }
        return found;
    }

    private List<Way> walkedCycle() {
        List<Way> debts = new ArrayList<>();
        for (Way way : model.books().openLines.keySet()) {
            if (model.books().owed(way).signum() > 0) {
                debts.add(way.back());
            }
        }
        List<Way> walk = new ArrayList<>();
        Way step = debts.isEmpty() ? null : debts.get(random.nextInt(debts.size()));
        while (step != null) {
            walk.add(step);
            Way last = step;
            for (int i = 0; i < walk.size(); i++) {
                if (walk.get(i).from().equals(last.to())) {
                    return walk.subList(i, walk.size());
                }
            }
            List<Way> next = debts.stream()
                    .filter(way -> way.unit().equals(last.unit()) && way.from().equals(last.to()))
                    .toList();
            step = next.isEmpty() ? null : next.get(random.nextInt(next.size()));
        }
        return List.of();
    }

    /** The steps of an amount on a way: first cancel, then owe; {@code cancelled} is what the same command did before. */
    List<Operation> hop(Way way, long amountMinor, Operation.DebtUse use, Map<Way, Long> cancelled) {
        long owedMinor = minor(model.books().owed(way.back()), way.unit()) - cancelled.getOrDefault(way, 0L);
        long cancelMinor = Math.min(amountMinor, owedMinor);
        List<Operation> steps = new ArrayList<>();
        UUID own = open(way.back());
        if (cancelMinor > 0 && own != null) {
            steps.add(new Operation.MoveDebt(own, Direction.CANCEL, cancelMinor, use));
            cancelled.merge(way, cancelMinor, Long::sum);
        }
        UUID theirs = open(way);
        if (amountMinor > cancelMinor && theirs != null) {
            steps.add(new Operation.MoveDebt(theirs, Direction.OWE, amountMinor - cancelMinor, use));
        }
        return steps;
    }

    /** The steps of a payment on a path. */
    List<Operation> pay(List<Way> path, long amountMinor) {
        List<Operation> steps = new ArrayList<>();
        Map<Way, Long> cancelled = new HashMap<>();
        path.forEach(way -> steps.addAll(hop(way, amountMinor, Operation.DebtUse.PAYMENT, cancelled)));
        return steps;
    }

    /** The line and direction that name a way, where there is a line at all. */
    Optional<Operation.HoldLeg> leg(UUID hold, int number, Way way, long amountMinor) {
        UUID theirs = open(way);
        UUID own = open(way.back());
        if (theirs != null && (own == null || random.nextBoolean())) {
            return Optional.of(new Operation.HoldLeg(hold, number, theirs, Direction.OWE, amountMinor));
        }
        return own == null
                ? Optional.empty()
                : Optional.of(new Operation.HoldLeg(hold, number, own, Direction.CANCEL, amountMinor));
    }

    /** The open line that gives credit on a way. */
    @Nullable
    UUID open(Way way) {
        NaiveBooks.Trust line = model.books().openLines.get(way);
        return line == null ? null : line.id;
    }

    long minor(BigDecimal amount, String unit) {
        return amount.movePointRight(model.books().decimals.get(unit)).longValueExact();
    }
}
