package org.tallystick.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.tallystick.base.Json;
import org.tallystick.journal.ReadFailed;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Node;
import org.tallystick.node.NodeClosed;
import org.tallystick.node.NodeHealth;
import org.tallystick.node.NodeView;
import org.tallystick.node.Place;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Recorded;
import org.tallystick.store.ProjectionUnavailable;

/** Asks the node for services: memory, projection, journal; what does not answer is E020. Any thread but the node's own. */
public final class Desk {

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
     * Makes the desk.
     *
     * @param node running
     */
    public Desk(Node node) {
        this.node = node;
    }

    /** The node. */
    public Node node() {
        return node;
    }

    /** Asks the memory as of the last forced block; the question runs on the ledger thread, is short and keeps nothing. */
    public <T> T ask(Function<NodeView, T> question) throws ApiError {
        try {
            return node.query(question);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof NodeClosed) {
                throw unavailable("closing");
            }
            throw failed;
        }
    }

    /** Asks the projection, after a moment in which what was just written gets there. */
    public <T> T read(Question<T> question) throws ApiError, InterruptedException {
        try {
            node.projector().awaitProjected(node.health().height(), PATIENCE);
            return question.ask();
        } catch (ProjectionUnavailable unavailable) {
            throw unavailable(unavailable.reason().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** A durable block. */
    public Optional<Block> block(long height) throws ApiError {
        try {
            return node.block(height);
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw unavailable("history");
        }
    }

    /** A durable transaction. */
    public Optional<Recorded> transaction(Place place) throws ApiError {
        try {
            return node.transaction(place);
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw unavailable("history");
        }
    }

    /** How the node is. */
    public NodeHealth health() {
        return node.health();
    }

    private static ApiError unavailable(String reason) {
        return new ApiError(
                ErrorCode.E020,
                Json.object()
                        .put("reason", reason)
                        .put("retry_after_seconds", 1)
                        .build(),
                Optional.empty());
    }
}
