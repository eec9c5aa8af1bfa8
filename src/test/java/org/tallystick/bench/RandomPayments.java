package org.tallystick.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tallystick.app.bench.Payment;
import org.tallystick.routing.NodeSet;

/**
 * Payments of people who know many: payer and payee are each the end of an arc drawn at random, so that the well-connected pay
 * and are paid again and again. Amounts are Pareto; the least is a part of what the median arc bears.
 */
final class RandomPayments {

    /** How many times as much the median arc bears, unless told otherwise; the more, the more of the payments succeed. */
    private static final int USUAL_DIVISOR = 6;

    private RandomPayments() {}

    /** The same seed gives the same ones. */
    static Payment[] of(Network network, int count, long seed, boolean avoiding) {
        SplittableRandom random = new SplittableRandom(seed);
        long leastMinor = Math.max(1, medianCapacityMinor(network) / Settings.number("divisor", USUAL_DIVISOR));
        Payment[] payments = new Payment[count];
        for (int i = 0; i < count; i++) {
            int from = someone(random, network);
            int to = someone(random, network);
            while (to == from) {
                to = someone(random, network);
            }
            NodeSet avoid = avoiding ? Query.avoided(random, network, from, to) : NodeSet.EMPTY;
            payments[i] = new Payment(from, to, ScaleFree.pareto(random, leastMinor, ScaleFree.MOST_MINOR), avoid);
        }
        return payments;
    }

    private static int someone(SplittableRandom random, Network network) {
        while (true) {
            int arc = random.nextInt(network.arcs());
            int node = random.nextBoolean() ? network.from(arc) : network.to(arc);
            if (Arrays.binarySearch(network.inactive(), node) < 0) {
                return node;
            }
        }
    }

    private static long medianCapacityMinor(Network network) {
        long[] capacities = new long[network.arcs()];
        Arrays.setAll(capacities, network::capacityMinor);
        Arrays.sort(capacities);
        return capacities[capacities.length / 2];
    }
}
