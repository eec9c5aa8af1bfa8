package org.tallystick.wallet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.identity.Pid;
import org.tallystick.journal.ReadFailed;
import org.tallystick.ledger.Account;
import org.tallystick.node.Node;
import org.tallystick.node.NodeClosed;
import org.tallystick.node.NodeHealth;
import org.tallystick.node.NodeView;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.ProjectionUnavailable.Reason;

/** Asks the node of this program, in memory and in the projection, and knows who is who. Any thread but the node's own. */
final class NodeDesk {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Fewer letters begin too many PIDs. */
    private static final int LEAST_OF_A_PID = 4;

    /** How long a question waits for what was just written to be found; older answers are better than none. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    final Node node;
    private final ParticipantQueries participants;

    /** An account as the ledger knows it. */
    record Seen(int number, Pid pid, boolean active) {

        static Seen of(Account account) {
            return new Seen(account.number(), account.pid(), account.active());
        }
    }

    /** A question to the projection. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws ProjectionUnavailable, InterruptedException;
    }

    NodeDesk(Node node) {
        this.node = node;
        this.participants = new ParticipantQueries(node.store());
    }

    /** Asks the memory; the question runs on the ledger thread. */
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

    /** Asks the projection. */
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

    /** A block of the history, or nothing where there is none at this height. */
    Optional<Block> block(long height) throws HubUnreachable {
        try {
            return node.block(height);
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new HubUnreachable("the node cannot read its history", unreadable);
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
        Map<Integer, String> names =
                names(accounts.stream().map(Seen::number).distinct().toList());
        Map<Integer, PersonCard> cards = new HashMap<>();
        for (Seen account : accounts) {
            cards.put(
                    account.number(),
                    new PersonCard(account.pid(), Optional.ofNullable(names.get(account.number())), account.active()));
        }
        return cards;
    }

    private Map<Integer, String> names(List<Integer> numbers) throws HubUnreachable {
        return read(() -> {
            Map<Integer, String> names = new HashMap<>();
            try {
                for (int from = 0; from < numbers.size(); from += ParticipantQueries.MAX_PAGE) {
                    int to = Math.min(numbers.size(), from + ParticipantQueries.MAX_PAGE);
                    for (ParticipantRow row :
                            participants.byAccounts(numbers.subList(from, to)).value()) {
                        row.displayName().ifPresent(name -> names.put(row.account(), name));
                    }
                }
            } catch (ProjectionUnavailable unavailable) {
                if (unavailable.reason() == Reason.BUSY || unavailable.reason() == Reason.TOO_LONG) {
                    throw unavailable;
                }
            }
            return names;
        });
    }

    PersonCard card(Seen account) throws HubUnreachable {
        PersonCard unnamed = new PersonCard(account.pid(), Optional.empty(), account.active());
        return cards(List.of(account)).getOrDefault(account.number(), unnamed);
    }

    /**
     * People whose name begins with a text, then those in whose name each of its words begins one, then those whose PID begins
     * with it; each in order.
     */
    List<PersonCard> named(String text, int limit) throws HubUnreachable {
        LinkedHashMap<Integer, ParticipantRow> found = new LinkedHashMap<>();
        read(() -> participants.byNamePrefix(text, 0, limit)).value().forEach(row -> found.put(row.account(), row));
        List<String> words = Arrays.stream(SPACE.split(text.strip()))
                .filter(word -> !word.isEmpty())
                .limit(ParticipantQueries.MAX_WORDS)
                .toList();
        if (found.size() < limit && !words.isEmpty()) {
            read(() -> participants.byNameWords(words, limit)).value().forEach(row -> found.put(row.account(), row));
        }
        if (found.size() < limit && text.length() >= LEAST_OF_A_PID) {
            read(() -> participants.byPidPrefix(text, limit)).value().forEach(row -> found.put(row.account(), row));
        }
        return cardsOf(found.values().stream().limit(limit).toList());
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
