package org.tallystick.app.bench;

/**
 * What one load of payments gave.
 *
 * @param name what was measured
 * @param submitters how many submitted at once
 * @param seconds how long
 * @param payments how many were answered as committed
 * @param refused how many were not
 * @param perSecond payments a second
 * @param p50Us half were answered within, in microseconds
 * @param p99Us 99 % were answered within
 * @param blocks how many blocks, and so forces
 * @param lagStart transactions that the projection is behind: median of the second tenth of the time
 * @param lagEnd the same of the last tenth
 * @param ledgerCpuUs processor time of the ledger thread a payment, in microseconds
 * @param projectorCpuUs of the projector's thread
 * @param processCpuUs of the whole process
 */
record LoadFigures(
        String name,
        int submitters,
        double seconds,
        long payments,
        long refused,
        double perSecond,
        double p50Us,
        double p99Us,
        long blocks,
        long lagStart,
        long lagEnd,
        double ledgerCpuUs,
        double projectorCpuUs,
        double processCpuUs) {

    double meanBatch() {
        return blocks == 0 ? 0 : (double) payments / blocks;
    }
}
