package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Operation;
import org.tallystick.wallet.NodeDesk.Seen;

/** What a transaction did between an owner and their neighbours. A value. */
record OwnSteps(int owner, List<Operation> operations, Map<UUID, LineEnds> lines) {

    /** A neighbour in a unit. */
    private record Way(Seen neighbour, Unit unit) {}

    /** What changed with one neighbour: minor units, negative where the owner owes more or is owed less. */
    record Change(Seen neighbour, Unit unit, long changeMinor) {}

    private Optional<LineEnds> own(UUID line) {
        return Optional.ofNullable(lines.get(line)).filter(ends -> ends.isOf(owner));
    }

    /** By how much the owner's balance with each neighbour changed, in the order of the steps; never zero. */
    List<Change> changes() {
        Map<Way, Long> sums = new LinkedHashMap<>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.MoveDebt move) {
                own(move.line())
                        .ifPresent(ends -> sums.merge(
                                new Way(ends.other(owner), ends.unit()), changeMinor(move, ends), Math::addExact));
            }
        }
        List<Change> changes = new ArrayList<>();
        sums.forEach((way, minor) -> {
            if (minor != 0) {
                changes.add(new Change(way.neighbour(), way.unit(), minor));
            }
        });
        return changes;
    }

    private long changeMinor(Operation.MoveDebt move, LineEnds ends) {
        boolean gains = (move.direction() == Direction.OWE) == (ends.creditor().number() == owner);
        return gains ? move.amountMinor() : -move.amountMinor();
    }

    /** The circle of a clearing, the owner first, each owing the next; of a longer one only the owner and those beside them. */
    List<Seen> circle() {
        List<LineEnds> debts = operations.stream()
                .filter(Operation.MoveDebt.class::isInstance)
                .map(operation -> Optional.ofNullable(lines.get(((Operation.MoveDebt) operation).line())))
                .flatMap(Optional::stream)
                .toList();
        Optional<Seen> me = debts.stream()
                .map(LineEnds::debtor)
                .filter(debtor -> debtor.number() == owner)
                .findFirst();
        Optional<Seen> next = debts.stream()
                .filter(debt -> debt.debtor().number() == owner)
                .map(LineEnds::creditor)
                .findFirst();
        Optional<Seen> before = debts.stream()
                .filter(debt -> debt.creditor().number() == owner)
                .map(LineEnds::debtor)
                .findFirst();
        if (me.isEmpty() || next.isEmpty() || before.isEmpty()) {
            return List.of();
        }
        return next.equals(before) ? List.of(me.get(), next.get()) : List.of(me.get(), next.get(), before.get());
    }
}
