package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.app.NewFolder;
import org.tallystick.app.imports.BadLine;
import org.tallystick.app.imports.ImportFile;
import org.tallystick.app.imports.ImportPlan;
import org.tallystick.app.imports.ImportReading;
import org.tallystick.app.imports.Importer;
import org.tallystick.base.Json;
import org.tallystick.money.Amounts;
import org.tallystick.money.EquivalentCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a new node of a spreadsheet. */
@Command(name = "import")
final class ImportCommand extends FolderCommand {

    @Option(names = "--practice", order = 1)
    private boolean practice;

    @Option(names = "--precision", paramLabel = "N", defaultValue = "2", order = 2)
    private int precision;

    @Option(names = "--equivalent-precision", paramLabel = "CODE:N", order = 3)
    private java.util.List<String> precisions = new java.util.ArrayList<>();

    @Parameters(paramLabel = "FILE.csv")
    private Path file;

    @Override
    int run() throws CommandFailure, IOException {
        requirePrecision("--precision", precision);
        ImportPlan plan = read();
        NewFolder.Outcome outcome = NewFolder.make(
                options().data(), options().password(), practice, machine(), app -> Importer.run(app, plan));
        NewFolder.Outcome.Made made = made(outcome, options().data());
        say(
                "import.done",
                plan.rows().size(),
                plan.labels().size(),
                plan.equivalents().size(),
                options().data(),
                made.report().height());
        say(practice ? "import.practice" : "import.unclaimed");
        json(Json.object()
                .put("data", options().data().toString())
                .put("hub", made.hub().text())
                .put("practice", practice)
                .put("lines", plan.rows().size())
                .put("participants", plan.labels().size())
                .put("equivalents", plan.equivalents().size())
                .put("height", made.report().height())
                .put("source_sha256", plan.sourceSha256())
                .build());
        noteOpenKeys(!options().hasPassword());
        return ExitCodes.OK;
    }

    /** What was made, or why nothing was. */
    static NewFolder.Outcome.Made made(NewFolder.Outcome outcome, Path data) throws CommandFailure {
        return switch (outcome) {
            case NewFolder.Outcome.Made made -> made;
            case NewFolder.Outcome.Exists exists ->
                throw CommandFailure.badInput(Messages.text("new.exists", exists.place()));
            case NewFolder.Outcome.NoParent none ->
                throw CommandFailure.badInput(Messages.text("new.noParent", none.parent(), data));
            case NewFolder.Outcome.NotVerified wrong ->
                throw CommandFailure.refused(Messages.text(
                        "new.notVerified", wrong.report().findings().getFirst().what()));
        };
    }

    private ImportPlan read() throws CommandFailure {
        Map<String, Integer> byCode = new HashMap<>();
        for (String pair : precisions) {
            int colon = pair.lastIndexOf(':');
            String code = colon < 0 ? pair : pair.substring(0, colon);
            String digits = colon < 0 ? "" : pair.substring(colon + 1);
            if (EquivalentCode.parse(code).isEmpty() || !digits.matches("[0-9]{1,2}")) {
                throw CommandFailure.badInput(Messages.text("import.badPrecision", pair));
            }
            requirePrecision("--equivalent-precision", Integer.parseInt(digits));
            byCode.put(code, Integer.parseInt(digits));
        }
        ImportReading reading;
        try {
            reading = ImportFile.read(file, precision, byCode);
        } catch (IOException unreadable) {
            throw CommandFailure.badInput(Messages.text("error.file", file, reason(unreadable)));
        }
        return switch (reading) {
            case ImportReading.Good good -> good.plan();
            case ImportReading.TooLarge large ->
                throw CommandFailure.badInput(Messages.text("import.tooLarge", file, large.bytes()));
            case ImportReading.UnusedPrecision unused ->
                throw CommandFailure.badInput(Messages.text("import.unusedPrecision", unused.code(), file));
            case ImportReading.Bad bad -> throw bad(bad);
        };
    }

    private CommandFailure bad(ImportReading.Bad bad) {
        for (BadLine line : bad.shown()) {
            String sentence = sentence(line);
            say("import.line", line.line(), sentence);
            json(Json.object()
                    .put("line", line.line())
                    .put("problem", line.problem().name().toLowerCase(java.util.Locale.ROOT))
                    .put("message", sentence)
                    .build());
        }
        long more = bad.count() - bad.shown().size();
        if (more > 0) {
            say("import.more", more);
        }
        BadLine first = bad.shown().getFirst();
        return CommandFailure.badInput(Messages.text(
                bad.count() == 1 ? "import.badOne" : "import.bad", file, bad.count(), first.line(), sentence(first)));
    }

    private static String sentence(BadLine line) {
        String about = line.problem() == BadLine.Problem.BAD_AMOUNT
                ? Messages.text("import.reason." + line.column())
                : line.problem() == BadLine.Problem.BAD_CODE ? "" : line.column();
        return Messages.text("import.problem." + line.problem(), about, line.detail());
    }

    private static void requirePrecision(String option, int precision) throws CommandFailure {
        if (!Amounts.isPrecision(precision)) {
            throw CommandFailure.badInput(Messages.text("option.range", option, precision, 0, Amounts.MAX_PRECISION));
        }
    }
}
