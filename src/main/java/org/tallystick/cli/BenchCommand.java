package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.app.Machine;
import org.tallystick.app.Rooms;
import org.tallystick.app.bench.BenchReport;
import org.tallystick.app.bench.HubBench;
import org.tallystick.app.bench.PaymentsBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measurements on this machine; those of payments make a throw-away node and delete it. */
@Command(
        name = "bench",
        subcommands = {
            BenchCommand.Payments.class,
            BenchCommand.Hub.class,
            BenchRoutingCommand.class,
            BenchClearingCommand.class
        })
final class BenchCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** A measurement in a folder that is deleted afterwards. */
    abstract static class InFolder extends Measurement {

        private static final int LEAST_SECONDS = 4;
        private static final int MOST_SECONDS = 600;

        @ParentCommand
        private BenchCommand bench;

        @Option(names = "--seconds", paramLabel = "N", defaultValue = "60")
        private int seconds;

        @Option(names = "--on", paramLabel = "DIR")
        private Path on;

        /** Measures in an empty folder. */
        abstract BenchReport measure(Path folder, Machine machine, int forSeconds)
                throws IOException, InterruptedException;

        @Override
        BenchReport measure() throws CommandFailure {
            requireWithin("--seconds", seconds, LEAST_SECONDS, MOST_SECONDS);
            try {
                Path folder = on == null
                        ? Files.createTempDirectory("tallystick-bench")
                        : Files.createTempDirectory(on, "tallystick-bench");
                try {
                    return measure(folder, bench.main.machine(), seconds);
                } finally {
                    delete(folder);
                }
            } catch (IOException failed) {
                throw CommandFailure.refused(Messages.text("error.io", String.valueOf(failed.getMessage())));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw CommandFailure.refused(Messages.text("error.io", "interrupted"));
            }
        }

        private static void delete(Path folder) throws IOException {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whole payments beside what they are to be compared with. */
    @Command(name = "payments")
    static final class Payments extends InFolder {

        @Override
        BenchReport measure(Path folder, Machine machine, int forSeconds) throws IOException, InterruptedException {
            return new PaymentsBench(folder, Rooms::fresh, machine.clock(), machine.randomness(), this::tell)
                    .run(forSeconds);
        }
    }

    /** Payments over HTTP into a hub in a process of its own, beside the same in one process. */
    @Command(name = "hub")
    static final class Hub extends InFolder {

        @Override
        BenchReport measure(Path folder, Machine machine, int forSeconds) throws IOException, InterruptedException {
            return new HubBench(folder, machine, this::tell).run(forSeconds);
        }
    }
}
