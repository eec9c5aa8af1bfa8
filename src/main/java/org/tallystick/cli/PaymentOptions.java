package org.tallystick.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.app.NodeApp;
import org.tallystick.app.People;
import org.tallystick.app.Rooms;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.Unit;
import picocli.CommandLine.Option;

/** What a payment and the routes for it are asked with. */
final class PaymentOptions {

    private static final int MAX_AVOIDED = 100;

    @Option(names = "--from", required = true, paramLabel = "NAME", order = 1)
    private String from;

    @Option(names = "--to", required = true, paramLabel = "NAME", order = 2)
    private String to;

    @Option(names = "--equivalent", required = true, paramLabel = "CODE", order = 3)
    private String equivalent;

    @Option(names = "--amount", required = true, paramLabel = "AMOUNT", order = 4)
    private String amount;

    @Option(names = "--max-hops", paramLabel = "N", order = 10)
    private Optional<Integer> maxHops = Optional.empty();

    @Option(names = "--max-paths", paramLabel = "N", order = 11)
    private Optional<Integer> maxPaths = Optional.empty();

    @Option(names = "--avoid", paramLabel = "NAME", order = 12)
    private List<String> avoid = new ArrayList<>();

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    String equivalent() {
        return equivalent;
    }

    String amount() {
        return amount;
    }

    /** What is asked for, with everybody found. */
    PaymentWish wish(NodeApp app, People people) throws CommandFailure {
        Pid payer = find(app, people, from);
        Pid payee = find(app, people, to);
        if (payer.equals(payee)) {
            throw CommandFailure.badInput(Messages.text("pay.self", from));
        }
        int hops = within("--max-hops", maxHops, Rooms.PAYMENT_LIMITS.maxHops());
        int paths = within("--max-paths", maxPaths, Rooms.PAYMENT_LIMITS.maxPaths());
        if (avoid.size() > MAX_AVOIDED) {
            throw CommandFailure.badInput(Messages.text("option.tooMany", "--avoid", MAX_AVOIDED));
        }
        List<Pid> avoided = new ArrayList<>();
        for (String name : avoid) {
            avoided.add(find(app, people, name));
        }
        return new PaymentWish(payer, payee, unit(app), amount, new Constraints(hops, paths, avoided));
    }

    private Unit unit(NodeApp app) {
        return app.node().query(view -> {
            var known = view.ledger().equivalent(equivalent);
            return new Unit(equivalent, known == null ? 0 : known.precision());
        });
    }

    private static int within(String option, Optional<Integer> given, int atMost) throws CommandFailure {
        if (given.isPresent() && (given.get() < 1 || given.get() > atMost)) {
            throw CommandFailure.badInput(Messages.text("option.range", option, given.get(), 1, atMost));
        }
        return given.orElse(atMost);
    }

    /** Finds a participant, or says that there is none of this name. */
    static Pid find(NodeApp app, People people, String name) throws CommandFailure {
        Optional<Pid> found = people.find(name);
        if (found.isEmpty()) {
            throw CommandFailure.badInput(
                    Messages.text("people.unknown", name, app.folder().root()));
        }
        return found.get();
    }
}
