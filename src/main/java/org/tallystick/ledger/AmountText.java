package org.tallystick.ledger;

import org.tallystick.base.MalformedJson;
import org.tallystick.money.Amounts;
import org.tallystick.money.DecimalText;

/** Amounts of the ledger as text: decimals as many as the equivalent has, in refusals and in signed history. */
final class AmountText {

    private static final int MAX_LENGTH = 24;

    private AmountText() {}

    static String of(long amountMinor, Equivalent equivalent) {
        return DecimalText.print(amountMinor, equivalent.precision);
    }

    /** Reads an amount that has all its decimals, so that the unit need not be known. */
    static long minor(String text) throws MalformedJson {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.charAt(0) == '.' || text.endsWith(".")) {
            throw new MalformedJson("an amount is expected", "$.amount");
        }
        long minor = 0;
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit == '.' && !point) {
                point = true;
            } else if (digit >= '0' && digit <= '9' && minor <= LineRules.MAX_MINOR) {
                minor = minor * 10 + (digit - '0');
            } else {
                throw new MalformedJson("an amount is expected", "$.amount");
            }
        }
        if (!Amounts.isAmount(minor)) {
            throw new MalformedJson("an amount is expected", "$.amount");
        }
        return minor;
    }
}
