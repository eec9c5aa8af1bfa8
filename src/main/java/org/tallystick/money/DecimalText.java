package org.tallystick.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Checks;

/**
 * The wire form of amounts: plain decimal text in ASCII; written with all decimals ({@code "100.00"}), read with fewer too
 * (design §3). Any thread.
 */
public final class DecimalText {

    /** The longest text that is looked at, in characters; leading zeros are let through up to here. */
    public static final int MAX_CHARACTERS = 50;

    private DecimalText() {}

    /**
     * Reads an amount from outside. Never rounds.
     *
     * @param text any text
     * @param precision the equivalent's decimals, 0 to 8
     */
    public static ParsedAmount parse(String text, int precision) {
        requirePrecision(precision);
        ParsedAmount.Reason bad = firstProblem(text);
        if (bad != null) {
            return new ParsedAmount.Refused(bad);
        }
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (decimals > precision) {
            return new ParsedAmount.Refused(ParsedAmount.Reason.TOO_MANY_DECIMALS);
        }
        long minor = 0;
        for (int i = 0; i < text.length() + precision - decimals; i++) {
            if (i == point) {
                continue;
            }
            minor = minor * 10 + (i < text.length() ? text.charAt(i) - '0' : 0);
            if (minor > Amounts.MAX_MINOR) {
                return new ParsedAmount.Refused(ParsedAmount.Reason.TOO_LARGE);
            }
        }
        return new ParsedAmount.Ok(minor);
    }

    /**
     * Writes minor units with all decimals; a net position may be negative.
     *
     * @param minor minor units
     * @param precision the equivalent's decimals, 0 to 8
     */
    public static String print(long minor, int precision) {
        requirePrecision(precision);
        return BigDecimal.valueOf(minor, precision).toPlainString();
    }

    /**
     * Writes a sum over a network with all decimals.
     *
     * @param minor minor units
     * @param precision the equivalent's decimals, 0 to 8
     */
    public static String print(BigInteger minor, int precision) {
        requirePrecision(precision);
        return new BigDecimal(minor, precision).toPlainString();
    }

    private static void requirePrecision(int precision) {
        Checks.require(Amounts.isPrecision(precision), "an equivalent has 0 to 8 decimals");
    }

    private static ParsedAmount.@Nullable Reason firstProblem(String text) {
        if (text.isEmpty()) {
            return ParsedAmount.Reason.EMPTY;
        }
        if (text.length() > MAX_CHARACTERS) {
            return ParsedAmount.Reason.TOO_LONG;
        }
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return problem(text, i);
            }
        }
        boolean lonely = text.charAt(0) == '.' || text.charAt(text.length() - 1) == '.';
        return points > 1 || lonely ? ParsedAmount.Reason.POINT : null;
    }

    private static ParsedAmount.Reason problem(String text, int at) {
        int point = text.codePointAt(at);
        if (point == '+' || point == '-' || point == '\u2212') {
            return ParsedAmount.Reason.SIGN;
        }
        if ((point == 'e' || point == 'E') && at > 0) {
            return ParsedAmount.Reason.EXPONENT;
        }
        if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            return ParsedAmount.Reason.SPACE;
        }
        return Character.isDigit(point) ? ParsedAmount.Reason.FOREIGN_DIGIT : ParsedAmount.Reason.FOREIGN_CHARACTER;
    }
}
