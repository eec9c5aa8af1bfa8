package org.tallystick.wallet;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;

/**
 * Writes what happened to somebody into a file of comma-separated values (RFC 4180, UTF-8, CRLF), the latest first. Amounts are
 * decimal text with a sign on what the owner paid; times are RFC 3339 in UTC. Waits for the hub and the disk.
 */
public final class ActivityStatement {

    /** More entries than this are not written into one file. */
    public static final int MOST_ENTRIES = 1_000_000;

    private static final int PAGE = 500;
    private static final String HEAD = "time,kind,what,with,with_pid,amount,limit,equivalent,note,tx_id,block";

    private final HubReader hub;
    private final Pid owner;

    /** A statement of somebody's. */
    public ActivityStatement(HubReader hub, Pid owner) {
        this.hub = hub;
        this.owner = owner;
    }

    /**
     * Writes everything that fits; the file is there whole or not at all.
     *
     * @param kinds which kinds; all when empty
     * @param text what is searched for; may be empty
     * @param file made anew
     * @return how many entries were written, at most {@link #MOST_ENTRIES}
     */
    public int write(Set<Activity.Kind> kinds, String text, Path file) throws IOException, HubUnreachable {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Path half = Files.createTempFile(folder, ".statement", ".part");
        try {
            int written;
            try (Writer out = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
                written = writePages(kinds, text, out);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private int writePages(Set<Activity.Kind> kinds, String text, Writer out) throws IOException, HubUnreachable {
        out.write(HEAD + "\r\n");
        int written = 0;
        OptionalLong from = OptionalLong.empty();
        do {
            ActivityPage page = hub.activity(owner, kinds, text, from, PAGE);
            for (Activity entry : page.entries()) {
                if (written == MOST_ENTRIES) {
                    return written;
                }
                out.write(line(entry) + "\r\n");
                written++;
            }
            from = page.next();
        } while (from.isPresent());
        return written;
    }

    private static String line(Activity entry) {
        List<String> what = fields(entry.what());
        return String.join(
                ",",
                Instant.ofEpochMilli(entry.atMs()).toString(),
                entry.what().kind().name().toLowerCase(Locale.ROOT),
                what.stream().collect(Collectors.joining(",")),
                quoted(entry.txId()),
                Long.toString(entry.height()));
    }

    /** What, with whom, their PID, amount, limit of a line, unit, note. */
    private static List<String> fields(Activity.What what) {
        return switch (what) {
            case Activity.Payment payment ->
                fields(
                        payment.sent() ? "paid" : "received",
                        List.of(payment.other()),
                        amount(payment.sent() ? -payment.amountMinor() : payment.amountMinor(), payment.unit()),
                        "",
                        payment.unit().code(),
                        payment.note().orElse(""));
            case Activity.LineChange line ->
                fields(
                        line.step().name().toLowerCase(Locale.ROOT) + (line.given() ? " by me" : " by them"),
                        List.of(line.other()),
                        "",
                        line.limitMinor()
                                .map(minor -> amount(minor, line.unit()))
                                .orElse(""),
                        line.unit().code(),
                        "");
            case Activity.Clearing circle ->
                fields(
                        "cancelled",
                        circle.people().subList(1, circle.people().size()),
                        amount(circle.amountMinor(), circle.unit()),
                        "",
                        circle.unit().code(),
                        "");
            case Activity.Carried carried ->
                fields(
                        "passed on",
                        List.of(carried.from(), carried.to()),
                        amount(carried.amountMinor(), carried.unit()),
                        "",
                        carried.unit().code(),
                        "");
            case Activity.Other other -> fields(other.type(), List.of(), "", "", "", "");
        };
    }

    private static List<String> fields(
            String what, List<PersonCard> with, String amount, String limit, String unit, String note) {
        return List.of(
                quoted(what),
                quoted(with.stream().map(person -> person.name().orElse("")).collect(Collectors.joining("; "))),
                quoted(with.stream().map(person -> person.pid().text()).collect(Collectors.joining("; "))),
                amount,
                limit,
                quoted(unit),
                quoted(note));
    }

    private static String amount(long minor, Unit unit) {
        return (minor < 0 ? "-" : "") + DecimalText.print(Math.abs(minor), unit.precision());
    }

    /** Names and notes are other people's: what a spreadsheet would take for a formula is made plain text. */
    private static String quoted(String field) {
        if (field.isEmpty()) {
            return "";
        }
        String plain = "=+-@\t\r".indexOf(field.charAt(0)) < 0 ? field : "'" + field;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
