package org.tallystick.app.imports;

/**
 * A line that cannot be imported.
 *
 * @param line its number in the file, from 1; of its first line where a quoted field goes over several
 * @param problem what is wrong
 * @param column the column or text that it is about, empty where it is the line as a whole
 * @param detail what was found, short enough to be shown; empty where there is nothing to show
 */
public record BadLine(int line, Problem problem, String column, String detail) {

    private static final int SHOWN = 40;

    /** Cuts what is shown and takes control characters out of it. */
    public BadLine {
        detail = shown(detail);
        column = shown(column);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .forEach(point -> shown.appendCodePoint(Character.isISOControl(point) ? '\uFFFD' : point));
        return text.codePointCount(0, text.length()) > SHOWN ? shown.append('…').toString() : shown.toString();
    }

    /** What can be wrong with a line. */
    public enum Problem {
        /** The file holds nothing. */
        EMPTY_FILE,
        /** The header separates by semicolons. */
        SEMICOLONS,
        /** The header names a column that is not known. */
        UNKNOWN_COLUMN,
        /** The header lacks a column. */
        MISSING_COLUMN,
        /** The header names a column twice. */
        REPEATED_COLUMN,
        /** Bytes that are not UTF-8. */
        NOT_UTF8,
        /** A quotation mark that is never closed. */
        OPEN_QUOTE,
        /** Text before or behind a quoted field. */
        STRAY_QUOTE,
        /** Fewer or more fields than the header has. */
        FIELD_COUNT,
        /** A field that is empty. */
        EMPTY_FIELD,
        /** A label longer than 255 characters. */
        LABEL_TOO_LONG,
        /** A label with a line break, tab or other control character. */
        LABEL_CONTROL,
        /** No code of an equivalent. */
        BAD_CODE,
        /** Not an amount; the detail of the reason stands in the column of messages. */
        BAD_AMOUNT,
        /** More decimals than the equivalent has. */
        TOO_MANY_DECIMALS,
        /** More than an amount can be. */
        TOO_LARGE,
        /** A line from somebody to themselves. */
        SAME,
        /** The same two people and equivalent as on an earlier line. */
        REPEATED,
        /** More lines, people or equivalents than one import may have. */
        TOO_MANY
    }
}
