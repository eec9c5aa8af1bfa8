package org.tallystick.feature.clearing;

import static org.tallystick.base.Checks.invariant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.tallystick.base.Hex;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleFinder;
import org.tallystick.feature.clearing.sql.ClearingProjection;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;
import org.tallystick.node.block.Frame;
import org.tallystick.store.Projection;

/** The room of clearing: cycles of at most three hops through a new debt are cleared at once where every line consents. */
public final class ClearingRoom implements Room {

    private static final String CYCLE = "clearing.cycle";
    private static final long WORK = 4_096;
    private static final int MAX_CYCLES = 16;

    private final CycleFinder finder = new CycleFinder();
    private final BooleanSupplier enabled;

    /** Makes the room of a hub that clears. */
    public ClearingRoom() {
        this(() -> true);
    }

    /**
     * Makes the room.
     *
     * @param enabled whether the hub clears by itself; asked on the ledger thread
     */
    public ClearingRoom(BooleanSupplier enabled) {
        this.enabled = enabled;
    }

    @Override
    public String name() {
        return "clearing";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return List.of();
    }

    @Override
    public Set<String> hubTypes() {
        return Set.of(CYCLE + "/1");
    }

    @Override
    public void apply(Applied applied, LedgerView ledger, UndoLog undo) {
        if (applied.transaction().frame().type().equals(CYCLE)) {
            invariant(applied.effects().netChanges().isEmpty(), "A clearing leaves every net as it was");
        }
    }

    @Override
    public List<HubTransaction> afterwards(Applied applied, LedgerView ledger) {
        List<HubTransaction> cycles = new ArrayList<>();
        if (!enabled.getAsBoolean()) {
            return cycles;
        }
        Set<Line> seen = new HashSet<>();
        for (Operation operation : applied.transaction().operations()) {
            if (operation instanceof Operation.MoveDebt move && move.direction() == Direction.OWE) {
                Line line = Objects.requireNonNull(ledger.line(move.line()), "A leg names a line that is there");
                if (seen.add(line)) {
                    addCycles(line, applied, ledger, cycles);
                }
            }
        }
        return cycles;
    }

    private void addCycles(Line line, Applied applied, LedgerView ledger, List<HubTransaction> cycles) {
        Equivalent unit = line.equivalent();
        LedgerDebts debts = new LedgerDebts(ledger, unit);
        for (Cycle cycle : finder.trianglesThrough(
                debts, line.debtor().number(), line.creditor().number(), WORK)) {
            if (cycles.size() < MAX_CYCLES) {
                cycles.add(transaction(cycle, unit, ledger, applied, cycles.size()));
            }
        }
    }

    private static HubTransaction transaction(
            Cycle cycle, Equivalent unit, LedgerView ledger, Applied applied, int number) {
        List<Operation> legs = new ArrayList<>();
        for (int i = 0; i < cycle.hops(); i++) {
            Account debtor = ledger.account(cycle.debtor(i));
            Account creditor = ledger.account(cycle.creditor(i));
            Pair pair = Objects.requireNonNull(ledger.pair(debtor, creditor, unit), "A debt stands between neighbours");
            Line line = Objects.requireNonNull(pair.trustOf(creditor), "A debt stands on a line");
            legs.add(new Operation.MoveDebt(
                    line.id(), Direction.CANCEL, cycle.amountMinor(), Operation.DebtUse.CLEARING));
        }
        String id = "hub:clear-" + Hex.encode(applied.transaction().hash()).substring(0, 32) + "-" + number;
        return new HubTransaction(new Frame(id, CYCLE, 1), List.of(), List.of(), legs);
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new ClearingProjection());
    }
}
