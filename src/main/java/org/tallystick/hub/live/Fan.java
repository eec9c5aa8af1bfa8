package org.tallystick.hub.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.hub.auth.Families;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Effects;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.block.Recorded;

/** Who is connected, and what of a block goes to whom. Blocks come from the one follower; everything else is for any thread. */
final class Fan {

    private static final Logger LOG = LoggerFactory.getLogger(Fan.class);

    private final Desk desk;
    private final Stories stories;
    private final Names names;
    private final Frames frames;
    private final LiveLimits limits;
    private final Families families;
    private final Counters counters;
    private final Map<Pid, Set<LiveSocket>> sockets = new ConcurrentHashMap<>();
    private final Set<LiveSocket> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** A participant's account with its count. */
    private record Standing(int account, long seq) {}

    Fan(
            Desk desk,
            Stories stories,
            Names names,
            Frames frames,
            LiveLimits limits,
            Families families,
            Counters counters) {
        this.desk = desk;
        this.stories = stories;
        this.names = names;
        this.frames = frames;
        this.limits = limits;
        this.families = families;
        this.counters = counters;
    }

    /** Refuses a participant for whom there is no room. */
    void checkRoom(Pid pid) throws ApiError {
        if (closing || all.size() >= limits.sockets()) {
            throw ApiError.of(ErrorCode.E020, "reason", closing ? "closing" : "sockets");
        }
        if (sockets.getOrDefault(pid, Set.of()).size() >= limits.socketsEach()) {
            throw ApiError.of(ErrorCode.E014, "reason", "sockets");
        }
    }

    /** A socket is open: it gets what happens from now on. */
    void opened(LiveSocket socket) {
        counters.opened();
        boolean room = add(socket);
        if (!room) {
            socket.outlet().end(CloseCode.TRY_LATER);
            return;
        }
        checkToken(socket);
        Thread.ofVirtual().name("live-start").start(() -> start(socket));
    }

    private synchronized boolean add(LiveSocket socket) {
        if (closing || all.size() >= limits.sockets()) {
            return false;
        }
        Set<LiveSocket> own = sockets.computeIfAbsent(socket.pid(), anybody -> new CopyOnWriteArraySet<>());
        if (own.size() >= limits.socketsEach()) {
            return false;
        }
        own.add(socket);
        all.add(socket);
        return true;
    }

    private void start(LiveSocket socket) {
        try {
            Standing standing = standings(Set.of(socket.pid())).get(socket.pid());
            if (standing == null) {
                socket.outlet().end(CloseCode.TOKEN_REVOKED);
                return;
            }
            socket.outlet()
                    .start(
                            frames.hello(socket.pid(), standing.seq(), socket.expiresAtMs()),
                            new Party(standing.account(), socket.pid()),
                            standing.seq());
        } catch (ApiError | CompletionException unavailable) {
            socket.outlet().end(CloseCode.TRY_LATER);
        }
    }

    private Map<Pid, Standing> standings(Collection<Pid> pids) throws ApiError {
        return desk.ask(view -> {
            Map<Pid, Standing> found = new HashMap<>();
            for (Pid pid : pids) {
                Optional<Account> account = Optional.ofNullable(view.ledger().account(pid));
                account.ifPresent(one -> found.put(pid, new Standing(one.number(), one.seq())));
            }
            return found;
        });
    }

    /** A login that ended while its socket was being opened was not found among the sockets then. */
    void checkToken(LiveSocket socket) {
        if (!families.isLive(socket.family())) {
            socket.outlet().end(CloseCode.TOKEN_REVOKED);
        }
    }

    /** A socket is closed. */
    synchronized void gone(LiveSocket socket) {
        all.remove(socket);
        Set<LiveSocket> own = sockets.get(socket.pid());
        if (own != null && own.remove(socket) && own.isEmpty()) {
            sockets.remove(socket.pid());
        }
    }

    Set<LiveSocket> all() {
        return all;
    }

    /** A login has ended. */
    void ended(String family) {
        for (LiveSocket socket : all) {
            if (socket.family().equals(family)) {
                socket.outlet().end(CloseCode.TOKEN_REVOKED);
            }
        }
    }

    /** A block is durable. */
    void block(CommittedBlock block) {
        try {
            List<Stories.Touched> touched = touched(block);
            if (!touched.isEmpty()) {
                tell(touched);
            }
            tellOfBlock(block);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("A defect while telling of a block", defect);
            missed();
        }
    }

    private List<Stories.Touched> touched(CommittedBlock block) {
        List<Stories.Touched> touched = new ArrayList<>();
        for (Applied applied : block.applied()) {
            boolean renames = applied.transaction().texts().stream()
                    .anyMatch(text -> text.field().equals("display_name"));
            for (Effects.Touch touch : applied.effects().touches()) {
                if (renames) {
                    names.forget(touch.account());
                }
                if (sockets.containsKey(touch.pid())) {
                    touched.add(new Stories.Touched(
                            new Recorded(block.block().header(), applied.transaction()),
                            new Party(touch.account(), touch.pid()),
                            touch.seq()));
                }
            }
        }
        return touched;
    }

    private void tell(List<Stories.Touched> touched) throws InterruptedException {
        try {
            List<Told> told = stories.tell(touched);
            for (int i = 0; i < told.size(); i++) {
                Told one = told.get(i);
                of(touched.get(i)).forEach(socket -> socket.outlet().offer(one));
            }
        } catch (ApiError unavailable) {
            touched.forEach(one -> of(one).forEach(socket -> socket.outlet().behind(one.seq())));
        }
    }

    private Set<LiveSocket> of(Stories.Touched one) {
        return Objects.requireNonNull(sockets.getOrDefault(one.whom().pid(), Set.of()));
    }

    private void tellOfBlock(CommittedBlock block) {
        Optional<String> text = Optional.empty();
        for (LiveSocket socket : all) {
            if (socket.outlet().wanted().wants(Frames.BLOCK_SEALED)) {
                text = text.isPresent() ? text : Optional.of(Frames.sealed(block.block()));
                socket.outlet().sealed(text.get());
            }
        }
    }

    /** The follower was too slow: whoever is connected reads what they missed. */
    void missed() {
        try {
            Map<Pid, Standing> standings = standings(new HashSet<>(sockets.keySet()));
            standings.forEach((pid, standing) -> sockets.getOrDefault(pid, Set.of())
                    .forEach(socket -> socket.outlet().behind(standing.seq())));
        } catch (ApiError | CompletionException closingNode) {
            LOG.debug("The node is closing", closingNode);
        }
    }

    /** Closes all sockets and takes no more. */
    void close() {
        synchronized (this) {
            closing = true;
        }
        all.forEach(socket -> socket.outlet().end(CloseCode.GOING_AWAY));
    }
}
