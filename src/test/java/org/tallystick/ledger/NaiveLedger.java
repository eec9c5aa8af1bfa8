package org.tallystick.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;

/**
 * A ledger written from design §3 for the tests: it keeps the list of what was done and nothing else, and before each
 * operation works out from its beginning what that amounts to. Taking back is forgetting the end of the list.
 */
final class NaiveLedger {

    private static final BigDecimal NO_BOUND = new BigDecimal("1e40");
    private static final long MOST_MINOR = 1_000_000_000_000_000L;
    private static final long DAY_MS = 86_400_000;

    private final List<NaiveBooks.Done> history = new ArrayList<>();
    private @Nullable NaiveBooks books;
    private int transaction;
    private long timeMs;

    NaiveBooks books() {
        NaiveBooks known = books;
        if (known == null) {
            known = new NaiveBooks(history);
            books = known;
        }
        return known;
    }

    long timeMs() {
        return timeMs;
    }

    void setTime(long nowMs) {
        timeMs = nowMs;
    }

    void nextTransaction() {
        transaction++;
    }

    int mark() {
        return history.size();
    }

    void forgetFrom(int mark) {
        if (mark < history.size()) {
            history.subList(mark, history.size()).clear();
            books = null;
        }
    }

    /** Does an operation, or says by which code it is refused. */
    Optional<ErrorCode> attempt(Operation operation) {
        ErrorCode refusal = against(operation);
        if (refusal == null) {
            history.add(new NaiveBooks.Done(timeMs, transaction, operation));
            books = null;
        }
        return Optional.ofNullable(refusal);
    }

    private @Nullable ErrorCode against(Operation operation) {
        return switch (operation) {
            case Operation.OpenAccount open -> {
                if (books().people.containsKey(open.pid())) {
                    yield ErrorCode.E008;
                }
                boolean keyFits = (open.key() != null) == (open.status() != AccountStatus.UNCLAIMED);
                yield keyFits ? null : ErrorCode.E009;
            }
            case Operation.ChangeAccount change -> against(change);
            case Operation.DefineEquivalent define -> against(define);
            case Operation.OpenLine open -> against(open);
            case Operation.ChangeLine change -> against(change);
            case Operation.CloseLine close -> against(close);
            case Operation.OpenHold open -> against(open);
            case Operation.HoldLeg leg -> against(leg);
            case Operation.ReleaseHold release -> {
                NaiveBooks.Promise promise = promise(release.hold(), release.leg());
                boolean there = promise != null && promise.line.equals(release.line());
                yield there && within(release.amountMinor(), promise) ? null : ErrorCode.E017;
            }
            case Operation.MoveDebt move -> against(move);
        };
    }

    private @Nullable ErrorCode against(Operation.ChangeAccount change) {
        AccountStatus now = books().statusOf(change.pid());
        if (now == null) {
            return ErrorCode.E011;
        }
        AccountStatus then = change.status() == null ? now : change.status();
        boolean key = change.key() != null || books().withKey.contains(change.pid());
        return key == (then != AccountStatus.UNCLAIMED) ? null : ErrorCode.E017;
    }

    private @Nullable ErrorCode against(Operation.DefineEquivalent define) {
        Integer decimals = books().decimals.get(define.code());
        if (decimals != null) {
            return decimals == define.precision() ? null : ErrorCode.E008;
        }
        boolean form = define.code().matches("[A-Z0-9_]{1,16}") && define.precision() >= 0 && define.precision() <= 8;
        return form ? null : ErrorCode.E009;
    }

    private @Nullable ErrorCode against(Operation.OpenLine open) {
        if (!books().people.containsKey(open.creditor()) || !books().people.containsKey(open.debtor())) {
            return ErrorCode.E011;
        }
        if (!books().decimals.containsKey(open.equivalent())) {
            return ErrorCode.E015;
        }
        if (open.creditor().equals(open.debtor()) || open.limitMinor() < 0 || open.limitMinor() > MOST_MINOR) {
            return ErrorCode.E009;
        }
        NaiveBooks.Way way = new NaiveBooks.Way(open.debtor(), open.creditor(), open.equivalent());
        boolean there = books().openLines.containsKey(way) || books().lines.containsKey(open.line());
        return there ? ErrorCode.E008 : null;
    }

    private @Nullable ErrorCode against(Operation.ChangeLine change) {
        NaiveBooks.Trust line = books().lines.get(change.line());
        if (line == null) {
            return ErrorCode.E012;
        }
        if (line.status == LineStatus.CLOSED) {
            return ErrorCode.E008;
        }
        if (change.status().equals(Optional.of(LineStatus.CLOSED))) {
            return ErrorCode.E009;
        }
        if (change.limitMinor().isPresent()) {
            long minor = change.limitMinor().getAsLong();
            if (minor < 0 || minor > MOST_MINOR) {
                return ErrorCode.E009;
            }
            BigDecimal limit = books().amount(minor, line.way.unit());
            BigDecimal used = books().owed(line.way).add(books().held(line.way));
            if (limit.compareTo(line.limit) < 0 && limit.compareTo(used) < 0) {
                return ErrorCode.E003;
            }
        }
        return null;
    }

    private @Nullable ErrorCode against(Operation.CloseLine close) {
        NaiveBooks.Trust line = books().lines.get(close.line());
        if (line == null) {
            return ErrorCode.E012;
        }
        if (line.status == LineStatus.CLOSED) {
            return ErrorCode.E008;
        }
        BigDecimal inTheWay = books().owed(line.way)
                .add(books().owed(line.way.back()))
                .add(books().held(line.way))
                .add(books().held(line.way.back()));
        return inTheWay.signum() == 0 ? null : ErrorCode.E013;
    }

    private @Nullable ErrorCode against(Operation.MoveDebt move) {
        NaiveBooks.Trust line = books().lines.get(move.line());
        if (line == null) {
            return ErrorCode.E012;
        }
        if (line.status == LineStatus.CLOSED) {
            return ErrorCode.E004;
        }
        NaiveBooks.Way way = books().wayOf(move.line(), move.direction());
        BigDecimal amount = books().amount(move.amountMinor(), way.unit());
        boolean owe = move.direction() == Direction.OWE;
        boolean inOrder = owe
                ? books().owed(way.back()).signum() == 0
                : books().owed(way.back()).compareTo(amount) >= 0;
        return switch (move.use()) {
            case Operation.DebtUse.Payment payment -> {
                if (owe && line.status != LineStatus.ACTIVE) {
                    yield ErrorCode.E004;
                }
                if (amount.compareTo(spendable(way)) > 0) {
                    yield ErrorCode.E002;
                }
                yield inOrder ? null : ErrorCode.E009;
            }
            case Operation.DebtUse.Clearing clearing -> {
                if (owe) {
                    yield ErrorCode.E009;
                }
                if (!books().takesPart(way.from()) || !books().takesPart(way.to())) {
                    yield ErrorCode.E006;
                }
                yield amount.compareTo(clearable(way)) <= 0 ? null : ErrorCode.E017;
            }
            case Operation.DebtUse.Capture capture -> {
                NaiveBooks.Promise promise = promise(capture.hold(), capture.leg());
                if (!inOrder) {
                    yield ErrorCode.E009;
                }
                if (owe && books().owed(way).add(amount).compareTo(line.limit) > 0) {
                    yield ErrorCode.E003;
                }
                boolean kept = promise != null && promise.way.equals(way) && within(move.amountMinor(), promise);
                yield kept ? null : ErrorCode.E017;
            }
        };
    }

    private @Nullable ErrorCode against(Operation.OpenHold open) {
        if (books().holds.containsKey(open.hold())) {
            return ErrorCode.E008;
        }
        if (!books().people.keySet().containsAll(open.parties())) {
            return ErrorCode.E011;
        }
        boolean fits = books().people.containsKey(open.owner()) && open.expiresAtMs() > timeMs;
        return fits ? null : ErrorCode.E009;
    }

    private @Nullable ErrorCode against(Operation.HoldLeg leg) {
        NaiveBooks.Held held = books().holds.get(leg.hold());
        if (held == null || held.legs.containsKey(leg.leg())) {
            return ErrorCode.E017;
        }
        NaiveBooks.Trust line = books().lines.get(leg.line());
        if (line == null) {
            return ErrorCode.E012;
        }
        if (line.status == LineStatus.CLOSED) {
            return ErrorCode.E004;
        }
        if (leg.amountMinor() > MOST_MINOR) {
            return ErrorCode.E009;
        }
        NaiveBooks.Way way = books().wayOf(leg.line(), leg.direction());
        BigDecimal amount = books().amount(leg.amountMinor(), way.unit());
        if (amount.compareTo(spendable(way)) > 0) {
            return ErrorCode.E002;
        }
        return held.parties.contains(way.to()) || leave(held, way, amount) ? null : ErrorCode.E006;
    }

    /** Whether who has not agreed lets others hold on their own line. */
    boolean leave(NaiveBooks.Held held, NaiveBooks.Way way, BigDecimal amount) {
        NaiveBooks.Trust own = books().openLines.get(way);
        if (own == null || own.policy.allowHolds().isEmpty()) {
            return false;
        }
        Policy.AllowHolds leave = own.policy.allowHolds().get();
        return books().held(way).add(amount).compareTo(books().amount(leave.amountMinor(), way.unit())) <= 0
                && held.expiresAtMs <= timeMs + leave.days() * DAY_MS;
    }

    /** What can be spent on a way: what is owed back, and the credit of an active line, less what is held (design §3). */
    BigDecimal spendable(NaiveBooks.Way way) {
        return spendable(way, true);
    }

    /** What could be spent on a way if no line bounded the credit of a day. */
    BigDecimal spendableOnAnyDay(NaiveBooks.Way way) {
        return spendable(way, false);
    }

    private BigDecimal spendable(NaiveBooks.Way way, boolean today) {
        NaiveBooks now = books();
        if (!now.takesPart(way.from()) || !now.takesPart(way.to())) {
            return BigDecimal.ZERO;
        }
        BigDecimal credit = BigDecimal.ZERO;
        NaiveBooks.Trust line = now.openLines.get(way);
        if (line != null && line.status == LineStatus.ACTIVE) {
            credit = line.limit.subtract(now.owed(way));
            credit = today ? credit.min(leftToday(line)) : credit;
            credit = credit.max(BigDecimal.ZERO);
        }
        return now.owed(way.back()).add(credit).subtract(now.held(way)).max(BigDecimal.ZERO);
    }

    private BigDecimal leftToday(NaiveBooks.Trust line) {
        if (line.policy.dailyLimitMinor().isEmpty()) {
            return NO_BOUND;
        }
        BigDecimal daily = books().amount(line.policy.dailyLimitMinor().getAsLong(), line.way.unit());
        return daily.subtract(books().newCredit(line.id, NaiveBooks.dayOf(timeMs)));
    }

    /** What a clearing may take of what is owed back on a way: it leaves holds their capacity (design §3). */
    BigDecimal clearable(NaiveBooks.Way way) {
        return books().owed(way.back()).min(spendable(way));
    }

    private NaiveBooks.@Nullable Promise promise(UUID hold, int leg) {
        NaiveBooks.Held held = books().holds.get(hold);
        return held == null ? null : held.legs.get(leg);
    }

    private boolean within(long amountMinor, NaiveBooks.Promise promise) {
        return books().amount(amountMinor, promise.way.unit()).compareTo(promise.left) <= 0;
    }

    /** Who stands where in a unit, for tests that look at everybody. */
    List<Pid> people() {
        return List.copyOf(books().people.keySet());
    }
}
