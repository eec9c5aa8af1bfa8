package org.tallystick.app.hub;

import java.util.Optional;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.participant.KeyRoutes;
import org.tallystick.identity.Pid;
import org.tallystick.node.NodeView;

/** Whom a code claims, as the room of administration knows it. Stateless; asked on the ledger thread. */
final class RoomClaims implements KeyRoutes.Claims {

    @Override
    public Optional<Pid> claimable(String code, NodeView view) {
        return view.room(OperatorRoom.class).claimable(code);
    }

    @Override
    public Optional<Pid> claimed(String code, NodeView view) {
        return view.room(OperatorRoom.class).claimed(code);
    }
}
