package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a measurement can be told, all by system properties: {@code bench.size} (of {@code 10k}, {@code 67k}, {@code 100k},
 * {@code 1m}, {@code lightning}; several with commas), {@code bench.part}, {@code bench.policies} ({@code without}, {@code
 * with}), {@code bench.pairs}, {@code bench.rivalPairs}, {@code bench.paths}, {@code bench.hops}, {@code bench.payments},
 * {@code bench.divisor} (of the median capacity: the least amount), {@code bench.replayed} (by exact flows), {@code bench.writes} (a second), {@code
 * bench.seed}, {@code bench.warm} (seconds) and {@code bench.lightning}, the file of the Lightning channels, without which that is left out.
 */
final class Settings {

    private Settings() {}

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
