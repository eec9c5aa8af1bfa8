package org.tallystick.bench;

import java.util.SplittableRandom;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.NodeSet;

/** Puts policies of every kind on a fixed share of a network's arcs, and has some of its participants take no part. */
final class RandomPolicies {

    private static final double NO_PASSAGE = 0.05;
    private static final double BOUNDED_USAGE = 0.10;
    private static final double BLOCKING = 0.03;
    private static final double INACTIVE = 0.01;

    private RandomPolicies() {}

    /** What a report says of them. */
    static String shares() {
        return "5% of the arcs without passage, 10% with bounded hop usage, 3% with 1 to 3 blocked intermediates,"
                + " 1% of the participants inactive, 10% of the queries avoid 1 to 3";
    }

    /** The same network with policies; the same seed gives the same ones. */
    static Network on(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ArcPolicy[] policies = new ArcPolicy[network.arcs()];
        for (int arc = 0; arc < policies.length; arc++) {
            policies[arc] = policy(random, network);
        }
        int[] inactive = random.ints((int) (network.nodes() * INACTIVE), 0, network.nodes())
                .sorted()
                .distinct()
                .toArray();
        return network.with(network.name() + ", policies", policies, inactive);
    }

    /** Up to three participants, the well-connected more often than others. */
    static NodeSet some(SplittableRandom random, Network network) {
        int[] nodes = new int[1 + random.nextInt(3)];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = network.from(random.nextInt(network.arcs()));
        }
        return NodeSet.of(nodes);
    }

    private static ArcPolicy policy(SplittableRandom random, Network network) {
        double drawn = random.nextDouble();
        if (drawn < NO_PASSAGE) {
            return new ArcPolicy(false, ArcPolicy.UNBOUNDED, NodeSet.EMPTY);
        }
        if (drawn < NO_PASSAGE + BOUNDED_USAGE) {
            long usage = ScaleFree.pareto(random, ScaleFree.LEAST_MINOR / 2, ScaleFree.MOST_MINOR);
            return new ArcPolicy(true, usage, NodeSet.EMPTY);
        }
        if (drawn < NO_PASSAGE + BOUNDED_USAGE + BLOCKING) {
            return new ArcPolicy(true, ArcPolicy.UNBOUNDED, some(random, network));
        }
        return ArcPolicy.OPEN;
    }
}
