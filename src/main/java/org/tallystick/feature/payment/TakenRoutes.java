package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Operation;

/**
 * The routes that a payment really took, as its steps in the block have them: they may be others than those that were proposed,
 * when somebody else paid in between. Made for one payment.
 */
public final class TakenRoutes {

    private final List<Taken> routes = new ArrayList<>();
    private final List<Party> people = new ArrayList<>();
    private long amountMinor;

    /**
     * One route.
     *
     * @param people payer, carriers, payee
     * @param amountMinor its share in minor units
     */
    public record Taken(List<Party> people, long amountMinor) {

        /** Keeps an unmodifiable copy. */
        public Taken {
            people = List.copyOf(people);
        }
    }

    private TakenRoutes() {}

    /** The lines in the steps of a payment. */
    public static List<UUID> lines(Collection<Operation> operations) {
        return operations.stream()
                .filter(Operation.MoveDebt.class::isInstance)
                .map(move -> ((Operation.MoveDebt) move).line())
                .distinct()
                .toList();
    }

    /**
     * Joins the steps of a payment to routes.
     *
     * @param operations all of them, in their order; those that move no debt are passed over
     * @param lines between whom the lines in them stand
     */
    public static List<Taken> of(List<Operation> operations, Map<UUID, LineEnds> lines) {
        TakenRoutes taken = new TakenRoutes();
        for (Operation operation : operations) {
            if (operation instanceof Operation.MoveDebt move) {
                LineEnds ends = Objects.requireNonNull(lines.get(move.line()), "A step names a line that is there");
                boolean owes = move.direction() == Direction.OWE;
                taken.step(
                        owes ? ends.debtor() : ends.creditor(),
                        owes ? ends.creditor() : ends.debtor(),
                        move.amountMinor());
            }
        }
        taken.end();
        return taken.routes;
    }

    /** A hop may be two steps, a debt cancelled and one taken on; a route ends where the next one begins with the payer again. */
    private void step(Party from, Party to, long minor) {
        int last = people.size() - 1;
        boolean sameHop =
                last > 0 && people.get(last).equals(to) && people.get(last - 1).equals(from);
        if (sameHop) {
            amountMinor += last == 1 ? minor : 0;
        } else if (last > 0 && people.get(last).equals(from)) {
            people.add(to);
        } else {
            end();
            people.add(from);
            people.add(to);
            amountMinor = minor;
        }
    }

    private void end() {
        if (!people.isEmpty()) {
            routes.add(new Taken(people, amountMinor));
            people.clear();
        }
    }
}
