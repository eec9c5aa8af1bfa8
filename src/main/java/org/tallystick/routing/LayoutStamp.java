package org.tallystick.routing;

import java.lang.invoke.VarHandle;

/**
 * Tells readers on other threads whether more than amounts has changed since they began. Odd while something changes. Changed by the
 * graph's thread only, read by any.
 */
final class LayoutStamp {

    private volatile long now;
    private boolean isHalfChanged;

    /** A stamp for {@link #isStill}. Any thread. */
    long now() {
        return now;
    }

    /** Whether nothing but amounts has changed since a stamp was taken; what was read before this call is covered. Any thread. */
    boolean isStill(long stamp) {
        VarHandle.acquireFence();
        return now == stamp;
    }

    /**
     * A change begins. Where something throws before the end, the graph is half changed, and no later change makes it whole: the stamp
     * stays odd for good, and no reader is answered any more. Whoever owns the graph makes a new one.
     */
    void begin() {
        long before = now;
        isHalfChanged = (before & 1) != 0;
        now = before | 1;
        // Nothing that is changed from here on may be seen before the stamp.
        VarHandle.storeStoreFence();
    }

    /** The change has come to its end. */
    void end() {
        if (!isHalfChanged) {
            // Nobody else ever writes it.
            long before = now;
            now = before + 1;
        }
    }
}
