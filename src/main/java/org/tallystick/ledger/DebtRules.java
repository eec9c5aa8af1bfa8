package org.tallystick.ledger;

import static org.tallystick.base.Checks.invariant;

import java.util.Optional;
import org.tallystick.money.Amounts;

/** What moving a debt asks and does; the hot path of the ledger. */
final class DebtRules {

    private final LedgerState state;
    private final HoldRules holds;

    DebtRules(LedgerState state, HoldRules holds) {
        this.state = state;
        this.holds = holds;
    }

    Optional<Refusal> move(Operation.MoveDebt operation) {
        Line line = state.line(operation.line());
        if (line == null) {
            return Optional.of(
                    Refusal.of(ErrorCode.E012, "trust_line_id", operation.line().toString()));
        }
        Optional<Refusal> refusal = line.status == LineStatus.CLOSED
                ? Optional.of(Refusal.of(ErrorCode.E004, "trust_line_id", line.id.toString()))
                : switch (operation.use()) {
                    case Operation.DebtUse.Payment payment -> mayPay(line, operation);
                    case Operation.DebtUse.Clearing clearing -> mayClear(line, operation);
                    case Operation.DebtUse.Capture capture -> mayCapture(line, operation, capture);
                };
        if (refusal.isEmpty()) {
            move(line, operation);
        }
        return refusal;
    }

    private Optional<Refusal> mayPay(Line line, Operation.MoveDebt operation) {
        Pair pair = line.pair;
        boolean owe = operation.direction() == Direction.OWE;
        Account from = owe ? line.debtor : line.creditor;
        long capacityMinor = pair.capacityMinor(from, state.day());
        if (owe && line.status != LineStatus.ACTIVE) {
            return Optional.of(Refusal.of(ErrorCode.E004, "trust_line_id", line.id.toString()));
        }
        if (capacityMinor < operation.amountMinor()) {
            return Optional.of(
                    Refusal.of(ErrorCode.E002, "requested", AmountText.of(operation.amountMinor(), line.equivalent()))
                            .with("available", AmountText.of(capacityMinor, line.equivalent())));
        }
        Optional<Refusal> wrongOrder = inOrder(line, operation);
        return wrongOrder.isPresent() ? wrongOrder : withinNets(line, operation);
    }

    private Optional<Refusal> mayClear(Line line, Operation.MoveDebt operation) {
        Pair pair = line.pair;
        if (operation.direction() != Direction.CANCEL) {
            return Optional.of(Refusal.of(ErrorCode.E009, "field", "direction"));
        }
        if (!pair.low.active() || !pair.high.active()) {
            return Optional.of(Refusal.of(ErrorCode.E006, "trust_line_id", line.id.toString()));
        }
        if (operation.amountMinor() > clearableMinor(line, state.day())) {
            return Optional.of(Refusal.of(ErrorCode.E017, "trust_line_id", line.id.toString()));
        }
        return withinNets(line, operation);
    }

    /** What of the debt on a line a clearing may take: no more than could be paid, so that what is held keeps its capacity. */
    static long clearableMinor(Line line, long day) {
        return Math.min(line.debtMinor(), line.pair.capacityMinor(line.creditor, day));
    }

    private Optional<Refusal> mayCapture(Line line, Operation.MoveDebt operation, Operation.DebtUse.Capture capture) {
        Optional<Refusal> wrongOrder = inOrder(line, operation);
        if (wrongOrder.isPresent()) {
            return wrongOrder;
        }
        if (operation.direction() == Direction.OWE && operation.amountMinor() > line.limitMinor - line.debtMinor()) {
            return Optional.of(Refusal.of(ErrorCode.E003, "trust_line_id", line.id.toString()));
        }
        Optional<Refusal> beyond = withinNets(line, operation);
        if (beyond.isPresent()) {
            return beyond;
        }
        Account from = operation.direction() == Direction.OWE ? line.debtor : line.creditor;
        return holds.capture(capture, line.pair, from, operation.amountMinor());
    }

    /** Cancelling comes before new credit, so that a debt has one direction at most. */
    private static Optional<Refusal> inOrder(Line line, Operation.MoveDebt operation) {
        boolean ordered = operation.direction() == Direction.OWE
                ? line.pair.owesMinor(line.creditor) == 0
                : line.debtMinor() >= operation.amountMinor();
        return ordered ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.E009, "field", "direction"));
    }

    /** A net is one number of 64 bits, however many neighbours somebody has; the amount has been found to be one. */
    private static Optional<Refusal> withinNets(Line line, Operation.MoveDebt operation) {
        boolean owe = operation.direction() == Direction.OWE;
        int equivalent = line.equivalent().number;
        long risingMinor = (owe ? line.creditor : line.debtor).positionToWrite(equivalent).netMinor;
        long fallingMinor = (owe ? line.debtor : line.creditor).positionToWrite(equivalent).netMinor;
        boolean fits = risingMinor <= Long.MAX_VALUE - operation.amountMinor()
                && fallingMinor >= operation.amountMinor() - Long.MAX_VALUE;
        return fits ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.E003, "trust_line_id", line.id.toString()));
    }

    private void move(Line line, Operation.MoveDebt operation) {
        boolean owe = operation.direction() == Direction.OWE;
        long amountMinor = operation.amountMinor();
        Pair pair = line.pair;
        state.touch(pair);
        long owedBefore = pair.lowOwesMinor;
        long dayBefore = line.creditDay;
        long creditBefore = line.creditOfDayMinor;
        shift(line, owe ? amountMinor : -amountMinor);
        if (owe) {
            long day = state.day();
            line.creditOfDayMinor = Amounts.saturatingAdd(dayBefore == day ? creditBefore : 0, amountMinor);
            line.creditDay = day;
            invariant(line.debtMinor() <= line.limitMinor, "A debt never rises above the limit of its line");
        }
        state.undo.onUndo(() -> {
            shift(line, owe ? -amountMinor : amountMinor);
            line.creditDay = dayBefore;
            line.creditOfDayMinor = creditBefore;
            invariant(pair.lowOwesMinor == owedBefore, "Taking a debt back restores what was there");
            state.touch(pair);
        });
    }

    private void shift(Line line, long moreOwedMinor) {
        Pair pair = line.pair;
        pair.lowOwesMinor += line.debtor == pair.low ? moreOwedMinor : -moreOwedMinor;
        int equivalent = pair.equivalent.number;
        Position debtor = line.debtor.positionToWrite(equivalent);
        Position creditor = line.creditor.positionToWrite(equivalent);
        debtor.netMinor = Math.subtractExact(debtor.netMinor, moreOwedMinor);
        creditor.netMinor = Math.addExact(creditor.netMinor, moreOwedMinor);
    }
}
