package org.tallystick.hub.live;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.http.ApiError;
import org.tallystick.hub.auth.Authenticated;
import org.tallystick.hub.auth.Authenticator;
import org.tallystick.identity.Pid;

/**
 * One connection. The server calls it for what comes in, one call at a time; everything else is for any thread.
 *
 * <p>Public for the server's sake only.
 */
public final class LiveSocket extends Session.Listener.AbstractAutoDemanding {

    /** How long a message that is too long may take to come to its end. */
    static final long TOO_LONG_MS = 30_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Fan fan;
    private final Shared shared;
    private final Outlet outlet;
    private final Allowance allowance;
    private final Incoming incoming;
    private final long sinceMs;
    private final Pid pid;
    private volatile Authenticated token;
    private volatile long heardNs;
    private volatile long pingedNs;
    private volatile long tooLongSinceNs = NEVER;
    private int errorsInARow;

    /** What all sockets have in common. */
    record Shared(
            Authenticator authenticator,
            Commands commands,
            Frames frames,
            LiveLimits limits,
            Clock clock,
            Outlet.Shared outlets) {}

    LiveSocket(Fan fan, Authenticated token, Shared shared) {
        this.fan = fan;
        this.shared = shared;
        this.token = token;
        this.pid = token.pid();
        this.outlet = new Outlet(new JettyWire(this), shared.outlets());
        this.allowance = new Allowance(
                shared.clock(),
                shared.limits().messagesPerSecond(),
                shared.limits().burst());
        this.incoming = new Incoming(shared.limits().frameBytes());
        this.sinceMs = shared.clock().wallMs();
        this.heardNs = shared.clock().monotonicNs();
        this.pingedNs = heardNs;
    }

    Pid pid() {
        return pid;
    }

    String family() {
        return token.family();
    }

    long expiresAtMs() {
        return token.expiresAtMs();
    }

    long sinceMs() {
        return sinceMs;
    }

    Outlet outlet() {
        return outlet;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        session.setIdleTimeout(Duration.ZERO);
        super.onWebSocketOpen(session);
        fan.opened(this);
    }

    @Override
    public void onWebSocketPartialText(String piece, boolean last) {
        if (isWhole(incoming.text(piece, last))) {
            said(incoming.take());
        }
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer piece, boolean last, Callback callback) {
        Incoming.State state = incoming.other(piece.remaining(), last);
        callback.succeed();
        if (isWhole(state)) {
            incoming.take();
            heard();
            wrong(allowance.take() ? "text_expected" : "rate_limited");
        }
    }

    private boolean isWhole(Incoming.State state) {
        if (state == Incoming.State.TOO_LONG) {
            outlet.end(CloseCode.TOO_LONG);
        } else if (incoming.isTooLong() && tooLongSinceNs == NEVER) {
            tooLongSinceNs = shared.clock().monotonicNs();
        }
        return state == Incoming.State.WHOLE;
    }

    private void said(String message) {
        heard();
        if (!allowance.take()) {
            wrong("rate_limited");
            return;
        }
        Commands.Command command = shared.commands().read(message);
        if (!(command instanceof Commands.Command.Wrong || command instanceof Commands.Command.Authenticate)) {
            errorsInARow = 0;
        }
        switch (command) {
            case Commands.Command.Wrong(String why) -> wrong(why);
            case Commands.Command.Ping(boolean bare) ->
                outlet.answer(bare ? "pong" : shared.frames().pong());
            case Commands.Command.Subscribe(List<String> events) ->
                outlet.want(Wanted.only(events), shared.frames().subscription("subscribed", events));
            case Commands.Command.Unsubscribe(List<String> events) -> {
                Wanted left = outlet.wanted().without(events);
                outlet.want(left, shared.frames().subscription("unsubscribed", left.names()));
            }
            case Commands.Command.Resume(long after) -> outlet.resume(after);
            case Commands.Command.Authenticate(String another) -> authenticate(another);
        }
        outlet.spoken();
    }

    private void authenticate(String another) {
        try {
            Authenticated fresh = shared.authenticator().authenticate(another);
            if (!fresh.pid().equals(pid)) {
                wrong("another_participant");
                return;
            }
            token = fresh;
            errorsInARow = 0;
            outlet.answer(shared.frames().authenticated(fresh.expiresAtMs()));
            fan.checkToken(this);
        } catch (ApiError refused) {
            wrong("invalid_token");
        }
    }

    private void wrong(String why) {
        errorsInARow++;
        if (errorsInARow >= shared.limits().errors()) {
            outlet.end(CloseCode.TOO_MANY_ERRORS);
        } else {
            outlet.answer(shared.frames().error(why));
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heard();
    }

    private void heard() {
        heardNs = shared.clock().monotonicNs();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // What went wrong with a connection is its own; the end of it is told by the close.
        outlet.closed();
        fan.gone(this);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        outlet.closed();
        fan.gone(this);
        // The goodbye is answered, and the connection given back, only when this is completed.
        callback.succeed();
    }

    /** Closes where the peer is gone, and asks where it may be. */
    void look(long nowNs) {
        long tooLongSince = tooLongSinceNs;
        if (tooLongSince != NEVER && nowNs - tooLongSince > TOO_LONG_MS * 1_000_000L) {
            outlet.end(CloseCode.TOO_LONG);
        } else if (nowNs - heardNs > shared.limits().silentMs() * 1_000_000L) {
            outlet.end(CloseCode.SILENT);
        } else if (nowNs - Math.max(heardNs, pingedNs) > shared.limits().pingMs() * 1_000_000L) {
            pingedNs = nowNs;
            @Nullable Session session = getSession();
            if (session != null && session.isOpen()) {
                session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
            }
        }
    }
}
