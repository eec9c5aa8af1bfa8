package org.tallystick.cli;

import java.io.IOException;
import org.tallystick.app.NodeApp;
import org.tallystick.app.People;
import org.tallystick.app.Restores;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Destroys what is personal of somebody; their account and debts stay. */
@Command(name = "erase")
final class EraseCommand extends FolderCommand {

    @Option(names = "--of", required = true, paramLabel = "NAME", order = 1)
    private String of;

    @Option(names = "--yes", order = 2)
    private boolean yes;

    @Override
    int run() throws CommandFailure, IOException {
        if (!yes) {
            throw CommandFailure.badInput(Messages.text("erase.yes", of));
        }
        try (NodeApp app = open()) {
            Pid pid = PaymentOptions.find(app, new People(app), of);
            Restores.erase(app, pid);
            RebuildCommand.await(app);
            say("erase.done", pid.text());
            json(Json.object().put("pid", pid.text()).put("erased", true).build());
            note("note.erasedBackups");
            return ExitCodes.OK;
        }
    }
}
