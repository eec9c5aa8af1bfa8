package org.tallystick.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the projector is and what it is at, for others to ask and to wait for. The projector's thread changes it; any thread
 * may ask.
 */
final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long height;
    private volatile ProjectorState state = new ProjectorState.Running();

    Progress(long height) {
        this.height = height;
    }

    /** Height of the last projected block, or -1. */
    long height() {
        return height;
    }

    ProjectorState state() {
        return state;
    }

    boolean hasFailed() {
        return state instanceof ProjectorState.Failed;
    }

    boolean isRebuilding() {
        return state instanceof ProjectorState.Rebuilding;
    }

    boolean isRunning() {
        return state instanceof ProjectorState.Running;
    }

    /** Another state, of which nobody has to hear before the next height. */
    void set(ProjectorState next) {
        state = next;
    }

    /** Another height, told to all who wait. */
    void reach(long next) {
        lock.lock();
        try {
            height = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Another state, told to all who wait. */
    void enter(ProjectorState next) {
        state = next;
        reach(height);
    }

    /** Waits until a height is reached and nothing is being rebuilt; false after the timeout and where it will not come. */
    boolean await(long wanted, Duration timeout) throws InterruptedException {
        if (hasReached(wanted)) {
            return true;
        }
        long leftNs = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!hasReached(wanted)) {
                if (leftNs <= 0 || hasEnded()) {
                    return false;
                }
                leftNs = changed.awaitNanos(leftNs);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasReached(long wanted) {
        return height >= wanted && (state instanceof ProjectorState.Running || state instanceof ProjectorState.Closed);
    }

    private boolean hasEnded() {
        return state instanceof ProjectorState.Failed || state instanceof ProjectorState.Closed;
    }
}
