package org.tallystick.sync.reference;

/** Waits a little between two tries. */
@FunctionalInterface
interface Pause {

    /** Waits so long; less where the thread is interrupted, which it then still is. */
    void waitMs(long ms);

    /** Really waits. */
    static Pause real() {
        return ms -> {
            try {
                Thread.sleep(ms);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
