package org.tallystick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.app.NodeApp;
import org.tallystick.app.People;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.UnitStanding;
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
    int run() throws CommandFailure, IOException, HubUnreachable {
        try (NodeApp app = open();
                NodeReader hub = app.reader()) {
            Pid pid = PaymentOptions.find(app, new People(app), of);
            Standing standing = hub.standing(pid).orElseThrow();
            if (equivalent.isPresent()
                    && !app.node().query(view -> view.ledger().equivalent(equivalent.get()) != null)) {
                throw CommandFailure.badInput(Messages.text("refused.equivalent", equivalent.get()));
            }
            List<UnitStanding> units = standing.units().stream()
                    .filter(one -> equivalent.isEmpty()
                            || equivalent.get().equals(one.unit().code()))
                    .toList();
            show(pid, standing, units);
            return ExitCodes.OK;
        }
    }

    private void show(Pid pid, Standing standing, List<UnitStanding> units) {
        say("balance.head", of, pid.text(), standing.status().word(), standing.height(), time(standing.timestampMs()));
        List<Json> array = new ArrayList<>();
        for (UnitStanding balance : units) {
            say(
                    "balance.row",
                    balance.unit().code(),
                    text(balance.owesMinor(), balance),
                    text(balance.owedMinor(), balance),
                    text(balance.netMinor(), balance),
                    text(balance.spendMinor(), balance),
                    text(balance.receiveMinor(), balance));
            array.add(Json.object()
                    .put("equivalent", balance.unit().code())
                    .put("owes", text(balance.owesMinor(), balance))
                    .put("owed", text(balance.owedMinor(), balance))
                    .put("net", text(balance.netMinor(), balance))
                    .put("can_spend", text(balance.spendMinor(), balance))
                    .put("can_receive", text(balance.receiveMinor(), balance))
                    .build());
        }
        if (units.isEmpty()) {
            say("balance.none", of);
        }
        json(Json.object()
                .put("name", of)
                .put("pid", pid.text())
                .put("status", standing.status().word())
                .put("height", standing.height())
                .put("at", time(standing.timestampMs()))
                .put("balances", new Json.Arr(array))
                .build());
    }

    private static String text(long minor, UnitStanding balance) {
        return DecimalText.print(minor, balance.unit().precision());
    }
}
