package org.tallystick.cli;

import java.io.IOException;
import java.util.Map;
import org.tallystick.app.NodeApp;
import org.tallystick.app.PaymentDesk;
import org.tallystick.app.People;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the ways that a payment would take now, without paying. */
@Command(name = "route")
final class RouteCommand extends FolderCommand {

    @Mixin
    private PaymentOptions payment;

    @Override
    int run() throws CommandFailure, IOException {
        try (NodeApp app = open()) {
            People people = new People(app);
            PaymentDesk.Wish wish = payment.wish(app, people);
            PaymentDesk.Proposal.Ways ways = propose(new PaymentDesk(app.node()), app, wish, payment);
            Map<Pid, String> names = Ways.names(people, ways.ways());
            say("route.head", payment.from(), payment.amount(), payment.equivalent(), payment.to());
            for (String line : Ways.lines(ways.ways(), names, payment.equivalent(), ways.precision())) {
                say("plain", line);
            }
            json(Json.object()
                    .put("from", wish.from().text())
                    .put("to", wish.to().text())
                    .put("equivalent", wish.equivalent())
                    .put("amount", wish.amount())
                    .put("routes", Ways.json(ways.ways(), names, ways.precision()))
                    .build());
            return ExitCodes.OK;
        }
    }

    /** The ways of a payment, or why there is none and what would help. */
    static PaymentDesk.Proposal.Ways propose(PaymentDesk desk, NodeApp app, PaymentDesk.Wish wish, PaymentOptions asked)
            throws CommandFailure {
        return switch (desk.propose(wish)) {
            case PaymentDesk.Proposal.Ways ways -> ways;
            case PaymentDesk.Proposal.None none ->
                throw new RefusalSentence(asked, wish)
                        .failure(none.refusal(), none.outOfReachMinor(), precision(app, wish));
        };
    }

    /** Decimals of the equivalent, 0 where there is none. */
    static int precision(NodeApp app, PaymentDesk.Wish wish) {
        return app.node().query(view -> {
            var unit = view.ledger().equivalent(wish.equivalent());
            return unit == null ? 0 : unit.precision();
        });
    }
}
