package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.Netted;
import org.tallystick.clearing.Netting;
import org.tallystick.clearing.NettingLimits;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;

/**
 * Nets one equivalent once: copies its debts from the ledger thread in slices, solves on this thread, and has each circle applied as a
 * transaction of its own, which the ledger checks again. What lines want to be asked about is proposed. Not the node's own thread.
 */
final class NettingBatch {

    /** How many circles, and debts of them, wait for the ledger thread together: less than a block of payments. */
    private static final int GROUP_CIRCLES = 64;

    private static final int GROUP_HOPS = 512;
    private static final int MAX_PROPOSALS = 20;
    private static final int MAX_TRIES = 200;
    private static final int NAME_BYTES = 16;

    /** Of a circle of which nothing is there any more. */
    private static final Answer GONE = new Answer.Refused(Refusal.of(ErrorCode.E017, "reason", "no_longer_holds"));

    private final Desk desk;
    private final NettingLimits limits;
    private final String equivalent;
    private final BooleanSupplier stopped;
    private final String name;
    private final Netting netting = new Netting();
    private final DebtCopy copy = new DebtCopy();
    private BatchResult result = BatchResult.NOTHING;

    /**
     * Makes ready.
     *
     * @param stopped whether to end early; asked between slices and groups
     */
    NettingBatch(Desk desk, Randomness randomness, NettingLimits limits, String equivalent, BooleanSupplier stopped) {
        this.desk = desk;
        this.limits = limits;
        this.equivalent = equivalent;
        this.stopped = stopped;
        this.name = Hex.encode(randomness.bytes(NAME_BYTES));
    }

    /** Does it all. */
    void run() throws ApiError {
        if (copyAll() && apply(solve()) && copy.asking() > 0) {
            propose();
        }
    }

    /** What came of it so far. */
    BatchResult result() {
        return result;
    }

    /** Copies the debts; false where it was stopped. */
    boolean copyAll() throws ApiError {
        while (!stopped.getAsBoolean()) {
            copy.makeRoom();
            if (desk.ask(view -> copy.copySome(view.ledger(), ClearingService.unit(view.ledger(), equivalent)))) {
                return true;
            }
        }
        return false;
    }

    /** The circles in which nobody is asked. */
    List<Cycle> solve() {
        Netted netted = net(debt -> !copy.asks(debt), limits);
        List<Cycle> cycles = largestFirst(netted.cycles());
        long foundMinor = 0;
        for (Cycle cycle : cycles) {
            foundMinor = BatchResult.sum(foundMinor, offMinor(cycle));
        }
        result = new BatchResult(copy.count(), netted.optimal(), foundMinor, 0, 0, 0, 0, 0);
        return cycles;
    }

    private Netted net(IntPredicate wanted, NettingLimits within) {
        int count = 0;
        for (int debt = 0; debt < copy.count(); debt++) {
            count += wanted.test(debt) ? 1 : 0;
        }
        int[] debtors = new int[count];
        int[] creditors = new int[count];
        long[] amounts = new long[count];
        int at = 0;
        for (int debt = 0; debt < copy.count(); debt++) {
            if (wanted.test(debt)) {
                debtors[at] = copy.debtor(debt);
                creditors[at] = copy.creditor(debt);
                amounts[at++] = copy.amountMinor(debt);
            }
        }
        return netting.solve(copy.accounts(), debtors, creditors, amounts, within, stopped);
    }

    /** Those that take most off all debts together, so that what may yet be lost is little. */
    private static List<Cycle> largestFirst(List<Cycle> cycles) {
        List<Cycle> sorted = new ArrayList<>(cycles);
        sorted.removeIf(cycle -> cycle.hops() < Circle.MIN_HOPS);
        sorted.sort(Comparator.comparingLong(NettingBatch::offMinor).reversed());
        return sorted;
    }

    private static long offMinor(Cycle cycle) {
        long most = Long.MAX_VALUE / cycle.hops();
        return Math.min(most, cycle.amountMinor()) * cycle.hops();
    }

    private Circle circle(Cycle cycle) {
        List<UUID> lines = new ArrayList<>(cycle.hops());
        for (int i = 0; i < cycle.hops(); i++) {
            lines.add(copy.line(copy.find(cycle.debtor(i), cycle.creditor(i))));
        }
        return new Circle(lines, equivalent, cycle.amountMinor());
    }

    /**
     * Has them applied, each by itself and with as much of its amount as is there when its group has its turn.
     *
     * @return false where some were left to another time, since the node takes nothing now or is about to close
     */
    boolean apply(List<Cycle> cycles) throws ApiError {
        int next = 0;
        boolean busy = false;
        while (next < cycles.size() && !busy && !stopped.getAsBoolean()) {
            List<Circle> group = new ArrayList<>(GROUP_CIRCLES);
            int hops = 0;
            int from = next;
            while (next < cycles.size()
                    && group.size() < GROUP_CIRCLES
                    && hops + cycles.get(next).hops() <= GROUP_HOPS) {
                group.add(circle(cycles.get(next)));
                hops += cycles.get(next).hops();
                next++;
            }
            busy = apply(group, cycles, from);
        }
        result = result.and(new BatchResult(0, true, 0, 0, 0, 0, cycles.size() - next, 0));
        return !busy && !stopped.getAsBoolean();
    }

    /** Whether the node takes nothing now, which is no fault of a circle. */
    private boolean apply(List<Circle> group, List<Cycle> cycles, int from) throws ApiError {
        long[] amounts = desk.ask(view -> amounts(group, view.ledger()));
        List<CompletableFuture<Answer>> answers = new ArrayList<>(group.size());
        for (int i = 0; i < group.size(); i++) {
            String id = name + "-" + (from + i);
            answers.add(
                    amounts[i] < limits.smallestMinor()
                            ? CompletableFuture.completedFuture(GONE)
                            : desk.node()
                                    .submitAlone(ClearingTransactions.cycle(
                                            id, group.get(i).of(amounts[i]))));
        }
        boolean busy = false;
        for (int i = 0; i < group.size(); i++) {
            Cycle done = new Cycle(cycles.get(from + i).nodes(), Math.max(1, amounts[i]));
            busy |= isBusy(answers.get(i).join(), done);
        }
        return busy;
    }

    /** What of each circle is there now, if those before it in the group are cleared. */
    private static long[] amounts(List<Circle> group, LedgerView ledger) {
        Map<UUID, Long> takenMinor = new HashMap<>();
        long[] amounts = new long[group.size()];
        for (int i = 0; i < amounts.length; i++) {
            Circle circle = group.get(i);
            long amountMinor = Math.min(circle.amountMinor(), circle.clearableMinor(ledger, takenMinor));
            amounts[i] = amountMinor;
            if (amountMinor > 0) {
                circle.lines().forEach(line -> takenMinor.merge(line, amountMinor, Long::sum));
            }
        }
        return amounts;
    }

    private boolean isBusy(Answer answer, Cycle cycle) {
        boolean busy =
                answer instanceof Answer.Refused refused && refused.refusal().code() == ErrorCode.E020;
        if (answer instanceof Answer.Committed) {
            result = result.and(new BatchResult(0, true, 0, offMinor(cycle), 1, 0, 0, 0));
            for (int i = 0; i < cycle.hops(); i++) {
                copy.take(copy.find(cycle.debtor(i), cycle.creditor(i)), cycle.amountMinor());
            }
        } else {
            result = result.and(new BatchResult(0, true, 0, 0, 0, busy ? 0 : 1, busy ? 1 : 0, 0));
        }
        return busy;
    }

    /** Of what is left, circles in which somebody wants to be asked. */
    private void propose() throws ApiError {
        NettingLimits within = new NettingLimits(
                Math.min(Circle.MAX_HOPS, limits.maxHops()),
                limits.maxCycles(),
                limits.smallestMinor(),
                limits.workPerDebt());
        int tries = 0;
        for (Cycle cycle :
                largestFirst(net(debt -> copy.amountMinor(debt) > 0, within).cycles())) {
            if (tries == MAX_TRIES || result.proposed() == MAX_PROPOSALS || stopped.getAsBoolean()) {
                return;
            }
            if (asks(cycle)) {
                ask(circle(cycle), name + "-p" + tries);
                tries++;
            }
        }
    }

    private boolean asks(Cycle cycle) {
        boolean asks = false;
        for (int i = 0; i < cycle.hops(); i++) {
            asks |= copy.asks(copy.find(cycle.debtor(i), cycle.creditor(i)));
        }
        return asks;
    }

    private void ask(Circle circle, String proposalName) throws ApiError {
        List<HubTransaction> todo = desk.ask(view -> NewCircles.proposal(
                circle,
                proposalName,
                view.ledger(),
                view.room(ClearingRoom.class).proposals()));
        for (HubTransaction one : todo) {
            boolean done = desk.node().submitAlone(one).join() instanceof Answer.Committed;
            boolean proposed = done && one.frame().type().equals(ClearingTransactions.PROPOSE);
            result = result.and(new BatchResult(0, true, 0, 0, 0, 0, 0, proposed ? 1 : 0));
        }
    }
}
