package org.tallystick.routing;

import org.tallystick.base.Checks;

/**
 * What the payee side R of an arc S→R allows of payments that come over it; the policies of R's own line, or R's defaults
 * where R has none (design §3). None of them concerns R being paid, only passing through.
 *
 * @param mayPassThrough false: whoever is reached over this arc can only be the final payee
 * @param maxHopUsageMinor the most, in minor units, that one payment may pass through R by this arc, over all its routes
 *     together; {@link #UNBOUNDED} for no bound, 0 for none at all
 * @param blockedIntermediates none of these may be an intermediate anywhere on a route that uses this arc; the two ends of
 *     a route are not intermediates
 */
public record ArcPolicy(boolean mayPassThrough, long maxHopUsageMinor, NodeSet blockedIntermediates) {

    /** The value of {@link #maxHopUsageMinor} that sets no bound. */
    public static final long UNBOUNDED = -1;

    /** The policy that allows everything; to be shared by all arcs without one. */
    public static final ArcPolicy OPEN = new ArcPolicy(true, UNBOUNDED, NodeSet.EMPTY);

    /** Checks the bound. */
    public ArcPolicy {
        Checks.require(maxHopUsageMinor >= UNBOUNDED, "A hop usage is -1 for no bound, or at least 0.");
    }

    /** The most one payment may pass onward from R by this arc: 0 where passing through is not allowed. */
    public long onwardMinor() {
        if (!mayPassThrough) {
            return 0;
        }
        return maxHopUsageMinor == UNBOUNDED ? Long.MAX_VALUE : maxHopUsageMinor;
    }
}
