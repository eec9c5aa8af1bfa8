package org.tallystick.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs work of which only the newest matters, such as a search while somebody types: what was asked before and comes back later
 * is dropped, and while one runs at most one waits. What nobody wants to know any more can be dropped too. On the thread of the
 * screens.
 */
public final class Latest {

    private final Background background;
    private boolean running;
    private Runnable next = () -> {};
    private boolean waiting;
    private boolean dropped;

    /** Makes one; each kind of question has its own. */
    public Latest(Background background) {
        this.background = background;
    }

    /** Asks anew; see {@link Background#run}. */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        next = () -> start(work, done, failed);
        waiting = true;
        if (!running) {
            go();
        }
    }

    /** Asks nothing, and shows nothing of what was asked before. */
    public void drop() {
        waiting = false;
        dropped = true;
    }

    private void go() {
        if (waiting) {
            waiting = false;
            dropped = false;
            running = true;
            next.run();
        }
    }

    private <T> void start(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        background.run(
                work, result -> finished(() -> done.accept(result)), thrown -> finished(() -> failed.accept(thrown)));
    }

    private void finished(Runnable show) {
        running = false;
        if (waiting) {
            go();
        } else if (!dropped) {
            show.run();
        }
    }
}
