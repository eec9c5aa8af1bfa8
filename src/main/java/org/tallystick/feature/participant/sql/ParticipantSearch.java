package org.tallystick.feature.participant.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.ledger.AccountStatus;

/**
 * How people look for people: first those whose name begins with a text, then those in whose name each of its words begins one,
 * then those whose PID begins with it. With no text everybody is meant, in the order of names.
 *
 * @param text without space around it; case, marks on letters and the like make no difference in names
 * @param type {@code person}, {@code business} or {@code hub} only, if anything
 * @param status only those whose account is so, if anything
 */
public record ParticipantSearch(String text, Optional<String> type, Optional<AccountStatus> status) {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Fewer letters begin too many PIDs. */
    private static final int LEAST_OF_A_PID = 4;

    /** Takes space away. */
    public ParticipantSearch {
        text = text.strip();
    }

    /** Whatever the account's status. */
    public ParticipantSearch(String text, Optional<String> type) {
        this(text, type, Optional.empty());
    }

    /** The words, the first few of them. */
    List<String> words() {
        return Arrays.stream(SPACE.split(text))
                .filter(word -> !word.isEmpty())
                .limit(ParticipantQueries.MAX_WORDS)
                .toList();
    }

    /** Whether the text may be the beginning of a PID. */
    boolean mayBePid() {
        return text.length() >= LEAST_OF_A_PID;
    }
}
