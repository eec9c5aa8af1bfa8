package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.tallystick.base.Randomness;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleSearch;
import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.node.NodeView;

/**
 * Circles that could be cleared, clearing on request, and proposals. Searches run on the ledger thread in steps of bounded work, with
 * other work between them. Decides what a caller sees of a circle: a member their own two debts, who looks after the books all, nobody
 * else anything. Any thread but the node's own.
 */
public final class ClearingService {

    /** The most circles of one answer. */
    public static final int MAX_CIRCLES = 100;

    /** How many debts one step looks at, so that it takes the ledger thread a few milliseconds at most. */
    static final long STEP_WORK = 20_000;

    /** The most steps that one call takes. */
    static final int MAX_STEPS = 64;

    private final Desk desk;
    private final Randomness randomness;

    /** Used on the ledger thread only. */
    private final CycleSearch search = new CycleSearch();

    /** Where the next call goes on in an equivalent whose search did not come to its end. */
    private final Map<String, Integer> begins = new ConcurrentHashMap<>();

    /**
     * What a search found.
     *
     * @param circles in the order they were found; each could be cleared, but some may share a debt
     * @param complete whether everything was looked at
     */
    public record Circles(List<ClearableCircle> circles, boolean complete) {

        /** Keeps an unmodifiable copy. */
        public Circles {
            circles = List.copyOf(circles);
        }
    }

    /** A page of proposals. */
    public record Found(List<ClearingProposal> proposals, long total) {}

    /**
     * What became of a call to clear.
     *
     * @param cleared how many circles were cleared
     * @param dropped how many did not hold any more when their turn came
     * @param proposed how many were proposed because somebody has to agree
     * @param complete whether everything was looked at; if not, another call goes on where this one ended
     */
    public record Cleared(int cleared, int dropped, int proposed, boolean complete) {}

    /**
     * Makes the service.
     *
     * @param desk the way to the node
     * @param randomness for ids of what the hub does
     */
    public ClearingService(Desk desk, Randomness randomness) {
        this.desk = desk;
        this.randomness = randomness;
    }

    /**
     * Circles that could be cleared now, with or without asking: those through the caller, for who looks after the books those of
     * everybody.
     *
     * @param maxDepth the longest circle, 3 to 10
     * @param limit how many at most, 1 to {@link #MAX_CIRCLES}
     * @throws ApiError E015 for an unknown equivalent, E009 for bounds
     */
    public Circles cycles(Caller caller, String equivalent, int maxDepth, int limit) throws ApiError {
        check(equivalent, maxDepth);
        if (limit < 1 || limit > MAX_CIRCLES) {
            throw ApiError.field("limit");
        }
        return caller.audits()
                ? everywhere(equivalent, maxDepth, limit)
                : desk.ask(view -> through(view.ledger(), caller.pid(), equivalent, maxDepth, limit));
    }

    private Circles through(LedgerView ledger, Pid pid, String equivalent, int maxDepth, int limit) {
        Account account = ledger.account(pid);
        if (account == null) {
            return new Circles(List.of(), true);
        }
        Equivalent unit = unit(ledger, equivalent);
        var found = search.throughNode(
                LedgerDebts.all(ledger, unit, List.of()),
                account.number(),
                new CycleSearch.Limits(maxDepth, limit, STEP_WORK));
        return new Circles(views(found.cycles(), unit, ledger, line -> isParty(line, pid)), found.complete());
    }

    private Circles everywhere(String equivalent, int maxDepth, int limit) throws ApiError {
        List<ClearableCircle> circles = new ArrayList<>();
        int node = 0;
        boolean whole = true;
        for (int step = 0; step < MAX_STEPS; step++) {
            int from = node;
            int wanted = limit - circles.size();
            StepFound found = desk.ask(view -> {
                Equivalent unit = unit(view.ledger(), equivalent);
                CycleSearch.Step one = search.step(
                        LedgerDebts.all(view.ledger(), unit, List.of()),
                        from,
                        view.ledger().accountCount(),
                        new CycleSearch.Limits(maxDepth, wanted, STEP_WORK));
                return new StepFound(
                        views(one.cycles(), unit, view.ledger(), line -> true),
                        one,
                        view.ledger().accountCount());
            });
            // A node whose search was cut off is searched again, and shows again what it showed.
            found.circles().stream()
                    .filter(one ->
                            circles.stream().noneMatch(seen -> seen.edges().equals(one.edges())))
                    .forEach(circles::add);
            whole &= !found.step().passedOver() && found.step().nextNode() > node;
            node = Math.max(found.step().nextNode(), node + 1);
            if (circles.size() >= limit || node >= found.accounts()) {
                return new Circles(circles, whole && node >= found.accounts());
            }
        }
        return new Circles(circles, false);
    }

    private record StepFound(List<ClearableCircle> circles, CycleSearch.Step step, int accounts) {}

    private static List<ClearableCircle> views(
            List<Cycle> cycles, Equivalent unit, LedgerView ledger, Predicate<Line> visible) {
        List<ClearableCircle> views = new ArrayList<>(cycles.size());
        for (Cycle cycle : cycles) {
            Circle circle = Circle.of(cycle, unit, ledger);
            views.add(new ClearableCircle(
                    unit.code(),
                    unit.precision(),
                    circle.amountMinor(),
                    circle.hops(),
                    !circle.asking(ledger).isEmpty(),
                    edges(circle, ledger, visible)));
        }
        return views;
    }

    private static List<ClearableCircle.Edge> edges(Circle circle, LedgerView ledger, Predicate<Line> visible) {
        return circle.linesOf(ledger).stream()
                .filter(visible)
                .map(line -> new ClearableCircle.Edge(
                        line.id(),
                        line.debtor().pid(),
                        line.creditor().pid(),
                        line.debtMinor(),
                        !line.policy().clearsWithoutAsking()))
                .toList();
    }

    private static boolean isParty(Line line, Pid pid) {
        return line.creditor().pid().equals(pid) || line.debtor().pid().equals(pid);
    }

    /**
     * Clears what can be cleared without asking, each circle by itself and checked again when its turn comes, at most 100 of them;
     * then proposes circles in which somebody wants to be asked.
     *
     * @param maxDepth the longest circle, 3 to 10
     * @throws ApiError E015 for an unknown equivalent, E009 for bounds, E019 where the hub does not clear, E020 when it cannot write
     */
    public Cleared clear(String equivalent, int maxDepth) throws ApiError {
        check(equivalent, maxDepth);
        boolean enabled = desk.ask(view -> view.room(ClearingRoom.class).enabled());
        if (!enabled) {
            throw ApiError.of(ErrorCode.E019, "feature", "clearing");
        }
        ClearingRun run = new ClearingRun(desk, search, randomness, equivalent, maxDepth);
        int begin = begins.getOrDefault(equivalent, 0);
        Optional<Integer> next = run.clearFrom(begin);
        if (next.isPresent()) {
            begins.put(equivalent, next.get());
        } else {
            begins.remove(equivalent);
        }
        return run.propose(next.isEmpty());
    }

    /**
     * Proposals that the caller is a member of, for who looks after the books all: the latest first.
     *
     * @param state in which state only, if anything
     */
    public Found proposals(Caller caller, Optional<ProposalState> state, Page page) throws ApiError {
        return desk.ask(view -> {
            List<Proposal> mine =
                    new ArrayList<>(view.room(ClearingRoom.class).proposals().all());
            mine.removeIf(proposal -> (state.isPresent() && proposal.state() != state.get())
                    || !mayBeSeen(proposal, caller, view.ledger()));
            mine.sort(
                    Comparator.comparingLong(Proposal::proposedAtMs).reversed().thenComparing(Proposal::id));
            return new Found(
                    page.of(mine).stream()
                            .map(proposal -> view(proposal, caller, view.ledger()))
                            .toList(),
                    mine.size());
        });
    }

    /**
     * One proposal.
     *
     * @throws ApiError E015 when there is none, or the caller is no member
     */
    public ClearingProposal proposal(Caller caller, String id) throws ApiError {
        return desk.ask(view -> find(view, caller, id)).orElseThrow(() -> ApiError.of(ErrorCode.E015, "proposal", id));
    }

    private static Optional<ClearingProposal> find(NodeView view, Caller caller, String id) {
        LedgerView ledger = view.ledger();
        return view.room(ClearingRoom.class)
                .proposals()
                .find(id, ledger.timestampMs())
                .filter(proposal -> mayBeSeen(proposal, caller, ledger))
                .map(proposal -> view(proposal, caller, ledger));
    }

    private static boolean mayBeSeen(Proposal proposal, Caller caller, LedgerView ledger) {
        return caller.audits() || proposal.circle().hasMember(caller.pid(), ledger);
    }

    private static ClearingProposal view(Proposal proposal, Caller caller, LedgerView ledger) {
        Circle circle = proposal.circle();
        return new ClearingProposal(
                proposal.id(),
                circle.equivalent(),
                ClearingTransactions.precision(circle, ledger),
                circle.amountMinor(),
                circle.hops(),
                proposal.state(),
                proposal.proposedAtMs(),
                proposal.expiresAtMs(),
                proposal.isOpen() ? OptionalLong.empty() : OptionalLong.of(proposal.endedAtMs()),
                proposal.asked().size(),
                proposal.accepted().size(),
                proposal.asked().contains(caller.pid()),
                proposal.accepted().contains(caller.pid()),
                edges(circle, ledger, line -> caller.audits() || isParty(line, caller.pid())));
    }

    private void check(String equivalent, int maxDepth) throws ApiError {
        if (maxDepth < Circle.MIN_HOPS || maxDepth > Circle.MAX_HOPS) {
            throw ApiError.field("max_depth");
        }
        boolean known = desk.ask(view -> view.ledger().equivalent(equivalent) != null);
        if (!known) {
            throw ApiError.of(ErrorCode.E015, "equivalent", equivalent);
        }
    }

    static Equivalent unit(LedgerView ledger, String equivalent) {
        return Objects.requireNonNull(ledger.equivalent(equivalent), "An equivalent stays for ever");
    }
}
