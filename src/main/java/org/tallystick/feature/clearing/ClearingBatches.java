package org.tallystick.feature.clearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.clearing.NettingLimits;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.ledger.Equivalent;
import org.tallystick.node.NodeView;
import org.tallystick.node.Pulse;

/**
 * Nets each equivalent from time to time (design §3): optimal, on a thread of its own, with little for the ledger thread to do. Closed
 * before the node; what a batch has not applied by then is found again by a later one.
 */
public final class ClearingBatches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClearingBatches.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Desk desk;
    private final Clock clock;
    private final Randomness randomness;
    private final NettingLimits netting;
    private final BatchPlan plan;
    private volatile boolean closed;
    private final AtomicReference<BatchResult> total = new AtomicReference<>(BatchResult.NOTHING);
    private final AtomicInteger batches = new AtomicInteger();

    /** How many debts came or grew in an equivalent since the start. */
    private record Turnover(String equivalent, long newDebts) {}

    /**
     * Makes them; whoever calls {@link #look} decides when.
     *
     * @param desk the way to the node
     * @param clock tells when it is time
     * @param randomness for ids of what the hub does
     */
    public ClearingBatches(Desk desk, Clock clock, Randomness randomness, BatchLimits limits) {
        this.desk = desk;
        this.clock = clock;
        this.randomness = randomness;
        this.netting = limits.netting();
        this.plan = new BatchPlan(limits, clock.monotonicNs());
    }

    /** Looks again and again by itself, on a thread of its own, until that is closed. */
    public Pulse start() {
        return Pulse.start("clearing", LOOK, this::look);
    }

    /** Nets what is due. One thread, which is not the node's own. */
    public void look() {
        try {
            for (Turnover turnover : desk.ask(ClearingBatches::turnovers)) {
                long fromNs = clock.monotonicNs();
                if (!closed && plan.isDue(turnover.equivalent(), turnover.newDebts(), fromNs)) {
                    net(turnover.equivalent());
                    plan.made(turnover.equivalent(), turnover.newDebts(), fromNs, clock.monotonicNs());
                }
            }
        } catch (ApiError notNow) {
            LOG.debug("No batch now: {}", notNow.code());
        }
    }

    private static List<Turnover> turnovers(NodeView view) {
        ClearingRoom room = view.room(ClearingRoom.class);
        List<Turnover> turnovers = new ArrayList<>();
        if (room.enabled()) {
            for (int number = 0; number < view.ledger().equivalentCount(); number++) {
                Equivalent unit = view.ledger().equivalent(number);
                turnovers.add(new Turnover(unit.code(), room.newDebts().of(number)));
            }
        }
        return turnovers;
    }

    /**
     * Nets an equivalent now.
     *
     * @throws ApiError E020 when the node does not answer
     */
    public BatchResult net(String equivalent) throws ApiError {
        BatchResult result = new NettingBatch(desk, randomness, netting, equivalent, () -> closed).run();
        total.accumulateAndGet(result, BatchResult::and);
        batches.incrementAndGet();
        LOG.info(
                "Netted {}: of {} debts {} circles cleared, {} dropped, {} postponed, {} proposed, optimal: {}",
                equivalent,
                result.debts(),
                result.cleared(),
                result.dropped(),
                result.postponed(),
                result.proposed(),
                result.optimal());
        return result;
    }

    /** What all batches since the start did together. Any thread. */
    public BatchResult total() {
        return total.get();
    }

    /** How many batches there were since the start. Any thread. */
    public int batches() {
        return batches.get();
    }

    /** Makes a batch that is under way end early. Any thread. */
    @Override
    public void close() {
        closed = true;
    }
}
