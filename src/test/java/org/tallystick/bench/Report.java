package org.tallystick.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.tallystick.app.bench.CpuTimes;

/** Writes down what is found as it is found. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** A heading, with the load of the machine at this moment. */
    void heading(String text) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.printf(Locale.ROOT, "%n== %s (load average %.1f)%n", text, load);
    }

    /** A row of times. */
    void line(String name, CpuTimes times) {
        out.printf(Locale.ROOT, "%-34s %s%n", name, times);
        out.flush();
    }

    /** Anything else. */
    void say(String pattern, Object... values) {
        out.printf(Locale.ROOT, pattern + "%n", values);
        out.flush();
    }

    /** How many times somebody else's time ours is, by the mean and by the median of the same questions. */
    void ratio(String name, CpuTimes ours, CpuTimes theirs, String wanted) {
        say(
                "  %-32s mean %8.1f x  median %8.1f x  on %d pairs  (wanted %s)",
                name,
                theirs.meanUs() / ours.meanOfFirstUs(theirs.count()),
                theirs.p50Us() / ours.p50OfFirstUs(theirs.count()),
                theirs.count(),
                wanted);
    }
}
