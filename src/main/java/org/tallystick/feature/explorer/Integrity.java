package org.tallystick.feature.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.InvariantBroken;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerChecks;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.node.NodeHealth;

/**
 * Whether the books hold. Sums tell nothing of anybody, so that every participant may ask; one look over everything runs at a time,
 * and what it found is given again to those who ask soon after. Any thread but the node's own.
 */
final class Integrity {

    /** How long what was found is given again. */
    static final long FRESH_MS = 5_000;

    private static final long STATUS_FRESH_MS = 60_000;
    private static final int ACCOUNTS_AT_ONCE = 1_000;
    private static final long MUCH_LAG = 5_000;

    /** A look that took the ledger thread longer than this is followed by none for a hundred times as long. */
    private static final long COSTLY_NS = 20_000_000;

    private static final int REST = 100;

    private final Desk desk;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable BooksReport report;
    private @Nullable BooksReport verified;
    private boolean broken;
    private long restsUntilNs;

    /** How grave something is. */
    enum Severity {
        /** Nothing is wrong. */
        HEALTHY,
        /** It serves less than it should. */
        WARNING,
        /** The books do not hold. */
        CRITICAL
    }

    /**
     * Something to look at.
     *
     * @param severity how grave
     * @param code a word
     * @param reason another, where it has one
     */
    record Alert(Severity severity, String code, Optional<String> reason) {}

    /**
     * How the books are.
     *
     * @param severity of the gravest alert
     * @param lastCheckMs wall time of the last check of the whole ledger
     * @param books what was found, by code in order
     * @param alerts what to look at
     */
    record Status(Severity severity, long lastCheckMs, BooksReport books, List<Alert> alerts) {

        Status {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * The caller's own part of a checksum.
     *
     * @param checksum over the caller's own lines, hex
     * @param lines how many
     * @param height of the last block that it saw
     */
    record Own(String checksum, int lines, long height) {}

    Integrity(Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** How the books are, by a look that is at most a minute old. */
    Status status() throws ApiError, InterruptedException {
        lock.lockInterruptibly();
        try {
            return status(look(STATUS_FRESH_MS));
        } finally {
            lock.unlock();
        }
    }

    /** Checks everything, unless that was done in the last seconds. */
    Status verify() throws ApiError, InterruptedException {
        lock.lockInterruptibly();
        try {
            BooksReport last = verified;
            if (last != null && clock.wallMs() - last.atMs() < FRESH_MS) {
                return status(last);
            }
            runLedgerChecks();
            BooksReport found = look(0);
            verified = found;
            return status(found);
        } finally {
            lock.unlock();
        }
    }

    /** What was found of one unit in the last seconds. */
    BooksReport recent(String equivalent) throws ApiError, InterruptedException {
        lock.lockInterruptibly();
        try {
            BooksReport found = look(FRESH_MS);
            if (!found.units().containsKey(equivalent)) {
                // It may have been defined since.
                found = look(0);
            }
            if (!found.units().containsKey(equivalent)) {
                throw ApiError.of(ErrorCode.E015, "equivalent", equivalent);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The same checksum over somebody's own lines, which they can reckon for themselves. */
    Own own(Pid caller, String code) throws ApiError {
        record Seen(List<LineState> lines, int precision, long height) {}
        Seen seen = desk.ask(view -> {
            LedgerView ledger = view.ledger();
            Account account = ledger.account(caller);
            Equivalent unit = ledger.equivalent(code);
            return new Seen(
                    account == null || unit == null ? List.of() : lines(account, unit),
                    unit == null ? 0 : unit.precision(),
                    view.tip().height());
        });
        return new Own(
                LineState.checksum(seen.lines(), seen.precision()), seen.lines().size(), seen.height());
    }

    private static List<LineState> lines(Account account, Equivalent unit) {
        List<LineState> lines = new ArrayList<>();
        Position position = account.position(unit.number());
        for (int i = 0; position != null && i < position.pairCount(); i++) {
            Pair pair = position.pairAt(i);
            Line given = pair.trustOf(account);
            Line received = pair.trustOf(pair.other(account));
            Optional.ofNullable(given).map(LineState::of).ifPresent(lines::add);
            Optional.ofNullable(received).map(LineState::of).ifPresent(lines::add);
        }
        return lines;
    }

    private BooksReport look(long maxAgeMs) throws ApiError {
        BooksReport last = report;
        boolean serves = desk.health().mode() != NodeHealth.Mode.FAILED;
        boolean rests = clock.monotonicNs() < restsUntilNs;
        if (last != null && (!serves || rests || clock.wallMs() - last.atMs() < maxAgeMs)) {
            return last;
        }
        record Seen(BooksCheck books, long tookNs) {}
        Seen seen = desk.ask(view -> {
            long beganNs = clock.monotonicNs();
            BooksCheck books = BooksCheck.of(view);
            return new Seen(books, clock.monotonicNs() - beganNs);
        });
        if (seen.tookNs() > COSTLY_NS) {
            // All lines have to be seen at one height, which holds up payments; in a large community that is done
            // rarely.
            restsUntilNs = clock.monotonicNs() + REST * seen.tookNs();
        }
        BooksReport found = seen.books().report(clock.wallMs());
        report = found;
        return found;
    }

    /** The ledger's own checks over everything; between two slices the ledger goes on. */
    private void runLedgerChecks() throws ApiError {
        try {
            LedgerChecks.Everything check = desk.ask(view -> view.ledger().checkEverything());
            boolean done = false;
            while (!done) {
                done = desk.ask(view -> check.step(ACCOUNTS_AT_ONCE));
            }
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof InvariantBroken)) {
                throw failed;
            }
            broken = true;
        }
    }

    private Status status(BooksReport books) {
        NodeHealth health = desk.health();
        List<Alert> alerts = new ArrayList<>();
        if (broken || health.mode() == NodeHealth.Mode.FAILED) {
            alerts.add(new Alert(Severity.CRITICAL, "invariant_broken", health.reason()));
        }
        new TreeMap<>(books.units()).forEach((code, unit) -> {
            if (!unit.holds()) {
                alerts.add(new Alert(Severity.CRITICAL, "books_do_not_hold", Optional.of(code)));
            }
        });
        if (health.mode() == NodeHealth.Mode.READ_ONLY) {
            alerts.add(new Alert(Severity.WARNING, "read_only", health.reason()));
        }
        if (health.lagTransactions() > MUCH_LAG) {
            alerts.add(new Alert(Severity.WARNING, "projection_behind", Optional.empty()));
        }
        Severity gravest =
                alerts.stream().map(Alert::severity).max(Severity::compareTo).orElse(Severity.HEALTHY);
        return new Status(gravest, Math.max(health.checkedAtMs(), books.atMs()), books, alerts);
    }

    /** The same with one unit only. */
    static Status only(Status status, String equivalent) throws ApiError {
        BooksReport.Unit unit = status.books().units().get(equivalent);
        if (unit == null) {
            throw ApiError.of(ErrorCode.E015, "equivalent", equivalent);
        }
        BooksReport books = status.books();
        return new Status(
                status.severity(),
                status.lastCheckMs(),
                new BooksReport(books.atMs(), books.height(), books.blockHash(), Map.of(equivalent, unit)),
                status.alerts());
    }
}
