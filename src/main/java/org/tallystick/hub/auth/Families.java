package org.tallystick.hub.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.http.ApiError;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.ErrorCode;

/**
 * The token families of a hub, durable in its own journal. A family begins with a login, has one refresh token that counts, and
 * ends by logout, by the reuse of an old refresh token, by a ban or a change of key, or when its time is over. Any thread; what
 * writes waits for the disk.
 */
public final class Families implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Families.class);
    private static final int ROOM_TO_GROW = 10_000;

    private final FamilyLog log;
    private final FamilyState state;
    private final AuthLimits limits;
    private final Clock clock;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private long rewriteAtSize;

    private Families(FamilyLog log, FamilyState state, AuthLimits limits, Clock clock) {
        this.log = log;
        this.state = state;
        this.limits = limits;
        this.clock = clock;
        this.rewriteAtSize = ROOM_TO_GROW + 2L * state.count();
    }

    /**
     * Opens the families of a hub, without those whose time is over, or begins their journal where there is none.
     *
     * @param folder of the hub's own journal
     * @param hub whose
     * @throws IOException when the machine refuses to read or write
     */
    public static FamiliesOpening open(Path folder, Pid hub, AuthLimits limits, Clock clock) throws IOException {
        return switch (FamilyLog.open(folder, hub)) {
            case FamilyLog.Reading.Refused(FamiliesOpening why) -> why;
            case FamilyLog.Reading.Whole(FamilyLog log, FamilyState state) -> {
                state.dropExpired(clock.wallMs());
                if (log.size() > 1 + state.count() / FamilyEntry.MAX_KEPT) {
                    log.rewrite(List.copyOf(state.all()));
                }
                yield new FamiliesOpening.Opened(new Families(log, state, limits, clock));
            }
        };
    }

    /**
     * Tells somebody of each family that ends before its time, by its id, on the thread that ended it; short.
     *
     * @param listener for as long as the families are open
     */
    public void onEnd(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Whether the tokens of a family count. Takes no lock. */
    public boolean isLive(String id) {
        return state.find(id) != null;
    }

    @Nullable
    Family find(String id) {
        return state.find(id);
    }

    /** How many families there are, those included whose time is just over. */
    public int count() {
        return state.count();
    }

    /** Whose tokens count. */
    Set<Pid> participants() {
        return state.all().stream().map(Family::pid).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Begins a family.
     *
     * @throws ApiError E020 when it could not be made durable, or there are too many
     */
    void begin(Family family) throws ApiError {
        Optional<String> pushedOut = Optional.empty();
        synchronized (this) {
            if (state.count() >= limits.families()) {
                state.dropExpired(clock.wallMs());
            }
            if (state.count() >= limits.families()) {
                throw ApiError.of(ErrorCode.E020, "reason", "sessions");
            }
            List<Family> own = state.of(family.pid());
            if (own.size() >= limits.familiesEach()) {
                pushedOut = own.stream()
                        .min(Comparator.comparingLong(Family::expiresAtMs))
                        .map(Family::id);
            }
            write(new FamilyEntry.Begun(family));
        }
        if (pushedOut.isPresent()) {
            end(pushedOut.get());
        }
    }

    /**
     * Lets another refresh token count, or ends the family where the one that was used does not count any more.
     *
     * @param id of the family
     * @param usedRefreshId the id of the token that was used
     * @return whether it counted
     * @throws ApiError E020 when it could not be made durable; the token that was used still counts
     */
    boolean rotate(String id, String usedRefreshId, String nextRefreshId, long nextExpiresAtMs) throws ApiError {
        Family family;
        synchronized (this) {
            family = state.find(id);
            if (family != null && family.refreshId().equals(usedRefreshId)) {
                write(new FamilyEntry.Rotated(id, nextRefreshId, nextExpiresAtMs));
                return true;
            }
        }
        if (family != null) {
            LOG.warn(
                    "An old refresh token of {} was used again; its family ends",
                    family.pid().shortText());
            end(id);
        }
        return false;
    }

    private void write(FamilyEntry entry) throws ApiError {
        try {
            log.append(entry);
        } catch (NotDurable failed) {
            LOG.warn("A login could not be made durable", failed);
            throw ApiError.of(ErrorCode.E020, "reason", "disk");
        }
        state.add(entry);
        rewriteWhenLarge();
    }

    private void rewriteWhenLarge() {
        if (log.size() < rewriteAtSize) {
            return;
        }
        state.dropExpired(clock.wallMs());
        try {
            log.rewrite(List.copyOf(state.all()));
        } catch (IOException later) {
            LOG.warn("The hub's own journal could not be written anew and grows on", later);
        }
        rewriteAtSize = log.size() + ROOM_TO_GROW + 2L * state.count();
    }

    /**
     * Ends a family: at once in memory, and durably where the disk takes it.
     *
     * @return whether it is durable, and was there
     */
    public boolean end(String id) {
        boolean durable = true;
        synchronized (this) {
            if (state.remove(id) == null) {
                return false;
            }
            try {
                log.append(new FamilyEntry.Ended(id));
            } catch (NotDurable failed) {
                LOG.warn("The end of a login could not be made durable", failed);
                durable = false;
            }
        }
        listeners.forEach(listener -> listener.accept(id));
        return durable;
    }

    /** Ends all families of a participant, as after a ban. */
    public void revokeAll(Pid pid) {
        ofParticipant(pid).forEach(family -> end(family.id()));
    }

    /** Ends the families that somebody began with another key than this one. */
    void revokeOthers(Pid pid, @Nullable PublicKey keyInForce) {
        ofParticipant(pid).stream()
                .filter(family -> !family.key().equals(keyInForce))
                .forEach(family -> end(family.id()));
    }

    private synchronized List<Family> ofParticipant(Pid pid) {
        return state.of(pid);
    }

    /** Closes the files. */
    @Override
    public synchronized void close() {
        log.close();
    }
}
