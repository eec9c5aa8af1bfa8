package org.tallystick.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;

/**
 * What never changes in the ledger once it is there: who has which number, the precision of an equivalent, between whom a line
 * stands. Asked once and remembered, so that an answer to a call need not wait for the ledger thread. Any thread but the node's
 * own.
 */
public final class LastingFacts {

    private static final int MAX_REMEMBERED = 100_000;

    private final Desk desk;
    private final Map<Pid, Party> people = new ConcurrentHashMap<>();
    private final Map<Integer, Party> numbers = new ConcurrentHashMap<>();
    private final Map<String, Integer> precisions = new ConcurrentHashMap<>();
    private final Map<UUID, LineEnds> lines = new ConcurrentHashMap<>();

    /**
     * Somebody who has an account.
     *
     * @param number the account's
     * @param pid theirs for life
     */
    public record Party(int number, Pid pid) {

        /** Of an account. */
        public static Party of(Account account) {
            return new Party(account.number(), account.pid());
        }
    }

    /**
     * Between whom a line stands.
     *
     * @param creditor who trusts
     * @param debtor who may owe
     * @param equivalent the unit's code
     */
    public record LineEnds(Party creditor, Party debtor, String equivalent) {

        /** Of a line, also a closed one. */
        public static LineEnds of(Line line) {
            return new LineEnds(
                    Party.of(line.creditor()),
                    Party.of(line.debtor()),
                    line.equivalent().code());
        }

        /** Whether somebody is one of the two. */
        public boolean isOf(int number) {
            return creditor.number() == number || debtor.number() == number;
        }
    }

    /**
     * Makes it, without anything remembered yet.
     *
     * @param desk the way to the node
     */
    public LastingFacts(Desk desk) {
        this.desk = desk;
    }

    /** Who somebody is; nothing where they have no account. */
    public Optional<Party> party(Pid pid) throws ApiError {
        return Optional.ofNullable(look(
                        people,
                        List.of(pid),
                        (ledger, wanted) ->
                                Optional.ofNullable(ledger.account(wanted)).map(Party::of))
                .get(pid));
    }

    /** Who has some numbers, each of which is an account's. */
    public Map<Integer, Party> parties(Collection<Integer> wanted) throws ApiError {
        return look(numbers, wanted, (ledger, number) -> Optional.of(Party.of(ledger.account(number))));
    }

    /** How many decimals some equivalents have; those that are not defined are left out. */
    public Map<String, Integer> precisions(Collection<String> codes) throws ApiError {
        return look(
                precisions,
                codes,
                (ledger, code) -> Optional.ofNullable(ledger.equivalent(code)).map(Equivalent::precision));
    }

    /** How many decimals an equivalent has; nothing where it is not defined. */
    public Optional<Integer> precision(String code) throws ApiError {
        return Optional.ofNullable(precisions(List.of(code)).get(code));
    }

    /** Between whom some lines stand; those that never were are left out. */
    public Map<UUID, LineEnds> lines(Collection<UUID> ids) throws ApiError {
        return look(
                lines, ids, (ledger, id) -> Optional.ofNullable(ledger.line(id)).map(LineEnds::of));
    }

    private <K, V> Map<K, V> look(
            Map<K, V> remembered, Collection<K> wanted, BiFunction<LedgerView, K, Optional<V>> question)
            throws ApiError {
        Map<K, V> found = new HashMap<>();
        List<K> missing = new ArrayList<>();
        for (K key : wanted) {
            V known = remembered.get(key);
            if (known == null) {
                missing.add(key);
            } else {
                found.put(key, known);
            }
        }
        if (missing.isEmpty()) {
            return found;
        }
        Map<K, V> asked = desk.ask(view -> {
            Map<K, V> answers = new HashMap<>();
            for (K key : missing) {
                question.apply(view.ledger(), key).ifPresent(value -> answers.put(key, value));
            }
            return answers;
        });
        if (remembered.size() + asked.size() > MAX_REMEMBERED) {
            remembered.clear();
        }
        asked.forEach((key, value) -> {
            remembered.put(key, Objects.requireNonNull(value));
            found.put(key, value);
        });
        return found;
    }
}
