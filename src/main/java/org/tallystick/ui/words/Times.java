package org.tallystick.ui.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tallystick.base.Clock;
import org.tallystick.ui.fx.Messages;

/** Times as people say them, where the computer is. */
public final class Times {

    private static final int DAYS_BY_NAME = 6;

    private final Clock clock;
    private final ZoneId zone;
    private final Locale locale;
    private final Messages messages;

    /**
     * Makes it.
     *
     * @param clock tells today from other days
     * @param zone where the computer is
     * @param locale names days and months
     */
    public Times(Clock clock, ZoneId zone, Locale locale, Messages messages) {
        this.clock = clock;
        this.zone = zone;
        this.locale = locale;
        this.messages = messages;
    }

    /** As short as it can be: 14:32 today, Thu this week, 4 Sep this year, 4 Sep 2025 before. */
    public String brief(long atMs) {
        ZonedDateTime at = at(atMs);
        LocalDate day = at.toLocalDate();
        LocalDate today = today();
        if (day.equals(today)) {
            return time(atMs);
        }
        if (day.isBefore(today) && day.isAfter(today.minusDays(DAYS_BY_NAME + 1))) {
            return format(at, "EEE");
        }
        return format(at, day.getYear() == today.getYear() ? "d MMM" : "d MMM yyyy");
    }

    /** Now, in milliseconds since 1970. */
    public long nowMs() {
        return clock.wallMs();
    }

    /** Hours and minutes. */
    public String time(long atMs) {
        return format(at(atMs), "HH:mm");
    }

    /** Today, for names of files: 2026-11-20. */
    public String date() {
        return today().toString();
    }

    /** Hours, minutes and seconds. */
    public String timeToTheSecond(long atMs) {
        return format(at(atMs), "HH:mm:ss");
    }

    /** The whole of it: Friday 20 November 2026, 14:32:07. */
    public String whole(long atMs) {
        return format(at(atMs), "EEEE d MMMM yyyy, HH:mm:ss");
    }

    /** The day: Today, Yesterday, Thursday 19 November, with the year where it is another. */
    public String day(long atMs) {
        LocalDate day = at(atMs).toLocalDate();
        LocalDate today = today();
        if (day.equals(today)) {
            return messages.text("time.today");
        }
        if (day.equals(today.minusDays(1))) {
            return messages.text("time.yesterday");
        }
        return format(at(atMs), day.getYear() == today.getYear() ? "EEEE d MMMM" : "EEEE d MMMM yyyy");
    }

    /** Today: Friday 20 November. */
    public String todayText() {
        return format(at(clock.wallMs()), "EEEE d MMMM");
    }

    private LocalDate today() {
        return at(clock.wallMs()).toLocalDate();
    }

    private ZonedDateTime at(long atMs) {
        return Instant.ofEpochMilli(atMs).atZone(zone);
    }

    private String format(ZonedDateTime at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(at);
    }
}
