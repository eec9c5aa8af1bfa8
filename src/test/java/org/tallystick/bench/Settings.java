package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a measurement can be told, all by system properties.
 *
 * <p>Routing and clearing: {@code bench.size} (of {@code 1k}, {@code 10k}, {@code 67k}, {@code 100k}, {@code 1m}, {@code lightning};
 * several with commas), {@code bench.seed} of the networks, {@code bench.lightning}, the file of the Lightning channels, without which
 * that is left out, {@code bench.part} (see {@link RoutingBench}; of clearing only {@code jmh}) and {@code bench.jmh}, a pattern of
 * names.
 *
 * <p>Routing: {@code bench.policies} ({@code without}, {@code with}), {@code bench.hops}, {@code bench.paths} (ways together; 64
 * unless told otherwise where nothing moves, 8 under load), {@code bench.pairs}, {@code bench.rivalPairs}, {@code bench.jgrapht} (the
 * one of its algorithms to ask), {@code bench.payments}, {@code bench.divisor} (of the median capacity: the least amount), {@code
 * bench.replayed} (by exact flows), {@code bench.writes} (a second) and {@code bench.warm} (seconds).
 *
 * <p>Clearing: {@code bench.debts}, a file as {@code bench clearing} takes it, and {@code bench.runs}, how often each is solved.
 * Memory: {@code bench.size}, {@code bench.seed}, {@code bench.heaps} (MB) and {@code bench.orders} ({@code grown}, {@code shuffled}).
 */
final class Settings {

    private Settings() {}

    /** All that this process was told, for one that it starts. */
    static String[] asArguments() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("bench."))
                .sorted()
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toArray(String[]::new);
    }

    static List<String> list(String name, String usual) {
        return Arrays.asList(System.getProperty("bench." + name, usual).split(","));
    }

    static int number(String name, int usual) {
        return Integer.getInteger("bench." + name, usual);
    }

    /** The networks to measure on, by name. */
    static List<String> sizes(String usual) {
        return list("size", usual).stream()
                .filter(size -> !size.equals("lightning") || System.getProperty("bench.lightning") != null)
                .toList();
    }

    static Network network(String size) throws IOException {
        long seed = number("seed", 20_261_123);
        return switch (size) {
            case "lightning" -> LightningFile.read(Path.of(System.getProperty("bench.lightning")));
            case "1m" -> ScaleFree.of(1_000_000, seed);
            default -> ScaleFree.of(Integer.parseInt(size.replace("k", "000")), seed);
        };
    }
}
