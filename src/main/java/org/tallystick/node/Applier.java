package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Effects;
import org.tallystick.ledger.Ledger;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Transaction;

/** What follows the operations of a transaction, the same live and at replay: counts, rooms, used ids. Ledger thread. */
final class Applier {

    private static final byte[] ERASED_FINGERPRINT = new byte[32];

    private final NodeState state;

    Applier(NodeState state) {
        this.state = state;
    }

    /**
     * Ends a transaction whose operations the ledger has applied.
     *
     * @param height of its block
     * @param position in its block
     */
    Applied finish(Transaction transaction, Room room, long height, int position) {
        Ledger ledger = state.ledger;
        for (Pid pid : transaction.people()) {
            ledger.touch(pid);
        }
        Effects effects = ledger.endTransaction(transaction.hash());
        Applied applied = new Applied(transaction, effects, position);
        room.apply(applied, ledger.view(), ledger.undo());
        use(transaction, height, position);
        return applied;
    }

    private void use(Transaction transaction, long height, int position) {
        Frame frame = transaction.frame();
        if (frame.txId().startsWith(HubTransaction.ID_PREFIX)) {
            return;
        }
        Ledger ledger = state.ledger;
        byte[] fingerprint = ERASED_FINGERPRINT;
        long validUntilMs = OnceOnly.FOR_EVER;
        if (!transaction.statements().isEmpty()) {
            SignedStatement first = transaction.statements().getFirst();
            fingerprint = first.fingerprint();
            validUntilMs = validUntil(first);
        }
        invariant(state.onceOnly.find(frame.txId()) == null, "An id is used once");
        state.onceOnly.add(
                frame.txId(),
                fingerprint,
                validUntilMs,
                height,
                position,
                ledger.view().timestampMs(),
                ledger.undo());
    }

    private static long validUntil(SignedStatement statement) {
        try {
            return Envelope.validUntilMs(statement);
        } catch (StatementRefused unreadable) {
            throw new InvariantBroken("What was accepted had a readable end", unreadable);
        }
    }

    /** The room of a transaction, or nothing where this program does not know its type. */
    Optional<Room> roomOf(Frame frame) {
        return Optional.ofNullable(state.room(frame.type(), frame.version()));
    }
}
