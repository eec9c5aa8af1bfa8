package org.tallystick.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.http.Rate;

/**
 * Counts the calls of each caller over the last minute, second by second, and says who has to wait how long. Any thread. The
 * number of callers that are remembered is bounded; whoever has been silent longest is forgotten first.
 */
final class RateLimiter {

    /** What a window spans. */
    static final int WINDOW_SECONDS = 60;

    private static final int MAX_CALLERS = 20_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private record Who(String caller, Rate rate) {}

    /** The calls of the last minute of one caller; guarded by itself. */
    private static final class Window {

        private final int[] calls = new int[WINDOW_SECONDS];
        private long second = Long.MIN_VALUE;
        private int sum;

        /** How long until there is room, in seconds; nothing when the call was counted. */
        synchronized OptionalInt count(long now, int limit) {
            forget(now);
            if (sum < limit) {
                calls[(int) Math.floorMod(now, (long) WINDOW_SECONDS)]++;
                sum++;
                return OptionalInt.empty();
            }
            int over = sum - limit;
            for (int age = WINDOW_SECONDS - 1; age >= 0; age--) {
                over -= calls[(int) Math.floorMod(now - age, (long) WINDOW_SECONDS)];
                if (over < 0) {
                    return OptionalInt.of(WINDOW_SECONDS - age);
                }
            }
            return OptionalInt.of(WINDOW_SECONDS);
        }

        private void forget(long now) {
            long passed = second == Long.MIN_VALUE ? WINDOW_SECONDS : Math.min(now - second, WINDOW_SECONDS);
            for (long old = now - passed + 1; old <= now; old++) {
                int place = (int) Math.floorMod(old, (long) WINDOW_SECONDS);
                sum -= calls[place];
                calls[place] = 0;
            }
            second = Math.max(second, now);
        }
    }

    private final Clock clock;
    private final Supplier<Rates> rates;
    private final Map<Who, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Window> eldest) {
            return size() > MAX_CALLERS;
        }
    };

    RateLimiter(Clock clock, Supplier<Rates> rates) {
        this.clock = clock;
        this.rates = rates;
    }

    /**
     * Counts a call.
     *
     * @param caller an account, or an address where nobody is logged in
     * @return in how many seconds to try again; nothing when the call may go on
     */
    OptionalInt count(String caller, Rate rate) {
        if (rate == Rate.NONE) {
            return OptionalInt.empty();
        }
        Window window;
        synchronized (windows) {
            window = windows.computeIfAbsent(new Who(caller, rate), who -> new Window());
        }
        return window.count(
                Math.floorDiv(clock.monotonicNs(), SECOND_NS), rates.get().of(rate));
    }
}
