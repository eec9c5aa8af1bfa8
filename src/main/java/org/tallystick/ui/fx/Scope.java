package org.tallystick.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A background for as long as something is shown: what comes back later is dropped. On the thread of the screens, but for the
 * work itself.
 */
public final class Scope implements Background {

    private final Background background;
    private boolean open = true;

    /** Opens a scope over a background. */
    public Scope(Background background) {
        this.background = background;
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        if (open) {
            background.run(
                    work, result -> ifOpen(() -> done.accept(result)), thrown -> ifOpen(() -> failed.accept(thrown)));
        }
    }

    @Override
    public void soon(Runnable work) {
        background.soon(() -> ifOpen(work));
    }

    private void ifOpen(Runnable work) {
        if (open) {
            work.run();
        }
    }

    /** From now on nothing comes back any more. */
    public void close() {
        open = false;
    }
}
