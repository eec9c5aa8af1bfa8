package org.tallystick.wallet;

import java.util.HashMap;
import java.util.Map;
import org.tallystick.base.Clock;

/**
 * Since when a hub that tells no time has said of payments that are sent no more that it does not have them. Between two looks that far
 * apart whatever was still on its way has arrived or is lost. Kept in memory only, and no more than there are open payments. One thread.
 */
final class Missed {

    /** Our calls are over before the first look, and such a hub gives up what it has begun after three minutes (GEO facts §6). */
    static final long LONG_MS = 10 * 60_000;

    private final Map<String, Long> sinceNs = new HashMap<>();
    private final Clock clock;

    Missed(Clock clock) {
        this.clock = clock;
    }

    /** It is not there now; whether it was not for long. */
    boolean forLong(String txId) {
        long nowNs = clock.monotonicNs();
        Long firstNs = sinceNs.putIfAbsent(txId, nowNs);
        return firstNs != null && nowNs - firstNs >= LONG_MS * 1_000_000;
    }

    /** It was sent, or is there, or has come to an end. */
    void forget(String txId) {
        sinceNs.remove(txId);
    }
}
