package org.tallystick.http;

import java.util.Optional;
import java.util.function.Function;
import org.tallystick.base.Json;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Node;
import org.tallystick.node.NodeHealth;
import org.tallystick.node.NodeQuestions;
import org.tallystick.node.NodeView;
import org.tallystick.node.Place;
import org.tallystick.node.Unanswered;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Recorded;

/** Asks the node for services: memory, projection, journal; what does not answer is E020. Any thread but the node's own. */
public final class Desk {

    private final Node node;
    private final NodeQuestions questions;

    /**
     * Makes the desk.
     *
     * @param node running
     */
    public Desk(Node node) {
        this.node = node;
        this.questions = new NodeQuestions(node);
    }

    /** The node. */
    public Node node() {
        return node;
    }

    /** Asks the memory as of the last forced block; the question runs on the ledger thread, is short and keeps nothing. */
    public <T> T ask(Function<NodeView, T> question) throws ApiError {
        try {
            return questions.ask(question);
        } catch (Unanswered unanswered) {
            throw unavailable(unanswered);
        }
    }

    /** Asks the projection, after a moment in which what was just written gets there. */
    public <T> T read(NodeQuestions.Question<T> question) throws ApiError, InterruptedException {
        try {
            questions.awaitProjected();
            return questions.read(question);
        } catch (Unanswered unanswered) {
            throw unavailable(unanswered);
        }
    }

    /** A durable block. */
    public Optional<Block> block(long height) throws ApiError {
        try {
            return questions.block(height);
        } catch (Unanswered unanswered) {
            throw unavailable(unanswered);
        }
    }

    /** A durable transaction. */
    public Optional<Recorded> transaction(Place place) throws ApiError {
        try {
            return questions.transaction(place);
        } catch (Unanswered unanswered) {
            throw unavailable(unanswered);
        }
    }

    /** How the node is. */
    public NodeHealth health() {
        return node.health();
    }

    private static ApiError unavailable(Unanswered unanswered) {
        return new ApiError(
                ErrorCode.E020,
                Json.object()
                        .put("reason", unanswered.reason())
                        .put("retry_after_seconds", 1)
                        .build(),
                Optional.empty());
    }
}
