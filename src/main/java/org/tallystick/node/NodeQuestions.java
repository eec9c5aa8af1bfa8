package org.tallystick.node;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Recorded;
import org.tallystick.store.ProjectionUnavailable;

/**
 * Asks a node: its memory, its projection, its journal. Whoever stands above it says in words of their own what it means that there
 * is no answer. Any thread but the node's own.
 */
public final class NodeQuestions {

    /** How long a question waits for what was just written to be found; older answers are better than none. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Node node;

    /** A question to the projection. */
    @FunctionalInterface
    public interface Question<T> {

        /** Asks. */
        T ask() throws ProjectionUnavailable, InterruptedException;
    }

    /**
     * Makes it.
     *
     * @param node running
     */
    public NodeQuestions(Node node) {
        this.node = node;
    }

    /** Asks the memory as of the last forced block; the question runs on the ledger thread, is short and keeps nothing. */
    public <T> T ask(Function<NodeView, T> question) throws Unanswered {
        try {
            return node.query(question);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof NodeClosed closed) {
                throw new Unanswered("closing", closed);
            }
            throw failed;
        }
    }

    /** Asks the projection as it is. */
    public <T> T read(Question<T> question) throws Unanswered, InterruptedException {
        try {
            return question.ask();
        } catch (ProjectionUnavailable unavailable) {
            throw new Unanswered(unavailable.reason().name().toLowerCase(Locale.ROOT), unavailable);
        }
    }

    /** Waits a moment, so that what was just written is found in the projection. */
    public void awaitProjected() throws Unanswered, InterruptedException {
        read(() -> node.projector().awaitProjected(node.health().height(), PATIENCE));
    }

    /** A durable block, or nothing where there is none of this height. */
    public Optional<Block> block(long height) throws Unanswered {
        try {
            return node.block(height);
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new Unanswered("history", unreadable);
        }
    }

    /** A durable transaction, or nothing where there is none at this place. */
    public Optional<Recorded> transaction(Place place) throws Unanswered {
        try {
            return node.transaction(place);
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new Unanswered("history", unreadable);
        }
    }
}
