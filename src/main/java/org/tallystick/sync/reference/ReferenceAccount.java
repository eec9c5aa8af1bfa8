package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.wallet.HubUnreachable;

/**
 * Where the owner stands at a hub of the reference dialect, put together of several answers and kept for a few seconds, since such a
 * hub takes 120 calls a minute (GEO facts §9). Any thread; who comes while another asks waits for that.
 */
final class ReferenceAccount {

    private static final long FRESH_NS = 3_000_000_000L;
    private static final int PER_PAGE = 200;
    private static final int MOST_PAGES = 50;

    private final ReferenceSession session;
    private final Clock clock;
    private final Object asking = new Object();
    private final AtomicLong forgotten = new AtomicLong();
    private volatile @Nullable Known known;

    /** What it said, when, and how often something was forgotten before it was asked. */
    private record Known(Books books, long atNs, long forgotten) {}

    /**
     * All that it says about the owner's account.
     *
     * @param totals by unit
     * @param neighbours each with its lines, one entry a person and unit
     */
    record Books(Map<String, Totals> totals, List<Peer> neighbours) {

        Books {
            totals = Map.copyOf(totals);
            neighbours = List.copyOf(neighbours);
        }

        /** Equal when nothing changed. */
        boolean isSame(Books other) {
            return totals.equals(other.totals) && neighbours.equals(other.neighbours);
        }
    }

    /** What the owner owes and is owed in a unit. */
    record Totals(BigDecimal owes, BigDecimal owed) {}

    /**
     * Somebody with whom the owner has lines in a unit.
     *
     * @param pid who
     * @param name what they call themselves
     * @param equivalent the unit's code
     * @param given by which the owner trusts them
     * @param received by which they trust the owner
     * @param owes what the owner owes them
     * @param owed what they owe the owner
     */
    record Peer(
            Pid pid,
            Optional<String> name,
            String equivalent,
            Optional<TrustLineRecord> given,
            Optional<TrustLineRecord> received,
            BigDecimal owes,
            BigDecimal owed) {

        /** What the owner can pay them: only over a line of theirs, also where they owe the owner (GEO facts §5). */
        BigDecimal spend() {
            return room(received, owes, owed);
        }

        /** What they can pay the owner. */
        BigDecimal receive() {
            return room(given, owed, owes);
        }

        private static BigDecimal room(Optional<TrustLineRecord> line, BigDecimal debt, BigDecimal counter) {
            return line.filter(TrustLineRecord::isActive)
                    .map(active -> active.limit().subtract(debt).add(counter).max(BigDecimal.ZERO))
                    .orElse(BigDecimal.ZERO);
        }
    }

    private record Pair(Pid pid, String equivalent) {}

    ReferenceAccount(ReferenceSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** The account as it was a few seconds ago at the earliest. */
    Books books() throws HubUnreachable {
        Optional<Books> fresh = fresh();
        if (fresh.isPresent()) {
            return fresh.get();
        }
        synchronized (asking) {
            Optional<Books> meanwhile = fresh();
            return meanwhile.isPresent() ? meanwhile.get() : ask();
        }
    }

    private Optional<Books> fresh() {
        Known last = known;
        return last == null || last.forgotten() != forgotten.get() || clock.monotonicNs() - last.atNs() > FRESH_NS
                ? Optional.empty()
                : Optional.of(last.books());
    }

    /** Asks now, and says whether it was otherwise before. */
    boolean look() throws HubUnreachable {
        synchronized (asking) {
            Known before = known;
            Books now = ask();
            return before == null || !before.books().isSame(now);
        }
    }

    /** What was known counts no more. */
    void forget() {
        forgotten.incrementAndGet();
    }

    private Books ask() throws HubUnreachable {
        long atNs = clock.monotonicNs();
        long before = forgotten.get();
        Map<String, Totals> totals = totals();
        List<TrustLineRecord> lines = new ArrayList<>(lines("active"));
        lines.addAll(lines("frozen"));
        Map<Pair, Debts> debts = new HashMap<>();
        for (Map.Entry<String, Totals> unit : totals.entrySet()) {
            if (!unit.getValue().equals(onLines(lines, unit.getKey()))) {
                debts.putAll(debts(unit.getKey()));
            }
        }
        Books books = new Books(totals, peers(lines, debts));
        known = new Known(books, atNs, before);
        return books;
    }

    private Map<String, Totals> totals() throws HubUnreachable {
        Json.Obj balance = object(session.ask(HubCall.get("/balance")));
        try {
            Map<String, Totals> totals = new LinkedHashMap<>();
            for (Json.Obj unit : balance.array("equivalents").objects()) {
                totals.put(
                        unit.text("code"),
                        new Totals(
                                number(Decimals.read(unit, "total_debt")),
                                number(Decimals.read(unit, "total_credit"))));
            }
            return totals;
        } catch (MalformedJson malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }

    /** In one form, so that equal numbers are equal. */
    private static BigDecimal number(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private List<TrustLineRecord> lines(String status) throws HubUnreachable {
        Map<UUID, TrustLineRecord> lines = new LinkedHashMap<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            HubAnswer answer = session.ask(HubCall.get("/trustlines")
                    .with("direction", "all")
                    .with("status", status)
                    .with("page", Integer.toString(page))
                    .with("per_page", Integer.toString(PER_PAGE)));
            if (!(answer instanceof HubAnswer.Said(int _, Json.Arr found, OptionalLong _))) {
                throw Codes.unreachable(answer);
            }
            try {
                for (Json.Obj one : found.objects()) {
                    TrustLineRecord line = TrustLineRecord.read(one);
                    if (line.from().equals(session.me()) || line.to().equals(session.me())) {
                        lines.put(line.id(), line);
                    }
                }
            } catch (MalformedJson malformed) {
                throw Codes.notUnderstood(malformed);
            }
            if (found.items().size() < PER_PAGE) {
                return List.copyOf(lines.values());
            }
        }
        throw new HubUnreachable("there are more lines than are read");
    }

    private Totals onLines(List<TrustLineRecord> lines, String equivalent) {
        BigDecimal owes = BigDecimal.ZERO;
        BigDecimal owed = BigDecimal.ZERO;
        for (TrustLineRecord line : lines) {
            if (line.equivalent().equals(equivalent)) {
                owes = line.to().equals(session.me()) ? owes.add(line.used()) : owes;
                owed = line.from().equals(session.me()) ? owed.add(line.used()) : owed;
            }
        }
        return new Totals(number(owes), number(owed));
    }

    private record Debts(BigDecimal owes, BigDecimal owed) {

        static final Debts NONE = new Debts(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Asked only where lines do not show all that is owed. */
    private Map<Pair, Debts> debts(String equivalent) throws HubUnreachable {
        Json.Obj both = object(session.ask(
                HubCall.get("/balance/debts").with("equivalent", equivalent).with("direction", "all")));
        Map<Pair, Debts> debts = new HashMap<>();
        try {
            for (Json.Obj debt : both.array("outgoing").objects()) {
                Pair pair = new Pair(Pid.parse(debt.text("creditor")), equivalent);
                BigDecimal owes = Decimals.read(debt, "amount");
                debts.merge(
                        pair,
                        new Debts(owes, BigDecimal.ZERO),
                        (one, more) -> new Debts(one.owes().add(more.owes()), one.owed()));
            }
            for (Json.Obj debt : both.array("incoming").objects()) {
                Pair pair = new Pair(Pid.parse(debt.text("debtor")), equivalent);
                BigDecimal owed = Decimals.read(debt, "amount");
                debts.merge(
                        pair,
                        new Debts(BigDecimal.ZERO, owed),
                        (one, more) -> new Debts(one.owes(), one.owed().add(more.owed())));
            }
            return debts;
        } catch (MalformedJson | MalformedIdentity malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }

    private List<Peer> peers(List<TrustLineRecord> lines, Map<Pair, Debts> debts) {
        Map<Pair, Peer> peers = new LinkedHashMap<>();
        for (TrustLineRecord line : lines) {
            boolean given = line.from().equals(session.me());
            Pair pair = new Pair(given ? line.to() : line.from(), line.equivalent());
            Optional<String> name = given ? line.toName() : line.fromName();
            Peer before = peers.computeIfAbsent(pair, none -> empty(pair, name));
            peers.put(pair, with(before, line, given));
        }
        // What is owed without a line is owed all the same.
        debts.forEach((pair, debt) -> {
            Peer before = peers.computeIfAbsent(pair, none -> empty(pair, Optional.empty()));
            peers.put(
                    pair,
                    new Peer(
                            before.pid(),
                            before.name(),
                            before.equivalent(),
                            before.given(),
                            before.received(),
                            number(debt.owes()),
                            number(debt.owed())));
        });
        return peers.values().stream()
                .sorted(Comparator.comparing((Peer peer) -> peer.name().orElse(""))
                        .thenComparing(Peer::pid)
                        .thenComparing(Peer::equivalent))
                .toList();
    }

    private static Peer empty(Pair pair, Optional<String> name) {
        return new Peer(
                pair.pid(),
                name,
                pair.equivalent(),
                Optional.empty(),
                Optional.empty(),
                Debts.NONE.owes(),
                Debts.NONE.owed());
    }

    private static Peer with(Peer peer, TrustLineRecord line, boolean given) {
        return new Peer(
                peer.pid(),
                peer.name(),
                peer.equivalent(),
                given ? Optional.of(line) : peer.given(),
                given ? peer.received() : Optional.of(line),
                given ? peer.owes() : number(line.used()),
                given ? number(line.used()) : peer.owed());
    }

    private static Json.Obj object(HubAnswer answer) throws HubUnreachable {
        if (answer instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _)) {
            return data;
        }
        throw Codes.unreachable(answer);
    }
}
