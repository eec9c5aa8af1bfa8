package org.tallystick.app.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.node.Node;
import org.tallystick.node.NodeQuestions;
import org.tallystick.node.NodeView;
import org.tallystick.node.Unanswered;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;

/** Asks the owner's node in memory and in the projection. Any thread but the node's own. */
final class OwnerDesk {

    private final Node node;
    private final NodeQuestions questions;
    private final ParticipantQueries participants;

    /** A question that may stay without an answer. */
    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws Unanswered, InterruptedException;
    }

    /** What the memory knows of an account, as far as a card shows it. */
    private record Known(int number, boolean active) {}

    OwnerDesk(Node node) {
        this.node = node;
        this.questions = new NodeQuestions(node);
        this.participants = new ParticipantQueries(node.store());
    }

    Node node() {
        return node;
    }

    ParticipantQueries participants() {
        return participants;
    }

    /** Asks the memory; the question runs on the ledger thread. */
    <T> T ask(Function<NodeView, T> question) throws HubUnreachable {
        return told(() -> questions.ask(question));
    }

    /** Asks the projection. */
    <T> T read(NodeQuestions.Question<T> question) throws HubUnreachable {
        return told(() -> questions.read(question));
    }

    /** Waits a moment, so that what was just written is found. */
    void awaitProjected() throws HubUnreachable {
        told(() -> {
            questions.awaitProjected();
            return true;
        });
    }

    private static <T> T told(Asking<T> asking) throws HubUnreachable {
        try {
            return asking.ask();
        } catch (Unanswered unanswered) {
            throw new HubUnreachable(String.valueOf(unanswered.getMessage()), unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HubUnreachable("interrupted", interrupted);
        }
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
