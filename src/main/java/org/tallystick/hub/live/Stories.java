package org.tallystick.hub.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.http.ApiError;
import org.tallystick.http.Event;
import org.tallystick.http.EventMaker;
import org.tallystick.http.Happening;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Recorded;
import org.tallystick.node.block.Transaction;

/** Makes frames of transactions, several at once so that the node is asked once. Any thread but the node's own. */
final class Stories {

    private static final Logger LOG = LoggerFactory.getLogger(Stories.class);

    /** Only imports have more steps, and of those nobody is told by lines. */
    private static final int MAX_LINES = 1_000;

    private final List<EventMaker> makers;
    private final LastingFacts facts;
    private final Names names;

    /**
     * Somebody whom a transaction touched.
     *
     * @param recorded the transaction
     * @param whom who
     * @param seq their count with it
     */
    record Touched(Recorded recorded, Party whom, long seq) {}

    Stories(List<EventMaker> makers, LastingFacts facts, Names names) {
        this.makers = List.copyOf(makers);
        this.facts = facts;
        this.names = names;
    }

    /** One for each, in their order. */
    List<Told> tell(List<Touched> touched) throws ApiError, InterruptedException {
        Set<UUID> lines = new HashSet<>();
        for (Touched one : touched) {
            Transaction transaction = one.recorded().transaction();
            for (EventMaker maker : makers) {
                if (maker.knows(transaction)) {
                    collect(transaction, lines);
                    lines.addAll(maker.lines(transaction));
                }
            }
        }
        Map<UUID, LineEnds> ends = facts.lines(lines);
        Set<String> units = new HashSet<>();
        Set<Integer> people = new HashSet<>();
        for (LineEnds line : ends.values()) {
            units.add(line.equivalent());
            people.add(line.creditor().number());
            people.add(line.debtor().number());
        }
        Map<UUID, LineEnds> shared = Map.copyOf(ends);
        Map<String, Integer> precisions = Map.copyOf(facts.precisions(units));
        Map<Integer, String> called = Map.copyOf(names.of(people));
        List<Told> told = new ArrayList<>(touched.size());
        for (Touched one : touched) {
            told.add(tell(one, new Happening(one.recorded(), shared, precisions, called)));
        }
        return told;
    }

    private static void collect(Transaction transaction, Set<UUID> lines) {
        if (transaction.operations().size() > MAX_LINES) {
            return;
        }
        for (Operation operation : transaction.operations()) {
            switch (operation) {
                case Operation.MoveDebt move -> lines.add(move.line());
                case Operation.OpenLine open -> lines.add(open.line());
                case Operation.ChangeLine change -> lines.add(change.line());
                case Operation.CloseLine close -> lines.add(close.line());
                default -> {}
            }
        }
    }

    private Told tell(Touched one, Happening happening) {
        for (EventMaker maker : makers) {
            if (maker.knows(happening.transaction())) {
                Optional<Event> event = make(maker, happening, one.whom());
                if (event.isPresent()) {
                    return new Told(
                            one.seq(),
                            event.get().type(),
                            Optional.of(Frames.event(
                                    event.get(),
                                    one.seq(),
                                    one.recorded().header().timestampMs())));
                }
            }
        }
        return Told.nothing(one.seq());
    }

    /** A defect in what tells of one thing does not silence all others. */
    private static Optional<Event> make(EventMaker maker, Happening happening, Party whom) {
        try {
            return maker.event(happening, whom);
        } catch (RuntimeException defect) {
            LOG.error(
                    "A defect in {} at {}: {}",
                    maker.getClass().getSimpleName(),
                    happening.transaction().frame().type(),
                    defect.getClass().getName());
            return Optional.empty();
        }
    }
}
