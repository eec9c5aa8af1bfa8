package org.tallystick.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Does what waits somewhere else and brings the result back to where it was asked for. View models see only this, so that a test
 * can do the work at once.
 */
public interface Background {

    /**
     * Does some work.
     *
     * @param work may wait; runs on another thread
     * @param done gets what came of it, on the thread of the screens
     * @param failed gets what was thrown, on the thread of the screens
     */
    <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

    /**
     * Does something on the thread of the screens, soon; for news from elsewhere. Several together share one pulse.
     *
     * @param work must not wait
     */
    void soon(Runnable work);
}
