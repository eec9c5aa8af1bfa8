package org.tallystick.node;

/** A block of the journal cannot be what it has to be; names its height. */
public final class HistoryDamaged extends Exception {

    private static final long serialVersionUID = 1L;

    private final long height;

    /**
     * Makes the exception.
     *
     * @param height of the first block that is wrong
     * @param what one clause that says what is wrong
     */
    public HistoryDamaged(long height, String what) {
        super("block " + height + ": " + what);
        this.height = height;
    }

    /** As {@link #HistoryDamaged(long, String)} with what led to it. */
    public HistoryDamaged(long height, String what, Throwable cause) {
        super("block " + height + ": " + what, cause);
        this.height = height;
    }

    /** The height of the first block that is wrong. */
    public long height() {
        return height;
    }
}
