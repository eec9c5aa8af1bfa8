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
 * @param verified statements verified before, with and without tables, at several numbers of submitters
 * @param direct the same rows straight into H2
 */
public record PaymentsReport(
        double loadAverage,
        double verificationsPerSecond,
        double forcesPerSecond,
        List<LoadFigures> full,
        List<Verified> verified,
        LoadFigures direct)
        implements BenchReport {

    /** Keeps unmodifiable copies. */
    public PaymentsReport {
        full = List.copyOf(full);
        verified = List.copyOf(verified);
    }

    /**
     * Loads of statements that were verified before, at one number of submitters.
     *
     * @param unprojected without tables
     * @param bytesEach of a payment in the journal
     * @param journalPaymentsPerSecond the bare journal with as many bytes a payment and as many payments an entry
     * @param projected with all tables
     */
    public record Verified(
            LoadFigures unprojected, int bytesEach, double journalPaymentsPerSecond, LoadFigures projected) {

        /** Without tables, as a share of the bare journal. */
        public double shareOfJournal() {
            return unprojected.perSecond() / journalPaymentsPerSecond;
        }
    }

    /** Payments at 64 submitters as a share of verifications. */
    public double shareOfVerifications() {
        return full.stream()
                .filter(load -> load.submitters() == 64)
                .mapToDouble(load -> load.perSecond() / verificationsPerSecond)
                .findFirst()
                .orElse(0);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format("load average before           %10.2f", loadAverage));
        lines.add(format("verifications/s, all cores    %10.0f", verificationsPerSecond));
        lines.add(format("bare forces/s (4 KiB)         %10.0f", forcesPerSecond));
        lines.add("");
        lines.add("                          submitters payments/s   p50 ms   p99 ms forces/s  batch"
                + " lag start lag end  CPU us: ledger projector process refused");
        full.forEach(load -> lines.add(line(load)));
        verified.forEach(each -> lines.add(line(each.unprojected())));
        verified.forEach(each -> lines.add(line(each.projected())));
        lines.add(line(direct));
        lines.add("");
        lines.add(format(
                "64 submitters / verifications                     %6.2f  (wanted 0.30)", shareOfVerifications()));
        for (Verified each : verified) {
            lines.add(format(
                    "%3d: no projection / bare journal (%.0f/s)      %6.2f  (wanted 0.50), %d bytes a payment",
                    each.unprojected().submitters(),
                    each.journalPaymentsPerSecond(),
                    each.shareOfJournal(),
                    each.bytesEach()));
        }
        for (Verified each : verified) {
            lines.add(format(
                    "%3d: projected / straight into H2                 %6.2f  (wanted 1.30), p50 %.2f (wanted 0.10)",
                    each.projected().submitters(),
                    each.projected().perSecond() / direct.perSecond(),
                    each.projected().p50Us() / direct.p50Us()));
        }
        return lines;
    }

    @Override
    public Json.Obj toJson() {
        Json.ObjBuilder json = Json.object();
        json.put("load_average", format("%.2f", loadAverage));
        json.put("verifications_per_second", format("%.0f", verificationsPerSecond));
        json.put("forces_per_second", format("%.0f", forcesPerSecond));
        json.put("share_of_verifications", format("%.3f", shareOfVerifications()));
        List<LoadFigures> all = new ArrayList<>(full);
        verified.forEach(each -> all.add(each.unprojected()));
        verified.forEach(each -> all.add(each.projected()));
        all.add(direct);
        json.put("loads", Json.of(all.stream().map(PaymentsReport::toJson).toList()));
        json.put(
                "journal", Json.of(verified.stream().map(PaymentsReport::toJson).toList()));
        return json.build();
    }

    private static Json.Obj toJson(Verified verified) {
        return Json.object()
                .put("submitters", verified.unprojected().submitters())
                .put("bytes_each", verified.bytesEach())
                .put("payments_per_second", format("%.0f", verified.journalPaymentsPerSecond()))
                .put("share_of_journal", format("%.3f", verified.shareOfJournal()))
                .build();
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
