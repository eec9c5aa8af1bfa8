package org.tallystick.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.bench.PairRows;
import org.tallystick.app.bench.RoutingBench;
import org.tallystick.app.bench.RoutingPolicy;
import org.tallystick.app.bench.RoutingReport;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.routing.RouteConstraints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Routing measured over anybody's network: payments with the state moving, or what random pairs could pay. */
@Command(name = "routing")
final class BenchRoutingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--graph", paramLabel = "FILE.csv", required = true, order = 1)
    private Path graph;

    @Option(names = "--payments", paramLabel = "FILE.csv", order = 2)
    private @Nullable Path payments;

    @Option(names = "--policy", paramLabel = "single|multi|max", defaultValue = "multi", order = 3)
    private String policy;

    @Option(names = "--hops", paramLabel = "N", defaultValue = "6", order = 4)
    private int hops;

    @Option(names = "--json", order = 5)
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        if (hops < 1 || hops > RouteConstraints.MAX_HOPS) {
            throw CommandFailure.badInput(Messages.text("option.range", "--hops", hops, 1, RouteConstraints.MAX_HOPS));
        }
        RoutingPolicy how = policy();
        PairRows arcs = PairRowFile.read(graph, RoutingBench.ARCS, 0);
        RoutingReport report = payments == null
                ? new RoutingBench(arcs, how, hops).capacities()
                : paid(new RoutingBench(arcs, how, hops), payments);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.text(report.toJson()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return ExitCodes.OK;
    }

    private static RoutingReport paid(RoutingBench bench, Path payments) throws CommandFailure {
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
