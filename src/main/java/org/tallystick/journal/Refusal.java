package org.tallystick.journal;

import java.nio.file.Path;

/** Carries a refusal out of the depth of the checks at opening. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient JournalOpening outcome;

    private Refusal(JournalOpening outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    static Refusal damaged(Path file, long offset, long heightBefore, Damage damage) {
        return new Refusal(new JournalOpening.Damaged(file, offset, heightBefore, damage));
    }

    static Refusal missing(Path file, long offset, long heightFound, long heightKnown, Path knownBy) {
        return new Refusal(new JournalOpening.MissingAcknowledged(file, offset, heightFound, heightKnown, knownBy));
    }

    JournalOpening outcome() {
        return outcome;
    }
}
