package org.tallystick.architecture.toolkit.application;

/** Stands for the toolkit's own. */
public final class Platform {

    private Platform() {}

    public static void runLater(Runnable task) {
        task.run();
    }
}
