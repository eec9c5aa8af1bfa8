package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tallystick.app.bench.BadRow;
import org.tallystick.app.bench.PairRows;

/** Reads a file of pairs and amounts for a measurement, or says in a sentence which line of it cannot be used. */
final class PairRowFile {

    private PairRowFile() {}

    /** The rows, at least one. */
    static PairRows read(Path file, String header, long leastMinor) throws CommandFailure {
        PairRows rows;
        try {
            rows = PairRows.read(file, header, leastMinor);
        } catch (IOException unreadable) {
            throw CommandFailure.badInput(Messages.text("error.file", file, FolderCommand.reason(unreadable)));
        } catch (BadRow bad) {
            String what = Messages.text("bench.rows." + bad.problem(), bad.column());
            throw CommandFailure.badInput(Messages.text("bench.rows.bad", file, bad.line(), what));
        }
        if (rows.size() == 0) {
            throw CommandFailure.badInput(Messages.text("bench.rows.none", file));
        }
        return rows;
    }
}
