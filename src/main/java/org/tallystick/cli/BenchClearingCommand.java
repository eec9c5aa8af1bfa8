package org.tallystick.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tallystick.app.bench.ClearingBench;
import org.tallystick.app.bench.ClearingReport;
import org.tallystick.app.bench.PairRows;
import org.tallystick.identity.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Clearing measured over anybody's debts: all netted at once, and as they come. */
@Command(name = "clearing")
final class BenchClearingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--debts", paramLabel = "FILE.csv", required = true, order = 1)
    private Path debts;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "5000", order = 2)
    private int batch;

    @Option(names = "--json", order = 3)
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        if (batch < 1 || batch > PairRows.MOST_ROWS) {
            throw CommandFailure.badInput(Messages.text("option.range", "--batch", batch, 1, PairRows.MOST_ROWS));
        }
        ClearingReport report = new ClearingBench(PairRowFile.read(debts, ClearingBench.DEBTS, 1)).run(batch);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.text(report.toJson()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return ExitCodes.OK;
    }
}
