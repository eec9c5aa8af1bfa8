package org.tallystick.hub.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.base.Clock;
import org.tallystick.http.ApiError;
import org.tallystick.http.Directory;

/** What people are called, remembered for a minute. Where names cannot be looked up now, events go without. Any thread. */
final class Names {

    private static final int MAX_REMEMBERED = 10_000;
    private static final int MAX_ASKED = 500;
    private static final long REMEMBERED_NS = 60_000_000_000L;
    private static final long PAUSE_NS = 5_000_000_000L;

    private final Directory directory;
    private final Clock clock;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();
    private volatile long pauseEndNs;
    private volatile boolean paused;

    private record Known(Optional<String> name, long sinceNs) {}

    Names(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Forgets what somebody was called. */
    void forget(int account) {
        known.remove(account);
    }

    Map<Integer, String> of(Collection<Integer> accounts) throws InterruptedException {
        long nowNs = clock.monotonicNs();
        Map<Integer, String> names = new HashMap<>();
        List<Integer> missing = new ArrayList<>();
        for (Integer account : accounts) {
            Known one = known.get(account);
            if (one == null || nowNs - one.sinceNs() > REMEMBERED_NS) {
                missing.add(account);
            } else {
                one.name().ifPresent(name -> names.put(account, name));
            }
        }
        if (!missing.isEmpty() && missing.size() <= MAX_ASKED && !(paused && nowNs - pauseEndNs < 0)) {
            ask(missing, nowNs, names);
        }
        return names;
    }

    private void ask(List<Integer> missing, long nowNs, Map<Integer, String> names) throws InterruptedException {
        try {
            Map<Integer, String> found = directory.names(missing);
            if (known.size() + missing.size() > MAX_REMEMBERED) {
                known.clear();
            }
            for (Integer account : missing) {
                known.put(account, new Known(Optional.ofNullable(found.get(account)), nowNs));
            }
            names.putAll(found);
            paused = false;
        } catch (ApiError unavailable) {
            pauseEndNs = nowNs + PAUSE_NS;
            paused = true;
        }
    }
}
