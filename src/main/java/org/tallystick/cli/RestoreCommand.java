package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.app.Restores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a backup in the place of a data folder and begins a new epoch. */
@Command(name = "restore")
final class RestoreCommand extends FolderCommand {

    @Option(names = "--from", required = true, paramLabel = "DIR", order = 1)
    private Path from;

    @Option(names = "--last-height", paramLabel = "N", order = 2)
    private Optional<Long> lastHeight = Optional.empty();

    @Override
    int run() throws CommandFailure, IOException {
        Restores.Choice choice = new Restores.Choice(
                lastHeight.map(OptionalLong::of).orElse(OptionalLong.empty()),
                options().confirmTime());
        Restores.Outcome outcome =
                Restores.restore(from, options().data(), options().password(), choice, machine());
        return new Epochs(this).show(outcome, "restore.done");
    }
}
