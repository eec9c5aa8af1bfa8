package org.tallystick.node;

import java.nio.file.Path;
import java.util.Optional;

/** What came of opening a node; only {@link Opened} serves, the others changed nothing. */
public sealed interface NodeOpening {

    /**
     * The node serves.
     *
     * @param node to be closed by who opened it
     * @param report what was found
     */
    record Opened(Node node, Report report) implements NodeOpening {}

    /**
     * What was found at the start.
     *
     * @param height the last block
     * @param replayed how many blocks were replayed
     * @param snapshotHeight after which block the snapshot was taken, if one was used
     * @param snapshotProblem why a snapshot that was there was not used
     * @param cutOffHeight the height of a torn write that was cut off
     * @param tookMs how long it took until the state stood
     */
    record Report(
            long height,
            long replayed,
            Optional<Long> snapshotHeight,
            Optional<String> snapshotProblem,
            Optional<Long> cutOffHeight,
            long tookMs) {}

    /**
     * There is no node here.
     *
     * @param folder where it was looked for
     */
    record NoNode(Path folder) implements NodeOpening {}

    /**
     * Acknowledged blocks are missing: a file knows of more than the journal has.
     *
     * @param file the file that ends too early
     * @param offset where in it
     * @param heightFound the last good block, -1 for none
     * @param heightKnown the block that is known to have been acknowledged
     * @param knownBy the file that knows
     */
    record Missing(Path file, long offset, long heightFound, long heightKnown, Path knownBy) implements NodeOpening {}

    /**
     * A file is damaged in a way that no torn write explains.
     *
     * @param file the file
     * @param offset where in it, -1 where only the height is known
     * @param heightBefore the last good block before, -1 for none
     * @param what what is wrong
     */
    record Damaged(Path file, long offset, long heightBefore, String what) implements NodeOpening {}
}
