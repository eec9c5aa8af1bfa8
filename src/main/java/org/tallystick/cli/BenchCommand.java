package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tallystick.app.Machine;
import org.tallystick.app.Rooms;
import org.tallystick.app.bench.HubBench;
import org.tallystick.app.bench.HubReport;
import org.tallystick.app.bench.PaymentsBench;
import org.tallystick.app.bench.PaymentsReport;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
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
    abstract static class Measurement implements Callable<Integer> {

        private static final int LEAST_SECONDS = 4;
        private static final int MOST_SECONDS = 600;

        @ParentCommand
        private BenchCommand bench;

        @Spec
        private CommandSpec spec;

        @Option(names = "--seconds", paramLabel = "N", defaultValue = "60")
        private int seconds;

        @Option(names = "--on", paramLabel = "DIR")
        private Path on;

        @Option(names = "--json")
        private boolean json;

        /** What was found, for people and for programs. */
        record Found(List<String> lines, Json.Obj json) {}

        /** Measures in an empty folder. */
        abstract Found measure(Path folder, Machine machine, int forSeconds, Consumer<String> progress)
                throws IOException, InterruptedException;

        @Override
        public Integer call() throws CommandFailure {
            if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
                throw CommandFailure.badInput(
                        Messages.text("option.range", "--seconds", seconds, LEAST_SECONDS, MOST_SECONDS));
            }
            try {
                Path folder = on == null
                        ? Files.createTempDirectory("tallystick-bench")
                        : Files.createTempDirectory(on, "tallystick-bench");
                try {
                    tell(measure(folder, bench.main.machine(), seconds, this::tell));
                } finally {
                    delete(folder);
                }
                return ExitCodes.OK;
            } catch (IOException failed) {
                throw CommandFailure.refused(Messages.text("error.io", String.valueOf(failed.getMessage())));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw CommandFailure.refused(Messages.text("error.io", "interrupted"));
            }
        }

        private void tell(String step) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(step);
            err.flush();
        }

        private void tell(Found found) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(CanonicalJson.text(found.json()));
            } else {
                found.lines().forEach(out::println);
            }
            out.flush();
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
    static final class Payments extends Measurement {

        @Override
        Found measure(Path folder, Machine machine, int forSeconds, Consumer<String> progress)
                throws IOException, InterruptedException {
            PaymentsReport report = new PaymentsBench(
                            folder, Rooms::fresh, machine.clock(), machine.randomness(), progress)
                    .run(forSeconds);
            return new Found(report.lines(), report.toJson());
        }
    }

    /** Payments over HTTP into a hub in a process of its own, beside the same in one process. */
    @Command(name = "hub")
    static final class Hub extends Measurement {

        @Override
        Found measure(Path folder, Machine machine, int forSeconds, Consumer<String> progress)
                throws IOException, InterruptedException {
            HubReport report = new HubBench(folder, machine, progress).run(forSeconds);
            return new Found(report.lines(), report.toJson());
        }
    }
}
