package org.tallystick.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.tallystick.base.Clock;
import org.tallystick.base.Exempt;
import org.tallystick.node.Answer;
import org.tallystick.node.Node;

/** Submits payments from a number of virtual threads, each waiting for its answer before the next, for a time. */
@Exempt(rule = "threads", reason = "The submitters of a measurement stand for callers from outside.")
final class Load {

    private static final long MAX_LATENCY_US = 60_000_000;
    private static final long WATCH_MS = 5;

    private final Node node;
    private final BenchCommunity community;
    private final byte[] signatures;
    private final AtomicInteger next;
    private final int end;
    private final Clock clock;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * Makes a load.
     *
     * @param next number of the next payment that nobody has submitted yet; shared between loads over one node
     * @param end one more than the number of the last payment that is signed
     */
    Load(Node node, BenchCommunity community, byte[] signatures, AtomicInteger next, int end, Clock clock) {
        this.node = node;
        this.community = community;
        this.signatures = signatures;
        this.next = next;
        this.end = end;
        this.clock = clock;
    }

    LoadFigures run(String name, int submitters, double seconds) throws InterruptedException {
        ConcurrentHistogram latencyUs = new ConcurrentHistogram(MAX_LATENCY_US, 3);
        AtomicLong refused = new AtomicLong();
        long blocksStart = node.health().height();
        long ledgerStartNs = cpuNs("ledger");
        long projectorStartNs = cpuNs("projector");
        long processStartNs = system.getProcessCpuTime();
        long startNs = clock.monotonicNs();
        long endNs = startNs + (long) (seconds * 1e9);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < submitters; i++) {
            running.add(Thread.ofVirtual().start(() -> submitUntil(endNs, latencyUs, refused)));
        }
        List<Long> lags = watchLag(endNs);
        for (Thread submitter : running) {
            submitter.join();
        }
        double took = (clock.monotonicNs() - startNs) / 1e9;
        long payments = latencyUs.getTotalCount();
        double each = Math.max(1, payments) * 1e3;
        return new LoadFigures(
                name,
                submitters,
                took,
                payments,
                refused.get(),
                payments / took,
                latencyUs.getValueAtPercentile(50),
                latencyUs.getValueAtPercentile(99),
                node.health().height() - blocksStart,
                median(lags.subList(lags.size() / 10, lags.size() / 5 + 1)),
                median(lags.subList(lags.size() * 9 / 10, lags.size())),
                (cpuNs("ledger") - ledgerStartNs) / each,
                (cpuNs("projector") - projectorStartNs) / each,
                (system.getProcessCpuTime() - processStartNs) / each);
    }

    /** Looks at the lag of the projection every few milliseconds, at least once. */
    private List<Long> watchLag(long endNs) throws InterruptedException {
        List<Long> lags = new ArrayList<>();
        do {
            lags.add(node.projector().lagTransactions());
            Thread.sleep(WATCH_MS);
        } while (clock.monotonicNs() < endNs);
        return lags;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private void submitUntil(long endNs, ConcurrentHistogram latencyUs, AtomicLong refused) {
        while (true) {
            long startNs = clock.monotonicNs();
            int number = next.getAndIncrement();
            if (startNs >= endNs || number >= end) {
                return;
            }
            Answer answer = node.submit(community.statement(number, signatures)).join();
            if (answer instanceof Answer.Committed) {
                latencyUs.recordValue(Math.min(MAX_LATENCY_US, (clock.monotonicNs() - startNs) / 1_000));
            } else {
                refused.incrementAndGet();
            }
        }
    }

    /** Processor time of the thread with a name; of the newest where an older one of a closed node is still counted. */
    private long cpuNs(String name) {
        long newest = -1;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals(name)) {
                newest = Math.max(newest, info.getThreadId());
            }
        }
        return newest < 0 ? 0 : threads.getThreadCpuTime(newest);
    }
}
