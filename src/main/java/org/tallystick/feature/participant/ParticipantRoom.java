package org.tallystick.feature.participant;

import java.util.List;
import java.util.Optional;
import org.tallystick.feature.participant.sql.ParticipantProjection;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;
import org.tallystick.store.Projection;

/** The room of participants. Names and profiles are personal texts: they are sealed in history and stand in the projection. */
public final class ParticipantRoom implements Room {

    private final List<StatementType<?>> types;

    /** Makes the room of a hub where everybody may register and take part at once. */
    public ParticipantRoom() {
        this(newcomer -> AccountStatus.ACTIVE);
    }

    /**
     * Makes the room.
     *
     * @param newcomers how newcomers begin
     */
    public ParticipantRoom(NewcomerStatus newcomers) {
        this.types = List.of(new RegisterType(newcomers), new UpdateType(), new RekeyType());
    }

    @Override
    public String name() {
        return "participant";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return types;
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new ParticipantProjection());
    }
}
