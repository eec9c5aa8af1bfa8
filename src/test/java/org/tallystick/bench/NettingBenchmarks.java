package org.tallystick.bench;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tallystick.clearing.Netted;
import org.tallystick.clearing.Netting;
import org.tallystick.clearing.NettingLimits;

/** The same debts as everywhere here, by JMH's own clock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
public class NettingBenchmarks {

    /** As in {@link Settings#network}. */
    @Param({"1k", "10k"})
    public String size = "";

    private final Netting netting = new Netting();
    private NetDebts debts = NetDebts.none();

    /** Makes the debts. */
    @Setup(Level.Trial)
    public void makeDebts() throws IOException {
        OrToolsFlow.load();
        debts = NetDebts.of(Settings.network(size));
    }

    /** How much goes. */
    @Benchmark
    public OptionalLong mostThatGoes() {
        return netting.mostMinor(debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor());
    }

    /** The cycles by which it goes. */
    @Benchmark
    public Netted cycles() {
        return netting.solve(
                debts.nodes(), debts.debtors(), debts.creditors(), debts.amountsMinor(), NettingLimits.WIDE);
    }

    /** OR-tools, with entering the debts. */
    @Benchmark
    public long orTools() {
        return new OrToolsNetting(debts).solve();
    }
}
