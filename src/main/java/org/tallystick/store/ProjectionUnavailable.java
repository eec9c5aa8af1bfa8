package org.tallystick.store;

/** History, search and reports cannot be answered now; balances, lines, capacity and routes come from memory and can. */
public final class ProjectionUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** It is being made again from the journal; {@link Projector#state()} says how far it is. */
        REBUILDING,
        /** All readers are busy and stayed so; try again later. */
        BUSY,
        /** The query took too long. */
        TOO_LONG,
        /** Just now found damaged; a rebuild follows. */
        DAMAGED,
        /** Rebuilding failed again and again; only the operator can help. */
        FAILED,
        /** The store is closed. */
        CLOSED
    }

    private final Reason reason;

    ProjectionUnavailable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ProjectionUnavailable(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
