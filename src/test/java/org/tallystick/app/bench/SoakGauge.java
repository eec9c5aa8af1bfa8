package org.tallystick.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.tallystick.base.MalformedJson;

/** What a hub's process takes, looked at from outside (Linux). One thread. */
final class SoakGauge {

    private final HubProcess hub;
    private final List<Sample> samples = new ArrayList<>();

    /** What it took at one moment; the heap right after a collection. */
    record Sample(long heapBytes, long files, long residentKilobytes, long threads, long sockets) {}

    SoakGauge(HubProcess hub) {
        this.hub = hub;
    }

    Sample take() throws IOException, InterruptedException, MalformedJson {
        Path process = Path.of("/proc", Long.toString(hub.process().pid()));
        collect();
        Sample sample;
        try (HubClient client = new HubClient(hub.port())) {
            var metrics = SoakPeople.read(client.get("/metrics", ""), 200).object("data");
            sample = new Sample(
                    metrics.number("heap_used_bytes"),
                    files(process),
                    status(process, "VmRSS:"),
                    status(process, "Threads:"),
                    metrics.number("sockets_open"));
        }
        samples.add(sample);
        return sample;
    }

    private void collect() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(hub.process().pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!jcmd.waitFor(60, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
            throw new IOException("The hub does not collect");
        }
        if (jcmd.exitValue() != 0) {
            throw new IOException("The hub cannot be told to collect");
        }
    }

    private static long files(Path process) throws IOException {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.count();
        }
    }

    private static long status(Path process, String name) throws IOException {
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length()).strip().split(" ", 2)[0]);
            }
        }
        throw new IOException("The process says no " + name);
    }

    int size() {
        return samples.size();
    }

    /** The median of a quarter of the samples, the first being 1. */
    long median(int quarter, ToLongFunction<Sample> of) {
        long[] sorted = samples.subList((quarter - 1) * samples.size() / 4, quarter * samples.size() / 4).stream()
                .mapToLong(of)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    String quarters(ToLongFunction<Sample> of, double unit) {
        StringBuilder text = new StringBuilder();
        for (int quarter = 1; quarter <= 4; quarter++) {
            text.append(quarter == 1 ? "" : ", ")
                    .append(String.format(Locale.ROOT, unit == 1 ? "%.0f" : "%.1f", median(quarter, of) / unit));
        }
        return text.toString();
    }
}
