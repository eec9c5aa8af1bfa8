package org.tallystick.cli;

import java.nio.file.Path;
import org.tallystick.app.bench.BenchReport;
import org.tallystick.app.bench.ClearingBench;
import org.tallystick.app.bench.PairRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Clearing measured over anybody's debts: all netted at once, and as they come. */
@Command(name = "clearing")
final class BenchClearingCommand extends Measurement {

    @Option(names = "--debts", paramLabel = "FILE.csv", required = true, order = 1)
    private Path debts;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "5000", order = 2)
    private int batch;

    @Override
    BenchReport measure() throws CommandFailure {
        requireWithin("--batch", batch, 1, PairRows.MOST_ROWS);
        return new ClearingBench(PairRowFile.read(debts, ClearingBench.DEBTS, 1)).run(batch);
    }
}
