package org.tallystick.ledger;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;

/**
 * What a list of things done amounts to, read from its first line to its last: decimal numbers in plain maps, nothing kept
 * up to date. The arithmetic beside which the ledger's own is held.
 */
final class NaiveBooks {

    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    /** An operation that was done, when, and in which transaction. */
    record Done(long timeMs, int transaction, Operation operation) {}

    /** From somebody to somebody in a unit: a debt owed, or the way of a payment. */
    record Way(Pid from, Pid to, String unit) {
        Way back() {
            return new Way(to, from, unit);
        }
    }

    /** A trust line; its way is that of new credit, from debtor to creditor. */
    static final class Trust {
        final UUID id;
        final Way way;
        BigDecimal limit;
        Policy policy;
        LineStatus status = LineStatus.ACTIVE;

        Trust(UUID id, Way way, BigDecimal limit, Policy policy) {
            this.id = id;
            this.way = way;
            this.limit = limit;
            this.policy = policy;
        }
    }

    /** What remains of a leg of a hold. */
    static final class Promise {
        final UUID line;
        final Way way;
        final long placedOnDay;
        BigDecimal left;
        boolean frozenSince;
        boolean bannedSince;

        Promise(UUID line, Way way, long placedOnDay, BigDecimal left) {
            this.line = line;
            this.way = way;
            this.placedOnDay = placedOnDay;
            this.left = left;
        }
    }

    /** A hold with its legs. */
    static final class Held {
        final Pid owner;
        final Set<Pid> parties;
        final long expiresAtMs;
        final TreeMap<Integer, Promise> legs = new TreeMap<>();

        Held(Pid owner, Set<Pid> parties, long expiresAtMs) {
            this.owner = owner;
            this.parties = parties;
            this.expiresAtMs = expiresAtMs;
        }
    }

    private record LineDay(UUID line, long day) {}

    final Map<Pid, AccountStatus> people = new LinkedHashMap<>();
    final Set<Pid> withKey = new HashSet<>();
    final Map<String, Integer> decimals = new LinkedHashMap<>();
    final Map<UUID, Trust> lines = new LinkedHashMap<>();
    final Map<Way, Trust> openLines = new HashMap<>();
    final Map<UUID, Held> holds = new LinkedHashMap<>();
    final Map<Pid, Integer> seqs = new HashMap<>();
    private final Map<Pid, Integer> lastCounted = new HashMap<>();
    private final Map<Way, BigDecimal> owed = new HashMap<>();
    private final Map<LineDay, BigDecimal> newCredit = new HashMap<>();
    private @Nullable Map<Way, BigDecimal> heldSums;
    private @Nullable Map<String, Map<Pid, BigDecimal>> nets;

    NaiveBooks(List<Done> history) {
        for (Done done : history) {
            count(done);
            read(done);
        }
    }

    static long dayOf(long timeMs) {
        return timeMs / DAY_MS;
    }

    /** Counts a transaction for whom its operation concerns, as things stood before it. */
    private void count(Done done) {
        int transaction = done.transaction();
        switch (done.operation()) {
            case Operation.OpenAccount open -> count(open.pid(), transaction);
            case Operation.ChangeAccount change -> count(change.pid(), transaction);
            case Operation.DefineEquivalent define -> {}
            case Operation.OpenLine open -> {
                count(open.creditor(), transaction);
                count(open.debtor(), transaction);
            }
            case Operation.ChangeLine change -> countEnds(change.line(), transaction);
            case Operation.CloseLine close -> countEnds(close.line(), transaction);
            case Operation.OpenHold open -> {
                open.parties().forEach(party -> count(party, transaction));
                count(open.owner(), transaction);
            }
            case Operation.HoldLeg leg -> countEnds(leg.line(), transaction);
            case Operation.ReleaseHold release -> {
                countEnds(release.line(), transaction);
                count(held(release.hold()).owner, transaction);
            }
            case Operation.MoveDebt move -> {
                countEnds(move.line(), transaction);
                if (move.use() instanceof Operation.DebtUse.Capture capture) {
                    count(held(capture.hold()).owner, transaction);
                }
            }
        }
    }

    private void countEnds(UUID line, int transaction) {
        count(line(line).way.from(), transaction);
        count(line(line).way.to(), transaction);
    }

    private void count(Pid pid, int transaction) {
        Integer before = lastCounted.put(pid, transaction);
        if (before == null || before != transaction) {
            seqs.merge(pid, 1, Integer::sum);
        }
    }

    private void read(Done done) {
        switch (done.operation()) {
            case Operation.OpenAccount open -> setPerson(open.pid(), open.status(), open.key() != null);
            case Operation.ChangeAccount change ->
                setPerson(
                        change.pid(),
                        change.status() == null ? statusOf(change.pid()) : change.status(),
                        change.key() != null);
            case Operation.DefineEquivalent define -> decimals.put(define.code(), define.precision());
            case Operation.OpenLine open -> {
                Way way = new Way(open.debtor(), open.creditor(), open.equivalent());
                Trust made = new Trust(open.line(), way, amount(open.limitMinor(), way.unit()), open.policy());
                lines.put(open.line(), made);
                openLines.put(way, made);
            }
            case Operation.ChangeLine change -> change(line(change.line()), change);
            case Operation.CloseLine close -> {
                line(close.line()).status = LineStatus.CLOSED;
                openLines.remove(line(close.line()).way);
            }
            case Operation.OpenHold open ->
                holds.put(open.hold(), new Held(open.owner(), Set.copyOf(open.parties()), open.expiresAtMs()));
            case Operation.HoldLeg leg -> {
                Way way = wayOf(leg.line(), leg.direction());
                BigDecimal amount = amount(leg.amountMinor(), way.unit());
                held(leg.hold()).legs.put(leg.leg(), new Promise(leg.line(), way, dayOf(done.timeMs()), amount));
            }
            case Operation.ReleaseHold release ->
                take(
                        release.hold(),
                        release.leg(),
                        amount(release.amountMinor(), line(release.line()).way.unit()));
            case Operation.MoveDebt move -> move(move, dayOf(done.timeMs()));
        }
    }

    private void setPerson(Pid pid, AccountStatus status, boolean key) {
        people.put(pid, status);
        if (key) {
            withKey.add(pid);
        }
        if (status != AccountStatus.ACTIVE) {
            promises(way -> way.from().equals(pid) || way.to().equals(pid), status == AccountStatus.BANNED);
        }
    }

    private void change(Trust line, Operation.ChangeLine change) {
        change.limitMinor().ifPresent(minor -> line.limit = amount(minor, line.way.unit()));
        change.policy().ifPresent(policy -> line.policy = policy);
        change.status().ifPresent(status -> line.status = status);
        if (line.status == LineStatus.FROZEN) {
            promises(line.way::equals, false);
        }
    }

    /** Remembers for the statistics which promises a freeze or a ban came over. */
    private void promises(java.util.function.Predicate<Way> ways, boolean banned) {
        for (Held held : holds.values()) {
            for (Promise promise : held.legs.values()) {
                if (ways.test(promise.way)) {
                    promise.frozenSince = true;
                    promise.bannedSince |= banned;
                }
            }
        }
    }

    private void move(Operation.MoveDebt move, long day) {
        Way way = line(move.line()).way;
        BigDecimal amount = amount(move.amountMinor(), way.unit());
        if (move.direction() == Direction.OWE) {
            owed.merge(way, amount, BigDecimal::add);
            newCredit.merge(new LineDay(move.line(), day), amount, BigDecimal::add);
        } else {
            owed.merge(way, amount.negate(), BigDecimal::add);
        }
        if (move.use() instanceof Operation.DebtUse.Capture capture) {
            take(capture.hold(), capture.leg(), amount);
        }
    }

    private void take(UUID hold, int leg, BigDecimal amount) {
        Promise promise = java.util.Objects.requireNonNull(held(hold).legs.get(leg));
        promise.left = promise.left.subtract(amount);
        if (held(hold).legs.values().stream().allMatch(one -> one.left.signum() == 0)) {
            holds.remove(hold);
        }
    }

    BigDecimal amount(long minor, String unit) {
        return BigDecimal.valueOf(minor, decimals.get(unit));
    }

    Trust line(UUID id) {
        return java.util.Objects.requireNonNull(lines.get(id), "only what was possible was done");
    }

    Held held(UUID id) {
        return java.util.Objects.requireNonNull(holds.get(id), "only what was possible was done");
    }

    @Nullable
    AccountStatus statusOf(Pid pid) {
        return people.get(pid);
    }

    boolean takesPart(Pid pid) {
        return people.get(pid) == AccountStatus.ACTIVE;
    }

    /** The way on which a direction on a line moves value. */
    Way wayOf(UUID line, Direction direction) {
        Way way = line(line).way;
        return direction == Direction.OWE ? way : way.back();
    }

    /** What {@code way.from()} owes {@code way.to()}. */
    BigDecimal owed(Way way) {
        return owed.getOrDefault(way, BigDecimal.ZERO);
    }

    /** What holds keep of a way. */
    BigDecimal held(Way way) {
        Map<Way, BigDecimal> known = heldSums;
        if (known == null) {
            known = new HashMap<>();
            for (Held held : holds.values()) {
                for (Promise promise : held.legs.values()) {
                    known.merge(promise.way, promise.left, BigDecimal::add);
                }
            }
            heldSums = known;
        }
        return known.getOrDefault(way, BigDecimal.ZERO);
    }

    /** New credit taken on a line in a day. */
    BigDecimal newCredit(UUID line, long day) {
        return newCredit.getOrDefault(new LineDay(line, day), BigDecimal.ZERO);
    }

    /** What others owe somebody minus what they owe others. */
    BigDecimal net(Pid pid, String unit) {
        Map<String, Map<Pid, BigDecimal>> known = nets;
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<Way, BigDecimal> debt : owed.entrySet()) {
                Way way = debt.getKey();
                Map<Pid, BigDecimal> ofUnit = known.computeIfAbsent(way.unit(), none -> new HashMap<>());
                ofUnit.merge(way.to(), debt.getValue(), BigDecimal::add);
                ofUnit.merge(way.from(), debt.getValue().negate(), BigDecimal::add);
            }
            nets = known;
        }
        return known.getOrDefault(unit, Map.of()).getOrDefault(pid, BigDecimal.ZERO);
    }
}
