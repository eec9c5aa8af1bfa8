package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleFinder;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Applied;
import org.tallystick.node.HubTransaction;

/**
 * The triangles that the new debts of a transaction close: through each the largest that clears without asking, and what to ask for
 * besides; the others are left to the next batch, which does better with them. Work is bounded; belongs to the ledger thread.
 */
final class NewCircles {

    private static final long WORK = 4_096;
    private static final int MAX_CYCLES = 16;
    private static final int MAX_PROPOSALS = 4;
    private static final int NAME_LENGTH = 32;

    private final CycleFinder finder = new CycleFinder();
    private final Proposals proposals;

    NewCircles(Proposals proposals) {
        this.proposals = proposals;
    }

    /** What follows a transaction, the clearings first. */
    List<HubTransaction> after(Applied applied, LedgerView ledger) {
        List<HubTransaction> cycles = new ArrayList<>();
        List<Circle> toAskFor = new ArrayList<>();
        Set<Line> seen = new HashSet<>();
        for (Operation operation : applied.transaction().operations()) {
            if (operation instanceof Operation.MoveDebt move && move.direction() == Direction.OWE) {
                Line line = Objects.requireNonNull(ledger.line(move.line()), "A leg names a line that is there");
                if (seen.add(line)) {
                    add(line, applied, ledger, cycles, toAskFor);
                }
            }
        }
        for (Circle circle : toAskFor) {
            cycles.addAll(proposal(circle, name(applied) + "-" + cycles.size(), ledger, proposals));
        }
        return cycles;
    }

    private void add(
            Line line, Applied applied, LedgerView ledger, List<HubTransaction> cycles, List<Circle> toAskFor) {
        LedgerDebts debts = LedgerDebts.withoutAsking(ledger, line.equivalent());
        Optional<Cycle> found = cycles.size() == MAX_CYCLES
                ? Optional.empty()
                : finder.largestTriangleThrough(
                        debts, line.debtor().number(), line.creditor().number(), WORK);
        if (found.isPresent()) {
            Circle circle = Circle.of(found.get(), line.equivalent(), ledger);
            cycles.add(ClearingTransactions.cycle(name(applied) + "-" + cycles.size(), circle));
        }
        if (!debts.metOneThatAsks()) {
            return;
        }
        List<Cycle> taken = found.stream().toList();
        for (Cycle cycle : triangles(LedgerDebts.all(ledger, line.equivalent(), taken), line)) {
            Circle circle = Circle.of(cycle, line.equivalent(), ledger);
            if (toAskFor.size() < MAX_PROPOSALS && !circle.asking(ledger).isEmpty()) {
                toAskFor.add(circle);
            }
        }
    }

    private List<Cycle> triangles(LedgerDebts debts, Line line) {
        return finder.trianglesThrough(
                debts, line.debtor().number(), line.creditor().number(), WORK);
    }

    private static String name(Applied applied) {
        return Hex.encode(applied.transaction().hash()).substring(0, NAME_LENGTH);
    }

    /**
     * Asks for a circle, unless it is being asked for already or was just rejected; what stands in its way and could not be carried
     * out any more is dropped before.
     *
     * @param name ends the id of the proposal
     */
    static List<HubTransaction> proposal(Circle circle, String name, LedgerView ledger, Proposals proposals) {
        List<HubTransaction> all = new ArrayList<>();
        for (Proposal stale : proposals.staleAround(circle, ledger)) {
            all.add(ClearingTransactions.drop(stale, ledger));
        }
        if (!all.isEmpty()
                || (proposals.mayPropose(circle, ledger.timestampMs()) && proposals.mayAsk(circle.asking(ledger)))) {
            all.add(ClearingTransactions.propose(name, circle, ledger));
        }
        return all;
    }
}
