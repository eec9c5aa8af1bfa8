package org.tallystick.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs what JMH measures, in processes of its own that are told what this one was; {@code bench.jmh} is a pattern of names,
 * {@code bench.size} the sizes.
 */
final class Jmh {

    private Jmh() {}

    static void run(Class<?> benchmarks) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmarks.getSimpleName() + ".*" + System.getProperty("bench.jmh", ""))
                .jvmArgsAppend(Settings.asArguments())
                .shouldFailOnError(true);
        if (System.getProperty("bench.size") != null) {
            options.param("size", Settings.sizes("").toArray(String[]::new));
        }
        new Runner(options.build()).run();
    }
}
