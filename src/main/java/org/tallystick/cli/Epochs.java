package org.tallystick.cli;

import java.nio.file.Path;
import org.tallystick.app.Restores;
import org.tallystick.base.Json;
import org.tallystick.node.Recovery;

/** Shows what came of a restore or a recovery. */
final class Epochs {

    private final FolderCommand command;

    Epochs(FolderCommand command) {
        this.command = command;
    }

    int show(Restores.Outcome outcome, String doneKey) throws CommandFailure {
        Path data = command.options().data();
        switch (outcome) {
            case Restores.Outcome.Done done -> {
                show(done, doneKey);
                if (!done.report().isClean()) {
                    throw CommandFailure.refused(Messages.text(
                            "verify.bad",
                            data,
                            done.report().findings().getFirst().what()));
                }
                return ExitCodes.OK;
            }
            case Restores.Outcome.NoBackup none ->
                throw CommandFailure.badInput(Messages.text("restore.noBackup", none.folder()));
            case Restores.Outcome.NotANode other ->
                throw CommandFailure.badInput(Messages.text("restore.notANode", other.place()));
            case Restores.Outcome.NoParent none ->
                throw CommandFailure.badInput(Messages.text("new.noParent", none.parent(), data));
            case Restores.Outcome.NotOpened refused -> throw command.notOpened(refused.why());
            case Restores.Outcome.OtherHub other ->
                throw CommandFailure.refused(Messages.text("recover.otherHub", other.folder()));
            case Restores.Outcome.NotGood wrong ->
                throw CommandFailure.refused(Messages.text("restore.notGood", wrong.what()));
            case Restores.Outcome.NotNeeded fine ->
                throw CommandFailure.refused(Messages.text("recover.notNeeded", data, fine.height()));
            case Restores.Outcome.TimeNotBelieved time ->
                throw CommandFailure.refused(RefusalSentence.readOnly(time.reason()));
            case Restores.Outcome.TooFar far ->
                throw CommandFailure.badInput(Messages.text("restore.tooFar", far.lastHeight(), Recovery.MAX_GAP));
        }
    }

    private void show(Restores.Outcome.Done done, String doneKey) throws CommandFailure {
        Recovery.Begun.Epoch epoch = done.epoch();
        command.say(doneKey, command.options().data(), epoch.afterHeight(), epoch.epoch(), epoch.height());
        done.aside().ifPresent(aside -> command.say("restore.aside", aside));
        Json.ObjBuilder json = Json.object()
                .put("data", command.options().data().toString())
                .put("epoch", epoch.epoch())
                .put("height", epoch.height())
                .put("after_height", epoch.afterHeight());
        done.aside().ifPresent(aside -> json.put("aside", aside.toString()));
        command.json(json.build());
    }
}
