package org.tallystick.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tallystick.app.bench.BenchReport;
import org.tallystick.identity.CanonicalJson;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that measures something and prints what it found, as lines or as one line of JSON. */
abstract class Measurement implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", order = 9)
    private boolean json;

    /** Measures. */
    abstract BenchReport measure() throws CommandFailure;

    @Override
    public final Integer call() throws CommandFailure {
        BenchReport report = measure();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.text(report.toJson()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return ExitCodes.OK;
    }

    /** Says what is being done now. */
    final void tell(String step) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(step);
        err.flush();
    }

    /** Refuses a number that an option cannot have. */
    static void requireWithin(String option, int number, int least, int most) throws CommandFailure {
        if (number < least || number > most) {
            throw CommandFailure.badInput(Messages.text("option.range", option, number, least, most));
        }
    }
}
