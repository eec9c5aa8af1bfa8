package org.tallystick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.app.NodeApp;
import org.tallystick.app.PaymentDesk;
import org.tallystick.app.People;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where somebody stands. */
@Command(name = "balance")
final class BalanceCommand extends FolderCommand {

    @Option(names = "--of", required = true, paramLabel = "NAME", order = 1)
    private String of;

    @Option(names = "--equivalent", paramLabel = "CODE", order = 2)
    private Optional<String> equivalent = Optional.empty();

    @Override
    int run() throws CommandFailure, IOException {
        try (NodeApp app = open()) {
            Pid pid = PaymentOptions.find(app, new People(app), of);
            PaymentDesk.Standing standing =
                    new PaymentDesk(app.node()).standing(pid).orElseThrow();
            if (equivalent.isPresent()
                    && !app.node().query(view -> view.ledger().equivalent(equivalent.get()) != null)) {
                throw CommandFailure.badInput(Messages.text("refused.equivalent", equivalent.get()));
            }
            List<PaymentDesk.Balance> balances = standing.balances().stream()
                    .filter(balance -> equivalent.isEmpty() || equivalent.get().equals(balance.equivalent()))
                    .toList();
            show(pid, standing, balances);
            return ExitCodes.OK;
        }
    }

    private void show(Pid pid, PaymentDesk.Standing standing, List<PaymentDesk.Balance> balances) {
        say("balance.head", of, pid.text(), standing.status(), standing.height(), time(standing.timestampMs()));
        List<Json> array = new ArrayList<>();
        for (PaymentDesk.Balance balance : balances) {
            say(
                    "balance.row",
                    balance.equivalent(),
                    text(balance.owesMinor(), balance),
                    text(balance.owedMinor(), balance),
                    text(balance.netMinor(), balance),
                    text(balance.spendMinor(), balance),
                    text(balance.receiveMinor(), balance));
            array.add(Json.object()
                    .put("equivalent", balance.equivalent())
                    .put("owes", text(balance.owesMinor(), balance))
                    .put("owed", text(balance.owedMinor(), balance))
                    .put("net", text(balance.netMinor(), balance))
                    .put("can_spend", text(balance.spendMinor(), balance))
                    .put("can_receive", text(balance.receiveMinor(), balance))
                    .build());
        }
        if (balances.isEmpty()) {
            say("balance.none", of);
        }
        json(Json.object()
                .put("name", of)
                .put("pid", pid.text())
                .put("status", standing.status())
                .put("height", standing.height())
                .put("at", time(standing.timestampMs()))
                .put("balances", new Json.Arr(array))
                .build());
    }

    private static String text(long minor, PaymentDesk.Balance balance) {
        return DecimalText.print(minor, balance.precision());
    }
}
