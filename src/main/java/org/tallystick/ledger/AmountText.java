package org.tallystick.ledger;

import org.tallystick.money.DecimalText;

/** Amounts of the ledger as the text that refusals carry. */
final class AmountText {

    private AmountText() {}

    static String of(long amountMinor, Equivalent equivalent) {
        return DecimalText.print(amountMinor, equivalent.precision);
    }
}
