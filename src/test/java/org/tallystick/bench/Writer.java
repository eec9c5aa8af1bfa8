package org.tallystick.bench;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.bench.Payer;
import org.tallystick.app.bench.Payment;
import org.tallystick.app.bench.RoutingPolicy;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteFinder;

/** A thread that owns a graph until it is closed, and while it is told to applies so many payments a second and now and then a new line. */
final class Writer implements AutoCloseable {

    /** One payment in so many is a new line instead, so that answers have to be sought again too. */
    private static final int PAYMENTS_A_LINE = 1_000;

    private final PaymentGraph graph;
    private final Payment[] payments;
    private final int perSecond;
    private final Payer payer;
    private final Thread thread;
    private volatile boolean isPaying;
    private volatile boolean isOver;
    private volatile @Nullable Throwable failure;
    private long paid;
    private long payingNs;

    /** Makes ready. */
    Writer(PaymentGraph graph, Payment[] payments, int perSecond, int hops) {
        this.graph = graph;
        this.payments = payments;
        this.perSecond = perSecond;
        this.payer = new Payer(new RouteFinder(), RoutingPolicy.SINGLE, hops);
        this.thread = Thread.ofPlatform().unstarted(this::write);
    }

    /** Begins, and does not pay yet; whoever starts it closes it. */
    void start() {
        thread.start();
    }

    /** Has it pay from now on, or no longer; throws if it has died. */
    void setPaying(boolean paying) {
        throwFailure();
        if (paying != isPaying) {
            isPaying = paying;
        }
    }

    /** Payments in a second of the time in which it was to pay; once it is closed. */
    double perSecond() {
        return paid * 1e9 / payingNs;
    }

    /** Waits for its end; throws if it died. */
    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throwFailure();
    }

    private void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException("The writer died", failure);
        }
    }

    private void write() {
        try {
            pay();
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void pay() {
        long begunNs = 0;
        long paidSince = 0;
        while (!isOver) {
            if (!isPaying) {
                payingNs += begunNs == 0 ? 0 : System.nanoTime() - begunNs;
                begunNs = 0;
                LockSupport.parkNanos(100_000);
            } else {
                if (begunNs == 0) {
                    begunNs = System.nanoTime();
                    paidSince = 0;
                }
                for (; paidSince < (System.nanoTime() - begunNs) * perSecond / 1_000_000_000 && isPaying; paidSince++) {
                    apply(payments[(int) (paid++ % payments.length)]);
                }
                LockSupport.parkNanos(50_000);
            }
        }
        payingNs += begunNs == 0 ? 0 : System.nanoTime() - begunNs;
    }

    private void apply(Payment payment) {
        if (paid % PAYMENTS_A_LINE == 0) {
            graph.setArc(payment.from(), payment.to(), payment.amountMinor(), ArcPolicy.OPEN);
        } else {
            payer.pay(graph, payment);
        }
    }
}
