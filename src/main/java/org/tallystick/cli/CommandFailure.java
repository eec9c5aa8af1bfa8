package org.tallystick.cli;

import org.tallystick.base.Json;

/** A command's expected end without success: one clear sentence for the person and an exit code for the script. */
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Json.Obj facts;

    private CommandFailure(int exitCode, String sentence) {
        this(exitCode, sentence, Json.Obj.EMPTY);
    }

    private CommandFailure(int exitCode, String sentence, Json.Obj facts) {
        super(sentence);
        this.exitCode = exitCode;
        this.facts = facts;
    }

    /**
     * Understood, but refused or failed, with the facts for a script.
     *
     * @param sentence what was refused and why, ready to be shown
     * @param facts what {@code --json} shows beside it
     */
    public static CommandFailure refused(String sentence, Json.Obj facts) {
        return new CommandFailure(ExitCodes.REFUSED, sentence, facts);
    }

    /**
     * Understood, but refused or failed.
     *
     * @param sentence what was refused and why, ready to be shown
     */
    public static CommandFailure refused(String sentence) {
        return new CommandFailure(ExitCodes.REFUSED, sentence);
    }

    /**
     * The command line, or a file or value it names, cannot be used.
     *
     * @param sentence what is wrong and where, ready to be shown
     */
    public static CommandFailure badInput(String sentence) {
        return new CommandFailure(ExitCodes.BAD_INPUT, sentence);
    }

    /**
     * Another process has the data folder open.
     *
     * @param sentence which folder, and who has it where that is known, ready to be shown
     */
    public static CommandFailure inUse(String sentence) {
        return new CommandFailure(ExitCodes.IN_USE, sentence);
    }

    /** What {@code --json} shows beside the sentence. */
    Json.Obj facts() {
        return facts;
    }

    /** One of {@link ExitCodes}, never {@link ExitCodes#OK}. */
    public int exitCode() {
        return exitCode;
    }
}
