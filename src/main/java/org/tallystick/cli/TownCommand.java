package org.tallystick.cli;

import java.io.IOException;
import org.tallystick.app.town.Town;
import org.tallystick.base.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a practice community with some weeks of history. */
@Command(name = "town")
final class TownCommand extends FolderCommand {

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", order = 1)
    private long seed;

    @Option(names = "--weeks", paramLabel = "N", defaultValue = "6", order = 2)
    private int weeks;

    @Override
    int run() throws CommandFailure, IOException {
        if (weeks < 1 || weeks > Town.MAX_WEEKS) {
            throw CommandFailure.badInput(Messages.text("option.range", "--weeks", weeks, 1, Town.MAX_WEEKS));
        }
        Town.Made made = Town.make(options().data(), options().password(), seed, weeks, machine());
        long height =
                ImportCommand.made(made.folder(), options().data()).report().height();
        Town.Report report = made.report();
        say(
                "town.done",
                report.participants(),
                report.lines(),
                report.payments(),
                time(report.fromMs()),
                options().data(),
                height);
        say("import.practice");
        json(Json.object()
                .put("data", options().data().toString())
                .put("seed", seed)
                .put("participants", report.participants())
                .put("lines", report.lines())
                .put("payments", report.payments())
                .put("refused", report.refused())
                .put("from", time(report.fromMs()))
                .put("height", height)
                .build());
        noteOpenKeys(!options().hasPassword());
        return ExitCodes.OK;
    }
}
