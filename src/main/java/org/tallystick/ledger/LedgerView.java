package org.tallystick.ledger;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;

/** What rooms and queries may ask of the ledger, on the ledger's thread. Nothing here changes anything. */
public interface LedgerView {

    /** The time of the running block in milliseconds, or of the last one between blocks. */
    long timestampMs();

    /** The UTC day of {@link #timestampMs()}, counted from 1970-01-01. */
    long day();

    /** The account of a participant, or null. */
    @Nullable
    Account account(Pid pid);

    /** The account with a number from 0 to {@link #accountCount()}. */
    Account account(int number);

    /** How many accounts there are. */
    int accountCount();

    /** The equivalent with a code, or null. */
    @Nullable
    Equivalent equivalent(String code);

    /** The equivalent with a number from 0 to {@link #equivalentCount()}. */
    Equivalent equivalent(int number);

    /** How many equivalents there are. */
    int equivalentCount();

    /** The trust line with an id, closed ones included, or null. */
    @Nullable
    Line line(UUID id);

    /** How many lines there are, closed ones included. */
    int lineCount();

    /** Visits every line, closed ones included. */
    void forEachLine(Consumer<Line> visitor);

    /** The hold with an id, or null when nothing of it remains. */
    @Nullable
    Hold hold(UUID id);

    /** Visits every hold of which something remains. */
    void forEachHold(Consumer<Hold> visitor);

    /**
     * Holds whose time is over, those that ran out first at the front.
     *
     * @param timestampMs block time
     * @param atMost how many
     */
    List<Hold> holdsRunOut(long timestampMs, int atMost);

    /**
     * A check over everything in slices, of which the ledger may change in between; each slice on the ledger's thread. The one
     * thing of a view that may be kept from one question to the next.
     */
    LedgerChecks.Everything checkEverything();

    /** The two neighbours in an equivalent, or null where they have never had a line. */
    @Nullable
    Pair pair(Account one, Account other, Equivalent equivalent);

    /**
     * What can pass straight from one account to another now.
     *
     * @return minor units, zero where they are no neighbours
     */
    default long capacityMinor(Account from, Account to, Equivalent equivalent) {
        Pair pair = pair(from, to, equivalent);
        return pair == null ? 0 : pair.capacityMinor(from, day());
    }
}
