package org.tallystick.feature.trust;

import java.util.List;
import java.util.Optional;
import org.tallystick.feature.trust.sql.TrustProjection;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;
import org.tallystick.store.Projection;

/** The room of trust lines; their state is the ledger's. */
public final class TrustRoom implements Room {

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return List.of(new CreateLineType(), new UpdateLineType(), new CloseLineType());
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new TrustProjection());
    }
}
