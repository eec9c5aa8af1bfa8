package org.tallystick.node;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PersonalText;

/** What waits for the ledger thread. */
sealed interface Submission {

    /** Tells whoever waits that nothing came of it. */
    void fail(Answer.Refused refused);

    /**
     * A statement that was read and verified on the caller's thread.
     *
     * @param type its type
     * @param command what the type read
     * @param statements all of them, the first decides
     * @param keys the key that each was verified with
     * @param txId its id
     * @param fingerprint SHA-256 over signer and signed bytes
     * @param validUntilMs its end
     * @param key the idempotency key that it came with
     * @param regained where it stood before, if it was lost and is given back: then it was in time already
     * @param turn until when its turn has to come
     * @param texts the personal texts in it
     * @param parts frame, statements and texts as parts
     * @param bytes how many bytes it brings to the block
     * @param answer completed by the ledger thread
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Statement<C>(
            StatementType<C> type,
            C command,
            List<SignedStatement> statements,
            List<PublicKey> keys,
            String txId,
            byte[] fingerprint,
            long validUntilMs,
            Optional<IdempotencyKey.Mark> key,
            Optional<Regained> regained,
            Turn turn,
            List<PersonalText> texts,
            List<Part> parts,
            int bytes,
            CompletableFuture<Answer> answer)
            implements Submission {

        @Override
        public void fail(Answer.Refused refused) {
            answer.complete(refused);
        }
    }

    /**
     * When something came in, and how long it may wait for its turn.
     *
     * @param sinceNs by the monotonic clock
     * @param timeoutMs how long at most, if there is a bound
     */
    record Turn(long sinceNs, OptionalInt timeoutMs) {

        boolean isOver(long nowNs) {
            return timeoutMs.isPresent() && nowNs - sinceNs > timeoutMs.getAsInt() * 1_000_000L;
        }
    }

    /** Something that the hub does alone, asked for by the program itself. */
    record Alone(HubTransaction transaction, CompletableFuture<Answer> answer) implements Submission {

        @Override
        public void fail(Answer.Refused refused) {
            answer.complete(refused);
        }
    }

    /** A question to the state between two blocks. */
    record Query<T>(Function<NodeView, T> question, CompletableFuture<T> answer) implements Submission {

        void run(NodeView view) {
            try {
                answer.complete(question.apply(view));
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        }

        @Override
        public void fail(Answer.Refused refused) {
            answer.completeExceptionally(new NodeClosed());
        }
    }
}
