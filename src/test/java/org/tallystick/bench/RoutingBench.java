package org.tallystick.bench;

import java.io.IOException;

/** {@code -Dbench=routing}: see {@link Settings} for what it can be told; parts are {@code exact}, {@code hops}. */
final class RoutingBench {

    private final Report report;

    RoutingBench(Report report) {
        this.report = report;
    }

    void run() throws IOException {
        report.say(
                "Java %s, %d processors",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        report.say("policies: %s", RandomPolicies.shares());
        for (String size : Settings.sizes("10k,lightning,100k,1m")) {
            Network open = Settings.network(size);
            for (String policies : Settings.list("policies", "without,with")) {
                Network network = policies.equals("with") ? RandomPolicies.on(open, 5) : open;
                report.heading(network.name() + ", " + network.arcs() + " arcs with capacity");
                measure(size, network);
            }
        }
    }

    private void measure(String size, Network network) {
        for (String part : Settings.list("part", "hops,exact")) {
            switch (part) {
                case "hops" -> new HopsPart(report, network).run();
                case "exact" -> new ExactPart(report, network, size).run();
                default -> throw new IllegalArgumentException("There is no part " + part);
            }
        }
    }
}
