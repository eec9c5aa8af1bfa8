package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandItShowsTheHelpWithItsExitCodes() {
        assertThat(run()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("Usage: tallystick", "--version", "Show name and version", "Exit codes:", "data folder open");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpIsTheSameAsNoCommand() {
        run();
        String help = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("--help")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).isEqualTo(help);
    }

    @Test
    void theVersionIsTheOneTheBuildWrote() {
        assertThat(run("--version")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).matches("Tallystick \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void anUnknownOptionIsNamedInOneSentence() {
        assertThat(run("--frobnicate")).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(err.toString())
                .startsWith("tallystick: ")
                .contains("--frobnicate", "Try 'tallystick --help'.")
                .doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnknownCommandIsNamedInOneSentence() {
        assertThat(run("frobnicate")).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(err.toString()).contains("frobnicate").doesNotContain("Exception");
    }

    private int run(String... arguments) {
        return new Main(new PrintWriter(out), new PrintWriter(err)).run(arguments);
    }
}
