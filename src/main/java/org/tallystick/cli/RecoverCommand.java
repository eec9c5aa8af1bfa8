package org.tallystick.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.app.Restores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cuts a damaged journal after its last good block and begins a new epoch. */
@Command(name = "recover")
final class RecoverCommand extends FolderCommand {

    @Option(names = "--yes", order = 1)
    private boolean yes;

    @Option(names = "--last-height", paramLabel = "N", order = 2)
    private Optional<Long> lastHeight = Optional.empty();

    @Override
    int run() throws CommandFailure, IOException {
        if (!yes) {
            throw CommandFailure.badInput(Messages.text("recover.yes", options().data()));
        }
        Restores.Choice choice = new Restores.Choice(
                lastHeight.map(OptionalLong::of).orElse(OptionalLong.empty()),
                options().confirmTime());
        Restores.Outcome outcome = Restores.recover(options().data(), options().password(), choice, machine());
        return new Epochs(this).show(outcome, "recover.done");
    }
}
