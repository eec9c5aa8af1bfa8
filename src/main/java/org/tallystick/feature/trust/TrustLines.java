package org.tallystick.feature.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.feature.trust.sql.LinePage;
import org.tallystick.feature.trust.sql.LineSearch;
import org.tallystick.feature.trust.sql.TrustQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.node.NodeView;

/**
 * Somebody's trust lines: only the two parties of a line see it. Open lines are found in memory, closed ones in the projection;
 * what is said about a line always comes from memory. Any thread but the node's own.
 */
final class TrustLines {

    private static final Comparator<Key> NEWEST_FIRST =
            Comparator.comparingLong(Key::openedAtMs).reversed().thenComparing(Key::id);

    private final Desk desk;
    private final TrustQueries queries;

    /**
     * Which lines are wanted.
     *
     * @param given those by which the caller trusts others
     * @param received those by which others trust the caller
     * @param equivalent in which unit only, if anything
     * @param status in which state only, if anything
     */
    record Wish(boolean given, boolean received, Optional<String> equivalent, Optional<LineStatus> status) {}

    /** A page of lines. */
    record Found(List<TrustLine> lines, long total) {}

    private record Key(long openedAtMs, UUID id) {}

    TrustLines(Desk desk) {
        this.desk = desk;
        this.queries = new TrustQueries(desk.node().store());
    }

    /**
     * A line of the caller's, open or closed.
     *
     * @throws ApiError E012 when there is none, or it is somebody else's
     */
    TrustLine line(Pid caller, UUID id) throws ApiError {
        return desk.ask(view -> Optional.ofNullable(view.ledger().line(id))
                        .filter(line -> line.creditor().pid().equals(caller)
                                || line.debtor().pid().equals(caller))
                        .map(TrustLine::of))
                .orElseThrow(() -> ApiError.of(ErrorCode.E012, "trust_line_id", id.toString()));
    }

    /** A page of the caller's lines, those opened last first. */
    Found list(Caller caller, Wish wish, Page page) throws ApiError, InterruptedException {
        if (wish.equivalent().isPresent()) {
            known(wish.equivalent().get());
        }
        if (wish.status().isPresent() && wish.status().get() != LineStatus.CLOSED) {
            List<Key> keys = new ArrayList<>(desk.ask(view -> open(caller.pid(), wish, view)));
            keys.sort(NEWEST_FIRST);
            return new Found(lines(page.of(keys).stream().map(Key::id).toList()), keys.size());
        }
        Optional<Integer> account = desk.ask(
                view -> Optional.ofNullable(view.ledger().account(caller.pid())).map(Account::number));
        if (account.isEmpty()) {
            return new Found(List.of(), 0);
        }
        LineSearch search =
                new LineSearch(account.get(), wish.given(), wish.received(), wish.equivalent(), wish.status());
        LinePage found = desk.read(
                () -> queries.newest(search, page.offset(), page.size()).value());
        return new Found(lines(found.ids()), found.total());
    }

    private void known(String code) throws ApiError {
        boolean known = desk.ask(view -> view.ledger().equivalent(code) != null);
        if (!known) {
            throw ApiError.of(ErrorCode.E015, "equivalent", code);
        }
    }

    private List<TrustLine> lines(List<UUID> ids) throws ApiError {
        return desk.ask(view -> ids.stream()
                .map(id -> TrustLine.of(Objects.requireNonNull(view.ledger().line(id), "A line that was found stays")))
                .toList());
    }

    private static List<Key> open(Pid caller, Wish wish, NodeView view) {
        List<Key> keys = new ArrayList<>();
        LedgerView ledger = view.ledger();
        Account account = ledger.account(caller);
        for (int number = 0; account != null && number < account.positionBound(); number++) {
            Position position = account.position(number);
            Equivalent unit = ledger.equivalent(number);
            if (position != null
                    && wish.equivalent()
                            .filter(code -> !code.equals(unit.code()))
                            .isEmpty()) {
                for (int i = 0; i < position.pairCount(); i++) {
                    addOpen(position.pairAt(i), account, wish, keys);
                }
            }
        }
        return keys;
    }

    private static void addOpen(Pair pair, Account account, Wish wish, List<Key> keys) {
        if (wish.given()) {
            addOpen(pair.trustOf(account), wish, keys);
        }
        if (wish.received()) {
            addOpen(pair.trustOf(pair.other(account)), wish, keys);
        }
    }

    private static void addOpen(@Nullable Line line, Wish wish, List<Key> keys) {
        if (line != null && wish.status().filter(line.status()::equals).isPresent()) {
            keys.add(new Key(line.openedAtMs(), line.id()));
        }
    }
}
