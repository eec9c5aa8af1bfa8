package org.tallystick.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code -Dbench=memory}: a graph line by line in processes of their own whose heap is bounded ({@code bench.heaps}, in MB),
 * with the lines in the order in which the network grew and in a random one ({@code bench.orders}).
 */
final class MemoryBench {

    private final Report report;

    MemoryBench(Report report) {
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        for (String size : Settings.list("size", "1m")) {
            Network network = Settings.network(size);
            for (String order : Settings.list("orders", "grown,shuffled")) {
                Path file = Files.createTempFile("tallystick-lines", "");
                try {
                    LineFile.write(network, file, order.equals("shuffled"));
                    for (String heapMb : Settings.list("heaps", "800,600")) {
                        report.heading(network.name() + ", " + network.arcs() + " lines, " + order + ", a heap of "
                                + heapMb + " MB");
                        trial(file, network.nodes(), heapMb);
                    }
                } finally {
                    Files.delete(file);
                }
            }
        }
    }

    private void trial(Path file, int participants, String heapMb) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx" + heapMb + "m",
                        // What stays needs nearly all of it.
                        "-Xmn16m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryTrial.class.getName(),
                        file.toString(),
                        Integer.toString(participants)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            report.say("  it does not fit: the process ended with %d", exit);
        }
    }
}
