package org.tallystick.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;

/** Who is who, and who there is, for rooms that look after people. Any thread but the node's own. */
public interface People extends Directory {

    /**
     * What is kept about somebody.
     *
     * @param account the account's number
     * @param pid theirs
     * @param displayName the name; missing where there is none or it was erased
     * @param type {@code person}, {@code business} or {@code hub}; missing for who was imported
     * @param profile what they say about themselves, if anything
     * @param createdAtMs block time of the account's opening
     */
    record Entry(
            int account,
            Pid pid,
            Optional<String> displayName,
            Optional<String> type,
            Optional<Json.Obj> profile,
            long createdAtMs) {}

    /**
     * Who is looked for; with nothing everybody.
     *
     * @param text the beginning of a name, of its words, or of a PID; empty for any
     * @param type as in {@link Entry}
     * @param status what the account may do
     */
    record Wish(String text, Optional<String> type, Optional<AccountStatus> status) {}

    /**
     * A page of those who were found, in the order of their names.
     *
     * @param entries of the page
     * @param total how many there are on all pages
     */
    record Found(List<Entry> entries, long total) {

        /** Keeps an unmodifiable copy. */
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /**
     * What is kept about some accounts.
     *
     * @param accounts their numbers
     * @return by number; one of which nothing is kept yet is left out
     */
    Map<Integer, Entry> entries(Collection<Integer> accounts) throws ApiError, InterruptedException;

    /** A page of those who are looked for. */
    Found search(Wish wish, Page page) throws ApiError, InterruptedException;
}
