package org.tallystick.app.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;
import org.tallystick.base.Json;

/**
 * What {@code bench routing} found.
 *
 * @param what {@code payments} or {@code capacity}
 * @param policy over how many ways
 * @param hops most arcs of a way; 0 where there is no bound
 * @param participants who have an arc
 * @param arcs rows of the file
 * @param pairs with an arc between them
 * @param found what was asked, and what became of it
 * @param memory what the graph takes, and what looking into as much memory costs
 */
public record RoutingReport(
        String what, RoutingPolicy policy, int hops, int participants, int arcs, int pairs, Found found, Memory memory)
        implements BenchReport {

    /**
     * What was asked, and what became of it.
     *
     * @param times of each that was searched for
     * @param able how many were paid, or could pay something
     * @param flowing how many the exact flow could have paid, or let pay something, at the same state
     * @param unknown payments of or to somebody who has no arc, which are not searched for
     * @param volumeShare what was paid of all amounts; or what can be paid, of all that could flow
     * @param scannedEach arcs scanned for one
     */
    public record Found(CpuTimes times, int able, int flowing, int unknown, double volumeShare, double scannedEach) {

        /** How many were asked. */
        public int asked() {
            return times.count() + unknown;
        }
    }

    /**
     * What the graph takes.
     *
     * @param bytesPair of heap for a pair with an arc, both arcs together
     * @param bytesParticipant of heap for a participant, besides
     * @param gatherNs one load from a random place of as many bytes, at most 256 MiB
     */
    public record Memory(double bytesPair, double bytesParticipant, double gatherNs) {}

    @Override
    public List<String> lines() {
        CpuTimes times = found.times();
        return List.of(
                format("participants                  %12d", participants),
                format("arcs                          %12d", arcs),
                format("pairs with an arc             %12d", pairs),
                format("policy                        %12s%s", name(), hops == 0 ? "" : ", at most " + hops + " hops"),
                format("%-29s %12d", what, found.asked()),
                format("success                       %12.2f %%", percent(found.able())),
                format("success by exact flow         %12.2f %%, at the same states", percent(found.flowing())),
                format(
                        "volume                        %12.2f %% %s",
                        100 * found.volumeShare(), what.equals("capacity") ? "of exact flow" : "of all amounts"),
                format("queries per CPU second        %12.0f", times.perSecond()),
                format("CPU us: mean                  %12.1f", times.meanUs()),
                format("        p50                   %12.1f, with the clock", times.p50Us()),
                format(
                        "        p99                   %12.1f, with the clock; %.1f x the mean with it",
                        times.p99Us(), times.p99OverMean()),
                format("arcs scanned a query          %12.0f", found.scannedEach()),
                format(
                        "ns for each                   %12.2f, %.2f x a random load (%.2f)",
                        arcNs(), arcNs() / memory.gatherNs(), memory.gatherNs()),
                format("bytes a line                  %12.1f", memory.bytesPair()),
                format("bytes a participant           %12.1f", memory.bytesParticipant()));
    }

    @Override
    public Json.Obj toJson() {
        CpuTimes times = found.times();
        return Json.object()
                .put("what", what)
                .put("policy", name())
                .put("hops", hops)
                .put("participants", participants)
                .put("arcs", arcs)
                .put("pairs", pairs)
                .put("asked", found.asked())
                .put("able", found.able())
                .put("flowing", found.flowing())
                .put("unknown", found.unknown())
                .put("success_percent", format("%.3f", percent(found.able())))
                .put("flow_success_percent", format("%.3f", percent(found.flowing())))
                .put("volume_percent", format("%.3f", 100 * found.volumeShare()))
                .put("queries_per_cpu_second", format("%.0f", times.perSecond()))
                .put("mean_us", format("%.2f", times.meanUs()))
                .put("p50_us", format("%.2f", times.p50Us()))
                .put("p99_us", format("%.2f", times.p99Us()))
                .put("scanned_arcs", format("%.0f", found.scannedEach()))
                .put("arc_ns", format("%.2f", arcNs()))
                .put("gather_ns", format("%.2f", memory.gatherNs()))
                .put("bytes_pair", format("%.1f", memory.bytesPair()))
                .put("bytes_participant", format("%.1f", memory.bytesParticipant()))
                .build();
    }

    private double arcNs() {
        return found.scannedEach() == 0 ? 0 : found.times().meanUs() * 1e3 / found.scannedEach();
    }

    private double percent(int of) {
        return 100.0 * of / found.asked();
    }

    private String name() {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
