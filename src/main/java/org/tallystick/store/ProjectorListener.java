package org.tallystick.store;

/** Hears what the projector does. Called on the projector's thread; must return at once and throw nothing. */
public interface ProjectorListener {

    /**
     * Blocks up to this one are in the projection.
     *
     * @param height of the last projected block
     */
    default void projected(long height) {}

    /**
     * The projection is made again from the journal.
     *
     * @param reason one sentence for the log
     */
    default void rebuilding(String reason) {}

    /**
     * The rebuild is complete and verified; the copy moved aside is gone.
     *
     * @param height of the last projected block, -1 for none
     */
    default void rebuilt(long height) {}

    /**
     * The projector gave up.
     *
     * @param reason one sentence for the operator
     */
    default void failed(String reason) {}

    /** Hears nothing. */
    static ProjectorListener none() {
        return new ProjectorListener() {};
    }
}
