package org.tallystick;

import org.tallystick.cli.Main;

/** The program's entry point: hands the arguments to the command line and ends the process with its exit code. */
public final class Launcher {

    private Launcher() {}

    /**
     * Runs one command and ends the process.
     *
     * @param arguments as typed, without the program's name
     */
    public static void main(String[] arguments) {
        System.exit(Main.onThisConsole().run(arguments));
    }
}
