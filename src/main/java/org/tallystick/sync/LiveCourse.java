package org.tallystick.sync;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Randomness;

/**
 * The course of a live socket in whichever dialect: connect, first words, pings, a new token before the old one ends, silence, and
 * back-off ({@code src/docs/live.md}). What the hub tells means no more than that there may be something to fetch, so that a doubled, lost,
 * reordered or forged frame does no harm. Knows neither clock nor socket: it is told the time and what happens, and says what to
 * do. One thread.
 */
final class LiveCourse {

    private static final long SECOND_NS = 1_000_000_000L;

    /** A quiet socket is asked for a sign. */
    static final long PING_NS = 30 * SECOND_NS;

    /** A socket that gives none is dead. */
    static final long DEAD_NS = 45 * SECOND_NS;

    /** So long before its end a token is renewed. */
    static final long RENEW_NS = 60 * SECOND_NS;

    /** Who lived so long was well. */
    static final long STEADY_NS = 10 * SECOND_NS;

    private static final int MAX_NONSENSE = 16;
    private static final int NOT_SOON = 3;

    private static final int CLOSE_BUSY = 1013;
    private static final int CLOSE_ERRORS = 1008;
    private static final int CLOSE_TOKEN = 4401;
    private static final int CLIENT_ERROR = 400;

    private enum Phase {
        STOPPED,
        WAITING,
        CONNECTING,
        LIVE
    }

    private final LiveDialect dialect;
    private final LiveHands hands;
    private final BackOff backOff;

    private Phase phase = Phase.STOPPED;
    private int socket;
    private long sinceNs;
    private long heardNs;
    private long pingNs;
    private long connectNs;
    private long renewNs = Long.MAX_VALUE;
    private boolean freshToken;
    private int nonsense;

    LiveCourse(LiveDialect dialect, LiveHands hands, Randomness randomness) {
        this.dialect = dialect;
        this.hands = hands;
        this.backOff = new BackOff(randomness);
    }

    /** Connects now, whatever it waited for. */
    void wake(long nowNs) {
        if (phase == Phase.STOPPED || phase == Phase.WAITING) {
            connect(nowNs);
        }
    }

    /** Ends it. */
    void stop() {
        if (phase != Phase.STOPPED) {
            boolean wasLive = phase == Phase.LIVE;
            phase = Phase.STOPPED;
            hands.leave(socket);
            if (wasLive) {
                hands.live(false);
            }
        }
    }

    private void connect(long nowNs) {
        phase = Phase.CONNECTING;
        socket++;
        sinceNs = nowNs;
        heardNs = nowNs;
        nonsense = 0;
        renewNs = Long.MAX_VALUE;
        boolean fresh = freshToken;
        freshToken = false;
        hands.connect(socket, fresh);
    }

    /**
     * A token is in use on the socket.
     *
     * @param endsNs when it ends
     * @param access the token, where it has to be said on an open socket
     */
    void token(int number, long endsNs, Optional<String> access) {
        if (!isCurrent(number)) {
            return;
        }
        renewNs = endsNs - RENEW_NS;
        Optional<String> renewing = access.flatMap(dialect::renewing);
        if (renewing.isPresent() && phase == Phase.LIVE) {
            hands.send(socket, renewing.get());
        }
    }

    /** The socket is open; only that it tells something counts as an answer. */
    void opened(int number, long nowNs) {
        if (isCurrent(number)) {
            heardNs = nowNs;
            dialect.opening().ifPresent(text -> hands.send(socket, text));
        }
    }

    /** A text came. */
    void heard(int number, String frame, long nowNs) {
        if (!isCurrent(number)) {
            return;
        }
        heardNs = nowNs;
        pingNs = nowNs + PING_NS;
        if (frame.equals("pong")) {
            return;
        }
        LiveDialect.Said said = dialect.read(frame);
        nonsense = said instanceof LiveDialect.Said.Nonsense ? nonsense + 1 : 0;
        switch (said) {
            case LiveDialect.Said.Look(OptionalLong seq) -> {
                live(nowNs);
                hands.look(seq);
            }
            case LiveDialect.Said.TokenOver _ -> {
                freshToken = true;
                fail(nowNs, 0);
            }
            case LiveDialect.Said.AnotherOwner _ -> fail(nowNs, NOT_SOON);
            case LiveDialect.Said.Nothing _ -> {}
            case LiveDialect.Said.Nonsense _ -> {
                // It is worth no more than that the hub is there; much of it ends the socket.
                if (nonsense > MAX_NONSENSE) {
                    fail(nowNs, NOT_SOON);
                }
            }
        }
    }

    private void live(long nowNs) {
        if (phase == Phase.CONNECTING) {
            phase = Phase.LIVE;
            sinceNs = nowNs;
            pingNs = nowNs + PING_NS;
            hands.live(true);
        }
    }

    /**
     * The socket was closed by the hub.
     *
     * @param code of RFC 6455 §7.4 or of the hub
     */
    void closed(int number, int code, long nowNs) {
        if (isCurrent(number)) {
            freshToken |= code == CLOSE_TOKEN;
            fail(nowNs, code == CLOSE_BUSY || code == CLOSE_ERRORS ? NOT_SOON : 0);
        }
    }

    /** What came on the socket is nothing that may come on one, or more than may. */
    void broken(int number, long nowNs) {
        if (isCurrent(number)) {
            fail(nowNs, NOT_SOON);
        }
    }

    /**
     * There is no socket, or it ended.
     *
     * @param status of HTTP where the hub answered with one; else 0
     */
    void failed(int number, int status, long nowNs) {
        if (isCurrent(number)) {
            boolean tokenOver = dialect.isTokenOver(status);
            freshToken |= tokenOver;
            fail(nowNs, status >= CLIENT_ERROR && !tokenOver ? NOT_SOON : 0);
        }
    }

    private void fail(long nowNs, int atLeast) {
        boolean wasLive = phase == Phase.LIVE;
        if (wasLive && nowNs - sinceNs >= STEADY_NS) {
            backOff.succeeded();
        }
        backOff.atLeast(atLeast);
        phase = Phase.WAITING;
        connectNs = nowNs + backOff.nextMs() * 1_000_000;
        hands.leave(socket);
        if (wasLive) {
            hands.live(false);
        }
    }

    /** Time went on. */
    void tick(long nowNs) {
        switch (phase) {
            case STOPPED -> {
                return;
            }
            case WAITING -> {
                if (nowNs - connectNs >= 0) {
                    connect(nowNs);
                }
            }
            case CONNECTING -> {
                if (nowNs - sinceNs >= DEAD_NS) {
                    fail(nowNs, 0);
                }
            }
            case LIVE -> tend(nowNs);
        }
    }

    private void tend(long nowNs) {
        if (nowNs - heardNs >= DEAD_NS) {
            fail(nowNs, 0);
            return;
        }
        if (renewNs != Long.MAX_VALUE && nowNs - renewNs >= 0) {
            renewNs = Long.MAX_VALUE;
            hands.renew(socket);
        } else if (nowNs - pingNs >= 0) {
            pingNs = nowNs + PING_NS;
            hands.send(socket, "ping");
        }
    }

    /** How long nothing has to be done unless something happens; 0 where something has to be done now. */
    long quietNs(long nowNs) {
        long dueNs = switch (phase) {
            case STOPPED -> nowNs + DEAD_NS;
            case WAITING -> connectNs;
            case CONNECTING -> sinceNs + DEAD_NS;
            case LIVE -> Math.min(Math.min(heardNs + DEAD_NS, pingNs), renewNs);
        };
        return Math.max(0, dueNs - nowNs);
    }

    /** Whether the hub tells what happens. */
    boolean isLive() {
        return phase == Phase.LIVE;
    }

    private boolean isCurrent(int number) {
        return number == socket && (phase == Phase.CONNECTING || phase == Phase.LIVE);
    }
}
