package org.tallystick.node;

import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Effects;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.UndoLog;
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
        use.ifPresent(used -> note(transaction, used, height, position));
        return applied;
    }

    private void note(Transaction transaction, Use used, long height, int position) {
        String txId = transaction.frame().txId();
        long nowMs = state.ledger.view().timestampMs();
        UndoLog undo = state.ledger.undo();
        state.onceOnly.add(
                used.id(),
                OnceOnly.Entry.of(txId, used.fingerprint(), used.keptUntilMs(), height, position, nowMs),
                undo);
        IdempotencyKey.Mark.of(transaction)
                .ifPresent(key -> state.onceOnly.add(
                        key.id(),
                        OnceOnly.Entry.of(txId, key.body(), nowMs + IdempotencyKey.KEPT_MS, height, position, nowMs),
                        undo));
    }

    /**
     * How a statement's id was used.
     *
     * @param id under what it is kept
     * @param fingerprint SHA-256 over signer and signed bytes; zeros where the statement was erased
     * @param keptUntilMs until when: the statement's own end, for ever where it was given back after that
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Use(String id, byte[] fingerprint, long keptUntilMs) {

        static Use of(String txId, byte[] fingerprint, long validUntilMs, boolean givenBack) {
            return givenBack
                    ? new Use(Regained.id(fingerprint), fingerprint, OnceOnly.FOR_EVER)
                    : new Use(txId, fingerprint, validUntilMs);
        }

        /** Reads it off a transaction, as a replay has to. */
        static Optional<Use> of(Transaction transaction) {
            String txId = transaction.frame().txId();
            if (txId.startsWith(HubTransaction.ID_PREFIX)) {
                return Optional.empty();
            }
            boolean givenBack = Regained.isOne(transaction);
            if (transaction.statements().isEmpty()) {
                // Whoever signed it is erased: nobody can give it back once more.
                return givenBack ? Optional.empty() : Optional.of(new Use(txId, ERASED_FINGERPRINT, OnceOnly.FOR_EVER));
            }
            SignedStatement first = transaction.statements().getFirst();
            try {
                return Optional.of(of(txId, first.fingerprint(), Envelope.validUntilMs(first), givenBack));
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
