package org.tallystick.ledger;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.identity.Pid;
import org.tallystick.money.Amounts;

/** What placing, capturing and releasing holds asks and does. */
final class HoldRules {

    private static final int MAX_HOLDS = 1_000_000;

    private final LedgerState state;

    HoldRules(LedgerState state) {
        this.state = state;
    }

    Optional<Refusal> open(Operation.OpenHold operation) {
        if (state.hold(operation.hold()) != null || state.holds.size() >= MAX_HOLDS) {
            return Optional.of(
                    Refusal.of(ErrorCode.E008, "hold_id", operation.hold().toString()));
        }
        Account owner = state.account(operation.owner());
        Set<Account> parties = new LinkedHashSet<>();
        for (Pid pid : operation.parties()) {
            Account party = state.account(pid);
            if (party == null) {
                return Optional.of(Refusal.of(ErrorCode.E011, "participant", pid.text()));
            }
            parties.add(party);
        }
        if (owner == null || operation.expiresAtMs() <= state.timestampMs) {
            return Optional.of(Refusal.of(ErrorCode.E009, "field", owner == null ? "owner" : "expires_at"));
        }
        Hold hold = new Hold(operation.hold(), owner, parties, operation.expiresAtMs());
        state.touch(owner);
        parties.forEach(state::touch);
        put(hold);
        return Optional.empty();
    }

    private void put(Hold hold) {
        state.add(hold);
        state.openedHolds.add(hold);
        state.undo.onUndo(() -> state.remove(hold));
    }

    Optional<Refusal> addLeg(Operation.HoldLeg operation) {
        Hold hold = state.hold(operation.hold());
        Line line = state.line(operation.line());
        if (hold == null || hold.legs.containsKey(operation.leg())) {
            return Optional.of(
                    Refusal.of(ErrorCode.E017, "hold_id", operation.hold().toString()));
        }
        if (line == null) {
            return Optional.of(
                    Refusal.of(ErrorCode.E012, "trust_line_id", operation.line().toString()));
        }
        if (line.status == LineStatus.CLOSED) {
            return Optional.of(Refusal.of(ErrorCode.E004, "trust_line_id", line.id.toString()));
        }
        if (!Amounts.isAmount(operation.amountMinor())) {
            return Optional.of(Refusal.of(ErrorCode.E009, "field", "amount"));
        }
        Hold.Leg leg = new Hold.Leg(line, operation.direction(), operation.amountMinor());
        Account from = leg.from();
        long capacityMinor = line.pair.capacityMinor(from, state.day());
        if (capacityMinor < leg.amountMinor) {
            return Optional.of(
                    Refusal.of(ErrorCode.E002, "requested", AmountText.of(leg.amountMinor, line.equivalent()))
                            .with("available", AmountText.of(capacityMinor, line.equivalent())));
        }
        if (!allowed(hold, leg)) {
            return Optional.of(Refusal.of(ErrorCode.E006, "trust_line_id", line.id.toString()));
        }
        hold.legs.put(operation.leg(), leg);
        state.undo.onUndo(() -> hold.legs.remove(operation.leg()));
        addHeld(line.pair, from, leg.amountMinor);
        return Optional.empty();
    }

    /** Who gives the credit of the way must be a party, or have allowed holds of others on that line. */
    private boolean allowed(Hold hold, Hold.Leg leg) {
        Account from = leg.from();
        Account giver = leg.line.pair.other(from);
        if (hold.parties.contains(giver)) {
            return true;
        }
        Line own = leg.line.pair.trustOf(giver);
        if (own == null || own.policy.allowHolds().isEmpty()) {
            return false;
        }
        Policy.AllowHolds leave = own.policy.allowHolds().get();
        long heldMinor = leg.line.pair.heldFromMinor(from) + leg.amountMinor;
        return heldMinor <= leave.amountMinor()
                && hold.expiresAtMs - state.timestampMs <= leave.days() * LedgerState.DAY_MS;
    }

    Optional<Refusal> release(Operation.ReleaseHold operation) {
        Hold hold = state.hold(operation.hold());
        Hold.Leg leg = hold == null ? null : hold.legs.get(operation.leg());
        if (hold == null
                || leg == null
                || !leg.line.id.equals(operation.line())
                || leg.remainingMinor() < operation.amountMinor()) {
            return wrongState(operation.hold());
        }
        leg.releasedMinor += operation.amountMinor();
        state.undo.onUndo(() -> leg.releasedMinor -= operation.amountMinor());
        addHeld(leg.line.pair, leg.from(), -operation.amountMinor());
        state.touch(hold.owner);
        removeWhenSpent(hold);
        return Optional.empty();
    }

    Optional<Refusal> capture(Operation.DebtUse.Capture capture, Pair pair, Account from, long amountMinor) {
        Hold hold = state.hold(capture.hold());
        Hold.Leg leg = hold == null ? null : hold.legs.get(capture.leg());
        if (hold == null
                || leg == null
                || leg.remainingMinor() < amountMinor
                || leg.line.pair != pair
                || leg.from() != from) {
            return wrongState(capture.hold());
        }
        leg.capturedMinor += amountMinor;
        state.undo.onUndo(() -> leg.capturedMinor -= amountMinor);
        addHeld(pair, from, -amountMinor);
        state.touch(hold.owner);
        removeWhenSpent(hold);
        return Optional.empty();
    }

    private void addHeld(Pair pair, Account from, long moreMinor) {
        state.touch(pair);
        pair.setHeldFrom(from, pair.heldFromMinor(from) + moreMinor);
        state.undo.onUndo(() -> {
            pair.setHeldFrom(from, pair.heldFromMinor(from) - moreMinor);
            state.touch(pair);
        });
    }

    private void removeWhenSpent(Hold hold) {
        if (hold.spent()) {
            state.remove(hold);
            state.undo.onUndo(() -> state.add(hold));
        }
    }

    private static Optional<Refusal> wrongState(UUID hold) {
        return Optional.of(Refusal.of(ErrorCode.E017, "hold_id", hold.toString()));
    }
}
