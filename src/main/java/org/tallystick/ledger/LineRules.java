package org.tallystick.ledger;

import java.util.Optional;

/** What opening, changing and closing a trust line asks and does. */
final class LineRules {

    /** The most minor units that a limit, and so a debt, may have (design §3). */
    static final long MAX_MINOR = 1_000_000_000_000_000L;

    private final LedgerState state;

    LineRules(LedgerState state) {
        this.state = state;
    }

    Optional<Refusal> open(Operation.OpenLine operation) {
        Account creditor = state.account(operation.creditor());
        Account debtor = state.account(operation.debtor());
        Equivalent equivalent = state.equivalent(operation.equivalent());
        if (creditor == null || debtor == null) {
            return Optional.of(Refusal.of(
                    ErrorCode.E011,
                    "participant",
                    (creditor == null ? operation.creditor() : operation.debtor()).text()));
        }
        if (equivalent == null) {
            return Optional.of(Refusal.of(ErrorCode.E015, "equivalent", operation.equivalent()));
        }
        if (creditor == debtor || operation.limitMinor() < 0 || operation.limitMinor() > MAX_MINOR) {
            return Optional.of(Refusal.of(ErrorCode.E009, "field", creditor == debtor ? "to" : "limit"));
        }
        Pair known = state.pair(creditor, debtor, equivalent);
        Line there = known == null ? null : known.trustOf(creditor);
        if (there != null || state.line(operation.line()) != null) {
            return Optional.of(Refusal.of(
                    ErrorCode.E008, "trust_line_id", (there == null ? operation.line() : there.id).toString()));
        }
        Pair pair = known == null ? newPair(creditor, debtor, equivalent) : known;
        Line line = new Line(
                operation.line(),
                creditor,
                debtor,
                pair,
                state.timestampMs,
                operation.limitMinor(),
                operation.policy());
        state.touch(pair);
        state.lines.put(line.id, line);
        pair.setTrustOf(creditor, line);
        state.undo.onUndo(() -> {
            state.lines.remove(line.id);
            pair.setTrustOf(creditor, null);
            state.touch(pair);
        });
        return Optional.empty();
    }

    /** An undone pair may not stay with the neighbours: number and unit of its accounts may become others'. */
    private Pair newPair(Account one, Account other, Equivalent equivalent) {
        Pair made = state.pairToWrite(one, other, equivalent);
        state.undo.onUndo(() -> {
            one.positionToWrite(equivalent.number).remove(made);
            other.positionToWrite(equivalent.number).remove(made);
        });
        return made;
    }

    Optional<Refusal> change(Operation.ChangeLine operation) {
        Line line = state.line(operation.line());
        if (line == null) {
            return noLine(operation.line().toString());
        }
        if (line.status == LineStatus.CLOSED) {
            return Optional.of(Refusal.of(ErrorCode.E008, "trust_line_id", line.id.toString()));
        }
        long limitMinor = operation.limitMinor().orElse(line.limitMinor);
        long usedMinor = line.debtMinor() + line.pair.heldFromMinor(line.debtor);
        if (limitMinor < 0
                || limitMinor > MAX_MINOR
                || operation.status().filter(LineStatus.CLOSED::equals).isPresent()) {
            return Optional.of(Refusal.of(ErrorCode.E009, "field", "limit"));
        }
        if (limitMinor < line.limitMinor && limitMinor < usedMinor) {
            return Optional.of(Refusal.of(ErrorCode.E003, "trust_line_id", line.id.toString())
                    .with("limit", AmountText.of(line.limitMinor, line.equivalent()))
                    .with("current_used", AmountText.of(usedMinor, line.equivalent()))
                    .with("requested", AmountText.of(limitMinor, line.equivalent())));
        }
        long limitBefore = line.limitMinor;
        Policy policyBefore = line.policy;
        LineStatus statusBefore = line.status;
        state.touch(line.pair);
        line.limitMinor = limitMinor;
        line.policy = operation.policy().orElse(policyBefore);
        line.status = operation.status().orElse(statusBefore);
        state.undo.onUndo(() -> {
            line.limitMinor = limitBefore;
            line.policy = policyBefore;
            line.status = statusBefore;
            state.touch(line.pair);
        });
        return Optional.empty();
    }

    Optional<Refusal> close(Operation.CloseLine operation) {
        Line line = state.line(operation.line());
        if (line == null) {
            return noLine(operation.line().toString());
        }
        if (line.status == LineStatus.CLOSED) {
            return Optional.of(Refusal.of(ErrorCode.E008, "trust_line_id", line.id.toString()));
        }
        Pair pair = line.pair;
        long heldMinor = pair.heldFromLowMinor + pair.heldFromHighMinor;
        if (pair.lowOwesMinor != 0 || heldMinor != 0) {
            return Optional.of(Refusal.of(ErrorCode.E013, "trust_line_id", line.id.toString())
                    .with("debt", AmountText.of(Math.abs(pair.lowOwesMinor), line.equivalent()))
                    .with("held", AmountText.of(heldMinor, line.equivalent())));
        }
        LineStatus statusBefore = line.status;
        state.touch(pair);
        line.status = LineStatus.CLOSED;
        pair.setTrustOf(line.creditor, null);
        state.undo.onUndo(() -> {
            line.status = statusBefore;
            pair.setTrustOf(line.creditor, line);
            state.touch(pair);
        });
        return Optional.empty();
    }

    private static Optional<Refusal> noLine(String id) {
        return Optional.of(Refusal.of(ErrorCode.E012, "trust_line_id", id));
    }
}
