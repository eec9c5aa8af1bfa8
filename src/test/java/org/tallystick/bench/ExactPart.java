package org.tallystick.bench;

import java.util.Arrays;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.routing.MaxFlow;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteFinder;

/** The exact flow beside what others take for it; ends the run where anybody finds another value. */
final class ExactPart {

    /** How often at most the time of an empty question is taken. */
    private static final int MOST_FLOORS = 20;

    private final Report report;
    private final Network network;
    private final String size;
    private final boolean policies;

    ExactPart(Report report, Network network, String size) {
        this.report = report;
        this.network = network;
        this.size = size;
        this.policies = network.inactive().length > 0;
    }

    void run() {
        int pairs = Settings.number("pairs", 2_000);
        Query[] queries = Query.random(network, pairs, 11, policies);
        long[] values = new long[pairs];
        CpuTimes ours = ours(queries, values);
        report.line("exact capacity", ours);
        int rivalPairs = Math.min(pairs, Settings.number("rivalPairs", usualRivalPairs()));
        if (rivalPairs > 0) {
            besideOrTools(Arrays.copyOf(queries, rivalPairs), values, ours);
        }
        if (!policies && rivalPairs > 0 && !size.equals("1m")) {
            besideJGraphT(Arrays.copyOf(queries, Math.min(rivalPairs, usualJGraphTPairs())), values, ours);
        }
    }

    private CpuTimes ours(Query[] queries, long[] values) {
        PaymentGraph graph = network.graph();
        RouteFinder finder = new RouteFinder();
        CpuTimes.warmUp(queries.length, Settings.number("warm", 3), i -> values[i] = ask(finder, graph, queries[i]));
        return CpuTimes.ofEachAndOfAll(queries.length, i -> values[i] = ask(finder, graph, queries[i]));
    }

    private static long ask(RouteFinder finder, PaymentGraph graph, Query query) {
        MaxFlow flow = finder.maxFlow(graph, query.from(), query.to(), query.avoid(), Long.MAX_VALUE >> 1);
        if (!flow.exact()) {
            throw new IllegalStateException("The work ran out.");
        }
        return flow.valueMinor();
    }

    private void besideOrTools(Query[] queries, long[] values, CpuTimes ours) {
        OrToolsFlow.load();
        OrToolsFlow orTools = new OrToolsFlow(network);
        orTools.solve(queries[0]);
        long[] times = new long[queries.length];
        for (int i = 0; i < queries.length; i++) {
            orTools.prepare(queries[i]);
            long start = CpuTimes.nowNs();
            long value = orTools.solve(queries[i]);
            times[i] = CpuTimes.nowNs() - start;
            same("OR-tools", queries[i], value, values[i]);
        }
        CpuTimes theirs = CpuTimes.of(times);
        report.line("  OR-tools SimpleMaxFlow, Solve", theirs);
        report.ratio("ours beside OR-tools", ours, theirs, wanted("100", "400", "2000"));
        besideItsFloor(orTools, times, ours);
        report.say(
                "  its arcs were entered in %.1f us; entered anew for each question the mean would be %.1f x",
                orTools.buildUs(), (orTools.buildUs() + theirs.meanUs()) / ours.meanOfFirstUs(queries.length));
    }

    /** The same without what the library does whatever it is asked. */
    private void besideItsFloor(OrToolsFlow orTools, long[] times, CpuTimes ours) {
        CpuTimes floor = CpuTimes.ofEach(Math.min(times.length, MOST_FLOORS), i -> {
            if (orTools.solveNothing() != 0) {
                throw new IllegalStateException("OR-tools finds a flow where there is no arc");
            }
        });
        report.say(
                "  of which about %.1f us are the library's own building of its inner graph, which its Java interface does at"
                        + " each question (the median of %d for a flow between two nodes that nothing leads to)",
                floor.p50Us(), floor.count());
        long floorNs = Math.round(floor.p50Us() * 1e3);
        long[] searching =
                Arrays.stream(times).map(ns -> Math.max(0, ns - floorNs)).toArray();
        report.ratio("ours beside it without that", ours, CpuTimes.of(searching), "-");
    }

    private void besideJGraphT(Query[] queries, long[] values, CpuTimes ours) {
        JGraphTFlow jgrapht = new JGraphTFlow(network);
        boolean isQuick = size.equals("10k") || size.equals("lightning");
        String wished = System.getProperty("bench.jgrapht", isQuick ? "" : "push-relabel");
        String name = wished.isEmpty()
                ? jgrapht.fastest(Arrays.copyOf(queries, Math.min(10, queries.length)), report)
                : wished;
        JGraphTFlow.Asked asked = jgrapht.algorithm(name);
        asked.valueMinor(queries[0]);
        CpuTimes theirs = CpuTimes.ofEach(
                queries.length, i -> same("JGraphT", queries[i], asked.valueMinor(queries[i]), values[i]));
        report.line("  JGraphT " + name, theirs);
        report.ratio("ours beside JGraphT", ours, theirs, wanted("1000", "3000", "-"));
    }

    private static void same(String who, Query query, long theirs, long ours) {
        if (theirs != ours) {
            throw new IllegalStateException(who + " finds " + theirs + " and not " + ours + " for " + query);
        }
    }

    private int usualRivalPairs() {
        return switch (size) {
            case "10k", "lightning" -> 1_000;
            case "100k" -> 100;
            default -> 6;
        };
    }

    private int usualJGraphTPairs() {
        return size.equals("100k") ? 12 : 100;
    }

    private String wanted(String small, String middle, String large) {
        return switch (size) {
            case "10k" -> small;
            case "100k" -> middle;
            case "1m" -> large;
            default -> "-";
        };
    }
}
