package org.tallystick.app.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Unicode;

/**
 * Takes records of comma-separated fields out of bytes (RFC 4180): quoted fields may hold commas, line breaks and doubled
 * quotation marks; lines end with LF or CRLF; empty lines are passed over. One thread.
 */
final class CsvRecords {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private int at;
    private int line = 1;

    /**
     * One record.
     *
     * @param line the number of its first line, from 1
     * @param fields its fields without quotation marks and without space around them
     * @param problem why its fields cannot be read, if so
     */
    record Row(int line, List<String> fields, Optional<BadLine> problem) {}

    CsvRecords(byte[] bytes) {
        this.bytes = bytes;
        this.at = bytes.length >= BYTE_ORDER_MARK.length
                        && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? BYTE_ORDER_MARK.length
                : 0;
    }

    /** The next record that is not an empty line, or nothing at the end. */
    Optional<Row> next() {
        while (at < bytes.length) {
            int start = at;
            int first = line;
            Row row = row(first);
            boolean blank = row.problem().isEmpty()
                    && row.fields().size() == 1
                    && row.fields().getFirst().isEmpty()
                    && !holdsQuote(start);
            if (!blank) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private boolean holdsQuote(int start) {
        for (int i = start; i < at; i++) {
            if (bytes[i] == '"') {
                return true;
            }
        }
        return false;
    }

    private Row row(int first) {
        List<String> fields = new ArrayList<>(4);
        Optional<BadLine> problem = Optional.empty();
        boolean more = true;
        while (more) {
            skipSpace();
            Optional<BadLine> here =
                    at < bytes.length && bytes[at] == '"' ? quoted(first, fields) : plain(first, fields);
            problem = problem.or(() -> here);
            more = at < bytes.length && bytes[at] == ',';
            at += more ? 1 : 0;
        }
        endLine();
        return new Row(first, fields, problem);
    }

    private void skipSpace() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    private Optional<BadLine> plain(int first, List<String> fields) {
        int start = at;
        boolean quote = false;
        while (at < bytes.length && bytes[at] != ',' && !isLineEnd()) {
            quote |= bytes[at] == '"';
            at++;
        }
        Optional<BadLine> problem = add(first, Arrays.copyOfRange(bytes, start, at), fields);
        return quote && problem.isEmpty()
                ? Optional.of(new BadLine(first, BadLine.Problem.STRAY_QUOTE, "", fields.getLast()))
                : problem;
    }

    private Optional<BadLine> quoted(int first, List<String> fields) {
        int start = ++at;
        byte[] content = new byte[16];
        int length = 0;
        while (at < bytes.length) {
            if (bytes[at] == '"') {
                if (at + 1 >= bytes.length || bytes[at + 1] != '"') {
                    break;
                }
                at++;
            }
            line += bytes[at] == '\n' ? 1 : 0;
            if (length == content.length) {
                content = Arrays.copyOf(content, length * 2);
            }
            content[length++] = bytes[at++];
        }
        if (at >= bytes.length) {
            fields.add("");
            return Optional.of(new BadLine(first, BadLine.Problem.OPEN_QUOTE, "", ""));
        }
        at++;
        Optional<BadLine> problem = add(first, Arrays.copyOf(content, length), fields);
        int behind = at;
        skipSpace();
        if (at < bytes.length && bytes[at] != ',' && !isLineEnd()) {
            while (at < bytes.length && bytes[at] != ',' && !isLineEnd()) {
                at++;
            }
            String found = new String(bytes, start - 1, Math.min(at, behind + 20) - start + 1, StandardCharsets.UTF_8);
            return problem.or(() -> Optional.of(new BadLine(first, BadLine.Problem.STRAY_QUOTE, "", found)));
        }
        return problem;
    }

    private Optional<BadLine> add(int first, byte[] field, List<String> fields) {
        int bad = Unicode.firstBadUtf8(field);
        String text = new String(field, StandardCharsets.UTF_8).strip();
        fields.add(text);
        return bad < 0 ? Optional.empty() : Optional.of(new BadLine(first, BadLine.Problem.NOT_UTF8, "", text));
    }

    private boolean isLineEnd() {
        return bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] == '\n'));
    }

    private void endLine() {
        if (at < bytes.length && bytes[at] == '\r') {
            at++;
        }
        if (at < bytes.length && bytes[at] == '\n') {
            at++;
        }
        line++;
    }
}
