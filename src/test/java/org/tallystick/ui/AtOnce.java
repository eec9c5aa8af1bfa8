package org.tallystick.ui;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.tallystick.ui.fx.Background;

/** Does everything at once, where it is asked for. */
public final class AtOnce implements Background {

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        T result;
        try {
            result = work.call();
        } catch (Exception thrown) {
            failed.accept(thrown);
            return;
        }
        done.accept(result);
    }

    @Override
    public void soon(Runnable work) {
        work.run();
    }
}
