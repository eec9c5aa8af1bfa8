package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.app.NodeApp;
import org.tallystick.app.Proofs;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Proof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the proof of a transaction, for a stranger to check. */
@Command(name = "proof")
final class ProofCommand extends FolderCommand {

    @Option(names = "--tx", required = true, paramLabel = "ID", order = 1)
    private String txId;

    @Option(names = "--out", paramLabel = "FILE", order = 2)
    private Optional<Path> file = Optional.empty();

    @Override
    int run() throws CommandFailure, IOException {
        if (file.isPresent() && Files.exists(file.get())) {
            throw CommandFailure.badInput(Messages.text("new.exists", file.get()));
        }
        try (NodeApp app = open()) {
            Optional<Proofs.Place> place = Proofs.find(app.node(), txId);
            if (place.isEmpty()) {
                throw CommandFailure.badInput(
                        Messages.text("proof.none", txId, options().data()));
            }
            Proof proof = Proofs.proof(app.node(), app.hubKey(), place.get());
            if (file.isEmpty()) {
                out().println(CanonicalJson.text(proof.toJson()));
                return ExitCodes.OK;
            }
            byte[] bytes = proof.bytes();
            AtomicFile.replace(file.get().toAbsolutePath(), out -> out.write(bytes));
            long height = place.get().block().header().height();
            say("proof.done", txId, height, file.get());
            json(Json.object()
                    .put("tx_id", txId)
                    .put("height", height)
                    .put("file", file.get().toString())
                    .build());
            return ExitCodes.OK;
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw CommandFailure.refused(Messages.text("error.io", String.valueOf(unreadable.getMessage())));
        }
    }
}
