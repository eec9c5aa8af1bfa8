package org.tallystick.app.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.base.Json;

/**
 * What {@code bench payments} found.
 *
 * @param loadAverage of the machine before it began
 * @param verificationsPerSecond Ed25519 verifications on all processors
 * @param forcesPerSecond appends of 4 KiB, each forced
 * @param full whole payments at several numbers of submitters
 * @param unprojected statements verified before, no tables, 64 submitters
 * @param projected statements verified before, all tables, 64 submitters
 * @param journalPaymentsPerSecond the bare journal at the mean batch of {@code unprojected}
 */
public record PaymentsReport(
        double loadAverage,
        double verificationsPerSecond,
        double forcesPerSecond,
        List<LoadFigures> full,
        LoadFigures unprojected,
        LoadFigures projected,
        double journalPaymentsPerSecond) {

    /** Keeps an unmodifiable copy. */
    public PaymentsReport {
        full = List.copyOf(full);
    }

    /** Payments at 64 submitters as a share of verifications. */
    public double shareOfVerifications() {
        return full.stream()
                .filter(load -> load.submitters() == 64)
                .mapToDouble(load -> load.perSecond() / verificationsPerSecond)
                .findFirst()
                .orElse(0);
    }

    /** Verified statements without tables as a share of the bare journal. */
    public double shareOfJournal() {
        return unprojected.perSecond() / journalPaymentsPerSecond;
    }

    /** The report as lines of text for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format("load average before           %10.2f", loadAverage));
        lines.add(format("verifications/s, all cores    %10.0f", verificationsPerSecond));
        lines.add(format("bare forces/s (4 KiB)         %10.0f", forcesPerSecond));
        lines.add("");
        lines.add("                          submitters payments/s   p50 ms   p99 ms forces/s  batch"
                + " lag start lag end  CPU us: ledger projector process refused");
        full.forEach(load -> lines.add(line(load)));
        lines.add(line(unprojected));
        lines.add(line(projected));
        lines.add("");
        lines.add(format(
                "bare journal at batch %.1f: %.0f payments/s", unprojected.meanBatch(), journalPaymentsPerSecond));
        lines.add(format("64 submitters / verifications           %6.2f  (wanted 0.30)", shareOfVerifications()));
        lines.add(format("verified, no projection / bare journal  %6.2f  (wanted 0.50)", shareOfJournal()));
        return lines;
    }

    /** The report as one object; figures are text, since JSON here has no fractions. */
    public Json.Obj toJson() {
        Json.ObjBuilder json = Json.object();
        json.put("load_average", format("%.2f", loadAverage));
        json.put("verifications_per_second", format("%.0f", verificationsPerSecond));
        json.put("forces_per_second", format("%.0f", forcesPerSecond));
        List<LoadFigures> all = new ArrayList<>(full);
        all.add(unprojected);
        all.add(projected);
        json.put("loads", Json.of(all.stream().map(PaymentsReport::toJson).toList()));
        json.put("journal_payments_per_second", format("%.0f", journalPaymentsPerSecond));
        json.put("share_of_verifications", format("%.3f", shareOfVerifications()));
        json.put("share_of_journal", format("%.3f", shareOfJournal()));
        return json.build();
    }

    private static Json.Obj toJson(LoadFigures load) {
        return Json.object()
                .put("name", load.name())
                .put("submitters", load.submitters())
                .put("payments", load.payments())
                .put("refused", load.refused())
                .put("per_second", format("%.0f", load.perSecond()))
                .put("p50_us", format("%.0f", load.p50Us()))
                .put("p99_us", format("%.0f", load.p99Us()))
                .put("mean_batch", format("%.1f", load.meanBatch()))
                .put("lag_start", load.lagStart())
                .put("lag_end", load.lagEnd())
                .put("ledger_cpu_us", format("%.1f", load.ledgerCpuUs()))
                .put("projector_cpu_us", format("%.1f", load.projectorCpuUs()))
                .put("process_cpu_us", format("%.1f", load.processCpuUs()))
                .build();
    }

    private static String line(LoadFigures load) {
        return format(
                "%-25s %10d %10.0f %8.2f %8.2f %8.0f %6.1f %9d %7d %15.1f %9.1f %7.1f %7d",
                load.name(),
                load.submitters(),
                load.perSecond(),
                load.p50Us() / 1e3,
                load.p99Us() / 1e3,
                load.blocks() / load.seconds(),
                load.meanBatch(),
                load.lagStart(),
                load.lagEnd(),
                load.ledgerCpuUs(),
                load.projectorCpuUs(),
                load.processCpuUs(),
                load.refused());
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
