package org.tallystick.bench;

/**
 * Where {@code mvn -Pbench verify -Dbench=NAME} comes in. Each part is measured in this process, in the order of their names;
 * what a part can be told are system properties that begin with {@code bench.}.
 */
public final class Bench {

    private Bench() {}

    /**
     * Measures what is named.
     *
     * @param names of what is to be measured, also several with commas
     */
    public static void main(String[] names) throws Exception {
        for (String name : String.join(",", names).split(",", -1)) {
            switch (name) {
                case "routing" -> new RoutingBench(new Report(System.out)).run();
                case "clearing" -> new NettingBench(new Report(System.out)).run();
                case "memory" -> new MemoryBench(new Report(System.out)).run();
                default -> throw new IllegalArgumentException("There is no measurement called " + name + ".");
            }
        }
    }
}
