package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;

/**
 * The course of a live socket: connect, hello, pings, a new token before the old one ends, silence, and back-off ({@code
 * src/docs/live.md}). What the hub tells means no more than that there may be something to fetch, so that a doubled, lost,
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
    private static final int UNAUTHORIZED = 401;
    private static final int CLIENT_ERROR = 400;

    /** Frames that tell of nothing that happened. */
    private static final Set<String> NO_EVENT =
            Set.of("pong", "subscribed", "unsubscribed", "resumed", "authenticated", "error", "hello");

    private enum Phase {
        STOPPED,
        WAITING,
        CONNECTING,
        LIVE
    }

    private final Pid me;
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

    LiveCourse(Pid me, LiveHands hands, Randomness randomness) {
        this.me = me;
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
        if (access.isPresent() && phase == Phase.LIVE) {
            Json.Obj payload = Json.object().put("token", access.get()).build();
            hands.send(
                    socket,
                    text(Json.object()
                            .put("type", "auth")
                            .put("payload", payload)
                            .build()));
        }
    }

    /** The socket is open; only its hello counts as an answer. */
    void opened(int number, long nowNs) {
        if (isCurrent(number)) {
            heardNs = nowNs;
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
        if (++nonsense > MAX_NONSENSE) {
            fail(nowNs, NOT_SOON);
            return;
        }
        try {
            Json.Obj json = Json.readObject(frame.getBytes(UTF_8), JsonLimits.DEFAULT);
            String type =
                    json.optionalText("type").or(() -> word(json, "event")).orElse("");
            nonsense = 0;
            understood(type, json, nowNs);
        } catch (MalformedJson malformed) {
            // A frame that says nothing is worth no more than that the hub is there; many of them end the socket.
            assert malformed != null;
        }
    }

    private void understood(String type, Json.Obj json, long nowNs) throws MalformedJson {
        if (type.equals("hello")) {
            Optional<String> pid = json.optionalText("pid");
            if (pid.isPresent() && !pid.get().equals(me.text())) {
                fail(nowNs, NOT_SOON);
                return;
            }
            live(nowNs);
            hands.look(seq(json));
        } else if (type.equals("error")
                && reason(json).filter("invalid_token"::equals).isPresent()) {
            freshToken = true;
            fail(nowNs, 0);
        } else if (!type.isEmpty() && !NO_EVENT.contains(type)) {
            live(nowNs);
            hands.look(seq(json));
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

    private static OptionalLong seq(Json.Obj json) throws MalformedJson {
        Optional<Long> seq = json.optionalNumber("seq");
        return seq.isPresent() && seq.get() >= 0 ? OptionalLong.of(seq.get()) : OptionalLong.empty();
    }

    private static Optional<String> reason(Json.Obj json) {
        return json.fields().get("payload") instanceof Json.Obj payload ? word(payload, "reason") : word(json, "error");
    }

    private static Optional<String> word(Json.Obj json, String name) {
        return json.fields().get(name) instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty();
    }

    private static String text(Json.Obj json) {
        return CanonicalJson.text(json);
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
            freshToken |= status == UNAUTHORIZED;
            fail(nowNs, status >= CLIENT_ERROR && status != UNAUTHORIZED ? NOT_SOON : 0);
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
