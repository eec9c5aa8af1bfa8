package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One process per data folder: an OS lock on {@code node.lock}, taken before anything else in the folder is opened
 * (design §4). The system gives it back when the process ends, however it ends. May be used from any thread.
 */
public final class FolderLock implements AutoCloseable {

    /** What came of asking for the lock. */
    public sealed interface Outcome {

        /**
         * The folder is ours until the lock is closed.
         *
         * @param lock to be closed last
         */
        record Held(FolderLock lock) implements Outcome {}

        /**
         * Another has the folder.
         *
         * @param text what the holder wrote about itself; empty if it wrote nothing yet
         */
        record HeldBy(String text) implements Outcome {}
    }

    private FolderLock() {}

    /**
     * Takes the lock or says who has it.
     *
     * @param folder the data folder; made if it is not there
     * @param text one line about this process for the one who comes second: pid and start
     * @throws IOException when the lock file cannot be opened
     */
    public static Outcome acquire(Path folder, String text) throws IOException {
        throw new UnsupportedOperationException("in a moment");
    }

    @Override
    public void close() {}
}
