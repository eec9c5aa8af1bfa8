package org.tallystick.feature.clearing;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleSearch;
import org.tallystick.clearing.NettingLimits;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Pair;
import org.tallystick.money.DecimalText;

/**
 * A ring of lines on which one amount can be cleared: the creditor of each is the debtor of the next. It begins with the line
 * whose id comes first as text, so that a circle is written in one way only. A value; any thread.
 *
 * @param lines at least three, in the order of the ring
 * @param equivalent the unit's code
 * @param amountMinor what is taken off each debt, in minor units, at least 1
 */
record Circle(List<UUID> lines, String equivalent, long amountMinor) {

    /** As texts of hex compare, without making them; UUIDs themselves compare with a sign. */
    private static final Comparator<UUID> AS_TEXT = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    static final int MIN_HOPS = 3;

    /** The longest that is searched for on request, or that people are asked about. */
    static final int MAX_HOPS = CycleSearch.MAX_HOPS;

    /** The longest that is cleared without asking; what was agreed to is shorter. */
    static final int MAX_CLEARED_HOPS = NettingLimits.BATCH.maxHops();

    /** Turns the ring so that it begins where it has to. */
    Circle {
        require(lines.size() >= MIN_HOPS && lines.size() <= MAX_CLEARED_HOPS, "A circle has 3 to 64 lines");
        require(amountMinor > 0, "A circle clears something");
        UUID first = lines.stream().min(AS_TEXT).orElseThrow();
        int from = lines.indexOf(first);
        List<UUID> turned = new ArrayList<>(lines.subList(from, lines.size()));
        turned.addAll(lines.subList(0, from));
        lines = List.copyOf(turned);
    }

    /** The circle of a cycle that was just found; on the ledger thread. */
    static Circle of(Cycle cycle, Equivalent unit, LedgerView ledger) {
        List<UUID> lines = new ArrayList<>(cycle.hops());
        for (int i = 0; i < cycle.hops(); i++) {
            Account creditor = ledger.account(cycle.creditor(i));
            Pair pair = Objects.requireNonNull(
                    ledger.pair(ledger.account(cycle.debtor(i)), creditor, unit), "A debt stands between neighbours");
            lines.add(Objects.requireNonNull(pair.trustOf(creditor), "A debt stands on a line")
                    .id());
        }
        return new Circle(lines, unit.code(), cycle.amountMinor());
    }

    int hops() {
        return lines.size();
    }

    boolean sameLinesAs(Circle other) {
        return lines.equals(other.lines);
    }

    /** The id of its proposal. */
    String id(int precision) {
        return ProposalIds.of(lines, amount(precision));
    }

    String amount(int precision) {
        return DecimalText.print(amountMinor, precision);
    }

    /** The lines as the ledger has them, in the order of the ring. */
    List<Line> linesOf(LedgerView ledger) {
        return lines.stream().map(id -> line(id, ledger)).toList();
    }

    private static Line line(UUID id, LedgerView ledger) {
        return Objects.requireNonNull(ledger.line(id), "A line stays for ever, be it closed");
    }

    /** Everybody in it, in the order of the ring. */
    List<Pid> members(LedgerView ledger) {
        return linesOf(ledger).stream().map(line -> line.debtor().pid()).toList();
    }

    boolean hasMember(Pid pid, LedgerView ledger) {
        return linesOf(ledger).stream().anyMatch(line -> line.debtor().pid().equals(pid));
    }

    /** The creditors whose lines are not cleared without asking, in the order of the ring. */
    List<Pid> asking(LedgerView ledger) {
        return linesOf(ledger).stream()
                .filter(line -> !line.policy().clearsWithoutAsking())
                .map(line -> line.creditor().pid())
                .toList();
    }

    /** Whether the whole amount could be taken off each debt now, if all agreed. Nobody in it is frozen then. */
    boolean holds(LedgerView ledger) {
        return clearableMinor(ledger, Map.of()) >= amountMinor;
    }

    /**
     * The most that could be taken off each debt now, if all agreed; not above 0 where somebody is frozen or a debt is gone.
     *
     * @param takenMinor what else is about to be taken off lines
     */
    long clearableMinor(LedgerView ledger, Map<UUID, Long> takenMinor) {
        long least = Long.MAX_VALUE;
        for (UUID id : lines) {
            long clearableMinor = Ledger.clearableMinor(line(id, ledger), ledger.day());
            least = Math.min(least, clearableMinor - takenMinor.getOrDefault(id, 0L));
        }
        return least;
    }

    /** The same circle with another amount. */
    Circle of(long otherMinor) {
        return new Circle(lines, equivalent, otherMinor);
    }

    /** What the ledger does. */
    List<Operation> clearing() {
        List<Operation> steps = new ArrayList<>(lines.size());
        for (UUID line : lines) {
            steps.add(new Operation.MoveDebt(line, Direction.CANCEL, amountMinor, Operation.DebtUse.CLEARING));
        }
        return steps;
    }
}
