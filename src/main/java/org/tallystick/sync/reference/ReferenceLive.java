package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.Login;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;

/**
 * Notices what happens at a hub of the reference dialect. Its socket tells of received payments only, at most once, without a count
 * (GEO facts §8); so an event, and each new subscription, means no more than that there is something to ask, and the account is
 * looked at now and then besides. One virtual thread; whoever follows is called on it.
 */
final class ReferenceLive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceLive.class);

    private static final String EVENT = "payment.received";
    private static final int MOST_CHARACTERS = 4_096;
    private static final int MOST_SIGNALS = 256;
    private static final int NORMAL_END = 1_000;
    private static final int FORBIDDEN = 403;
    private static final long NEVER = -1;
    private static final String SUBSCRIBE = CanonicalJson.text(Json.object()
            .put("type", "subscribe")
            .put("events", Json.of(List.of(Json.of(EVENT))))
            .build());

    private final HubHttp http;
    private final ReferenceSession session;
    private final ReferenceAccount account;
    private final Pulse pulse;
    private final Clock clock;
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(MOST_SIGNALS);
    private final List<Consumer<HubState>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile HubState state = new HubState.Connecting();
    private volatile boolean closed;
    private volatile long seenAtMs = NEVER;
    private volatile @Nullable WebSocket socket;

    /** Which try to connect it is; signals of an earlier one count no more. */
    private long generation;

    private Login.@Nullable Token token;

    private enum Kind {
        OPENED,
        HEARD,
        CHANGED,
        WOKEN,
        REFUSED,
        ENDED
    }

    private record Signal(Kind kind, long generation) {

        static final long OURS = -1;
    }

    ReferenceLive(HubHttp http, ReferenceSession session, ReferenceAccount account, Pulse pulse, Clock clock) {
        this.http = http;
        this.session = session;
        this.account = account;
        this.pulse = pulse;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("reference-live").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    HubReader.Following follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }

    /** How it stands. */
    HubState state() {
        return state;
    }

    /** When it last said anything, by the wall clock. */
    OptionalLong seenAtMs() {
        long seen = seenAtMs;
        return seen == NEVER ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    /** Connects and looks now, whatever it waits for. */
    void wake() {
        signal(new Signal(Kind.WOKEN, Signal.OURS));
    }

    HubReader.Following listen(Consumer<HubState> told) {
        listeners.add(told);
        return () -> listeners.remove(told);
    }

    private void stand(HubState now) {
        if (!closed && !now.equals(state)) {
            state = now;
            listeners.forEach(told -> told.accept(now));
        }
    }

    private void away(HubAnswer.Why why) {
        long sinceMs = state instanceof HubState.Offline before ? before.sinceMs() : clock.wallMs();
        stand(new HubState.Offline(sinceMs, why == HubAnswer.Why.PLAIN));
    }

    /** Something was done here, so that what was known counts no more. */
    void touched() {
        account.forget();
        if (thread.isAlive()) {
            signal(new Signal(Kind.CHANGED, Signal.OURS));
        } else {
            followers.forEach(Runnable::run);
        }
    }

    /** What does not fit is made up for by the next look. */
    private void signal(Signal signal) {
        if (!signals.offer(signal)) {
            LOG.debug("A word of the hub is left out: too many wait");
        }
    }

    private void run() {
        while (!closed) {
            try {
                Signal signal = signals.poll(pulse.waitNs(clock.monotonicNs()), TimeUnit.NANOSECONDS);
                if (signal != null && (signal.generation() == generation || signal.generation() == Signal.OURS)) {
                    take(signal.kind());
                }
                Pulse.Step step = pulse.next(clock.monotonicNs());
                while (step != Pulse.Step.NOTHING && !closed) {
                    act(step);
                    step = pulse.next(clock.monotonicNs());
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void take(Kind kind) {
        long nowNs = clock.monotonicNs();
        switch (kind) {
            case OPENED -> {
                pulse.opened(nowNs);
                stand(new HubState.Connected());
                Optional.ofNullable(socket).ifPresent(open -> open.send(SUBSCRIBE));
            }
            case HEARD -> {
                seenAtMs = clock.wallMs();
                pulse.heard(nowNs);
            }
            case WOKEN -> pulse.hurry(nowNs);
            case CHANGED -> tell();
            case REFUSED -> {
                // The token may be at its end; the next try has another.
                token = session.renew(token) instanceof Login.Entry.In(Login.Token next) ? next : null;
                pulse.ended(clock.monotonicNs());
            }
            case ENDED -> {
                pulse.ended(nowNs);
                away(HubAnswer.Why.BROKEN_OFF);
            }
        }
    }

    private void act(Pulse.Step step) {
        switch (step) {
            case CONNECT -> connect();
            case PING -> Optional.ofNullable(socket).ifPresent(open -> open.send("ping"));
            case DROP -> {
                drop();
                away(HubAnswer.Why.TIMED_OUT);
            }
            case LOOK -> look();
            case NOTHING -> {}
        }
    }

    private void connect() {
        drop();
        generation++;
        switch (session.enter()) {
            case Login.Entry.In(Login.Token now) -> {
                token = now;
                socket = http.open(now.access(), new Ear(generation)).orElse(null);
            }
            case Login.Entry.Out(HubAnswer why) -> notIn(why);
        }
        if (socket == null) {
            pulse.ended(clock.monotonicNs());
        }
    }

    private void notIn(HubAnswer answer) {
        switch (answer) {
            case HubAnswer.Unusable(HubAnswer.Why why) -> away(why);
            case HubAnswer.Refused refused
            when !refused.code().equals(ErrorCode.E014.name()) -> stand(new HubState.Refused(refused.code()));
            case HubAnswer.Refused _, HubAnswer.Said _ -> away(HubAnswer.Why.NOT_NOW);
        }
    }

    private void drop() {
        Optional.ofNullable(socket).ifPresent(WebSocket::cancel);
        socket = null;
    }

    private void look() {
        try {
            boolean changed = account.look();
            seenAtMs = clock.wallMs();
            if (!(state instanceof HubState.Connected)) {
                // It answers, and only its socket does not.
                stand(new HubState.Connected());
            }
            if (changed) {
                tell();
            }
        } catch (HubUnreachable notNow) {
            LOG.debug("The hub was not there for a look", notNow);
        }
    }

    private void tell() {
        account.forget();
        followers.forEach(Runnable::run);
    }

    /** Hears one socket, on threads of the client. */
    private final class Ear extends WebSocketListener {

        private final long of;

        Ear(long of) {
            this.of = of;
        }

        private void tell(Kind kind) {
            signal(new Signal(kind, of));
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            tell(Kind.OPENED);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            tell(Kind.HEARD);
            // From when it is subscribed nothing is missed any more, but before something may have been.
            if (text.length() <= MOST_CHARACTERS && (says(text, "event", EVENT) || says(text, "type", "subscribed"))) {
                tell(Kind.CHANGED);
            }
        }

        private static boolean says(String text, String name, String value) {
            try {
                return Json.readObject(text.getBytes(UTF_8)).fields().get(name) instanceof Json.Str(String found)
                        && found.equals(value);
            } catch (MalformedJson other) {
                return false;
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(NORMAL_END, null);
            tell(Kind.ENDED);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failed, @Nullable Response response) {
            tell(response != null && response.code() == FORBIDDEN ? Kind.REFUSED : Kind.ENDED);
        }
    }

    /** Ends; nobody is told anything afterwards. */
    @Override
    public void close() {
        closed = true;
        followers.clear();
        listeners.clear();
        thread.interrupt();
        drop();
    }
}
