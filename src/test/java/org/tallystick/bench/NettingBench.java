package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
 * JMH. {@code bench.runs} says how often each is solved; the median counts.
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
        OrToolsFlow.load();
        for (String size : Settings.sizes("1k,10k,100k")) {
            compare(NetDebts.of(Settings.network(size)));
        }
        String file = System.getProperty("bench.debts");
        if (file != null) {
            compare(NetDebts.read(Path.of(file)));
            asTheyCome(PairRows.read(Path.of(file), ClearingBench.DEBTS, 1));
        }
        if (Settings.list("part", "jmh").contains("jmh")) {
            Jmh.run(NettingBenchmarks.class);
        }
    }

    private void compare(NetDebts debts) {
        report.heading(debts.name() + ", " + debts.count() + " of them net, " + debts.nodes() + " participants");
        Netting netting = new Netting();
        int runs = Settings.number("runs", debts.count() > 300_000 ? 3 : 9);
        warmUp(debts);
        long[] most = new long[2];
        double ours = medianMs(
                runs,
                () -> most[0] = netting.mostMinor(
                                debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor())
                        .orElseThrow());
        double theirs = medianMs(runs, () -> most[1] = new OrToolsNetting(debts).solve());
        OrToolsNetting[] entered = new OrToolsNetting[1];
        double[] solving = new double[runs];
        for (int run = 0; run < runs; run++) {
            entered[0] = new OrToolsNetting(debts);
            solving[run] = medianMs(1, () -> entered[0].solve());
        }
        Arrays.sort(solving);
        double onlySolving = solving[runs / 2];
        report.say(
                "goes: %d of %d (%.2f %%); OR-tools says %d: %s",
                most[0],
                debts.sumMinor(),
                100.0 * most[0] / debts.sumMinor(),
                most[1],
                most[0] == most[1] ? "equal" : "DIFFERENT");
        report.say("solved                 %10.1f ms", ours);
        report.say("OR-tools               %10.1f ms, of it solving %.1f ms", theirs, onlySolving);
        report.say(
                "ratio                  %10.2f to all of it, %.2f to solving alone (wanted 1 at 10k debts, 0.7 above)",
                ours / theirs, ours / onlySolving);
        Netted[] netted = new Netted[1];
        double whole = medianMs(Math.min(runs, 3), () -> {
            netted[0] = netting.solve(
                    debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor(), NettingLimits.WIDE);
            return 0;
        });
        List<Cycle> cycles = netted[0].cycles();
        report.say(
                "and taken apart        %10.1f ms; %d cycles, at most %d debts",
                whole,
                cycles.size(),
                cycles.stream().mapToInt(Cycle::hops).max().orElse(0));
    }

    /** So that the compiler has seen everything; the larger ones see to that themselves. */
    private static void warmUp(NetDebts debts) {
        if (debts.count() < 20_000) {
            CpuTimes.warmUp(
                    1,
                    3,
                    i -> new Netting()
                            .mostMinor(debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor())
                            .orElseThrow());
        }
    }

    private void asTheyCome(PairRows debts) {
        for (int batch : new int[] {5_000, 20_000}) {
            report.heading("as they come, batches of " + batch);
            new ClearingBench(debts).run(batch).lines().forEach(line -> report.say("%s", line));
        }
    }

    private static double medianMs(int runs, LongSupplier action) {
        long[] times = new long[runs];
        long[] answers = new long[runs];
        for (int run = 0; run < runs; run++) {
            long before = CpuTimes.nowNs();
            answers[run] = action.getAsLong();
            times[run] = CpuTimes.nowNs() - before;
        }
        if (Arrays.stream(answers).distinct().count() > 1) {
            throw new IllegalStateException("The same debts had different answers");
        }
        Arrays.sort(times);
        return times[runs / 2] / 1e6;
    }
}
