package org.tallystick.wallet.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.wallet.Activity.Kind;
import org.tallystick.wallet.Activity.LineStep;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.replica.Fold.Way;

/** Says of an own transaction what it was, as the node of this program would. Stateless; any thread. */
final class Stories {

    private static final String CLEARING = "clearing.cycle";
    private static final String LINE = "trustline.";

    private Stories() {}

    static Happening.What of(OwnTransaction transaction, Fold fold, Steps steps) {
        String type = transaction.type();
        List<Map.Entry<Way, Long>> changes = steps.changes().entrySet().stream()
                .filter(change -> change.getValue() != 0)
                .toList();
        if (type.isEmpty() || (type.equals(OwnTransaction.PAYMENT) && still(steps))) {
            return passedOn(changes, fold).orElse(new Happening.Anything(Kind.CARRIED, OwnTransaction.PAYMENT, false));
        }
        if (type.equals(OwnTransaction.PAYMENT)) {
            return PaymentStatements.order(transaction, fold)
                    .map(order -> paid(order, transaction, fold))
                    // Of a payer who was erased nobody is left to name.
                    .orElseGet(() -> anything(Kind.OTHER, transaction, fold));
        }
        if (type.equals(CLEARING)) {
            return cleared(transaction, changes, fold).orElseGet(() -> anything(Kind.CLEARING, transaction, fold));
        }
        if (type.startsWith(LINE)) {
            return transaction.steps().stream()
                    .findFirst()
                    .flatMap(step -> line(step.operation(), fold))
                    .orElseGet(() -> anything(Kind.LINE, transaction, fold));
        }
        return anything(Kind.OTHER, transaction, fold);
    }

    private static Happening.What anything(Kind kind, OwnTransaction transaction, Fold fold) {
        return new Happening.Anything(
                kind, transaction.type(), transaction.statementOf(fold.owner).isPresent());
    }

    private static boolean still(Steps steps) {
        return steps.nets().values().stream().allMatch(minor -> minor == 0);
    }

    private static Happening.What paid(PaymentStatements.Order order, OwnTransaction transaction, Fold fold) {
        boolean sent = order.from().equals(fold.owner);
        return new Happening.Paid(
                sent,
                sent ? order.to() : order.from(),
                order.unit(),
                order.amountMinor(),
                transaction.text("description", order.from()).orElse(""));
    }

    private static Optional<Happening.What> line(Operation step, Fold fold) {
        return switch (step) {
            case Operation.OpenLine open -> line(open.line(), LineStep.OPENED, open.limitMinor(), fold);
            case Operation.ChangeLine change ->
                line(change.line(), step(change), Happening.LineStepped.limit(change.limitMinor()), fold);
            case Operation.CloseLine close -> line(close.line(), LineStep.CLOSED, -1, fold);
            default -> Optional.empty();
        };
    }

    private static Optional<Happening.What> line(UUID id, LineStep step, long limitMinor, Fold fold) {
        return fold.line(id)
                .map(line -> new Happening.LineStepped(
                        step, fold.given(line), line.other(fold.owner), line.unit(), limitMinor));
    }

    private static LineStep step(Operation.ChangeLine change) {
        return change.status()
                .map(status -> status == LineStatus.FROZEN ? LineStep.FROZEN : LineStep.THAWED)
                .orElse(LineStep.CHANGED);
    }

    /** The circle, the owner first, each owing the next; of a longer one only the owner and those beside them. */
    private static Optional<Happening.What> cleared(
            OwnTransaction transaction, List<Map.Entry<Way, Long>> changes, Fold fold) {
        Pid next = null;
        Pid before = null;
        Unit unit = null;
        for (Step step : transaction.steps()) {
            Optional<OwnLine> line =
                    step.operation() instanceof Operation.MoveDebt move ? fold.line(move.line()) : Optional.empty();
            if (line.isPresent()) {
                unit = unit == null ? line.get().unit() : unit;
                if (fold.given(line.get())) {
                    before = before == null ? line.get().debtor() : before;
                } else {
                    next = next == null ? line.get().creditor() : next;
                }
            }
        }
        if (next == null || before == null || unit == null || changes.isEmpty()) {
            return Optional.empty();
        }
        List<Pid> people = new ArrayList<>(List.of(fold.owner, next));
        if (!next.equals(before)) {
            people.add(before);
        }
        return Optional.of(
                new Happening.Cleared(people, unit, Math.abs(changes.getFirst().getValue())));
    }

    private static Optional<Happening.What> passedOn(List<Map.Entry<Way, Long>> changes, Fold fold) {
        Map.Entry<Way, Long> from = null;
        Map.Entry<Way, Long> to = null;
        long amountMinor = 0;
        for (Map.Entry<Way, Long> change : changes) {
            if (change.getValue() > 0) {
                from = from == null || change.getValue() > from.getValue() ? change : from;
                amountMinor += change.getValue();
            } else {
                to = to == null || change.getValue() < to.getValue() ? change : to;
            }
        }
        Unit unit = from == null ? null : fold.units.get(from.getKey().unit());
        return from == null || to == null || unit == null
                ? Optional.empty()
                : Optional.of(new Happening.PassedOn(
                        from.getKey().other(), to.getKey().other(), unit, amountMinor));
    }
}
