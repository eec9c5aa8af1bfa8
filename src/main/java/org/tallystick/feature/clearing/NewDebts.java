package org.tallystick.feature.clearing;

import java.util.Arrays;
import java.util.Objects;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Applied;

/** Counts for each equivalent how many debts came or grew since the node started. Not part of the state; owned by the ledger thread. */
final class NewDebts {

    private long[] counts = new long[0];

    /** Counts those of a transaction. */
    void count(Applied applied, LedgerView ledger) {
        for (Operation operation : applied.transaction().operations()) {
            if (operation instanceof Operation.MoveDebt move && move.direction() == Direction.OWE) {
                int unit = Objects.requireNonNull(ledger.line(move.line()), "A leg names a line that is there")
                        .equivalent()
                        .number();
                if (unit >= counts.length) {
                    counts = Arrays.copyOf(counts, Math.max(unit + 1, ledger.equivalentCount()));
                }
                counts[unit]++;
            }
        }
    }

    /** How many there were in an equivalent. */
    long of(int equivalent) {
        return equivalent < counts.length ? counts[equivalent] : 0;
    }
}
