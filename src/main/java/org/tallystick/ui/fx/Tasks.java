package org.tallystick.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background of the window: work on virtual threads, results on the JavaFX thread, all that have gathered by then in one
 * go. Any thread.
 */
public final class Tasks implements Background, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("task-", 0).factory());
    private final ConcurrentLinkedQueue<Runnable> results = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Makes a background; closed when the program ends. */
    public Tasks() {}

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        try {
            threads.execute(() -> perform(work, done, failed));
        } catch (RejectedExecutionException closed) {
            LOG.debug("The window is closing; nothing more is begun");
        }
    }

    private <T> void perform(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        try {
            T result = work.call();
            soon(() -> done.accept(result));
        } catch (Exception thrown) {
            soon(() -> failed.accept(thrown));
        } catch (Error broken) {
            // Whoever waits has to hear of it; the rest is for the log.
            LOG.error("Work in the background broke", broken);
            soon(() -> failed.accept(new IllegalStateException(broken)));
        }
    }

    @Override
    public void soon(Runnable work) {
        results.add(work);
        if (scheduled.compareAndSet(false, true)) {
            Platform.runLater(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        for (Runnable next = results.poll(); next != null; next = results.poll()) {
            next.run();
        }
    }

    /** Begins nothing more; what runs may end. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
