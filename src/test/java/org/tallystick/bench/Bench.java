package org.tallystick.bench;

import java.util.Arrays;

/**
 * Where {@code mvn -Pbench verify -Dbench=NAME} comes in. Each part is measured in this process, in the order of their names;
 * what a part can be told are system properties that begin with {@code bench.}.
 */
public final class Bench {

    private Bench() {}

    /**
     * Measures what is named.
     *
     * @param names of what is to be measured
     */
    public static void main(String[] names) throws Exception {
        for (String name : Arrays.asList(names)) {
            switch (name) {
                case "routing" -> new RoutingBench(new Report(System.out)).run();
                default -> throw new IllegalArgumentException("There is no measurement called " + name + ".");
            }
        }
    }
}
