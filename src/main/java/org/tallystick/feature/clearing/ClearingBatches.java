package org.tallystick.feature.clearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.clearing.NettingLimits;
import org.tallystick.feature.clearing.BatchPlan.Turnover;
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
    private Optional<Pulse> pulse = Optional.empty();
    private volatile boolean closed;
    private final AtomicReference<BatchResult> total = new AtomicReference<>(BatchResult.NOTHING);
    private final AtomicInteger batches = new AtomicInteger();

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

    /** Looks again and again by itself from now on, on a thread of its own. Called once, by who closes it. */
    public void start() {
        pulse = Optional.of(Pulse.start("clearing", LOOK, this::look));
    }

    /** Nets what is due. One thread, which is not the node's own. */
    public void look() {
        try {
            List<Turnover> turnovers = desk.ask(ClearingBatches::turnovers);
            Optional<Turnover> next = plan.next(turnovers, clock.monotonicNs());
            while (next.isPresent() && !closed) {
                net(next.get());
                next = plan.next(turnovers, clock.monotonicNs());
            }
        } catch (ApiError notNow) {
            LOG.debug("No batch now: {}", notNow.code());
        }
    }

    /** One that fails is in the plan as well: what hinders it is not asked again before its time. */
    private void net(Turnover turnover) throws ApiError {
        long fromNs = clock.monotonicNs();
        boolean whole = false;
        try {
            whole = net(turnover.equivalent()).postponed() == 0;
        } finally {
            plan.made(turnover, fromNs, clock.monotonicNs(), whole);
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
     * @throws ApiError E020 when the node does not answer; what was done by then counts
     */
    public BatchResult net(String equivalent) throws ApiError {
        NettingBatch batch = new NettingBatch(desk, randomness, netting, equivalent, () -> closed);
        try {
            batch.run();
        } finally {
            tell(equivalent, batch.result());
        }
        return batch.result();
    }

    private void tell(String equivalent, BatchResult result) {
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
    }

    /** What all batches since the start did together. Any thread. */
    public BatchResult total() {
        return total.get();
    }

    /** How many batches there were since the start. Any thread. */
    public int batches() {
        return batches.get();
    }

    /** What there is to watch, by name. Any thread. */
    public Map<String, Long> gauges() {
        BatchResult all = total.get();
        return Map.of(
                "clearing_batches_total", (long) batches.get(),
                "clearing_batches_cleared_total", (long) all.cleared(),
                "clearing_batches_dropped_total", (long) all.dropped(),
                "clearing_batches_postponed_total", (long) all.postponed(),
                "clearing_batches_proposed_total", (long) all.proposed());
    }

    /** Makes a batch that is under way end early, waits for it, and begins none any more. */
    @Override
    public void close() {
        closed = true;
        pulse.ifPresent(Pulse::close);
    }
}
