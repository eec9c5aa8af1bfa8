package org.tallystick.app.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.tallystick.base.Exempt;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Node;
import org.tallystick.node.Subscription;
import org.tallystick.node.block.BlockCodec;

/** Looks at the blocks that a node makes under a load. */
@Exempt(rule = "threads", reason = "A measurement follows a node beside the load that it drives.")
final class Sample {

    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private final Node node;

    Sample(Node node) {
        this.node = node;
    }

    /** Drives a node. */
    @FunctionalInterface
    interface Driver {
        void run() throws InterruptedException;
    }

    /** Bytes that a transaction takes in the journal, its share of the header included. */
    int bytesEach(Driver driver) throws InterruptedException {
        long[] sums = new long[2];
        follow(driver, block -> {
            sums[0] += BlockCodec.encode(block.block()).length;
            sums[1] += block.transactionCount();
        });
        return (int) (sums[0] / Math.max(1, sums[1]));
    }

    /** Hands over each block that becomes durable while the driver runs; one that comes too fast for that is left out. */
    void follow(Driver driver, Consumer<CommittedBlock> visitor) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (Subscription following = node.subscribe()) {
            Thread follower = Thread.ofPlatform().start(() -> {
                try {
                    boolean last;
                    do {
                        last = over.get();
                        for (var next = following.take(A_MOMENT);
                                next.isPresent();
                                next = following.take(Duration.ZERO)) {
                            visitor.accept(next.get());
                        }
                    } while (!last);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            });
            driver.run();
            over.set(true);
            follower.join();
        }
    }
}
