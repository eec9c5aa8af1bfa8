package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleSearch;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.NodeView;

/** One call to clear an equivalent, step by step. One thread, which is not the node's own. */
final class ClearingRun {

    private static final int MAX_CLEARINGS = 100;
    private static final int MAX_PROPOSALS = 20;

    /** How many clearings of one step wait together. */
    private static final int BATCH = 16;

    /** More than a step's work can find, so that only the work ends a step. */
    private static final int ANY_NUMBER = 1_000;

    private static final int NAME_BYTES = 16;

    private final Desk desk;
    private final CycleSearch search;
    private final Randomness randomness;
    private final String equivalent;
    private final int maxDepth;
    private int steps;
    private int cleared;
    private int dropped;
    private int proposed;
    private boolean whole = true;

    /** What a step found to do. */
    private record Todo(List<HubTransaction> transactions, CycleSearch.Step step, int until) {}

    /** Makes what is to be done of a circle; on the ledger thread. */
    @FunctionalInterface
    private interface Making {

        List<HubTransaction> of(NodeView view, Circle circle, String name);
    }

    /**
     * Begins a run.
     *
     * @param search used on the ledger thread only
     * @param maxDepth the longest circle, 3 to 10
     */
    ClearingRun(Desk desk, CycleSearch search, Randomness randomness, String equivalent, int maxDepth) {
        this.desk = desk;
        this.search = search;
        this.randomness = randomness;
        this.equivalent = equivalent;
        this.maxDepth = maxDepth;
    }

    /**
     * Clears, beginning at a node and going once round.
     *
     * @return where to go on next time; nothing when all was gone through
     */
    Optional<Integer> clearFrom(int begin) throws ApiError {
        Optional<Integer> next = clear(begin, Integer.MAX_VALUE);
        return next.isPresent() || begin == 0 ? next : clear(0, begin);
    }

    private Optional<Integer> clear(int from, int until) throws ApiError {
        int node = from;
        while (steps < ClearingService.MAX_STEPS && cleared + dropped < MAX_CLEARINGS) {
            int wanted = Math.min(BATCH, MAX_CLEARINGS - cleared - dropped);
            Todo todo = step(
                    node,
                    until,
                    false,
                    wanted,
                    (view, circle, name) -> List.of(ClearingTransactions.cycle(name, circle)));
            for (Answer answer : submit(todo.transactions())) {
                if (answer instanceof Answer.Committed) {
                    cleared++;
                } else {
                    dropped++;
                }
            }
            node = todo.step().nextNode();
            if (node >= todo.until()) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    /** Proposes circles in which somebody wants to be asked, and tells what the whole run did. */
    ClearingService.Cleared propose(boolean allCleared) throws ApiError {
        int node = 0;
        boolean atEnd = false;
        while (!atEnd && steps < ClearingService.MAX_STEPS && proposed < MAX_PROPOSALS) {
            Todo todo = step(
                    node,
                    Integer.MAX_VALUE,
                    true,
                    ANY_NUMBER,
                    (view, circle, name) -> circle.asking(view.ledger()).isEmpty()
                            ? List.of()
                            : NewCircles.proposal(
                                    circle,
                                    name,
                                    view.ledger(),
                                    view.room(ClearingRoom.class).proposals()));
            List<HubTransaction> some = firstProposals(todo.transactions());
            List<Answer> answers = submit(some);
            for (int i = 0; i < some.size(); i++) {
                boolean done = answers.get(i) instanceof Answer.Committed;
                proposed += done && isProposal(some.get(i)) ? 1 : 0;
            }
            whole &= some.size() == todo.transactions().size();
            whole &= todo.step().nextNode() > node;
            node = Math.max(todo.step().nextNode(), node + 1);
            atEnd = node >= todo.until();
        }
        return new ClearingService.Cleared(cleared, dropped, proposed, allCleared && atEnd && whole);
    }

    private static boolean isProposal(HubTransaction transaction) {
        return transaction.frame().type().equals(ClearingTransactions.PROPOSE);
    }

    private List<HubTransaction> firstProposals(List<HubTransaction> transactions) {
        List<HubTransaction> some = new ArrayList<>();
        int left = MAX_PROPOSALS - proposed;
        for (HubTransaction transaction : transactions) {
            if (left == 0) {
                break;
            }
            some.add(transaction);
            left -= isProposal(transaction) ? 1 : 0;
        }
        return some;
    }

    private Todo step(int from, int until, boolean all, int maxCycles, Making making) throws ApiError {
        steps++;
        String name = Hex.encode(randomness.bytes(NAME_BYTES));
        Todo todo = desk.ask(view -> {
            Equivalent unit = ClearingService.unit(view.ledger(), equivalent);
            int end = Math.min(until, view.ledger().accountCount());
            CycleSearch.Step step = search.step(
                    all
                            ? LedgerDebts.all(view.ledger(), unit, List.of())
                            : LedgerDebts.withoutAsking(view.ledger(), unit),
                    Math.min(from, end),
                    end,
                    new CycleSearch.Limits(maxDepth, maxCycles, ClearingService.STEP_WORK));
            List<HubTransaction> transactions = new ArrayList<>();
            for (Cycle cycle : step.cycles()) {
                Circle circle = Circle.of(cycle, unit, view.ledger());
                transactions.addAll(making.of(view, circle, name + "-" + transactions.size()));
            }
            return new Todo(transactions, step, end);
        });
        whole &= !todo.step().passedOver();
        return todo;
    }

    /** Submits all and waits for all; what does not hold any more is refused, and only what cannot be written fails. */
    private List<Answer> submit(List<HubTransaction> transactions) throws ApiError {
        List<CompletableFuture<Answer>> waiting = transactions.stream()
                .map(transaction -> desk.node().submitAlone(transaction))
                .toList();
        List<Answer> answers = new ArrayList<>(waiting.size());
        for (CompletableFuture<Answer> one : waiting) {
            Answer answer = one.join();
            if (answer instanceof Answer.Refused refused && refused.refusal().code() == ErrorCode.E020) {
                throw ApiError.of(refused.refusal());
            }
            answers.add(answer);
        }
        return answers;
    }
}
