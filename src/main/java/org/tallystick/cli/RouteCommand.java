package org.tallystick.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.tallystick.app.NodeApp;
import org.tallystick.app.People;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.Routes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the ways that a payment would take now, without paying. */
@Command(name = "route")
final class RouteCommand extends FolderCommand {

    @Mixin
    private PaymentOptions payment;

    @Override
    int run() throws CommandFailure, IOException, HubUnreachable {
        try (NodeApp app = open();
                NodeReader hub = app.reader()) {
            People people = new People(app);
            PaymentWish wish = payment.wish(app, people);
            List<Routes.Way> ways = ways(wish, hub);
            Map<Pid, String> names = Ways.names(people, ways);
            int precision = wish.unit().precision();
            say("route.head", payment.from(), payment.amount(), payment.equivalent(), payment.to());
            for (String line : Ways.lines(ways, names, payment.equivalent(), precision)) {
                say("plain", line);
            }
            json(Json.object()
                    .put("from", wish.from().text())
                    .put("to", wish.to().text())
                    .put("equivalent", payment.equivalent())
                    .put("amount", payment.amount())
                    .put("routes", Ways.json(ways, names, precision))
                    .build());
            return ExitCodes.OK;
        }
    }

    /** The ways of the payment, or why there is none and what would help. */
    private List<Routes.Way> ways(PaymentWish wish, HubReader hub) throws CommandFailure, HubUnreachable {
        RefusalSentence refusal = new RefusalSentence(payment, wish);
        return switch (wish.routes(hub)) {
            case Routes.Found found -> found.ways();
            case Routes.TooLittle little -> throw refusal.failure(little);
            case Routes.Refused refused ->
                throw refusal.failure(new Refusal(ErrorCode.valueOf(refused.code()), refused.details()), 0);
        };
    }
}
