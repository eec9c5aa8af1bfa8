package org.tallystick.node;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tallystick.node.block.BlockHeader;

/** Who follows durable blocks, and the last of them. Any thread; blocks come from the ledger thread. */
final class Subscribers {

    private static final int MAX_SUBSCRIPTIONS = 256;

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile CommittedTip tip;

    Subscribers(BlockHeader tip) {
        this.tip = new CommittedTip(tip.height(), tip.epoch(), tip.timestampMs());
    }

    CommittedTip tip() {
        return tip;
    }

    Subscription subscribe() {
        require(subscriptions.size() < MAX_SUBSCRIPTIONS, "A node has at most 256 subscriptions");
        Subscription subscription = new Subscription(this);
        subscriptions.add(subscription);
        return subscription;
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    void committed(CommittedBlock block) {
        BlockHeader header = block.block().header();
        tip = new CommittedTip(header.height(), header.epoch(), header.timestampMs());
        for (Subscription subscription : subscriptions) {
            subscription.offer(block);
        }
    }
}
