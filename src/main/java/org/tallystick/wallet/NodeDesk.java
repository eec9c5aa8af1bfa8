package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.feature.participant.sql.ParticipantSearch;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.node.Node;
import org.tallystick.node.NodeHealth;
import org.tallystick.node.NodeQuestions;
import org.tallystick.node.NodeView;
import org.tallystick.node.Unanswered;
import org.tallystick.node.block.Block;

/** Asks the node of this program, in memory and in the projection, and knows who is who. Any thread but the node's own. */
final class NodeDesk {

    final Node node;
    private final NodeQuestions questions;
    private final ParticipantQueries participants;

    /** A question that may stay without an answer. */
    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws Unanswered, InterruptedException;
    }

    /** An account as the ledger knows it. */
    record Seen(int number, Pid pid, boolean active) {

        static Seen of(Account account) {
            return new Seen(account.number(), account.pid(), account.active());
        }
    }

    NodeDesk(Node node) {
        this.node = node;
        this.questions = new NodeQuestions(node);
        this.participants = new ParticipantQueries(node.store());
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

    /** A block of the history, or nothing where there is none at this height. */
    Optional<Block> block(long height) throws HubUnreachable {
        return told(() -> questions.block(height));
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

    NodeHealth health() throws HubUnreachable {
        NodeHealth health = node.health();
        if (health.mode() == NodeHealth.Mode.FAILED) {
            throw new HubUnreachable("the node has stopped because an invariant broke");
        }
        return health;
    }

    /** The account of somebody, or nothing. */
    Optional<Seen> account(Pid pid) throws HubUnreachable {
        return ask(view -> Optional.ofNullable(view.ledger().account(pid)).map(Seen::of));
    }

    /** The accounts with some numbers. */
    List<Seen> accounts(Collection<Integer> numbers) throws HubUnreachable {
        return ask(view -> numbers.stream()
                .map(number -> Seen.of(view.ledger().account(number)))
                .toList());
    }

    /** Who some accounts are, by their numbers; without names while there is no projection, since memory goes on without it. */
    Map<Integer, PersonCard> cards(Collection<Seen> accounts) throws HubUnreachable {
        List<Integer> numbers = accounts.stream().map(Seen::number).toList();
        Map<Integer, String> names = read(() -> participants.names(numbers));
        Map<Integer, PersonCard> cards = new HashMap<>();
        for (Seen account : accounts) {
            cards.put(
                    account.number(),
                    new PersonCard(account.pid(), Optional.ofNullable(names.get(account.number())), account.active()));
        }
        return cards;
    }

    PersonCard card(Seen account) throws HubUnreachable {
        PersonCard unnamed = new PersonCard(account.pid(), Optional.empty(), account.active());
        return cards(List.of(account)).getOrDefault(account.number(), unnamed);
    }

    /** People whom a text may mean, as {@link ParticipantSearch} finds them. */
    List<PersonCard> named(String text, int limit) throws HubUnreachable {
        return cardsOf(read(() -> participants.first(new ParticipantSearch(text, Optional.empty()), limit)));
    }

    private List<PersonCard> cardsOf(List<ParticipantRow> rows) throws HubUnreachable {
        Map<Integer, Seen> accounts = new HashMap<>();
        accounts(rows.stream().map(ParticipantRow::account).toList())
                .forEach(account -> accounts.put(account.number(), account));
        List<PersonCard> cards = new ArrayList<>();
        for (ParticipantRow row : rows) {
            Seen account = accounts.get(row.account());
            cards.add(new PersonCard(row.pid(), row.displayName(), account != null && account.active()));
        }
        return cards;
    }
}
