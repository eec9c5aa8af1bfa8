package org.tallystick.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.tallystick.app.NodeApp;
import org.tallystick.base.Json;
import org.tallystick.store.Projector;
import org.tallystick.store.ProjectorState;
import org.tallystick.store.StoreFailed;
import org.tallystick.store.TableDigest;
import picocli.CommandLine.Command;

/** Makes the projection again from the journal. */
@Command(name = "rebuild")
final class RebuildCommand extends FolderCommand {

    private static final Duration STEP = Duration.ofMillis(500);

    @Override
    int run() throws CommandFailure, IOException {
        try (NodeApp app = open()) {
            rebuild(app);
            long rows = app.node().store().verify(done -> {}).stream()
                    .mapToLong(TableDigest::rows)
                    .sum();
            long height = app.node().projector().projectedHeight();
            say("rebuild.done", height, rows);
            json(Json.object().put("height", height).put("rows", rows).build());
            return ExitCodes.OK;
        } catch (StoreFailed | CompletionException failed) {
            throw CommandFailure.refused(Messages.text("rebuild.failed", String.valueOf(failed.getMessage())));
        }
    }

    /** Begins again with an empty file and waits until it stands. */
    private static void rebuild(NodeApp app) throws CommandFailure {
        Projector<?> projector = app.node().projector();
        projector.erase().join();
        await(app);
    }

    /** Waits until the projection reflects the last block. */
    static void await(NodeApp app) throws CommandFailure {
        Projector<?> projector = app.node().projector();
        long height = app.node().health().height();
        try {
            while (!projector.awaitProjected(height, STEP)) {
                if (projector.state() instanceof ProjectorState.Failed failed) {
                    throw CommandFailure.refused(Messages.text("rebuild.failed", failed.reason()));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused(Messages.text("error.interrupted"));
        }
    }
}
