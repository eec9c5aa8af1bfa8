package org.tallystick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.app.Check;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.node.Verification;
import picocli.CommandLine.Command;

/** Checks everything in a data folder, from the bytes up, without changing any of it. */
@Command(name = "verify")
final class VerifyCommand extends FolderCommand {

    @Override
    int run() throws CommandFailure, IOException {
        return switch (Check.run(options().data(), options().password(), machine())) {
            case Check.Outcome.NotOpened refused -> throw notOpened(refused.why());
            case Check.Outcome.Done done -> show(done);
        };
    }

    private int show(Check.Outcome.Done done) throws CommandFailure {
        Verification.Report report = done.report();
        say(
                "verify.history",
                report.blocks(),
                report.height(),
                time(report.timestampMs()),
                report.transactions(),
                report.accounts(),
                report.lines());
        say("verify.statements", report.statements(), report.erasedStatements());
        report.snapshotHeight().ifPresent(height -> say("verify.snapshot", height));
        report.projectionHeight().ifPresent(height -> say("verify.projection", height, report.projectionRows()));
        report.ownerEntries().ifPresent(entries -> say("verify.owner", entries));
        List<Json> findings = new ArrayList<>();
        for (Verification.Finding finding : report.findings()) {
            say(
                    finding.isFault() ? "verify.fault" : "verify.remark",
                    options().data().relativize(finding.file()),
                    finding.what());
            findings.add(json(finding));
        }
        json(Json.object()
                .put("clean", done.isClean())
                .put("hub", report.hub().map(Pid::text).orElse(""))
                .put("height", report.height())
                .put("epoch", report.epoch())
                .put("blocks", report.blocks())
                .put("transactions", report.transactions())
                .put("statements", report.statements())
                .put("erased_statements", report.erasedStatements())
                .put("accounts", report.accounts())
                .put("lines", report.lines())
                .put("snapshot_height", report.snapshotHeight().orElse(-1L))
                .put("projection_height", report.projectionHeight().orElse(-1L))
                .put("projection_rows", report.projectionRows())
                .put("first_bad_height", report.firstBadHeight().orElse(-1L))
                .put("findings", new Json.Arr(findings))
                .build());
        if (done.keys().isPresent()) {
            throw keysFailed(done.keys().get());
        }
        if (!report.isClean()) {
            throw failure(report);
        }
        say("verify.clean");
        return ExitCodes.OK;
    }

    private CommandFailure failure(Verification.Report report) throws CommandFailure {
        long badHeight = report.firstBadHeight().orElse(-1L);
        Verification.Finding first = report.findings().stream()
                .filter(Verification.Finding::isFault)
                .min(Comparator.comparing(finding -> finding.height() != badHeight || !isHistory(finding)))
                .orElseThrow();
        return CommandFailure.refused(
                badHeight < 0
                        ? Messages.text("verify.bad", first.file(), first.what())
                        : Messages.text("verify.badHeight", options().data(), badHeight, first.file(), first.what()));
    }

    private static boolean isHistory(Verification.Finding finding) {
        return finding.subject() == Verification.Subject.HISTORY || finding.subject() == Verification.Subject.JOURNAL;
    }

    private static Json json(Verification.Finding finding) {
        return Json.object()
                .put("subject", finding.subject().name().toLowerCase(java.util.Locale.ROOT))
                .put("fault", finding.isFault())
                .put("file", finding.file().toString())
                .put("height", finding.height())
                .put("what", finding.what())
                .build();
    }
}
