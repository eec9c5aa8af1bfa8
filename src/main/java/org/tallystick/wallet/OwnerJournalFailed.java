package org.tallystick.wallet;

/** An entry was not taken: it is not in the journal, and nothing may be done that needs it there. */
public final class OwnerJournalFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The disk did not take it. */
        DISK,
        /** The key that personal content is sealed under could not be made or has been destroyed. */
        KEYS,
        /** There are too many open intents, hubs, contacts or settings, or the entry is too long. */
        FULL
    }

    private final Reason reason;

    OwnerJournalFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    OwnerJournalFailed(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why it was not taken. */
    public Reason reason() {
        return reason;
    }
}
