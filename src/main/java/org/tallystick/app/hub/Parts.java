package org.tallystick.app.hub;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed in the other order whatever happens; each once. Made by one thread, closed by any. */
final class Parts implements AutoCloseable {

    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** Something was opened, and is closed before all that was opened earlier. */
    synchronized void opened(Runnable closing) {
        closings.push(closing);
    }

    /** What was opened last belongs to something else now, which is closed in its place. */
    synchronized void replaced(Runnable closing) {
        closings.pop();
        closings.push(closing);
    }

    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
