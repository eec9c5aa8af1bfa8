package org.tallystick.bench;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code -Dbench=routing}: see {@link Settings} for what it can be told; parts are {@code hops}, {@code exact}, {@code
 * payments}, {@code load}, {@code readers}, {@code jmh}.
 */
final class RoutingBench {

    private final Report report;

    RoutingBench(Report report) {
        this.report = report;
    }

    void run() throws IOException, RunnerException {
        report.say(
                "Java %s, %d processors",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        report.say("policies: %s", RandomPolicies.shares());
        if (!Settings.list("part", "").equals(List.of("jmh"))) {
            measure();
        }
        if (Settings.list("part", "jmh").contains("jmh")) {
            Jmh.run(RoutingBenchmarks.class);
        }
    }

    private void measure() throws IOException {
        for (String size : Settings.sizes("10k,lightning,67k,100k,1m")) {
            Network open = Settings.network(size);
            for (String policies : Settings.list("policies", "without,with")) {
                Network network = policies.equals("with") ? RandomPolicies.on(open, 5) : open;
                report.heading(network.name() + ", " + network.arcs() + " arcs with capacity");
                measure(size, network);
            }
        }
    }

    private void measure(String size, Network network) {
        for (String part : Settings.list("part", usualParts(size))) {
            switch (part) {
                case "hops" -> new HopsPart(report, network).run();
                case "payments" -> new PaymentsPart(report, network).run();
                case "load" -> new LoadPart(report, network).run();
                case "readers" -> new ReadersPart(report, network).run();
                case "jmh" -> {}
                case "exact" -> new ExactPart(report, network, size).run();
                default -> throw new IllegalArgumentException("There is no part " + part);
            }
        }
    }

    private static String usualParts(String size) {
        return switch (size) {
            case "67k" -> "payments,load,readers";
            case "lightning" -> "hops,exact,payments";
            case "100k" -> "hops,exact,load,readers";
            default -> "hops,exact";
        };
    }
}
