package org.tallystick.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.tallystick.ui.fx.Background;

/** Does what is asked when the test says so, in the order in which it was asked. */
public final class Later implements Background {

    private final AtOnce atOnce = new AtOnce();
    private final Deque<Runnable> asked = new ArrayDeque<>();

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        asked.add(() -> atOnce.run(work, done, failed));
    }

    @Override
    public void soon(Runnable work) {
        work.run();
    }

    /** How much was asked and is not done. */
    public int waiting() {
        return asked.size();
    }

    /** Does what was asked first. */
    public void next() {
        asked.remove().run();
    }

    /** Does all of it, and what is asked meanwhile. */
    public void all() {
        while (!asked.isEmpty()) {
            next();
        }
    }
}
