package org.tallystick.app.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;
import org.tallystick.base.Json;

/**
 * What {@code bench clearing} found. Sums are in minor units and, being large, not exact.
 *
 * @param participants who have a debt or are owed one
 * @param debts rows of the file
 * @param batch after how many new debts all were netted
 * @param total all debts together
 * @param offline all netted at once
 * @param online netted as they come
 */
public record ClearingReport(int participants, int debts, int batch, double total, Offline offline, Online online)
        implements BenchReport {

    /**
     * All debts netted at once.
     *
     * @param cleared taken off all debts together
     * @param cycles how many
     * @param longest the most debts of one
     * @param optimal whether no other cycles would take more
     * @param cpuMs processor time, the taking apart into cycles among it
     */
    public record Offline(double cleared, int cycles, int longest, boolean optimal, double cpuMs) {}

    /**
     * Debts as they come.
     *
     * @param cancelled owed in both directions, taken off both together
     * @param byTriangles taken off by triangles through new debts
     * @param byBatches taken off by batches
     * @param triangles how many were cleared
     * @param batchCycles how many cycles of batches were cleared
     * @param times of each new debt, entering it and clearing its largest triangle
     * @param batchMs processor time of each batch, making its copy and entering what was cleared among it
     */
    public record Online(
            double cancelled,
            double byTriangles,
            double byBatches,
            int triangles,
            int batchCycles,
            CpuTimes times,
            List<Double> batchMs) {

        /** Keeps an unmodifiable copy. */
        public Online {
            batchMs = List.copyOf(batchMs);
        }

        /** Taken off all debts together. */
        public double cleared() {
            return cancelled + byTriangles + byBatches;
        }

        double meanMs() {
            return batchMs.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }

        double mostMs() {
            return batchMs.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }

    /** What was cleared online, in percent of what can be offline. */
    public double onlineOfOfflinePercent() {
        return offline.cleared() == 0 ? 100 : 100 * online.cleared() / offline.cleared();
    }

    @Override
    public List<String> lines() {
        CpuTimes times = online.times();
        return List.of(
                format("participants                  %12d", participants),
                format("debts                         %12d", debts),
                format(
                        "netted at once                %12.2f %% of all that is owed%s",
                        share(offline.cleared()), offline.optimal() ? "" : ", not the best possible"),
                format("  cycles                      %12d, at most %d debts", offline.cycles(), offline.longest()),
                format("  CPU ms                      %12.1f", offline.cpuMs()),
                format("cleared as they come          %12.2f %%", share(online.cleared())),
                format("  of what can be              %12.2f %%", onlineOfOfflinePercent()),
                format("  owed in both directions     %12.2f %%", share(online.cancelled())),
                format("  by triangles at once        %12.2f %%, %d", share(online.byTriangles()), online.triangles()),
                format("  by batches                  %12.2f %%, %d", share(online.byBatches()), online.batchCycles()),
                format("batches, each %-15d %12d", batch, online.batchMs().size()),
                format("  CPU ms: mean                %12.1f, most %.1f", online.meanMs(), online.mostMs()),
                format("new debts: CPU us mean        %12.2f", times.meanUs()),
                format("                  p50         %12.2f, with the clock", times.p50Us()),
                format("                  p99         %12.2f, with the clock", times.p99Us()));
    }

    @Override
    public Json.Obj toJson() {
        CpuTimes times = online.times();
        return Json.object()
                .put("participants", participants)
                .put("debts", debts)
                .put("offline_percent", format("%.3f", share(offline.cleared())))
                .put("offline_optimal", offline.optimal())
                .put("offline_cycles", offline.cycles())
                .put("offline_longest", offline.longest())
                .put("offline_cpu_ms", format("%.1f", offline.cpuMs()))
                .put("online_percent", format("%.3f", share(online.cleared())))
                .put("online_of_offline_percent", format("%.3f", onlineOfOfflinePercent()))
                .put("cancelled_percent", format("%.3f", share(online.cancelled())))
                .put("triangles_percent", format("%.3f", share(online.byTriangles())))
                .put("triangles", online.triangles())
                .put("batches_percent", format("%.3f", share(online.byBatches())))
                .put("batch_cycles", online.batchCycles())
                .put("batch", batch)
                .put("batches", online.batchMs().size())
                .put("batch_cpu_ms_mean", format("%.1f", online.meanMs()))
                .put("batch_cpu_ms_most", format("%.1f", online.mostMs()))
                .put("trigger_mean_us", format("%.2f", times.meanUs()))
                .put("trigger_p50_us", format("%.2f", times.p50Us()))
                .put("trigger_p99_us", format("%.2f", times.p99Us()))
                .build();
    }

    private double share(double of) {
        return 100 * of / total;
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
