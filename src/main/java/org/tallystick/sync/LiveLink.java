package org.tallystick.sync;

import java.net.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;

/**
 * Hears from a hub of whichever dialect that something happened: runs a {@link LiveCourse} over sockets, on one virtual thread of its
 * own. What the sockets say waits in a queue of {@link #MAX_WAITING}; one that fills it is left, since whatever it tells is fetched
 * anyhow.
 */
public final class LiveLink implements AutoCloseable {

    /** The most that waits to be read. */
    static final int MAX_WAITING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(LiveLink.class);
    private static final int CLOSE_GOING = 1001;
    private static final long HANDS_FREE_MS = 2_000;

    private final HubHttp http;
    private final Login login;
    private final LiveDialect dialect;
    private final Ear ear;
    private final Clock clock;
    private final LiveCourse course;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean running = new AtomicBoolean();
    private @Nullable Thread thread;
    private @Nullable WebSocket socket;
    private Login.@Nullable Token token;

    /** Who is told; called on the thread of the link, and must not wait. */
    public interface Ear {

        /**
         * There may be something to fetch.
         *
         * @param seq the account's count as the hub tells it; nothing where it tells none
         */
        void look(OptionalLong seq);

        /** Whether the hub tells what happens from now on. */
        void live(boolean live);

        /** There is no socket, since the hub did not let the owner in, or is not there. */
        default void notLetIn(HubAnswer why) {}
    }

    /**
     * Makes it; nothing is connected yet.
     *
     * @param http the way to the hub
     * @param login the owner's there
     * @param dialect of the hub
     * @param ear who is told
     * @param clock for waits
     * @param randomness spreads what is tried again
     */
    public LiveLink(HubHttp http, Login login, LiveDialect dialect, Ear ear, Clock clock, Randomness randomness) {
        this.http = http;
        this.login = login;
        this.dialect = dialect;
        this.ear = ear;
        this.clock = clock;
        this.course = new LiveCourse(dialect, new Hands(), randomness);
    }

    /** Starts to listen. */
    public synchronized void start() {
        if (running.compareAndSet(false, true)) {
            thread = Thread.ofVirtual().name("live " + http.address().host()).start(this::run);
        }
    }

    /** Connects now, whatever it waits for: the owner wants it, or the network is back. */
    public void wake() {
        offer(() -> course.wake(clock.monotonicNs()));
    }

    private void run() {
        course.wake(clock.monotonicNs());
        try {
            while (running.get()) {
                Runnable next = clock.await(waiting, course.quietNs(clock.monotonicNs()));
                if (next != null) {
                    next.run();
                }
                course.tick(clock.monotonicNs());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            course.stop();
        }
    }

    private boolean offer(Runnable happened) {
        return waiting.offer(happened);
    }

    private final class Hands implements LiveHands {

        @Override
        public void connect(int number, boolean freshToken) {
            Login.Entry entry = freshToken ? login.renew(token) : login.enter();
            switch (entry) {
                case Login.Entry.In(Login.Token found) -> {
                    token = found;
                    Optional<WebSocket> opened = http.open(found.access(), new Listener(number));
                    socket = opened.orElse(null);
                    if (opened.isPresent()) {
                        course.token(number, found.endsNs(), Optional.empty());
                    } else {
                        course.failed(number, 0, clock.monotonicNs());
                    }
                }
                case Login.Entry.Out(HubAnswer why) -> {
                    LOG.debug("no token for the live socket");
                    ear.notLetIn(why);
                    course.failed(number, why instanceof HubAnswer.Refused refused ? refused.status() : 0, now());
                }
            }
        }

        @Override
        public void send(int number, String text) {
            WebSocket open = socket;
            if (open == null || !open.send(text)) {
                course.failed(number, 0, now());
            }
        }

        @Override
        public void leave(int number) {
            WebSocket open = socket;
            socket = null;
            if (open != null && !open.close(CLOSE_GOING, null)) {
                open.cancel();
            }
        }

        @Override
        public void renew(int number) {
            if (login.renew(token) instanceof Login.Entry.In(Login.Token found)) {
                token = found;
                course.token(number, found.endsNs(), Optional.of(found.access()));
            }
        }

        @Override
        public void look(OptionalLong seq) {
            ear.look(seq);
        }

        @Override
        public void live(boolean live) {
            ear.live(live);
        }

        private long now() {
            return clock.monotonicNs();
        }
    }

    /** Hands over what a socket says; called on threads of the client. */
    private final class Listener extends WebSocketListener {

        private final int number;
        private volatile boolean isOpen;

        Listener(int number) {
            this.number = number;
        }

        @Override
        public void onOpen(WebSocket open, Response response) {
            isOpen = true;
            tell(open, () -> course.opened(number, clock.monotonicNs()));
        }

        @Override
        public void onMessage(WebSocket open, String text) {
            tell(open, () -> course.heard(number, text, clock.monotonicNs()));
        }

        @Override
        public void onClosing(WebSocket open, int code, String reason) {
            open.close(code == CLOSE_GOING ? CLOSE_GOING : 1000, null);
            tell(open, () -> course.closed(number, code, clock.monotonicNs()));
        }

        @Override
        public void onFailure(WebSocket open, Throwable failure, @Nullable Response response) {
            if (isOpen && failure instanceof ProtocolException) {
                tell(open, () -> course.broken(number, clock.monotonicNs()));
            } else {
                int status = response == null ? 0 : response.code();
                tell(open, () -> failed(status, HubHttp.why(failure)));
            }
        }

        private void failed(int status, HubAnswer.Why why) {
            course.failed(number, status, clock.monotonicNs());
            if (!isOpen && !dialect.isTokenOver(status)) {
                ear.notLetIn(new HubAnswer.Unusable(why));
            }
        }

        /** A socket that is left for talking too much is as one that broke: the silence of it is heard by the course. */
        private void tell(WebSocket open, Runnable happened) {
            if (!offer(happened)) {
                open.cancel();
            }
        }
    }

    /** Stops to listen; waits a moment for the thread. */
    @Override
    public void close() {
        Thread ended;
        synchronized (this) {
            if (!running.compareAndSet(true, false)) {
                return;
            }
            ended = thread;
        }
        if (ended == null || ended.equals(Thread.currentThread())) {
            return;
        }
        ended.interrupt();
        try {
            ended.join(HANDS_FREE_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
