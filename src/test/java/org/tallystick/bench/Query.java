package org.tallystick.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tallystick.routing.NodeSet;

/**
 * Who asks what they can pay to whom.
 *
 * @param from the payer
 * @param to the payee
 * @param avoid whom they will not touch
 */
record Query(int from, int to, NodeSet avoid) {

    private static final double AVOIDING = 0.10;

    /** Random pairs, all equally likely, of people who take part; some avoid others where {@code avoiding}. */
    static Query[] random(Network network, int count, long seed, boolean avoiding) {
        SplittableRandom random = new SplittableRandom(seed);
        Query[] queries = new Query[count];
        for (int i = 0; i < count; i++) {
            int from = active(random, network);
            int to = active(random, network);
            while (to == from) {
                to = active(random, network);
            }
            queries[i] = new Query(from, to, avoiding ? avoided(random, network, from, to) : NodeSet.EMPTY);
        }
        return queries;
    }

    /** Whom one of ten will not touch. */
    static NodeSet avoided(SplittableRandom random, Network network, int from, int to) {
        NodeSet avoid = random.nextDouble() < AVOIDING ? RandomPolicies.some(random, network) : NodeSet.EMPTY;
        return avoid.contains(from) || avoid.contains(to) ? NodeSet.EMPTY : avoid;
    }

    private static int active(SplittableRandom random, Network network) {
        int node = random.nextInt(network.nodes());
        while (Arrays.binarySearch(network.inactive(), node) >= 0) {
            node = random.nextInt(network.nodes());
        }
        return node;
    }
}
