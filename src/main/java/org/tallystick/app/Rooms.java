package org.tallystick.app;

import java.util.List;
import org.tallystick.feature.clearing.ClearingRoom;
import org.tallystick.feature.explorer.ExplorerRoom;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.participant.ParticipantRoom;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.feature.payment.PaymentRoom;
import org.tallystick.feature.trust.TrustRoom;
import org.tallystick.node.Room;

/** The rooms of every node, in the order in which they are asked. */
public final class Rooms {

    /** What one payment may ask of the search for routes. */
    public static final PaymentLimits PAYMENT_LIMITS = PaymentLimits.DEFAULT;

    private Rooms() {}

    /** Fresh rooms for one state; where one asks another, it asks the one beside it. */
    public static List<Room> fresh() {
        OperatorRoom operator = new OperatorRoom();
        return List.of(
                operator,
                new ParticipantRoom(operator::statusOfNewcomer),
                new TrustRoom(),
                new PaymentRoom(PAYMENT_LIMITS, () -> operator.settings().multipathEnabled()),
                new ClearingRoom(() -> operator.settings().clearingEnabled()),
                new ExplorerRoom());
    }
}
