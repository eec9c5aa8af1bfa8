package org.tallystick.feature.explorer;

import java.util.Map;

/**
 * What a check of the books found.
 *
 * @param atMs wall time
 * @param height of the last block that it saw
 * @param blockHash of that block, hex
 * @param units by code
 */
record BooksReport(long atMs, long height, String blockHash, Map<String, Unit> units) {

    /** Keeps an unmodifiable copy. */
    BooksReport {
        units = Map.copyOf(units);
    }

    /** Whether everything holds. */
    boolean holds() {
        return units.values().stream().allMatch(Unit::holds);
    }

    /**
     * What was found in one unit.
     *
     * @param precision its decimals
     * @param checksum over its lines, hex
     * @param lines how many are not closed
     * @param netSumMinor of all nets; zero
     * @param wrongNets nets that are not the sum of their own debts
     * @param overLimit lines on which more is owed than they allow
     * @param crossed neighbours who owe each other, or owe without a line
     */
    record Unit(
            int precision,
            String checksum,
            long lines,
            long netSumMinor,
            long wrongNets,
            long overLimit,
            long crossed) {

        boolean sumsToZero() {
            return netSumMinor == 0 && wrongNets == 0;
        }

        boolean holds() {
            return sumsToZero() && overLimit == 0 && crossed == 0;
        }
    }
}
