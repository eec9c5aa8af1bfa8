package org.tallystick.feature.trust;

import java.util.List;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;

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
}
