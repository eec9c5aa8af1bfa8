package org.tallystick.node;

import java.util.Optional;

/**
 * How a node is; may be asked at any time from any thread.
 *
 * @param mode whether it takes anything
 * @param reason why not, a word such as {@code disk_full} or {@code clock_behind}
 * @param height the last forced block
 * @param epoch its epoch
 * @param timestampMs its time
 * @param projectedHeight the block that the projection reflects, -1 for none
 * @param lagTransactions how many transactions the projection is behind
 * @param droppedFollowing clearings that no longer held when their turn came
 * @param checkedAtMs wall time of the last finished check of everything, 0 for none yet
 */
public record NodeHealth(
        Mode mode,
        Optional<String> reason,
        long height,
        int epoch,
        long timestampMs,
        long projectedHeight,
        long lagTransactions,
        long droppedFollowing,
        long checkedAtMs) {

    /** What a node does. */
    public enum Mode {
        /** It takes statements. */
        SERVING,
        /** It answers questions only, until what stands against it is gone. */
        READ_ONLY,
        /** An invariant broke: it answers nothing until it has been looked at and started again. */
        FAILED
    }
}
