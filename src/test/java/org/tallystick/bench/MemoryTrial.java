package org.tallystick.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.NodeSet;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;

/** In a process with a bounded heap: builds a graph of the lines of a file and tells what each costs; then more of them. */
public final class MemoryTrial {

    private static final int AT_ONCE = 1 << 14;
    private static final int NEW_LINES = 100_000;
    private static final int QUESTIONS = 100;
    private static final int COLLECTIONS = 5;

    private final Report report = new Report(System.out);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final PaymentGraph graph = new PaymentGraph();
    private final int[] from = new int[AT_ONCE];
    private final int[] to = new int[AT_ONCE];
    private final long[] capacityMinor = new long[AT_ONCE];
    private long lines;

    private MemoryTrial() {}

    /**
     * Runs in the process.
     *
     * @param arguments the file, and how many participants there are
     */
    public static void main(String[] arguments) throws IOException {
        new MemoryTrial().run(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void run(Path file, int participants) throws IOException {
        long emptyBytes = heapBytes();
        graph.ensureNodes(participants);
        long spentNs = build(file);
        long fullBytes = heapBytes() - emptyBytes;
        report.say(
                "  %.1f bytes a line and %.1f a participant by the graph's own count; %.1f MB together, %.1f MB of heap measured",
                (double) graph.arcBytes() / lines,
                (double) graph.nodeBytes() / participants,
                (graph.arcBytes() + graph.nodeBytes()) / 1e6,
                fullBytes / 1e6);
        report.say("  a new line %.0f ns amortised over all %d", (double) spentNs / lines, lines);
        ask(participants);
        report.say(
                "  with one who searches it %.1f MB of heap are used, of %.1f MB",
                heapBytes() / 1e6, Runtime.getRuntime().maxMemory() / 1e6);
        addMore(participants);
    }

    private long build(Path file) throws IOException {
        long spentNs = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = readSome(in); count > 0; count = readSome(in)) {
                long before = CpuTimes.nowNs();
                for (int i = 0; i < count; i++) {
                    addLine(from[i], to[i], capacityMinor[i]);
                }
                spentNs += CpuTimes.nowNs() - before;
                lines += count;
            }
        }
        return spentNs;
    }

    private int readSome(InputStream in) throws IOException {
        ByteBuffer some = LineFile.read(in, AT_ONCE);
        int count = 0;
        while (some.hasRemaining()) {
            from[count] = some.getInt();
            to[count] = some.getInt();
            capacityMinor[count++] = some.getLong();
        }
        return count;
    }

    private void addLine(int payer, int payee, long limitMinor) {
        if (payer == payee) {
            return;
        }
        graph.setArcs(payer, payee, limitMinor, ArcPolicy.OPEN, graph.capacity(payee, payer), ArcPolicy.OPEN);
    }

    private void ask(int participants) {
        RouteFinder finder = new RouteFinder();
        RouteConstraints constraints =
                new RouteConstraints(6, RouteConstraints.MAX_PATHS, NodeSet.EMPTY, Long.MAX_VALUE >> 1);
        SplittableRandom random = new SplittableRandom(11);
        int payable = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            int payer = random.nextInt(participants);
            int payee = (payer + 1 + random.nextInt(participants - 1)) % participants;
            payable += finder.capacity(graph, payer, payee, constraints).atLeastMinor() > 0 ? 1 : 0;
        }
        report.say("  %d of %d random pairs can pay within 6 hops", payable, QUESTIONS);
    }

    /** Lines between people who have some already, drawn from all, one after the other. */
    private void addMore(int participants) {
        SplittableRandom random = new SplittableRandom(19);
        long arcsBefore = graph.arcCount();
        int[] payers = random.ints(2 * NEW_LINES, 0, participants).toArray();
        int[] payees = random.ints(2 * NEW_LINES, 0, participants).toArray();
        long before = CpuTimes.nowNs();
        for (int i = 0; i < NEW_LINES; i++) {
            addLine(payers[i], payees[i], 1_000);
        }
        double meanNs = (double) (CpuTimes.nowNs() - before) / NEW_LINES;
        long[] times = new long[NEW_LINES];
        for (int i = 0; i < NEW_LINES; i++) {
            long start = CpuTimes.nowNs();
            addLine(payers[NEW_LINES + i], payees[NEW_LINES + i], 1_000);
            times[i] = CpuTimes.nowNs() - start;
        }
        report.line("  each of " + (graph.arcCount() - arcsBefore) / 2 + " more lines", CpuTimes.of(times, meanNs));
    }

    /** What is reached, after as many collections as it takes until all of it lies together. */
    private long heapBytes() {
        long leastBytes = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
            leastBytes = Math.min(leastBytes, memory.getHeapMemoryUsage().getUsed());
        }
        return leastBytes;
    }
}
