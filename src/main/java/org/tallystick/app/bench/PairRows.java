package org.tallystick.app.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tallystick.money.Amounts;

/**
 * Rows of a file with three columns of whole numbers: two participants and an amount in minor units, below a header line.
 * Lines end with LF or CRLF; empty ones are passed over. Kept in arrays, 16 bytes a row; unchanged once read.
 */
public final class PairRows {

    /** Most rows of a file. */
    public static final int MOST_ROWS = 40_000_000;

    private static final int LONGEST_LINE = 200;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String[] columns;
    private final long leastMinor;
    private int[] one = new int[1 << 10];
    private int[] other = new int[1 << 10];
    private long[] amountMinor = new long[1 << 10];
    private int size;

    // The line that is being read, and how far.
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private int at;
    private long number;

    private PairRows(String header, long leastMinor) {
        this.columns = header.split(",", -1);
        this.leastMinor = leastMinor;
    }

    /**
     * Reads a file.
     *
     * @param file where
     * @param header its first line
     * @param leastMinor the least amount that makes sense
     * @throws IOException when it cannot be read
     * @throws BadRow when a row of it cannot be used
     */
    public static PairRows read(Path file, String header, long leastMinor) throws IOException, BadRow {
        PairRows rows = new PairRows(header, leastMinor);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (!rows.nextLine(in) || !rows.text().equals(header)) {
                throw new BadRow(BadRow.Problem.HEADER, 1, header);
            }
            while (rows.nextLine(in)) {
                if (rows.length > 0) {
                    rows.add();
                }
            }
        }
        return rows;
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** The participant in the first column of a row, counted from 0. */
    public int one(int row) {
        return one[row];
    }

    /** The participant in the second column, another one. */
    public int other(int row) {
        return other[row];
    }

    /** The amount in the third column, in minor units, at most {@link Amounts#MAX_MINOR}. */
    public long amountMinor(int row) {
        return amountMinor[row];
    }

    private boolean nextLine(InputStream in) throws IOException, BadRow {
        number++;
        length = 0;
        at = 0;
        int read = in.read();
        boolean any = read >= 0;
        for (; read >= 0 && read != '\n'; read = in.read()) {
            if (length == LONGEST_LINE) {
                throw number == 1
                        ? new BadRow(BadRow.Problem.HEADER, 1, String.join(",", columns))
                        : new BadRow(BadRow.Problem.FIELDS, number, "");
            }
            line[length++] = (byte) read;
        }
        length -= length > 0 && line[length - 1] == '\r' ? 1 : 0;
        return any;
    }

    private String text() {
        int mark = Arrays.mismatch(line, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
        return new String(line, mark, length - mark, StandardCharsets.UTF_8);
    }

    private void add() throws BadRow {
        if (size == MOST_ROWS) {
            throw new BadRow(BadRow.Problem.TOO_MANY, number, "");
        }
        if (size == one.length) {
            int room = (int) Math.min(MOST_ROWS, size + (size >> 1) + 1L);
            one = Arrays.copyOf(one, room);
            other = Arrays.copyOf(other, room);
            amountMinor = Arrays.copyOf(amountMinor, room);
        }
        one[size] = (int) field(0, 0, Integer.MAX_VALUE);
        other[size] = (int) field(1, 0, Integer.MAX_VALUE);
        amountMinor[size] = field(2, leastMinor, Amounts.MAX_MINOR);
        if (one[size] == other[size]) {
            throw new BadRow(BadRow.Problem.ONE_END, number, "");
        }
        size++;
    }

    /** The next field of the line as a number, with the comma or the end behind it. */
    private long field(int column, long least, long most) throws BadRow {
        if (at > length) {
            throw new BadRow(BadRow.Problem.FIELDS, number, "");
        }
        long value = 0;
        boolean whole = at < length && line[at] != ',';
        for (; at < length && line[at] != ','; at++) {
            int digit = line[at] - '0';
            whole = whole && digit >= 0 && digit <= 9 && value <= most;
            value = whole ? value * 10 + digit : value;
        }
        at++;
        if (column + 1 == columns.length && at <= length) {
            throw new BadRow(BadRow.Problem.FIELDS, number, "");
        }
        if (!whole || value < least || value > most) {
            throw new BadRow(BadRow.Problem.NUMBER, number, columns[column]);
        }
        return value;
    }
}
