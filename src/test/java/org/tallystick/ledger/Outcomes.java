package org.tallystick.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.NaiveBooks.Promise;
import org.tallystick.ledger.NaiveBooks.Way;

/** Tells what a command turned out to be, for the statistics. */
final class Outcomes {

    private final Coverage coverage;
    private final NaiveLedger model;
    private final RandomCommands.Command command;
    private final List<String> noticed = new ArrayList<>();

    Outcomes(Coverage coverage, NaiveLedger model, RandomCommands.Command command) {
        this.coverage = coverage;
        this.model = model;
        this.command = command;
    }

    /** Looks at an operation that is about to be done. */
    void before(Operation operation) {
        if (operation instanceof Operation.MoveDebt move
                && move.use() instanceof Operation.DebtUse.Capture capture
                && model.books().holds.containsKey(capture.hold())) {
            Promise promise = model.books().held(capture.hold()).legs.get(capture.leg());
            if (promise != null) {
                notice(promise);
            }
        } else if (operation instanceof Operation.HoldLeg leg
                && model.books().lines.containsKey(leg.line())
                && model.books().holds.containsKey(leg.hold())) {
            Way way = model.books().wayOf(leg.line(), leg.direction());
            if (!model.books().held(leg.hold()).parties.contains(way.to())) {
                note("held on a line by its creditor's leave");
            }
        }
    }

    private void notice(Promise promise) {
        NaiveBooks books = model.books();
        NaiveBooks.Trust line = books.openLines.get(promise.way);
        boolean away = !books.takesPart(promise.way.from()) || !books.takesPart(promise.way.to());
        if (promise.frozenSince && (away || (line != null && line.status == LineStatus.FROZEN))) {
            note("captured after a freeze");
        }
        if (promise.bannedSince && away) {
            note("captured after a ban");
        }
        if (promise.placedOnDay != NaiveBooks.dayOf(model.timeMs())) {
            note("captured after midnight");
        }
    }

    private void note(String what) {
        if (!noticed.contains(what)) {
            noticed.add(what);
        }
    }

    void done(Operation operation) {
        coverage.count("done " + name(operation));
    }

    void refused(Operation operation, ErrorCode code) {
        coverage.count("refused " + code);
        coverage.count("refused " + code + " " + name(operation));
        if (code == ErrorCode.E002 && operation instanceof Operation.MoveDebt move) {
            Way way = model.books().wayOf(move.line(), move.direction());
            BigDecimal amount = model.books().amount(move.amountMinor(), way.unit());
            if (amount.compareTo(model.spendableOnAnyDay(way)) <= 0) {
                coverage.count("refused for the day");
            }
        }
    }

    /** The whole command stays. */
    void kept() {
        coverage.count("kept " + command.about());
        noticed.forEach(coverage::count);
        List<Operation> operations = command.operations();
        if (command.about().equals("pay")) {
            keptPayment(operations);
        }
        long legs =
                operations.stream().filter(Operation.HoldLeg.class::isInstance).count();
        if (legs > 1) {
            coverage.count("held on several legs");
        }
    }

    private void keptPayment(List<Operation> operations) {
        long owes = 0;
        long cancels = 0;
        boolean both = false;
        Operation.MoveDebt last = null;
        for (Operation operation : operations) {
            Operation.MoveDebt move = (Operation.MoveDebt) operation;
            boolean owe = move.direction() == Direction.OWE;
            owes += owe ? 1 : 0;
            cancels += owe ? 0 : 1;
            if (owe && last != null && last.direction() == Direction.CANCEL) {
                Way before = model.books().wayOf(last.line(), Direction.CANCEL);
                both |= before.equals(model.books().wayOf(move.line(), Direction.OWE));
            }
            last = move;
        }
        if (owes + cancels > 2) {
            coverage.count("paid over several hops");
        }
        if (both) {
            coverage.count("cancelled, then owed on one hop");
        }
    }

    private static String name(Operation operation) {
        String name = operation.getClass().getSimpleName();
        return operation instanceof Operation.MoveDebt move
                ? name + " " + move.direction() + " " + move.use().getClass().getSimpleName()
                : name;
    }
}
