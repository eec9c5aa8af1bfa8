package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.NaiveBooks.Held;
import org.tallystick.ledger.NaiveBooks.Promise;
import org.tallystick.ledger.NaiveBooks.Trust;
import org.tallystick.ledger.NaiveBooks.Way;

/**
 * Makes commands up that mostly can be done and often only just: it looks at the naive ledger to aim at limits, holds and
 * frozen lines, which blind chance would seldom meet.
 */
final class RandomCommands {

    /** A command: operations that hold or fail together, and what it is about. */
    record Command(String about, List<Operation> operations) {}

    private record Maker(int weight, String about, Supplier<List<Operation>> make) {}

    private static final long DAY_MS = 86_400_000;
    private static final long MOST_MINOR = 1_000_000_000_000_000L;
    private static final int MOST_PEOPLE = 6;
    private static final int MOST_UNITS = 3;
    private static final String[] UNITS = {"HOUR", "OTC", "SAT", "KWH"};
    private static final int[] DECIMALS = {2, 0, 8, 3};

    private final Random random;
    private final NaiveLedger model;
    private final Ways ways;
    private final OddCommands odd;
    private final List<Maker> makers;

    RandomCommands(Random random, NaiveLedger model) {
        this.random = random;
        this.model = model;
        this.ways = new Ways(random, model);
        this.odd = new OddCommands(random, model);
        this.makers = List.of(
                new Maker(250, "pay", this::pay),
                new Maker(130, "clear", this::clear),
                new Maker(180, "hold", this::hold),
                new Maker(150, "capture", this::capture),
                new Maker(30, "release", this::release),
                new Maker(25, "expire", this::expire),
                new Maker(80, "change line", this::changeLine),
                new Maker(80, "freeze line", this::freezeLine),
                new Maker(45, "change account", this::changeAccount),
                new Maker(60, "open line", this::openLine),
                new Maker(30, "close line", this::closeLine),
                new Maker(10, "open account", this::openAccount),
                new Maker(3, "define", this::define),
                new Maker(25, "import", this::importAll),
                new Maker(90, "odd", odd::make));
    }

    Command next() {
        if (model.books().people.size() < 4) {
            return new Command("open account", openAccount());
        }
        if (model.books().decimals.isEmpty()) {
            return new Command("define", define());
        }
        if (model.books().openLines.size() < 8) {
            return new Command("open line", openLine());
        }
        int sum = makers.stream().mapToInt(Maker::weight).sum();
        while (true) {
            int at = random.nextInt(sum);
            for (Maker maker : makers) {
                at -= maker.weight();
                if (at < 0) {
                    List<Operation> operations = maker.make().get();
                    if (!operations.isEmpty()) {
                        return new Command(maker.about(), operations);
                    }
                    break;
                }
            }
        }
    }

    private List<Operation> pay() {
        List<Way> path = ways.path(random.nextInt(10) > 0);
        return inWrongOrderAtTimes(ways.pay(path, near(ways.bottleneckMinor(path))));
    }

    private List<Operation> clear() {
        List<Way> cycle = ways.cycle();
        if (cycle.isEmpty()) {
            return List.of();
        }
        long mostMinor = Long.MAX_VALUE;
        for (Way way : cycle) {
            mostMinor = Math.min(mostMinor, ways.minor(model.clearable(way), way.unit()));
        }
        if (mostMinor == 0 && random.nextInt(4) > 0) {
            return List.of();
        }
        List<Operation> steps = new ArrayList<>();
        long amountMinor = near(mostMinor);
        for (Way way : cycle) {
            UUID line = model.books().openLines.get(way.back()).id;
            steps.add(new Operation.MoveDebt(line, Direction.CANCEL, amountMinor, Operation.DebtUse.CLEARING));
        }
        return steps;
    }

    private List<Operation> hold() {
        UUID id = Cast.id(random);
        List<Way> path = new ArrayList<>(ways.path(random.nextInt(12) > 0));
        if (path.isEmpty()) {
            return List.of();
        }
        long amountMinor = near(ways.bottleneckMinor(path));
        if (random.nextInt(4) == 0) {
            path.addAll(ways.path(true));
        }
        List<Pid> parties = new ArrayList<>();
        boolean all = random.nextInt(6) > 0;
        for (Pid pid : model.people()) {
            if (all || random.nextInt(2) == 0) {
                parties.add(pid);
            }
        }
        if (random.nextInt(60) == 0) {
            parties.add(Cast.STRANGER);
        }
        long lifeMs = random.nextInt(4) == 0 ? 1 + random.nextInt(100_000) : 1 + random.nextLong(5 * DAY_MS);
        long expiresAtMs = model.timeMs() + (random.nextInt(60) == 0 ? 0 : lifeMs);
        List<Operation> steps = new ArrayList<>();
        steps.add(new Operation.OpenHold(id, path.getFirst().from(), parties, expiresAtMs));
        for (int i = 0; i < path.size(); i++) {
            ways.leg(id, i, path.get(i), amountMinor).ifPresent(steps::add);
        }
        return steps;
    }

    private List<Operation> capture() {
        UUID id = aHold();
        Held held = model.books().holds.get(id);
        if (held == null || held.legs.isEmpty()) {
            return List.of();
        }
        List<Operation> steps = new ArrayList<>();
        Map<Way, Long> cancelled = new HashMap<>();
        int only = random.nextInt(2) == 0 ? -1 : pick(held.legs.keySet());
        boolean whole = random.nextInt(3) > 0;
        for (Map.Entry<Integer, Promise> leg : held.legs.entrySet()) {
            Promise promise = leg.getValue();
            if (promise.left.signum() == 0 || (only >= 0 && only != leg.getKey())) {
                continue;
            }
            long leftMinor = ways.minor(promise.left, promise.way.unit());
            long amountMinor = whole ? leftMinor : near(leftMinor);
            Operation.DebtUse use = new Operation.DebtUse.Capture(id, leg.getKey());
            steps.addAll(ways.hop(promise.way, amountMinor, use, cancelled));
        }
        return inWrongOrderAtTimes(steps);
    }

    /** Owes before it cancels. */
    private List<Operation> inWrongOrderAtTimes(List<Operation> steps) {
        return random.nextInt(25) == 0 ? steps.reversed() : steps;
    }

    /** Mostly one that a freeze or a ban came over. */
    private UUID aHold() {
        Map<UUID, Held> holds = model.books().holds;
        List<UUID> struck = new ArrayList<>();
        holds.forEach((id, held) -> {
            if (held.legs.values().stream().anyMatch(leg -> leg.frozenSince && leg.left.signum() > 0)) {
                struck.add(id);
            }
        });
        Collection<UUID> from = struck.isEmpty() || random.nextInt(5) == 0 ? holds.keySet() : struck;
        return from.isEmpty() ? Cast.id(random) : pick(from);
    }

    private List<Operation> release() {
        if (model.books().holds.isEmpty()) {
            return List.of();
        }
        UUID id = pick(model.books().holds.keySet());
        Held held = model.books().held(id);
        int number = held.legs.isEmpty() ? 0 : pick(held.legs.keySet());
        Promise promise = held.legs.get(number);
        return promise == null || promise.left.signum() == 0
                ? List.of()
                : List.of(new Operation.ReleaseHold(
                        id, number, promise.line, near(ways.minor(promise.left, promise.way.unit()))));
    }

    private List<Operation> expire() {
        List<Operation> steps = new ArrayList<>();
        model.books().holds.forEach((id, held) -> {
            if (steps.isEmpty() && held.expiresAtMs <= model.timeMs()) {
                held.legs.forEach((number, promise) -> {
                    if (promise.left.signum() > 0) {
                        long leftMinor = ways.minor(promise.left, promise.way.unit());
                        steps.add(new Operation.ReleaseHold(id, number, promise.line, leftMinor));
                    }
                });
            }
        });
        return steps;
    }

    private List<Operation> changeLine() {
        Trust line = aLine();
        OptionalLong limitMinor = OptionalLong.empty();
        if (random.nextInt(3) > 0) {
            long usedMinor =
                    ways.minor(model.books().owed(line.way).add(model.books().held(line.way)), line.way.unit());
            limitMinor = OptionalLong.of(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> usedMinor;
                        case 2 -> usedMinor - 1;
                        default -> limit();
                    });
        }
        Optional<Policy> policy = random.nextInt(2) == 0 ? Optional.of(policy()) : Optional.empty();
        return List.of(new Operation.ChangeLine(line.id, limitMinor, policy, Optional.empty()));
    }

    /** Mostly a line on which something is held, so that it is captured from a frozen line. */
    private List<Operation> freezeLine() {
        List<Trust> held = model.books().openLines.values().stream()
                .filter(line -> model.books().held(line.way).signum() > 0)
                .toList();
        Trust line = held.isEmpty() || random.nextInt(3) == 0 ? aLine() : held.get(random.nextInt(held.size()));
        LineStatus status = line.status == LineStatus.ACTIVE ? LineStatus.FROZEN : LineStatus.ACTIVE;
        return List.of(new Operation.ChangeLine(line.id, OptionalLong.empty(), Optional.empty(), Optional.of(status)));
    }

    private List<Operation> changeAccount() {
        List<Pid> away = model.people().stream()
                .filter(pid -> !model.books().takesPart(pid))
                .toList();
        if (!away.isEmpty() && (away.size() > 1 || random.nextInt(3) > 0)) {
            Pid pid = away.get(random.nextInt(away.size()));
            boolean claim = !model.books().withKey.contains(pid) || random.nextInt(4) == 0;
            return List.of(new Operation.ChangeAccount(pid, AccountStatus.ACTIVE, claim ? Cast.key(random) : null));
        }
        AccountStatus[] some = {
            AccountStatus.FROZEN, AccountStatus.BANNED, AccountStatus.LEFT, AccountStatus.PENDING, null
        };
        AccountStatus status = some[random.nextInt(some.length)];
        Pid pid = pick(model.people());
        return List.of(new Operation.ChangeAccount(pid, status, status == null ? Cast.key(random) : null));
    }

    private List<Operation> openAccount() {
        return model.books().people.size() >= MOST_PEOPLE ? List.of() : List.of(newcomer());
    }

    private Operation newcomer() {
        while (true) {
            int number = random.nextInt(Cast.KEYS.size());
            boolean imported = random.nextInt(4) == 0;
            Pid pid = imported ? Cast.imported(number) : Cast.pid(number);
            if (!model.books().people.containsKey(pid)) {
                return imported
                        ? new Operation.OpenAccount(pid, AccountStatus.UNCLAIMED, null)
                        : new Operation.OpenAccount(pid, AccountStatus.ACTIVE, Cast.KEYS.get(number));
            }
        }
    }

    private List<Operation> define() {
        return model.books().decimals.size() >= MOST_UNITS
                ? List.of()
                : unit().map(List::of).orElse(List.of());
    }

    private Optional<Operation> unit() {
        int number = random.nextInt(UNITS.length);
        return model.books().decimals.containsKey(UNITS[number])
                ? Optional.empty()
                : Optional.of(new Operation.DefineEquivalent(UNITS[number], DECIMALS[number], true));
    }

    private List<Operation> openLine() {
        // Mostly in the first unit, so that lines are dense enough for cycles.
        Set<String> units = model.books().decimals.keySet();
        String unit = random.nextInt(3) > 0 ? units.iterator().next() : pick(units);
        Pid debtor = pick(model.people());
        List<Pid> creditors = model.people().stream()
                .filter(pid -> !pid.equals(debtor) && !model.books().openLines.containsKey(new Way(debtor, pid, unit)))
                .toList();
        Pid creditor = creditors.isEmpty() || random.nextInt(20) == 0 ? pick(model.people()) : pick(creditors);
        return List.of(openLine(creditor, debtor, unit));
    }

    private Operation openLine(Pid creditor, Pid debtor, String unit) {
        Policy policy = random.nextInt(3) == 0 ? Policy.DEFAULT : policy();
        return new Operation.OpenLine(Cast.id(random), creditor, debtor, unit, limit(), policy);
    }

    private List<Operation> closeLine() {
        List<Trust> free = model.books().openLines.values().stream()
                .filter(line -> model.books().owed(line.way).signum() == 0)
                .toList();
        Trust line = free.isEmpty() || random.nextInt(3) == 0 ? aLine() : free.get(random.nextInt(free.size()));
        return List.of(new Operation.CloseLine(line.id));
    }

    /** Several newcomers and units with their lines at once; where the town is full, one that fails at its last step. */
    private List<Operation> importAll() {
        List<Operation> steps = new ArrayList<>();
        boolean full = model.books().people.size() >= MOST_PEOPLE
                || model.books().decimals.size() >= MOST_UNITS;
        Optional<Operation> unit = random.nextBoolean() ? unit() : Optional.empty();
        String code = pick(model.books().decimals.keySet());
        if (unit.isPresent()) {
            steps.add(unit.get());
            code = ((Operation.DefineEquivalent) unit.get()).code();
        }
        Pid neighbour = pick(model.people());
        Operation newcomer = newcomer();
        Pid pid = ((Operation.OpenAccount) newcomer).pid();
        steps.add(newcomer);
        steps.add(openLine(pid, neighbour, code));
        steps.add(openLine(neighbour, pid, code));
        if (full || random.nextInt(3) == 0) {
            steps.add(new Operation.CloseLine(Cast.id(random)));
        }
        return steps;
    }

    private Trust aLine() {
        return pick(model.books().openLines.values());
    }

    private long limit() {
        return switch (random.nextInt(40)) {
            case 0 -> 0;
            case 1 -> MOST_MINOR;
            case 2 -> MOST_MINOR + 1;
            case 3 -> -1;
            default -> 1 + random.nextInt(1000);
        };
    }

    private Policy policy() {
        OptionalLong daily = random.nextInt(3) == 0 ? OptionalLong.of(random.nextInt(300)) : OptionalLong.empty();
        OptionalLong usage = random.nextInt(8) == 0 ? OptionalLong.of(random.nextInt(100)) : OptionalLong.empty();
        Optional<Policy.AllowHolds> leave = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new Policy.AllowHolds(random.nextInt(1000), random.nextInt(10)));
        Optional<Boolean> clearing = random.nextInt(4) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty();
        List<Pid> blocked = random.nextInt(8) == 0 ? List.of(pick(model.people()), Cast.STRANGER) : List.of();
        return new Policy(random.nextInt(8) > 0, clearing, daily, usage, blocked, leave);
    }

    /** An amount up to a bound, often exactly it, sometimes one more; at least one. */
    private long near(long boundMinor) {
        long amountMinor = switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> boundMinor;
            case 4 -> boundMinor + 1;
            default -> 1 + random.nextLong(Math.max(1, boundMinor));
        };
        return Math.max(1, amountMinor);
    }

    private <T> T pick(Collection<T> from) {
        int skip = random.nextInt(from.size());
        return from.stream().skip(skip).findFirst().orElseThrow();
    }
}
