package org.tallystick.feature.participant.sql;

import static org.tallystick.base.Checks.require;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.tallystick.identity.Pid;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.ProjectionUnavailable.Reason;
import org.tallystick.store.RowReader;
import org.tallystick.store.Store;

/** Finds participants. Who may see what is decided by who asks. Any thread; each answer waits for the projection's readers. */
public final class ParticipantQueries {

    /** The most participants of one answer. */
    public static final int MAX_PAGE = 1_000;

    /** The most words of one search. */
    public static final int MAX_WORDS = 4;

    private static final int MAX_OFFSET = 1_000_000;
    private static final String SELECT = "SELECT " + ParticipantRow.COLUMNS + " FROM participant ";
    private static final RowMapper<ParticipantRow> ROWS =
            RowReader.mapper(ParticipantProjection.PARTICIPANT, ParticipantRow::read);

    private final Store<CommittedBlock> store;

    /**
     * Makes the queries.
     *
     * @param store whose projections include {@link ParticipantProjection}
     */
    public ParticipantQueries(Store<CommittedBlock> store) {
        this.store = store;
    }

    /** The participant with a PID. */
    public AsOf<Optional<ParticipantRow>> byPid(Pid pid) throws ProjectionUnavailable, InterruptedException {
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(SELECT + "WHERE pid = ?")
                        .bind(0, pid.text())
                        .map(ROWS)
                        .findOne()));
    }

    /** The name of a participant; nothing for somebody unknown, too. */
    public AsOf<Optional<String>> nameOf(Pid pid) throws ProjectionUnavailable, InterruptedException {
        AsOf<Optional<ParticipantRow>> found = byPid(pid);
        return new AsOf<>(found.height(), found.value().flatMap(ParticipantRow::displayName));
    }

    /**
     * The participants with some account numbers, in the order of the numbers; unknown numbers are passed over.
     *
     * @param accounts at most {@link #MAX_PAGE}
     */
    public AsOf<List<ParticipantRow>> byAccounts(List<Integer> accounts)
            throws ProjectionUnavailable, InterruptedException {
        require(accounts.size() <= MAX_PAGE, "At most 1,000 participants are asked for at once");
        return store.read((handle, height) -> new AsOf<>(
                height,
                accounts.isEmpty()
                        ? List.of()
                        : handle.createQuery(SELECT + "WHERE account IN (<accounts>) ORDER BY account")
                                .bindList("accounts", accounts)
                                .map(ROWS)
                                .list()));
    }

    /**
     * Participants whose name is exactly this one, case included; in the order of their account numbers.
     *
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<ParticipantRow>> byName(String name, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(SELECT + "WHERE search_name = ? AND display_name = ? "
                                + "ORDER BY search_name, account FETCH FIRST ? ROWS ONLY")
                        .bind(0, SearchName.of(name))
                        .bind(1, name)
                        .bind(2, limit)
                        .map(ROWS)
                        .list()));
    }

    /**
     * Participants whose name begins like this, whatever the case; in the order of names.
     *
     * @param prefix the beginning of a name; with nothing all who have a name
     * @param offset how many to pass over, at most 1,000,000
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<ParticipantRow>> byNamePrefix(String prefix, int offset, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        require(offset >= 0 && offset <= MAX_OFFSET, "A search passes over at most 1,000,000 participants");
        String first = SearchName.of(prefix);
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(SELECT + "WHERE search_name BETWEEN ? AND ? "
                                + "ORDER BY search_name, account OFFSET ? ROWS FETCH FIRST ? ROWS ONLY")
                        .bind(0, first)
                        .bind(1, first + Character.MAX_VALUE)
                        .bind(2, offset)
                        .bind(3, limit)
                        .map(ROWS)
                        .list()));
    }

    /**
     * Participants in whose name a word begins with each of these words; in the order of names. Looks at every name.
     *
     * @param words at least one and at most {@value #MAX_WORDS}, whatever the case
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<ParticipantRow>> byNameWords(List<String> words, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        require(!words.isEmpty() && words.size() <= MAX_WORDS, "A search has 1 to 4 words");
        String each = "(search_name LIKE ? ESCAPE '!' OR search_name LIKE ? ESCAPE '!')";
        String where = String.join(" AND ", Collections.nCopies(words.size(), each));
        return store.read((handle, height) -> {
            Query query = handle.createQuery(
                    SELECT + "WHERE " + where + " ORDER BY search_name, account FETCH FIRST ? ROWS ONLY");
            int at = 0;
            for (String word : words) {
                String literal = SearchName.of(word).replaceAll("[!%_]", "!$0");
                query.bind(at++, literal + "%");
                query.bind(at++, "% " + literal + "%");
            }
            return new AsOf<>(height, query.bind(at, limit).map(ROWS).list());
        });
    }

    /**
     * Participants whose PID begins like this; in the order of PIDs.
     *
     * @param prefix case included
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<ParticipantRow>> byPidPrefix(String prefix, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(SELECT + "WHERE pid BETWEEN ? AND ? ORDER BY pid FETCH FIRST ? ROWS ONLY")
                        .bind(0, prefix)
                        .bind(1, prefix + Character.MAX_VALUE)
                        .bind(2, limit)
                        .map(ROWS)
                        .list()));
    }

    /**
     * The first of those whom a search finds, stopping as soon as there are enough: what people need while they type.
     *
     * @param search without type and status
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public List<ParticipantRow> first(ParticipantSearch search, int limit)
            throws ProjectionUnavailable, InterruptedException {
        require(
                search.type().isEmpty() && search.status().isEmpty(),
                "Who is looked for while typing is of any type and status");
        Map<Integer, ParticipantRow> found = new LinkedHashMap<>();
        byNamePrefix(search.text(), 0, limit).value().forEach(row -> found.put(row.account(), row));
        if (found.size() < limit && !search.words().isEmpty()) {
            byNameWords(search.words(), limit).value().forEach(row -> found.putIfAbsent(row.account(), row));
        }
        if (found.size() < limit && search.mayBePid()) {
            byPidPrefix(search.text(), limit).value().forEach(row -> found.putIfAbsent(row.account(), row));
        }
        return found.values().stream().limit(limit).toList();
    }

    /**
     * A page of those whom a search finds, in the same order, and how many there are. Looks at every name.
     *
     * @param offset how many to pass over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<ParticipantPage> page(ParticipantSearch search, long offset, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        require(offset >= 0, "A search passes over none or more");
        SearchSql sql = new SearchSql(search);
        return store.read((handle, height) -> {
            long total = sql.bind(handle.createQuery("SELECT COUNT(*) FROM participant " + sql.where()))
                    .mapTo(Long.class)
                    .one();
            List<ParticipantRow> rows = offset >= total
                    ? List.of()
                    : sql.bind(handle.createQuery(SELECT + sql.where() + " " + sql.orderBy()
                                    + " OFFSET :offset ROWS FETCH FIRST :limit ROWS ONLY"))
                            .bind("offset", offset)
                            .bind("limit", limit)
                            .map(ROWS)
                            .list();
            return new AsOf<>(height, new ParticipantPage(rows, total));
        });
    }

    /**
     * The names of some accounts by their numbers; who has none, or was erased, is left out. While there is no projection nobody
     * has a name, since memory goes on without it.
     *
     * @throws ProjectionUnavailable only when it may answer in a moment
     */
    public Map<Integer, String> names(Collection<Integer> accounts) throws ProjectionUnavailable, InterruptedException {
        List<Integer> numbers = accounts.stream().distinct().toList();
        Map<Integer, String> names = new HashMap<>();
        try {
            for (int from = 0; from < numbers.size(); from += MAX_PAGE) {
                for (ParticipantRow row : byAccounts(numbers.subList(from, Math.min(numbers.size(), from + MAX_PAGE)))
                        .value()) {
                    row.displayName().ifPresent(name -> names.put(row.account(), name));
                }
            }
        } catch (ProjectionUnavailable unavailable) {
            if (unavailable.reason() == Reason.BUSY || unavailable.reason() == Reason.TOO_LONG) {
                throw unavailable;
            }
        }
        return names;
    }

    private static void checkLimit(int limit) {
        require(limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 1,000 participants");
    }
}
