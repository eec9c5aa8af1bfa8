package org.tallystick.bench;

import java.util.Arrays;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.Payment;
import org.tallystick.app.bench.PaymentReplay;
import org.tallystick.app.bench.RoutingPolicy;

/**
 * Payments one after the other with the state moving: over one path, and over several. What was not paid is asked of the exact
 * flow at the same state, and the first payments are replayed by OR-tools' exact flows on a state of their own.
 */
final class PaymentsPart {

    private final Report report;
    private final Network network;
    private final boolean policies;
    private final int hops = Settings.number("hops", 6);
    private final int first;
    private final Payment[] payments;

    PaymentsPart(Report report, Network network) {
        this.report = report;
        this.network = network;
        this.policies = network.inactive().length > 0;
        this.payments = RandomPayments.of(network, Settings.number("payments", 100_000), 13, policies);
        this.first = policies ? 0 : Math.min(payments.length, Settings.number("replayed", 1_000));
    }

    void run() {
        measure("payments, single path", RoutingPolicy.SINGLE);
        measure("payments, several paths", RoutingPolicy.MULTI);
        if (first > 0) {
            replayExactly(Arrays.copyOf(payments, first));
        }
    }

    private void measure(String name, RoutingPolicy policy) {
        PaymentReplay.Outcome outcome =
                new PaymentReplay(network::graph, payments, policy, hops).run(Settings.number("warm", 3), first);
        report.line(name, outcome.times());
        report.say(
                "  success %.2f %%, volume %.2f %%; exact flow at the same states %.2f %%, %.2f points more; those not paid"
                        + " mean %.1f us",
                outcome.successPercent(),
                outcome.volumePercent(),
                outcome.flowingPercent(),
                outcome.flowingPercent() - outcome.successPercent(),
                outcome.unpaidMeanUs());
        if (first > 0) {
            report.say("  success of the first %d: %.2f %%", first, 100.0 * outcome.paidOfFirst() / first);
        }
    }

    private void replayExactly(Payment[] some) {
        ExactReplay exact = new ExactReplay(network);
        int paid = 0;
        long before = CpuTimes.nowNs();
        for (Payment payment : some) {
            paid += exact.pay(payment) ? 1 : 0;
        }
        report.say(
                "  the first %d by OR-tools' exact flows on a state of their own: success %.2f %%, %.0f/s",
                some.length, 100.0 * paid / some.length, some.length * 1e9 / (CpuTimes.nowNs() - before));
    }
}
