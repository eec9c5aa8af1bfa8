package org.tallystick.feature.payment;

import static org.tallystick.base.Checks.invariant;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tallystick.feature.payment.sql.PaymentProjection;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Effects;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;
import org.tallystick.store.Projection;

/** The room of payments. */
public final class PaymentRoom implements Room {

    private final PaymentLimits limits;
    private final BooleanSupplier multipath;

    /**
     * Makes the room of a hub where payments may take several routes.
     *
     * @param limits what one payment may ask of the search for routes
     */
    public PaymentRoom(PaymentLimits limits) {
        this(limits, () -> true);
    }

    /**
     * Makes the room.
     *
     * @param limits what one payment may ask of the search for routes
     * @param multipath whether it may take more than one; asked on the ledger thread
     */
    public PaymentRoom(PaymentLimits limits, BooleanSupplier multipath) {
        this.limits = limits;
        this.multipath = multipath;
    }

    /** What one payment may ask of the search for routes now. On the ledger thread. */
    public PaymentLimits limits() {
        return multipath.getAsBoolean() ? limits : new PaymentLimits(limits.maxHops(), 1, limits.work());
    }

    @Override
    public String name() {
        return "payment";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return List.of(new PaymentType(limits, this::limits));
    }

    @Override
    public void apply(Applied applied, LedgerView ledger, UndoLog undo) {
        List<Effects.NetChange> changes = applied.effects().netChanges();
        invariant(
                changes.size() == 2
                        && changes.get(0).changeMinor() == -changes.get(1).changeMinor(),
                "A payment changes the nets of two people, by the same amount");
        List<SignedStatement> statements = applied.transaction().statements();
        if (!statements.isEmpty()) {
            Effects.NetChange payer = changes.get(0).changeMinor() < 0 ? changes.get(0) : changes.get(1);
            invariant(payer.pid().equals(statements.getFirst().signer()), "Who signed a payment is who pays it");
        }
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new PaymentProjection());
    }
}
