package org.tallystick.journal;

/** An entry did not become durable. It is not in the journal, or the journal has failed and takes nothing (design §4). */
public final class AppendFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a write or force failed. */
    public enum Reason {
        /** No space is left on the disk, or a quota is used up. */
        DISK_FULL,
        /** The file or its file system cannot be written. */
        READ_ONLY,
        /** The machine reported an error of another kind. */
        IO,
        /** An earlier failure is not undone yet: {@link Journal#repair()} first. */
        NEEDS_REPAIR
    }

    private final Reason reason;

    AppendFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    AppendFailed(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why it failed. */
    public Reason reason() {
        return reason;
    }
}
