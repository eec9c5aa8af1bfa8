package org.tallystick.app.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.base.Json;

/**
 * What {@code bench hub} found.
 *
 * @param loadAverage of the machine before it began
 * @param within payments in one process, in the same community
 * @param figures payments over HTTP at several numbers of clients
 */
public record HubReport(double loadAverage, LoadFigures within, List<Figures> figures) implements BenchReport {

    /** Keeps an unmodifiable copy. */
    public HubReport {
        figures = List.copyOf(figures);
    }

    /**
     * One load over HTTP.
     *
     * @param clients how many called at once
     * @param seconds how long
     * @param payments how many were answered as made
     * @param perSecond payments a second
     * @param p50Us half were answered within, in microseconds
     * @param p99Us 99 % were answered within
     * @param hubCpuUs processor time of the hub's process a payment, in microseconds
     * @param conflicts answers with status 409
     * @param errors answers with any other status but 201, and connections that broke
     */
    public record Figures(
            int clients,
            double seconds,
            long payments,
            double perSecond,
            double p50Us,
            double p99Us,
            double hubCpuUs,
            long conflicts,
            long errors) {}

    /** Payments of the most clients as a share of those in one process. */
    public double share() {
        return figures.getLast().perSecond() / within.perSecond();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format("load average before  %6.2f", loadAverage));
        lines.add("                clients payments/s   p50 ms   p99 ms  hub CPU us   409  errors");
        for (Figures one : figures) {
            lines.add(format(
                    "over HTTP       %7d %10.0f %8.2f %8.2f %11.1f %5d %7d",
                    one.clients(),
                    one.perSecond(),
                    one.p50Us() / 1e3,
                    one.p99Us() / 1e3,
                    one.hubCpuUs(),
                    one.conflicts(),
                    one.errors()));
        }
        lines.add(format(
                "in one process  %7d %10.0f %8.2f %8.2f %11.1f %5s %7d",
                within.submitters(),
                within.perSecond(),
                within.p50Us() / 1e3,
                within.p99Us() / 1e3,
                within.processCpuUs(),
                "",
                within.refused()));
        lines.add(format("64 clients / 64 submitters in one process  %.2f  (wanted 0.50)", share()));
        return lines;
    }

    @Override
    public Json.Obj toJson() {
        List<Json> loads = new ArrayList<>();
        for (Figures one : figures) {
            loads.add(Json.object()
                    .put("clients", one.clients())
                    .put("payments", one.payments())
                    .put("per_second", format("%.0f", one.perSecond()))
                    .put("p50_ms", format("%.3f", one.p50Us() / 1e3))
                    .put("p99_ms", format("%.3f", one.p99Us() / 1e3))
                    .put("hub_cpu_us", format("%.1f", one.hubCpuUs()))
                    .put("conflicts", one.conflicts())
                    .put("errors", one.errors())
                    .build());
        }
        return Json.object()
                .put("load_average", format("%.2f", loadAverage))
                .put("over_http", Json.of(loads))
                .put("in_one_process_per_second", format("%.0f", within.perSecond()))
                .put("share", format("%.3f", share()))
                .build();
    }

    @FormatMethod
    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
