package org.tallystick.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.openjdk.jmh.runner.RunnerException;
import org.tallystick.app.bench.BadRow;
import org.tallystick.app.bench.ClearingBench;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.PairRows;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.Netted;
import org.tallystick.clearing.Netting;
import org.tallystick.clearing.NettingLimits;

/**
 * {@code -Dbench=clearing}: netting beside OR-tools on networks of {@code bench.size} participants with ten debts each ({@code 1k},
 * {@code 10k}, {@code 100k}, {@code lightning}) and on the debts of {@code bench.debts}, a file; clearing as debts come on that file; and
 * JMH ({@code bench.part=jmh}: that alone). {@code bench.runs} says how often each is solved; the median counts.
 */
final class NettingBench {

    private final Report report;

    NettingBench(Report report) {
        this.report = report;
    }

    void run() throws IOException, BadRow, RunnerException {
        report.say(
                "Java %s, %d processors",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        if (!Settings.list("part", "").equals(List.of("jmh"))) {
            measure();
        }
        if (Settings.list("part", "jmh").contains("jmh")) {
            Jmh.run(NettingBenchmarks.class);
        }
    }

    private void measure() throws IOException, BadRow {
        OrToolsFlow.load();
        for (String size : Settings.sizes("1k,10k,100k")) {
            compare(NetDebts.of(Settings.network(size)));
        }
        String file = System.getProperty("bench.debts");
        if (file != null) {
            compare(NetDebts.read(Path.of(file)));
            asTheyCome(PairRows.read(Path.of(file), ClearingBench.DEBTS, 1));
        }
    }

    private void compare(NetDebts debts) {
        report.heading(debts.name() + ", " + debts.count() + " of them net, " + debts.nodes() + " participants");
        Netting netting = new Netting();
        int runs = Settings.number("runs", debts.count() > 300_000 ? 3 : 9);
        warmUp(debts);
        Solved ours = solved(runs, () -> goes(netting, debts));
        Solved theirs = solved(runs, () -> new OrToolsNetting(debts).solve());
        if (ours.answer() != theirs.answer()) {
            throw new IllegalStateException("OR-tools finds " + theirs.answer() + " and not " + ours.answer());
        }
        double[] solving = new double[runs];
        for (int run = 0; run < runs; run++) {
            OrToolsNetting entered = new OrToolsNetting(debts);
            solving[run] = solved(1, entered::solve).medianMs();
        }
        Arrays.sort(solving);
        double onlySolving = solving[runs / 2];
        report.say(
                "goes: %d of %d (%.2f %%), as OR-tools says too",
                ours.answer(), debts.sumMinor(), 100.0 * ours.answer() / debts.sumMinor());
        report.say("solved                 %s", ours);
        report.say("OR-tools               %s, of it solving %.1f ms", theirs, onlySolving);
        report.say(
                "ratio                  %10.2f to all of it, %.2f to solving alone (wanted 1 at 10k debts, 0.7 above)",
                ours.medianMs() / theirs.medianMs(), ours.medianMs() / onlySolving);
        takeApart(netting, debts, Math.min(runs, 3));
    }

    private void takeApart(Netting netting, NetDebts debts, int runs) {
        Netted[] netted = new Netted[1];
        Solved whole = solved(runs, () -> {
            netted[0] = netting.solve(
                    debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor(), NettingLimits.WIDE);
            return 0;
        });
        List<Cycle> cycles = netted[0].cycles();
        report.say(
                "and taken apart        %s; %d cycles, at most %d debts",
                whole,
                cycles.size(),
                cycles.stream().mapToInt(Cycle::hops).max().orElse(0));
    }

    private static long goes(Netting netting, NetDebts debts) {
        return netting.mostMinor(debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor())
                .orElseThrow();
    }

    /** So that the compiler has seen everything; the larger ones see to that themselves. */
    private static void warmUp(NetDebts debts) {
        if (debts.count() < 20_000) {
            CpuTimes.warmUp(1, 3, i -> goes(new Netting(), debts));
        }
    }

    private void asTheyCome(PairRows debts) {
        for (int batch : new int[] {5_000, 20_000}) {
            report.heading("as they come, batches of " + batch);
            new ClearingBench(debts).run(batch).lines().forEach(line -> report.say("%s", line));
        }
    }

    private static Solved solved(int runs, LongSupplier action) {
        long[] times = new long[runs];
        long[] answers = new long[runs];
        long collectedBefore = collectedMs();
        for (int run = 0; run < runs; run++) {
            long before = CpuTimes.nowNs();
            answers[run] = action.getAsLong();
            times[run] = CpuTimes.nowNs() - before;
        }
        double collectedMs = (double) (collectedMs() - collectedBefore) / runs;
        if (Arrays.stream(answers).distinct().count() > 1) {
            throw new IllegalStateException("The same debts had different answers");
        }
        Arrays.sort(times);
        return new Solved(answers[0], times[runs / 2] / 1e6, collectedMs);
    }

    private static long collectedMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                .sum();
    }

    /**
     * What came of solving some times.
     *
     * @param answer each time
     * @param medianMs processor time of the thread
     * @param collectedMs what collectors, whose threads are not in that, took meanwhile on the wall, for each time
     */
    private record Solved(long answer, double medianMs, double collectedMs) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%10.1f ms, and collectors %.1f ms", medianMs, collectedMs);
        }
    }
}
