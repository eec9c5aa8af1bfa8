package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a file that shows how a hub contradicts itself; needs no wallet and no connection. */
@Command(name = "verify-evidence")
final class VerifyEvidenceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file;

    @Option(names = "--hub", paramLabel = "PID", order = 1)
    private Optional<String> hub = Optional.empty();

    @Option(names = "--json", order = 2)
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        Evidence evidence = read();
        if (hub.isPresent() && !hub.get().equals(evidence.hub().text())) {
            throw CommandFailure.refused(
                    Messages.text("evidence.another", evidence.hub().text(), hub.get()));
        }
        return switch (EvidenceCheck.of(evidence)) {
            case EvidenceCheck.Verdict.Convicts _ -> {
                tell(evidence);
                yield ExitCodes.OK;
            }
            case EvidenceCheck.Verdict.Fails(EvidenceCheck.Why why) ->
                throw CommandFailure.refused(
                        Messages.text("evidence.fails." + why.name().toLowerCase(Locale.ROOT)));
        };
    }

    private Evidence read() throws CommandFailure {
        try {
            if (Files.size(file) > Evidence.MAX_BYTES) {
                throw CommandFailure.badInput(Messages.text("evidence.long", file, Evidence.MAX_BYTES >> 20));
            }
            return Evidence.parse(Files.readAllBytes(file));
        } catch (MalformedJson malformed) {
            throw CommandFailure.badInput(
                    Messages.text("evidence.malformed", file, String.valueOf(malformed.getMessage())));
        } catch (IOException unreadable) {
            throw CommandFailure.badInput(Messages.text("error.io", String.valueOf(unreadable.getMessage())));
        }
    }

    private void tell(Evidence evidence) {
        PrintWriter out = spec.commandLine().getOut();
        String kind = evidence.contradiction().kind();
        if (json) {
            out.println(CanonicalJson.text(Json.object()
                    .put("hub", evidence.hub().text())
                    .put("kind", kind)
                    .put("convicts", true)
                    .build()));
        } else {
            out.println(Messages.text("evidence.convicts", evidence.hub().text()));
            out.println(Messages.text("evidence." + kind));
            if (hub.isEmpty()) {
                out.println(Messages.text("evidence.compare"));
            }
        }
    }
}
