package org.tallystick.wallet.replica;

import static org.tallystick.wallet.replica.RuleBroken.unless;
import static org.tallystick.wallet.replica.Violation.Kind.ACCOUNT_NOT_ACTIVE;
import static org.tallystick.wallet.replica.Violation.Kind.BEYOND_LIMIT;
import static org.tallystick.wallet.replica.Violation.Kind.FROZEN_LINE;
import static org.tallystick.wallet.replica.Violation.Kind.IMPOSSIBLE_STEP;
import static org.tallystick.wallet.replica.Violation.Kind.POLICY;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Operation.DebtUse;
import org.tallystick.ledger.Policy;
import org.tallystick.money.Amounts;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.replica.Fold.HeldLeg;
import org.tallystick.wallet.replica.Fold.HoldLegKey;
import org.tallystick.wallet.replica.Fold.Way;

/**
 * Takes the steps of one transaction into a fold, each as the ledger would (design §3), as far as one of the two ends of a line can
 * judge it. Who asked for them is judged before. For one transaction and one thread.
 */
final class Steps {

    private static final long DAY_MS = 86_400_000L;

    private final Fold fold;
    private final long timestampMs;
    private final boolean importing;

    /** By how much the balance with each neighbour changed, in the order of the steps. */
    private final Map<Way, Long> changes = new LinkedHashMap<>();

    /** What came in from each neighbour by a payment, before anything went out. */
    private final Map<Way, Long> paidInMinor = new LinkedHashMap<>();

    /** Holds that this transaction opens, as far as that is shown. */
    private final Map<UUID, Operation.OpenHold> opened = new HashMap<>();

    private boolean own;

    /**
     * Begins a transaction.
     *
     * @param fold what is changed
     * @param timestampMs block time
     * @param importing whether it belongs to an import, which asks no status
     */
    Steps(Fold fold, long timestampMs, boolean importing) {
        this.fold = fold;
        this.timestampMs = timestampMs;
        this.importing = importing;
    }

    /** What some operations changed between the owner and each neighbour, in their order. */
    static Map<Way, Long> changes(List<Operation> operations, Fold fold) {
        Map<Way, Long> changes = new LinkedHashMap<>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.MoveDebt move) {
                fold.line(move.line())
                        .ifPresent(
                                line -> changes.merge(fold.way(line), changeMinor(move, line, fold), Math::addExact));
            }
        }
        return changes;
    }

    private static long changeMinor(Operation.MoveDebt move, OwnLine line, Fold fold) {
        boolean gains = (move.direction() == Direction.OWE) == fold.given(line);
        return gains ? move.amountMinor() : -move.amountMinor();
    }

    Map<Way, Long> changes() {
        return changes;
    }

    Map<Way, Long> paidInMinor() {
        return paidInMinor;
    }

    /** Whether any step was about the owner. */
    boolean own() {
        return own;
    }

    /** By how much the net in each unit changed. */
    Map<String, Long> nets() {
        Map<String, Long> nets = new LinkedHashMap<>();
        changes.forEach((way, minor) -> nets.merge(way.unit(), minor, Math::addExact));
        return nets;
    }

    void take(Step step) throws RuleBroken {
        switch (step.operation()) {
            case Operation.OpenAccount open -> {
                if (open.pid().equals(fold.owner)) {
                    own = true;
                    fold.status = open.status();
                    fold.key = open.key();
                }
            }
            case Operation.ChangeAccount change -> {
                if (change.pid().equals(fold.owner)) {
                    own = true;
                    fold.status = change.status() == null ? fold.status : change.status();
                    fold.key = change.key() == null ? fold.key : change.key();
                }
            }
            case Operation.DefineEquivalent define -> unit(define.code(), define.precision());
            case Operation.OpenLine open -> open(open, step.decimals());
            case Operation.ChangeLine change -> {
                Optional<OwnLine> line = openLine(change.line());
                if (line.isPresent()) {
                    change(change, line.get(), step.decimals());
                }
            }
            case Operation.CloseLine close -> {
                Optional<OwnLine> line = openLine(close.line());
                if (line.isPresent()) {
                    close(line.get());
                }
            }
            case Operation.MoveDebt move -> {
                Optional<OwnLine> line = openLine(move.line());
                if (line.isPresent()) {
                    move(move, line.get(), step);
                }
            }
            case Operation.OpenHold hold -> {
                own |= hold.owner().equals(fold.owner) || hold.parties().contains(fold.owner);
                opened.put(hold.hold(), hold);
            }
            case Operation.HoldLeg leg -> {
                Optional<OwnLine> line = openLine(leg.line());
                if (line.isPresent()) {
                    hold(leg, line.get(), step);
                }
            }
            case Operation.ReleaseHold release -> {
                Optional<OwnLine> line = own(release.line());
                if (line.isPresent()) {
                    amount(line.get(), step);
                    lower(line.get(), new HoldLegKey(release.hold(), release.leg()), release.amountMinor());
                }
            }
        }
    }

    private Unit unit(String code, int precision) throws RuleBroken {
        Unit known = fold.units.get(code);
        unless(known == null || known.precision() == precision, IMPOSSIBLE_STEP, "a unit has another precision");
        unless(Amounts.isPrecision(precision), IMPOSSIBLE_STEP, "a unit has a precision that none has");
        Unit unit = known == null ? new Unit(code, precision) : known;
        fold.units.put(code, unit);
        return unit;
    }

    /** A line that was never opened for the owner is somebody else's: a payer is shown the whole of each route. */
    private Optional<OwnLine> own(UUID id) {
        Optional<OwnLine> line = fold.line(id);
        own |= line.isPresent();
        return line;
    }

    private Optional<OwnLine> openLine(UUID id) throws RuleBroken {
        Optional<OwnLine> line = own(id);
        unless(line.isEmpty() || line.get().open(), IMPOSSIBLE_STEP, "a step on a line that is closed");
        return line;
    }

    private static void amount(OwnLine line, Step step) throws RuleBroken {
        boolean same = step.decimals() == line.unit().precision()
                && (step.equivalent().isEmpty()
                        || step.equivalent().equals(line.unit().code()));
        unless(same, IMPOSSIBLE_STEP, "an amount in another unit than the line's");
    }

    private void open(Operation.OpenLine open, int decimals) throws RuleBroken {
        boolean given = open.creditor().equals(fold.owner);
        if (!given && !open.debtor().equals(fold.owner)) {
            return;
        }
        own = true;
        Unit unit = unit(open.equivalent(), decimals);
        OwnLine line = new OwnLine(
                open.line(),
                given ? fold.owner : open.creditor(),
                given ? open.debtor() : fold.owner,
                unit,
                open.limitMinor(),
                open.policy(),
                LineStatus.ACTIVE,
                timestampMs,
                0,
                0);
        Way way = fold.way(line);
        Near near = fold.near(way);
        boolean free = fold.line(line.id()).isEmpty() && (given ? near.given() : near.received()).isEmpty();
        unless(
                free && !open.creditor().equals(open.debtor()),
                IMPOSSIBLE_STEP,
                "a line between two who have one already");
        fold.lines.put(line.id(), line);
        fold.near.put(way, near.withLine(given, Optional.of(line.id())));
    }

    private void change(Operation.ChangeLine change, OwnLine line, int decimals) throws RuleBroken {
        unless(
                change.limitMinor().isEmpty() || decimals == line.unit().precision(),
                IMPOSSIBLE_STEP,
                "an amount in another unit than the line's");
        fold.lines.put(
                line.id(),
                line.with(
                        change.limitMinor().orElse(line.limitMinor()),
                        change.policy().orElse(line.policy()),
                        change.status().orElse(line.status())));
    }

    private void close(OwnLine line) throws RuleBroken {
        Way way = fold.way(line);
        Near near = fold.near(way);
        boolean bare = near.owedMinor() == 0 && near.heldFromOwnerMinor() == 0 && near.heldToOwnerMinor() == 0;
        unless(bare, IMPOSSIBLE_STEP, "a line was closed with something owed or held");
        fold.lines.put(line.id(), line.with(line.limitMinor(), line.policy(), LineStatus.CLOSED));
        fold.near.put(way, near.withLine(fold.given(line), Optional.empty()));
    }

    private void move(Operation.MoveDebt move, OwnLine line, Step step) throws RuleBroken {
        amount(line, step);
        boolean capture = move.use() instanceof DebtUse.Capture;
        unless(
                importing || capture || fold.active(),
                ACCOUNT_NOT_ACTIVE,
                "a debt moved on an account that takes no part");
        if (move.direction() == Direction.OWE) {
            owe(line, move.amountMinor(), capture);
        } else {
            unless(fold.debtMinor(line) >= move.amountMinor(), IMPOSSIBLE_STEP, "more was cancelled than was owed");
        }
        if (move.use() instanceof DebtUse.Capture held) {
            lower(line, new HoldLegKey(held.hold(), held.leg()), move.amountMinor());
        }
        long changeMinor = changeMinor(move, line, fold);
        Way way = fold.way(line);
        Near near = fold.near(way);
        fold.near.put(way, near.withOwed(Math.addExact(near.owedMinor(), changeMinor)));
        changes.merge(way, changeMinor, Math::addExact);
        if (changeMinor > 0 && move.use() instanceof DebtUse.Payment) {
            paidInMinor.merge(way, changeMinor, Math::addExact);
        }
    }

    private void owe(OwnLine line, long amountMinor, boolean capture) throws RuleBroken {
        long owedMinor = fold.near(fold.way(line)).owedMinor();
        boolean oneWay = fold.given(line) ? owedMinor >= 0 : owedMinor <= 0;
        unless(oneWay, IMPOSSIBLE_STEP, "new credit before what is owed the other way was cancelled");
        unless(
                Math.addExact(fold.debtMinor(line), amountMinor) <= line.limitMinor(),
                BEYOND_LIMIT,
                "a debt rose above the limit of its line");
        unless(capture || line.status() == LineStatus.ACTIVE, FROZEN_LINE, "new credit on a frozen line");
        long day = Math.floorDiv(timestampMs, DAY_MS);
        unless(
                capture || !fold.given(line) || line.dayRoomMinor(day) >= amountMinor,
                POLICY,
                "more new credit in a day than the line's day limit");
        fold.lines.put(line.id(), line.withCredit(day, Amounts.saturatingAdd(line.creditOf(day), amountMinor)));
    }

    private void hold(Operation.HoldLeg leg, OwnLine line, Step step) throws RuleBroken {
        amount(line, step);
        HoldLegKey key = new HoldLegKey(leg.hold(), leg.leg());
        unless(!fold.holds.containsKey(key), IMPOSSIBLE_STEP, "a leg of a hold was placed twice");
        fold.holds.put(key, new HeldLeg(leg.line(), leg.direction(), leg.amountMinor()));
        addHeld(line, leg.direction(), leg.amountMinor());
        Operation.OpenHold hold = opened.get(leg.hold());
        if (hold != null && !fromOwner(line, leg.direction()) && !hold.parties().contains(fold.owner)) {
            unless(mayHold(hold, fold.way(line)), POLICY, "others hold what the owner's line does not leave them");
        }
    }

    /** Where the owner gives the credit and is no party, their own line says how much and for how long (design §3). */
    private boolean mayHold(Operation.OpenHold hold, Way way) {
        Near near = fold.near(way);
        Optional<Policy.AllowHolds> leave =
                near.given().flatMap(fold::line).flatMap(line -> line.policy().allowHolds());
        return leave.isPresent()
                && near.heldToOwnerMinor() <= leave.get().amountMinor()
                && hold.expiresAtMs() - timestampMs <= leave.get().days() * DAY_MS;
    }

    private boolean fromOwner(OwnLine line, Direction direction) {
        return (direction == Direction.CANCEL) == fold.given(line);
    }

    private void lower(OwnLine line, HoldLegKey key, long amountMinor) throws RuleBroken {
        HeldLeg leg = fold.holds.get(key);
        Optional<OwnLine> held = leg == null ? Optional.empty() : fold.line(leg.line());
        if (leg == null || held.isEmpty() || leg.remainingMinor() < amountMinor) {
            throw new RuleBroken(IMPOSSIBLE_STEP, "more was taken from a hold than it has");
        }
        unless(fold.way(held.get()).equals(fold.way(line)), IMPOSSIBLE_STEP, "a hold on another way was captured");
        if (leg.remainingMinor() == amountMinor) {
            fold.holds.remove(key);
        } else {
            fold.holds.put(key, new HeldLeg(leg.line(), leg.direction(), leg.remainingMinor() - amountMinor));
        }
        addHeld(held.get(), leg.direction(), -amountMinor);
    }

    private void addHeld(OwnLine line, Direction direction, long moreMinor) {
        Way way = fold.way(line);
        fold.near.put(way, fold.near(way).withHeld(fromOwner(line, direction), moreMinor));
    }
}
