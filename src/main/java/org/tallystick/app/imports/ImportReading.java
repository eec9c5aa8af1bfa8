package org.tallystick.app.imports;

import java.util.List;

/** What came of reading a file that is to be imported. */
public sealed interface ImportReading {

    /** Every line is good. */
    record Good(ImportPlan plan) implements ImportReading {}

    /**
     * Some lines are not, so that nothing is imported.
     *
     * @param shown the first of them, at most {@link ImportFile#SHOWN}
     * @param count how many there are
     */
    record Bad(List<BadLine> shown, long count) implements ImportReading {}

    /**
     * The file is larger than any import.
     *
     * @param bytes its size
     */
    record TooLarge(long bytes) implements ImportReading {}

    /**
     * A precision was given for an equivalent that no line names.
     *
     * @param code which
     */
    record UnusedPrecision(String code) implements ImportReading {}
}
