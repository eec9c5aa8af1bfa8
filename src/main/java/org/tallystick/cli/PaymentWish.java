package org.tallystick.cli;

import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/**
 * What is to be paid, with everybody found.
 *
 * @param from who pays
 * @param to who is paid
 * @param unit in what; with no decimals where there is no such unit
 * @param amount as it was typed
 * @param constraints what is allowed of the routes
 */
record PaymentWish(Pid from, Pid to, Unit unit, String amount, Constraints constraints) {

    /** How it could be paid now, or what stands against it. */
    Routes routes(HubReader hub) throws HubUnreachable {
        return hub.routes(from, to, unit, amountMinor(), constraints);
    }

    /** Zero where it is no amount, which is refused as the payment itself would be. */
    long amountMinor() {
        return DecimalText.parse(amount, unit.precision()) instanceof ParsedAmount.Ok parsed ? parsed.amountMinor() : 0;
    }
}
