package org.tallystick.feature.trust;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/** {@code trustline.close}: the creditor ends a line on which nothing is owed or held. */
final class CloseLineType implements StatementType<UUID> {

    private static final Set<String> FIELDS = Set.of("id", "statement_id", "valid_until");

    @Override
    public String type() {
        return "trustline.close";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public UUID read(SignedStatement statement) throws StatementRefused {
        try {
            statement.fields().onlyNames(FIELDS);
            return LineFields.id(statement.fields());
        } catch (MalformedJson malformed) {
            throw LineFields.wrong(malformed.where());
        }
    }

    @Override
    public Decision decide(UUID id, Request request) {
        Optional<Refusal> refusal = LineFields.mayChange(id, request);
        return refusal.isPresent() ? Decision.refuse(refusal.get()) : Decision.of(new Operation.CloseLine(id));
    }
}
