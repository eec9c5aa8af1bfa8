package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tallystick.app.Machine;
import org.tallystick.app.Rooms;
import org.tallystick.app.bench.PaymentsBench;
import org.tallystick.app.bench.PaymentsReport;
import org.tallystick.identity.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measurements on this machine; each makes a throw-away node and deletes it. */
@Command(name = "bench", subcommands = BenchCommand.Payments.class)
final class BenchCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Whole payments beside what they are to be compared with. */
    @Command(name = "payments")
    static final class Payments implements Callable<Integer> {

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
                    measure(folder);
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

        private void measure(Path folder) throws IOException, InterruptedException {
            PrintWriter err = spec.commandLine().getErr();
            PrintWriter out = spec.commandLine().getOut();
            Machine machine = bench.main.machine();
            PaymentsReport report = new PaymentsBench(
                            folder, Rooms::fresh, machine.clock(), machine.randomness(), step -> {
                                err.println(step);
                                err.flush();
                            })
                    .run(seconds);
            if (json) {
                out.println(CanonicalJson.text(report.toJson()));
            } else {
                report.lines().forEach(out::println);
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
}
