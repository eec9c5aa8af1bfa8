package org.tallystick.app.hub;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.node.Node;
import org.tallystick.node.NodeClosed;
import org.tallystick.node.NodeView;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;

/** Asks the owner's node in memory and in the projection. Any thread but the node's own. */
final class OwnerDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Node node;
    private final ParticipantQueries participants;

    /** A question to the projection. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws ProjectionUnavailable, InterruptedException;
    }

    /** What the memory knows of an account, as far as a card shows it. */
    private record Known(int number, boolean active) {}

    OwnerDesk(Node node) {
        this.node = node;
        this.participants = new ParticipantQueries(node.store());
    }

    Node node() {
        return node;
    }

    ParticipantQueries participants() {
        return participants;
    }

    <T> T ask(Function<NodeView, T> question) throws HubUnreachable {
        try {
            return node.query(question);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof NodeClosed closed) {
                throw new HubUnreachable("the node is closed", closed);
            }
            throw failed;
        }
    }

    <T> T read(Question<T> question) throws HubUnreachable {
        try {
            return question.ask();
        } catch (ProjectionUnavailable unavailable) {
            throw new HubUnreachable("the projection does not answer: " + unavailable.reason(), unavailable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HubUnreachable("interrupted", interrupted);
        }
    }

    /** Waits a moment, so that what was just written is found. */
    void awaitProjected() throws HubUnreachable {
        read(() -> node.projector().awaitProjected(node.health().height(), PATIENCE));
    }

    /** Who some PIDs are; who never registered has no name. */
    Map<Pid, PersonCard> cards(Collection<Pid> pids) throws HubUnreachable {
        List<Pid> each = pids.stream().distinct().toList();
        if (each.isEmpty()) {
            return Map.of();
        }
        Map<Pid, Known> known = ask(view -> {
            Map<Pid, Known> found = new HashMap<>();
            for (Pid pid : each) {
                Account account = view.ledger().account(pid);
                if (account != null) {
                    found.put(pid, new Known(account.number(), account.active()));
                }
            }
            return found;
        });
        List<Integer> numbers = known.values().stream().map(Known::number).toList();
        Map<Integer, String> names = read(() -> participants.names(numbers));
        Map<Pid, PersonCard> cards = new HashMap<>();
        for (Pid pid : each) {
            Optional<Known> one = Optional.ofNullable(known.get(pid));
            cards.put(
                    pid,
                    new PersonCard(
                            pid,
                            one.map(Known::number).map(names::get),
                            one.map(Known::active).orElse(false)));
        }
        return cards;
    }
}
