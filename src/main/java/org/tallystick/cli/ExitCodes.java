package org.tallystick.cli;

/** What the process tells its caller when it ends; scripts depend on these numbers. */
public final class ExitCodes {

    /** What was asked for is done. */
    public static final int OK = 0;

    /** Understood, but refused or failed: no route, not enough credit, a damaged journal, a full disk. */
    public static final int REFUSED = 1;

    /** The command line, or a file or value it names, cannot be used as it stands. */
    public static final int BAD_INPUT = 2;

    /** Another process has the data folder open (design §4). */
    public static final int IN_USE = 3;

    private ExitCodes() {}
}
