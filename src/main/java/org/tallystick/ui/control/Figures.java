package org.tallystick.ui.control;

import java.math.BigDecimal;

/** Amounts and counts as text: thousands in groups, a real minus sign, all decimals of the unit. */
public final class Figures {

    /** What stands for an amount that is hidden. */
    public static final String HIDDEN = "•••••";

    private static final char MINUS = '\u2212';
    private static final int GROUP = 3;

    private Figures() {}

    /**
     * An amount without a plus.
     *
     * @param amountMinor in minor units
     * @param precision decimals of the unit
     */
    public static String plain(long amountMinor, int precision) {
        String digits = BigDecimal.valueOf(amountMinor, precision).abs().toPlainString();
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int at = point - GROUP; at > 0; at -= GROUP) {
            text.insert(at, ',');
        }
        return amountMinor < 0 ? text.insert(0, MINUS).toString() : text.toString();
    }

    /** How many there are, or the number of a block. */
    public static String count(long number) {
        return plain(number, 0);
    }

    /**
     * An amount that says on which side it is: + owed to me, − owed by me.
     *
     * @param amountMinor in minor units
     * @param precision decimals of the unit
     */
    public static String balance(long amountMinor, int precision) {
        String text = plain(amountMinor, precision);
        return amountMinor > 0 ? "+" + text : text;
    }
}
