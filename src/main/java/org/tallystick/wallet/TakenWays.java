package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Operation;
import org.tallystick.wallet.NodeDesk.Seen;

/**
 * The ways that a payment really took, as its steps in the block have them: they may be others than those that were proposed,
 * when somebody else paid in between. Made for one payment.
 */
final class TakenWays {

    private final List<Way> ways = new ArrayList<>();
    private final List<Seen> people = new ArrayList<>();
    private long amountMinor;

    /** One way: payer, carriers, payee, and its share in minor units. */
    record Way(List<Seen> people, long amountMinor) {

        Way {
            people = List.copyOf(people);
        }
    }

    private TakenWays() {}

    /**
     * Joins the steps of a payment to ways.
     *
     * @param operations all of them, in their order; those that move no debt are passed over
     * @param lines between whom the lines in them stand
     */
    static List<Way> of(List<Operation> operations, Map<UUID, LineEnds> lines) {
        TakenWays taken = new TakenWays();
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
        return taken.ways;
    }

    /** A hop may be two steps, a debt cancelled and one taken on; a way ends where the next one begins with the payer again. */
    private void step(Seen from, Seen to, long minor) {
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
            ways.add(new Way(people, amountMinor));
            people.clear();
        }
    }
}
