package org.tallystick.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.app.PracticeKeys;
import org.tallystick.app.imports.BadLine.Problem;
import org.tallystick.base.Hex;
import org.tallystick.identity.Sha256;
import org.tallystick.money.DecimalText;
import org.tallystick.money.Equivalent;
import org.tallystick.money.EquivalentCode;
import org.tallystick.money.ParsedAmount;

/** Reads a file of trust lines, {@code from,to,equivalent,limit}, and finds every bad line of it. One thread. */
public final class ImportFile {

    /** How many bad lines are kept to be shown; all are counted. */
    public static final int SHOWN = 50;

    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_ROWS = 2_000_000;
    private static final int MAX_LABELS = 1_000_000;
    private static final int MAX_EQUIVALENTS = 1_000;
    private static final int MAX_LABEL = 255;
    private static final List<String> COLUMNS = List.of("from", "to", "equivalent", "limit");

    private final int precision;
    private final Map<String, Integer> precisions;
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final List<Equivalent> equivalents = new ArrayList<>();
    private final List<ImportPlan.Row> rows = new ArrayList<>();
    private final Map<Long, Map<Integer, Integer>> lineOf = new HashMap<>();
    private final List<BadLine> shown = new ArrayList<>();
    private long bad;

    private ImportFile(int precision, Map<String, Integer> precisions) {
        this.precision = precision;
        this.precisions = precisions;
    }

    /**
     * Reads a file.
     *
     * @param file where
     * @param precision decimals of every equivalent that has none of its own, 0 to 8
     * @param precisions decimals by code
     * @throws IOException when it cannot be read
     */
    public static ImportReading read(Path file, int precision, Map<String, Integer> precisions) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            return new ImportReading.TooLarge(size);
        }
        return new ImportFile(precision, precisions).read(Files.readAllBytes(file));
    }

    private ImportReading read(byte[] bytes) {
        CsvRecords records = new CsvRecords(bytes);
        Optional<CsvRecords.Row> header = records.next();
        if (header.isEmpty()) {
            note(new BadLine(1, Problem.EMPTY_FILE, "", ""));
            return new ImportReading.Bad(shown, bad);
        }
        int[] places = places(header.get());
        if (bad > 0) {
            return new ImportReading.Bad(shown, bad);
        }
        Optional<CsvRecords.Row> row = records.next();
        while (row.isPresent() && rows.size() < MAX_ROWS) {
            take(row.get(), places);
            row = records.next();
        }
        row.ifPresent(next -> note(new BadLine(next.line(), Problem.TOO_MANY, "", Integer.toString(MAX_ROWS))));
        if (rows.isEmpty() && bad == 0) {
            note(new BadLine(header.get().line(), Problem.EMPTY_FILE, "", ""));
        }
        if (bad > 0) {
            return new ImportReading.Bad(shown, bad);
        }
        for (String code : precisions.keySet()) {
            if (!codes.containsKey(code)) {
                return new ImportReading.UnusedPrecision(code);
            }
        }
        return new ImportReading.Good(
                new ImportPlan(Hex.encode(Sha256.of(bytes)), equivalents, List.copyOf(labels.keySet()), rows));
    }

    private void note(BadLine line) {
        bad++;
        if (shown.size() < SHOWN) {
            shown.add(line);
        }
    }

    /** Where the columns stand. */
    private int[] places(CsvRecords.Row header) {
        int[] places = new int[COLUMNS.size()];
        Arrays.fill(places, -1);
        if (header.problem().isPresent()) {
            note(header.problem().get());
            return places;
        }
        if (header.fields().size() == 1 && header.fields().getFirst().contains(";")) {
            note(new BadLine(header.line(), Problem.SEMICOLONS, "", ""));
            return places;
        }
        for (int i = 0; i < header.fields().size(); i++) {
            String name = header.fields().get(i);
            int column = COLUMNS.indexOf(name);
            if (column < 0) {
                note(new BadLine(header.line(), Problem.UNKNOWN_COLUMN, name, ""));
            } else if (places[column] >= 0) {
                note(new BadLine(header.line(), Problem.REPEATED_COLUMN, name, ""));
            } else {
                places[column] = i;
            }
        }
        for (int column = 0; column < places.length; column++) {
            if (places[column] < 0) {
                note(new BadLine(header.line(), Problem.MISSING_COLUMN, COLUMNS.get(column), ""));
            }
        }
        return places;
    }

    private void take(CsvRecords.Row row, int[] places) {
        Optional<BadLine> problem = row.problem();
        if (problem.isEmpty() && row.fields().size() != COLUMNS.size()) {
            problem = Optional.of(new BadLine(
                    row.line(),
                    Problem.FIELD_COUNT,
                    "",
                    Integer.toString(row.fields().size())));
        }
        if (problem.isEmpty()) {
            problem = take(
                    row.line(),
                    PracticeKeys.label(row.fields().get(places[0])),
                    PracticeKeys.label(row.fields().get(places[1])),
                    row.fields().get(places[2]),
                    row.fields().get(places[3]));
        }
        problem.ifPresent(this::note);
    }

    private Optional<BadLine> take(int line, String from, String to, String code, String limit) {
        Optional<BadLine> problem = label(line, "from", from)
                .or(() -> label(line, "to", to))
                .or(() -> code(line, code))
                .or(() -> from.equals(to)
                        ? Optional.of(new BadLine(line, Problem.SAME, "", from))
                        : Optional.<BadLine>empty());
        if (problem.isPresent()) {
            return problem;
        }
        int equivalent = codes.computeIfAbsent(code, this::addEquivalent);
        ParsedAmount amount =
                DecimalText.parse(limit, equivalents.get(equivalent).precision());
        if (amount instanceof ParsedAmount.Refused refused) {
            return Optional.of(badAmount(line, limit, refused.reason(), equivalents.get(equivalent)));
        }
        if (labels.size() + 2 > MAX_LABELS || equivalents.size() > MAX_EQUIVALENTS) {
            return Optional.of(new BadLine(line, Problem.TOO_MANY, "", ""));
        }
        int creditor = labels.computeIfAbsent(from, _ -> labels.size());
        int debtor = labels.computeIfAbsent(to, _ -> labels.size());
        Integer earlier = lineOf.computeIfAbsent(((long) creditor << 32) | debtor, _ -> new HashMap<>(2))
                .putIfAbsent(equivalent, line);
        if (earlier != null) {
            return Optional.of(new BadLine(line, Problem.REPEATED, "", Integer.toString(earlier)));
        }
        rows.add(new ImportPlan.Row(creditor, debtor, equivalent, ((ParsedAmount.Ok) amount).amountMinor()));
        return Optional.empty();
    }

    private int addEquivalent(String code) {
        equivalents.add(new Equivalent(new EquivalentCode(code), precisions.getOrDefault(code, precision)));
        return equivalents.size() - 1;
    }

    private static Optional<BadLine> label(int line, String column, String label) {
        if (label.isEmpty()) {
            return Optional.of(new BadLine(line, Problem.EMPTY_FIELD, column, ""));
        }
        if (label.codePointCount(0, label.length()) > MAX_LABEL) {
            return Optional.of(new BadLine(line, Problem.LABEL_TOO_LONG, column, label));
        }
        return label.codePoints().anyMatch(ImportFile::isUnprintable)
                ? Optional.of(new BadLine(line, Problem.LABEL_CONTROL, column, label))
                : Optional.empty();
    }

    private static boolean isUnprintable(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED;
    }

    private static Optional<BadLine> code(int line, String code) {
        if (code.isEmpty()) {
            return Optional.of(new BadLine(line, Problem.EMPTY_FIELD, "equivalent", ""));
        }
        return EquivalentCode.parse(code).isPresent()
                ? Optional.empty()
                : Optional.of(new BadLine(line, Problem.BAD_CODE, "equivalent", code));
    }

    private static BadLine badAmount(int line, String limit, ParsedAmount.Reason reason, Equivalent equivalent) {
        return switch (reason) {
            case EMPTY -> new BadLine(line, Problem.EMPTY_FIELD, "limit", "");
            case TOO_MANY_DECIMALS ->
                new BadLine(line, Problem.TOO_MANY_DECIMALS, Integer.toString(equivalent.precision()), limit);
            case TOO_LARGE, TOO_LONG -> new BadLine(line, Problem.TOO_LARGE, "limit", limit);
            case SIGN, EXPONENT, SPACE, FOREIGN_DIGIT, FOREIGN_CHARACTER, POINT ->
                new BadLine(line, Problem.BAD_AMOUNT, reason.name(), limit);
        };
    }
}
