package org.tallystick.store;

/** What the projector is at. */
public sealed interface ProjectorState {

    /** Follows the chain; reads are served. */
    record Running() implements ProjectorState {}

    /**
     * Makes the projection from the journal, at start or after it was found damaged; reads are refused.
     *
     * @param done height reached, -1 for none
     * @param total height of the journal's last block
     */
    record Rebuilding(long done, long total) implements ProjectorState {}

    /**
     * Gave up after several rebuilds in a row; reads are refused, blocks are no longer collected.
     *
     * @param reason one sentence for the operator
     */
    record Failed(String reason) implements ProjectorState {}

    /** Was closed. */
    record Closed() implements ProjectorState {}
}
