package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tallystick.app.Backups;
import org.tallystick.base.Json;
import org.tallystick.node.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a verified copy of what cannot be made again. */
@Command(name = "backup")
final class BackupCommand extends FolderCommand {

    @Option(names = "--to", required = true, paramLabel = "DIR", order = 1)
    private Path to;

    @Override
    int run() throws CommandFailure, IOException {
        Backups.Outcome outcome = Backups.make(options().data(), options().password(), to, machine());
        switch (outcome) {
            case Backups.Outcome.Made made -> {
                Backups.Backup backup = made.backup();
                say("backup.done", backup.height(), time(backup.timestampMs()), backup.folder());
                json(Json.object()
                        .put("folder", backup.folder().toString())
                        .put("hub", backup.hub())
                        .put("height", backup.height())
                        .put("block_hash", backup.blockHash())
                        .put("at", time(backup.timestampMs()))
                        .build());
                if (made.keysAreOpen()) {
                    note("note.openKeys", backup.folder().resolve("keys.json"));
                }
                return ExitCodes.OK;
            }
            case Backups.Outcome.Exists exists ->
                throw CommandFailure.badInput(Messages.text("new.exists", exists.place()));
            case Backups.Outcome.NoParent none ->
                throw CommandFailure.badInput(Messages.text("new.noParent", none.parent(), to));
            case Backups.Outcome.NotOpened refused -> throw notOpened(refused.why());
            case Backups.Outcome.NotGood wrong ->
                throw CommandFailure.refused(
                        Messages.text("backup.notGood", options().data(), fault(wrong.report())));
        }
    }

    private static String fault(Verification.Report report) {
        return report.findings().stream()
                .filter(Verification.Finding::isFault)
                .map(Verification.Finding::what)
                .findFirst()
                .orElse("");
    }
}
