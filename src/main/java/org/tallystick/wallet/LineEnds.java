package org.tallystick.wallet;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.wallet.NodeDesk.Seen;

/** Between whom a line stands, also when it is closed. */
record LineEnds(Seen creditor, Seen debtor, Unit unit) {

    boolean isOf(int account) {
        return creditor.number() == account || debtor.number() == account;
    }

    Seen other(int account) {
        return creditor.number() == account ? debtor : creditor;
    }

    /** The line that a step is about, if it is about one. */
    static Optional<UUID> lineOf(Operation operation) {
        return switch (operation) {
            case Operation.OpenLine open -> Optional.of(open.line());
            case Operation.ChangeLine change -> Optional.of(change.line());
            case Operation.CloseLine close -> Optional.of(close.line());
            case Operation.MoveDebt move -> Optional.of(move.line());
            case Operation.HoldLeg leg -> Optional.of(leg.line());
            case Operation.ReleaseHold release -> Optional.of(release.line());
            case Operation.OpenAccount _,
                    Operation.ChangeAccount _,
                    Operation.DefineEquivalent _,
                    Operation.OpenHold _ -> Optional.empty();
        };
    }

    /** The lines of some steps; for the ledger thread. */
    static Map<UUID, LineEnds> of(Collection<List<Operation>> steps, LedgerView ledger) {
        Map<UUID, LineEnds> ends = new HashMap<>();
        for (List<Operation> operations : steps) {
            for (Operation operation : operations) {
                lineOf(operation).map(ledger::line).ifPresent(line -> ends.computeIfAbsent(line.id(), id -> of(line)));
            }
        }
        return ends;
    }

    /** Some lines by their ids, those that are there; for the ledger thread. */
    static Map<UUID, LineEnds> of(Set<UUID> ids, LedgerView ledger) {
        Map<UUID, LineEnds> ends = new HashMap<>();
        ids.forEach(id -> Optional.ofNullable(ledger.line(id)).ifPresent(line -> ends.put(id, of(line))));
        return ends;
    }

    private static LineEnds of(Line line) {
        return new LineEnds(Seen.of(line.creditor()), Seen.of(line.debtor()), NodeStandings.unit(line.equivalent()));
    }
}
