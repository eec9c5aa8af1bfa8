package org.tallystick.hub.live;

import io.javalin.config.JavalinConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.tallystick.base.Clock;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.EventMaker;
import org.tallystick.http.LastingFacts;
import org.tallystick.hub.auth.Auth;
import org.tallystick.identity.Pid;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Follower;

/** All sockets of a hub. Mounted before the server starts, closed before it stops and before the node is. Any thread. */
public final class LiveSockets implements AutoCloseable {

    private static final long LOOK_MS = 1_000;
    private static final long GOODBYE_MS = 2_500;

    private final Fan fan;
    private final LiveSocket.Shared shared;
    private final Counters counters = new Counters();
    private final Clock clock;
    private final Follower follower;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Somebody who is connected.
     *
     * @param pid who
     * @param sockets how many sockets they have
     * @param sinceMs since when, by the wall clock; the oldest
     */
    public record Connected(Pid pid, int sockets, long sinceMs) {}

    /**
     * What sockets stand on.
     *
     * @param desk the way to the node
     * @param facts what never changes there
     * @param history what touched whom
     * @param directory who is who
     * @param makers of events, one for each room that has some
     * @param auth whose tokens count
     */
    public record Ground(
            Desk desk,
            LastingFacts facts,
            AccountHistory history,
            Directory directory,
            List<EventMaker> makers,
            Auth auth) {

        /** Keeps an unmodifiable copy. */
        public Ground {
            makers = List.copyOf(makers);
        }
    }

    /**
     * Begins to follow the node.
     *
     * @param ground what sockets stand on
     * @param limits bounds
     * @param clock for tokens, silence and limits
     */
    public LiveSockets(Ground ground, LiveLimits limits, Clock clock) {
        this.clock = clock;
        Frames frames = new Frames(clock);
        Names names = new Names(ground.directory(), clock);
        Stories stories = new Stories(ground.makers(), ground.facts(), names);
        Past past = new Past(ground.desk(), ground.history(), stories);
        this.fan = new Fan(
                ground.desk(), stories, names, frames, limits, ground.auth().families(), counters);
        this.shared = new LiveSocket.Shared(
                ground.auth().authenticator(),
                new Commands(limits.frameBytes()),
                frames,
                limits,
                clock,
                new Outlet.Shared(past::after, frames, limits, new AtomicLong(), counters));
        ground.auth().families().onEnd(fan::ended);
        this.follower = ground.desk().node().follow(fan::block, fan::missed);
        Thread.ofVirtual().name("live-looker").start(this::lookOnAndOn);
    }

    /**
     * Adds the way in to a server that is being put together.
     *
     * @param config the server's
     * @param path below the server's context, such as {@code /ws}
     * @param door what the server asks of every request
     */
    public void mount(JavalinConfig config, String path, Door door) {
        config.jetty.modifyServletContextHandler(
                context -> context.addServlet(new ServletHolder(new LiveServlet(door, fan, shared)), path));
    }

    private void lookOnAndOn() {
        try {
            while (!closed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes sockets whose token has run out or whose peer is gone. */
    void look() {
        long nowMs = clock.wallMs();
        long nowNs = clock.monotonicNs();
        for (LiveSocket socket : fan.all()) {
            if (socket.expiresAtMs() <= nowMs) {
                socket.outlet().end(CloseCode.TOKEN_EXPIRED);
            } else {
                socket.look(nowNs);
            }
        }
    }

    /** Who is connected, in the order of PIDs. */
    public List<Connected> connected() {
        Map<Pid, Connected> people = new TreeMap<>();
        for (LiveSocket socket : fan.all()) {
            people.merge(
                    socket.pid(),
                    new Connected(socket.pid(), 1, socket.sinceMs()),
                    (one, other) -> new Connected(
                            one.pid(), one.sockets() + other.sockets(), Math.min(one.sinceMs(), other.sinceMs())));
        }
        return new ArrayList<>(people.values());
    }

    /** How many sockets are open. */
    public int count() {
        return fan.all().size();
    }

    /** What is counted, by the names of the metrics. */
    public Map<String, Long> gauges() {
        return Map.of(
                "sockets_open",
                (long) count(),
                "sockets_opened_total",
                counters.openedSoFar(),
                "socket_events_total",
                counters.sentSoFar(),
                "sockets_cut_slow_total",
                counters.slowSoFar());
    }

    /** Says goodbye to all and waits a moment for them; takes no more. */
    @Override
    public void close() {
        closed.countDown();
        follower.close();
        fan.close();
        long endNs = clock.monotonicNs() + GOODBYE_MS * 1_000_000;
        try {
            for (LiveSocket socket : fan.all()) {
                long leftMs = (endNs - clock.monotonicNs()) / 1_000_000;
                socket.outlet().awaitClosed(Math.max(0, leftMs));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
