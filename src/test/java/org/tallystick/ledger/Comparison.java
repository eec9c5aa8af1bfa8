package org.tallystick.ledger;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.NaiveBooks.Way;

/** Holds the ledger beside the naive one, everywhere; and keeps a list of capacities up to date by what the ledger reports. */
final class Comparison {

    private final Ledger ledger;
    private final LedgerView view;
    private final NaiveLedger model;
    private final Map<Way, Long> reported = new HashMap<>();
    private final Set<Pair> limitedByDay = new HashSet<>();
    private NaiveBooks before;

    Comparison(Ledger ledger, NaiveLedger model) {
        this.ledger = ledger;
        this.view = ledger.view();
        this.model = model;
        this.before = model.books();
    }

    /** Takes all capacities from the ledger itself, as after a start. */
    void rebuild() {
        view.forEachLine(line -> report(line.pair()));
    }

    /** Takes over what another day changes. */
    void beginBlock() {
        follow();
        Set.copyOf(limitedByDay).forEach(this::report);
    }

    private void follow() {
        ledger.drainChangedAccounts(account -> {});
        ledger.drainChangedPairs(this::report);
    }

    private void report(Pair pair) {
        String unit = pair.equivalent().code();
        Pid low = pair.low().pid();
        Pid high = pair.high().pid();
        reported.put(new Way(low, high, unit), pair.capacityMinor(pair.low(), view.day()));
        reported.put(new Way(high, low, unit), pair.capacityMinor(pair.high(), view.day()));
        if (limitedByDay(pair.trustOf(pair.low())) || limitedByDay(pair.trustOf(pair.high()))) {
            limitedByDay.add(pair);
        } else {
            limitedByDay.remove(pair);
        }
    }

    private static boolean limitedByDay(@Nullable Line line) {
        return line != null && line.policy().dailyLimitMinor().isPresent();
    }

    /** Remembers where everybody stands. */
    void beginTransaction() {
        before = model.books();
    }

    /** Compares what a transaction did to whom. */
    void compare(Effects effects) {
        NaiveBooks books = model.books();
        Map<Pid, Long> touched = new HashMap<>();
        for (Effects.Touch touch : effects.touches()) {
            same(null, touched.put(touch.pid(), touch.seq()), "times that a transaction counts", touch.pid());
        }
        Map<String, Long> changes = new HashMap<>();
        for (Effects.NetChange change : effects.netChanges()) {
            changes.put(change.pid().text() + change.equivalent(), change.changeMinor());
        }
        for (Pid pid : books.people.keySet()) {
            int seq = books.seqs.getOrDefault(pid, 0);
            boolean counts = seq != before.seqs.getOrDefault(pid, 0);
            same(counts ? (long) seq : null, touched.remove(pid), "count of transactions", pid);
            for (String unit : books.decimals.keySet()) {
                long changeMinor = minor(books.net(pid, unit).subtract(before.net(pid, unit)), unit);
                same(changeMinor == 0 ? null : changeMinor, changes.remove(pid.text() + unit), "change of net", pid);
            }
        }
        same(0, touched.size() + changes.size(), "effects on nobody", effects);
    }

    /** Compares all that can be asked. */
    void compare() {
        follow();
        NaiveBooks books = model.books();
        same(books.people.size(), view.accountCount(), "number of accounts", "");
        same(books.decimals.size(), view.equivalentCount(), "number of equivalents", "");
        same(books.lines.size(), view.lineCount(), "number of lines", "");
        for (Map.Entry<Pid, AccountStatus> person : books.people.entrySet()) {
            Account account = Objects.requireNonNull(view.account(person.getKey()));
            same(person.getValue(), account.status(), "status", account.pid());
            same((long) books.seqs.getOrDefault(account.pid(), 0), account.seq(), "seq", account.pid());
        }
        for (Map.Entry<String, Integer> unit : books.decimals.entrySet()) {
            Equivalent equivalent = Objects.requireNonNull(view.equivalent(unit.getKey()));
            same(unit.getValue(), equivalent.precision(), "precision", unit);
            comparePositions(books, equivalent);
        }
        books.lines.values().forEach(this::compareLine);
        compareHolds(books);
    }

    private void comparePositions(NaiveBooks books, Equivalent unit) {
        for (Pid pid : books.people.keySet()) {
            Account account = Objects.requireNonNull(view.account(pid));
            Position position = account.position(unit.number());
            same(
                    minor(books.net(pid, unit.code()), unit.code()),
                    position == null ? 0L : position.netMinor(),
                    "net",
                    pid);
            for (Pid other : books.people.keySet()) {
                if (!other.equals(pid)) {
                    compareWay(
                            new Way(pid, other, unit.code()),
                            account,
                            Objects.requireNonNull(view.account(other)),
                            unit);
                }
            }
        }
    }

    private void compareWay(Way way, Account from, Account to, Equivalent unit) {
        Pair pair = view.pair(from, to, unit);
        long owesMinor = pair == null ? 0 : pair.owesMinor(from);
        long heldMinor = pair == null ? 0 : pair.heldFromMinor(from);
        long spendableMinor = minor(model.spendable(way), way.unit());
        same(minor(model.books().owed(way), way.unit()), owesMinor, "debt", way);
        same(minor(model.books().held(way), way.unit()), heldMinor, "held", way);
        same(spendableMinor, view.capacityMinor(from, to, unit), "spendable", way);
        same(spendableMinor, reported.getOrDefault(way, 0L), "spendable as reported", way);
    }

    private void compareLine(NaiveBooks.Trust expected) {
        Line line = Objects.requireNonNull(view.line(expected.id));
        String unit = expected.way.unit();
        boolean open = expected.status != LineStatus.CLOSED;
        same(expected.status, line.status(), "status of line", expected.way);
        same(unit, line.equivalent().code(), "unit of line", expected.way);
        same(minor(expected.limit, unit), line.limitMinor(), "limit", expected.way);
        same(expected.policy, line.policy(), "policy", expected.way);
        same(open ? minor(model.books().owed(expected.way), unit) : 0L, line.debtMinor(), "debt of line", expected.way);
    }

    private void compareHolds(NaiveBooks books) {
        int[] seen = {0};
        view.forEachHold(hold -> seen[0]++);
        same(books.holds.size(), seen[0], "number of holds", "");
        List<UUID> runOut = books.holds.entrySet().stream()
                .filter(hold -> hold.getValue().expiresAtMs <= model.timeMs())
                .sorted(Comparator.comparingLong((Map.Entry<UUID, NaiveBooks.Held> hold) -> hold.getValue().expiresAtMs)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        List<UUID> reportedOut =
                view.holdsRunOut(model.timeMs(), 2).stream().map(Hold::id).toList();
        same(runOut, reportedOut, "holds that ran out", "");
        books.holds.forEach((id, expected) -> {
            Hold hold = Objects.requireNonNull(view.hold(id));
            same(expected.legs.keySet(), hold.legs().keySet(), "legs", id);
            expected.legs.forEach((number, promise) -> same(
                    minor(promise.left, promise.way.unit()),
                    Objects.requireNonNull(hold.legs().get(number)).remainingMinor(),
                    "left of leg",
                    id));
        });
    }

    private long minor(BigDecimal amount, String unit) {
        return amount.movePointRight(model.books().decimals.get(unit)).longValueExact();
    }

    private static void same(@Nullable Object expected, @Nullable Object actual, String what, Object whose) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(
                    what + " of " + whose + " is " + actual + " where the naive ledger has " + expected);
        }
    }
}
