package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;

/**
 * Keeps one owner logged in at one hub, of whichever dialect. Tokens live in memory only: while the wallet is unlocked the key logs in
 * again at any time. A call that is told that its token does not count refreshes once, then logs in with the key, then gives up. Any
 * thread; who comes while another logs in waits for that.
 */
public final class Login {

    /** What may stand in a header; anything else would end the client instead of the call. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,4096}");

    private static final int UNAUTHORIZED = 401;
    private static final long MOST_SECONDS = 86_400;

    /** Who was refused is not asked for again at each question; hubs count logins closely. */
    private static final long REFUSED_MS = 5_000;

    private final HubHttp http;
    private final Pid me;
    private final KeyPair key;
    private final Dialect dialect;
    private final Clock clock;
    private final ReentrantLock entering = new ReentrantLock();
    private volatile @Nullable Token current;
    private volatile @Nullable Turned turned;
    private volatile boolean suspended;

    /** How a hub is asked, and what its answers mean. */
    public interface Dialect {

        /** Asks for something to sign. */
        HubCall challenge(Pid me);

        /** Whether a challenge can be signed without saying anything else by it. */
        boolean fits(String challenge);

        /** An answer in the codes of our API map. */
        HubAnswer inOurs(HubAnswer answer);

        /** What it comes to for a call that nobody was let in for it. */
        HubAnswer notIn(HubAnswer answer);
    }

    /**
     * What counts as the owner for a while.
     *
     * @param access the access token
     * @param refresh the refresh token, which counts once
     * @param endsNs by the monotonic clock
     */
    public record Token(String access, String refresh, long endsNs) {

        /** Says nothing of the tokens. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** What came of wanting a token. */
    public sealed interface Entry {

        /** There is one. */
        record In(Token token) implements Entry {}

        /** There is none. */
        record Out(HubAnswer why) implements Entry {}
    }

    /** That the hub refused to log the owner in. */
    private record Turned(Entry.Out away, long untilNs) {}

    /**
     * Makes it; nothing is asked yet.
     *
     * @param http the way to the hub
     * @param me the owner's account there
     * @param key the owner's key in force there
     * @param dialect of the hub
     * @param clock for the ends of tokens
     */
    public Login(HubHttp http, Pid me, KeyPair key, Dialect dialect, Clock clock) {
        this.http = http;
        this.me = me;
        this.key = key;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** Makes a call as the owner. */
    public HubAnswer ask(HubCall call) {
        return switch (enter()) {
            case Entry.Out(HubAnswer why) -> why;
            case Entry.In(Token token) -> {
                HubAnswer answer = http.ask(call, token.access());
                if (!isOver(answer)) {
                    yield dialect.inOurs(answer);
                }
                yield switch (renew(token)) {
                    case Entry.Out(HubAnswer why) -> why;
                    case Entry.In(Token next) -> dialect.inOurs(http.ask(call, next.access()));
                };
            }
        };
    }

    /** Makes a call as nobody. */
    public HubAnswer askOpenly(HubCall call) {
        return suspended ? new HubAnswer.Unusable(HubAnswer.Why.NOT_ASKED) : dialect.inOurs(http.ask(call, ""));
    }

    /** From now on, or no longer, nothing is asked: something else stands at the address, or the hub is not believed any more. */
    public void suspend(boolean now) {
        suspended = now;
    }

    private static boolean isOver(HubAnswer answer) {
        return answer instanceof HubAnswer.Refused refused
                && refused.status() == UNAUTHORIZED
                && !refused.code().equals(ErrorCode.E005.name());
    }

    /** A token that counts as far as can be seen from here. */
    public Entry enter() {
        Token token = current;
        return token == null || suspended || token.endsNs() - clock.monotonicNs() <= 0
                ? renew(token)
                : new Entry.In(token);
    }

    /**
     * A newer token than one that does not count any more.
     *
     * @param old which; null for none
     */
    public Entry renew(@Nullable Token old) {
        entering.lock();
        try {
            if (suspended) {
                return out(HubAnswer.Why.NOT_ASKED);
            }
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
            Entry renewed = token == null ? enterWithKey() : refresh(token);
            switch (renewed) {
                case Entry.In(Token next) -> current = next;
                case Entry.Out out -> turned = turned(out);
            }
            return renewed;
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
    public void tryAgain() {
        turned = null;
    }

    private Entry refresh(Token old) {
        HubAnswer answer = http.ask(
                HubCall.post(
                        "/auth/refresh",
                        Json.object().put("refresh_token", old.refresh()).build()),
                "");
        return answer instanceof HubAnswer.Refused refused && refused.status() == UNAUTHORIZED
                ? enterWithKey()
                : taken(answer);
    }

    private Entry enterWithKey() {
        HubAnswer asked = http.ask(dialect.challenge(me), "");
        if (!(asked instanceof HubAnswer.Said said)) {
            return new Entry.Out(dialect.notIn(asked));
        }
        if (!(said.data() instanceof Json.Obj data
                && data.fields().get("challenge") instanceof Json.Str(String challenge))) {
            return out(HubAnswer.Why.NOT_UNDERSTOOD);
        }
        if (!dialect.fits(challenge)) {
            return out(HubAnswer.Why.FOREIGN_CHALLENGE);
        }
        return taken(http.ask(
                HubCall.post(
                        "/auth/login",
                        Json.object()
                                .put("pid", me.text())
                                .put("challenge", challenge)
                                .put(
                                        "signature",
                                        key.sign(challenge.getBytes(US_ASCII)).text())
                                .build()),
                ""));
    }

    private Entry taken(HubAnswer answer) {
        if (!(answer instanceof HubAnswer.Said said)) {
            return new Entry.Out(dialect.notIn(answer));
        }
        try {
            if (!(said.data() instanceof Json.Obj tokens)
                    || !TOKEN.matcher(tokens.text("access_token")).matches()) {
                return out(HubAnswer.Why.NOT_UNDERSTOOD);
            }
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

    /** Forgets the tokens, and gives back what counted until now. */
    public Optional<Token> forget() {
        entering.lock();
        try {
            Optional<Token> last = Optional.ofNullable(current);
            current = null;
            return last;
        } finally {
            entering.unlock();
        }
    }
}
