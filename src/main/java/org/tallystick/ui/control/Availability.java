package org.tallystick.ui.control;

/** What a screen has to show. */
public enum Availability {
    /** Nothing yet. */
    LOADING,
    /** What was asked for. */
    READY,
    /** There is nothing of it, or nothing that fits. */
    EMPTY,
    /** The hub does not answer, and nothing is known from before. */
    AWAY;

    /** What is left when a hub does not answer: what was shown before stays. */
    public Availability withoutAnswer() {
        return this == LOADING ? AWAY : this;
    }
}
