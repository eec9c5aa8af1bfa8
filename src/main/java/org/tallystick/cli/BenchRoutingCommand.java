package org.tallystick.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.bench.BenchReport;
import org.tallystick.app.bench.PairRows;
import org.tallystick.app.bench.RoutingBench;
import org.tallystick.app.bench.RoutingPolicy;
import org.tallystick.routing.RouteConstraints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Routing measured over anybody's network: payments with the state moving, or what random pairs could pay. */
@Command(name = "routing")
final class BenchRoutingCommand extends Measurement {

    @Option(names = "--graph", paramLabel = "FILE.csv", required = true, order = 1)
    private Path graph;

    @Option(names = "--payments", paramLabel = "FILE.csv", order = 2)
    private @Nullable Path payments;

    @Option(names = "--policy", paramLabel = "single|multi|max", defaultValue = "multi", order = 3)
    private String policy;

    @Option(names = "--hops", paramLabel = "N", defaultValue = "6", order = 4)
    private int hops;

    @Override
    BenchReport measure() throws CommandFailure {
        requireWithin("--hops", hops, 1, RouteConstraints.MAX_HOPS);
        RoutingPolicy how = policy();
        RoutingBench bench = new RoutingBench(PairRowFile.read(graph, RoutingBench.ARCS, 0), how, hops);
        return payments == null ? bench.capacities() : paid(bench, payments);
    }

    private static BenchReport paid(RoutingBench bench, Path payments) throws CommandFailure {
        PairRows rows = PairRowFile.read(payments, RoutingBench.PAYMENTS, 1);
        if (!bench.knowsAny(rows)) {
            throw CommandFailure.badInput(Messages.text("bench.routing.strangers", payments));
        }
        return bench.payments(rows);
    }

    private RoutingPolicy policy() throws CommandFailure {
        return switch (policy) {
            case "single" -> RoutingPolicy.SINGLE;
            case "multi" -> RoutingPolicy.MULTI;
            case "max" -> RoutingPolicy.MAX;
            default -> throw CommandFailure.badInput(Messages.text("bench.routing.policy", policy));
        };
    }
}
