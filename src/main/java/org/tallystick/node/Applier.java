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
     * @param use of its id; nothing for what the hub did alone
     * @param height of its block
     * @param position in its block
     */
    Applied finish(Transaction transaction, Room room, Optional<Use> use, long height, int position) {
        Ledger ledger = state.ledger;
        for (Pid pid : transaction.people()) {
            ledger.touch(pid);
        }
        Effects effects = ledger.endTransaction(transaction.hash());
        Applied applied = new Applied(transaction, effects, position);
        room.apply(applied, ledger.view(), ledger.undo());
        use.ifPresent(used -> {
            String txId = transaction.frame().txId();
            invariant(state.onceOnly.find(txId) == null, "An id is used once");
            state.onceOnly.add(txId, used, height, position, ledger.view().timestampMs(), ledger.undo());
        });
        return applied;
    }

    /**
     * Under what a statement's id was used.
     *
     * @param fingerprint SHA-256 over signer and signed bytes; zeros where the statement was erased
     * @param validUntilMs until when the statement may be accepted
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Use(byte[] fingerprint, long validUntilMs) {

        /** Reads it off a transaction, as a replay has to. */
        static Optional<Use> of(Transaction transaction) {
            if (transaction.frame().txId().startsWith(HubTransaction.ID_PREFIX)) {
                return Optional.empty();
            }
            if (transaction.statements().isEmpty()) {
                return Optional.of(new Use(ERASED_FINGERPRINT, OnceOnly.FOR_EVER));
            }
            SignedStatement first = transaction.statements().getFirst();
            try {
                return Optional.of(new Use(first.fingerprint(), Envelope.validUntilMs(first)));
            } catch (StatementRefused unreadable) {
                throw new InvariantBroken("What was accepted had a readable end", unreadable);
            }
        }
    }

    /** The room of a transaction, or nothing where this program does not know its type. */
    Optional<Room> roomOf(Frame frame) {
        return Optional.ofNullable(state.room(frame.type(), frame.version()));
    }
}
