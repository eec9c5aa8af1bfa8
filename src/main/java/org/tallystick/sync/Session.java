package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;

/**
 * One owner, logged in at one hub. Tokens live in memory only: while the wallet is unlocked the key logs in again at any time. A call
 * that is told that its token does not count refreshes once, then logs in with the key, then gives up. Any thread; who comes while
 * another logs in waits for that.
 */
public final class Session {

    private static final int UNAUTHORIZED = 401;
    private static final long MOST_SECONDS = 86_400;

    /** Who was refused is not asked for again at each question; hubs count logins closely. */
    private static final long REFUSED_MS = 5_000;

    private static final long REGISTER_VALID_MS = 24 * 60 * 60_000;

    private final HubHttp http;
    private final Pid hub;
    private final Pid me;
    private final KeyPair key;
    private final Clock clock;
    private final ReentrantLock entering = new ReentrantLock();
    private volatile @Nullable Token current;
    private volatile @Nullable Turned turned;
    private volatile boolean suspended;

    /**
     * What counts as the owner for a while.
     *
     * @param access the access token
     * @param refresh the refresh token, which counts once
     * @param endsNs by the monotonic clock
     */
    record Token(String access, String refresh, long endsNs) {

        /** Says nothing of the tokens. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** That the hub refused to log the owner in. */
    private record Turned(Entry.Out away, long untilNs) {}

    /** What came of wanting a token. */
    sealed interface Entry {
        record In(Token token) implements Entry {}

        record Out(HubAnswer why) implements Entry {}
    }

    /**
     * Makes the session; nothing is asked yet.
     *
     * @param http the way to the hub, which has proven who it is
     * @param hub its PID
     * @param me the owner's account there
     * @param key the owner's key in force there
     * @param clock for the ends of tokens
     */
    public Session(HubHttp http, Pid hub, Pid me, KeyPair key, Clock clock) {
        this.http = http;
        this.hub = hub;
        this.me = me;
        this.key = key;
        this.clock = clock;
    }

    /** The hub. */
    Pid hub() {
        return hub;
    }

    /** The owner's account. */
    Pid me() {
        return me;
    }

    /**
     * Opens an account with the owner's key.
     *
     * @param displayName how they want to be called, 1 to 255 characters
     * @param ids makes the statement's
     * @return the participant as the hub has it, perhaps {@code pending}; E008 where there is one already
     */
    public HubAnswer register(String displayName, Ids ids) {
        Json.Obj fields = Json.object()
                .put("display_name", displayName)
                .put("type", "person")
                .put("public_key", key.publicKey().text())
                .put("statement_id", ids.next())
                .put(
                        "valid_until",
                        Instant.ofEpochMilli(clock.wallMs() + REGISTER_VALID_MS).toString())
                .build();
        SignedStatement statement = SignedStatement.sign(me, key, "participant.register", hub, fields);
        tryAgain();
        return http.ask(
                HubCall.post(
                        "/auth/register",
                        fields.with("signature", Json.of(statement.signature().text()))),
                "");
    }

    /** Makes a call as the owner. */
    HubAnswer ask(HubCall call) {
        return switch (enter()) {
            case Entry.Out(HubAnswer why) -> why;
            case Entry.In(Token token) -> {
                HubAnswer answer = http.ask(call, token.access());
                if (!isOver(answer)) {
                    yield answer;
                }
                yield switch (renew(token)) {
                    case Entry.Out(HubAnswer why) -> why;
                    case Entry.In(Token next) -> http.ask(call, next.access());
                };
            }
        };
    }

    /** Makes a call as nobody. */
    HubAnswer askOpenly(HubCall call) {
        return suspended ? new HubAnswer.Unusable(HubAnswer.Why.NOT_ASKED) : http.ask(call, "");
    }

    /** From now on, or no longer, nothing is asked: something else stands at the address, or the hub is not believed any more. */
    void suspend(boolean now) {
        suspended = now;
    }

    private static boolean isOver(HubAnswer answer) {
        return answer instanceof HubAnswer.Refused refused
                && refused.status() == UNAUTHORIZED
                && !refused.code().equals(ErrorCode.E005.name());
    }

    /** A token that counts as far as can be seen from here. */
    Entry enter() {
        if (suspended) {
            return out(HubAnswer.Why.NOT_ASKED);
        }
        Token token = current;
        return token == null || token.endsNs() - clock.monotonicNs() <= 0 ? renew(token) : new Entry.In(token);
    }

    /**
     * A newer token than one that does not count any more.
     *
     * @param old which; null for none
     */
    Entry renew(@Nullable Token old) {
        entering.lock();
        try {
            Token token = current;
            if (token != null && !token.equals(old)) {
                return new Entry.In(token);
            }
            Turned before = turned;
            if (before != null && before.untilNs() - clock.monotonicNs() > 0) {
                return before.away();
            }
            // Whatever becomes of it, a refresh token that was sent is never sent again: used twice it ends the login.
            current = null;
            Entry refreshed = token == null ? login() : refresh(token);
            switch (refreshed) {
                case Entry.In(Token next) -> current = next;
                case Entry.Out out -> turned = turned(out);
            }
            return refreshed;
        } finally {
            entering.unlock();
        }
    }

    private @Nullable Turned turned(Entry.Out out) {
        return out.why() instanceof HubAnswer.Refused refused
                ? new Turned(out, clock.monotonicNs() + Math.max(REFUSED_MS, refused.retryAfterMs()) * 1_000_000)
                : null;
    }

    /** Asks again also where the hub refused a moment ago: something may be different now. */
    void tryAgain() {
        turned = null;
    }

    private Entry refresh(Token old) {
        HubAnswer answer = http.ask(
                HubCall.post(
                        "/auth/refresh",
                        Json.object().put("refresh_token", old.refresh()).build()),
                "");
        return answer instanceof HubAnswer.Refused refused && refused.status() == UNAUTHORIZED
                ? login()
                : taken(answer);
    }

    private Entry login() {
        HubAnswer asked = http.ask(HubCall.get("/auth/challenge").with("pid", me.text()), "");
        if (!(asked instanceof HubAnswer.Said said)) {
            return new Entry.Out(asked);
        }
        Optional<String> challenge = text(said.data(), "challenge");
        if (challenge.isEmpty()) {
            return out(HubAnswer.Why.NOT_UNDERSTOOD);
        }
        if (!LoginChallenge.fits(challenge.get(), hub, me)) {
            return out(HubAnswer.Why.FOREIGN_CHALLENGE);
        }
        return taken(http.ask(
                HubCall.post(
                        "/auth/login",
                        Json.object()
                                .put("pid", me.text())
                                .put("challenge", challenge.get())
                                .put(
                                        "signature",
                                        key.sign(challenge.get().getBytes(UTF_8))
                                                .text())
                                .build()),
                ""));
    }

    private Entry taken(HubAnswer answer) {
        if (!(answer instanceof HubAnswer.Said said)) {
            return new Entry.Out(answer);
        }
        if (!(said.data() instanceof Json.Obj tokens)) {
            return out(HubAnswer.Why.NOT_UNDERSTOOD);
        }
        try {
            long seconds = Math.clamp(tokens.number("expires_in"), 1, MOST_SECONDS);
            return new Entry.In(new Token(
                    tokens.text("access_token"),
                    tokens.text("refresh_token"),
                    clock.monotonicNs() + seconds * 1_000_000_000L));
        } catch (MalformedJson malformed) {
            return out(HubAnswer.Why.NOT_UNDERSTOOD);
        }
    }

    private static Entry out(HubAnswer.Why why) {
        return new Entry.Out(new HubAnswer.Unusable(why));
    }

    private static Optional<String> text(Json data, String name) {
        return data instanceof Json.Obj object && object.fields().get(name) instanceof Json.Str(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Ends the login, here and as far as it can be reached at the hub. */
    public void logout() {
        Token token;
        entering.lock();
        try {
            token = current;
            current = null;
        } finally {
            entering.unlock();
        }
        if (token != null) {
            // It ends by itself where this does not arrive.
            HubAnswer ignored = http.ask(HubCall.post("/auth/logout", Json.Obj.EMPTY), token.access());
            assert ignored != null;
        }
    }
}
