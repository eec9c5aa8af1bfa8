package org.tallystick.feature.explorer;

import java.util.List;
import java.util.Optional;
import org.tallystick.feature.explorer.sql.ExplorerProjection;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;
import org.tallystick.store.Projection;

/** The room of the explorer: it adds nothing to the chain and only keeps what can be looked up in it. */
public final class ExplorerRoom implements Room {

    @Override
    public String name() {
        return "explorer";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return List.of();
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new ExplorerProjection());
    }
}
