package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.sync.HubHttp;

/**
 * One owner, logged in at one hub of the reference dialect (GEO facts §3). The key is of an account that is used at this hub only,
 * since nothing that is signed here names the hub. Tokens live in memory only; a call that is told that its token does not count
 * refreshes once, then logs in with the key, then gives up. Any thread; who comes while another logs in waits for that.
 */
public final class ReferenceSession {

    /** 32 bytes as base64url: it cannot be the canonical JSON of anything, which begins with a brace. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,4096}");
    private static final int UNAUTHORIZED = 401;
    private static final long MOST_SECONDS = 86_400;

    private final HubHttp http;
    private final KeyPair key;
    private final Pid hub;
    private final Pid me;
    private final Clock clock;
    private final ReentrantLock entering = new ReentrantLock();
    private volatile @Nullable Token current;

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

    /** What came of wanting a token. */
    sealed interface Entry {
        record In(Token token) implements Entry {}

        record Out(HubAnswer why) implements Entry {}
    }

    /**
     * Makes the session; nothing is asked yet.
     *
     * @param http the way to an address where no hub of ours ever was
     * @param key the owner's key of the account that is for this hub only
     * @param clock for the ends of tokens
     */
    public ReferenceSession(HubHttp http, KeyPair key, Clock clock) {
        this.http = http;
        this.key = key;
        this.hub = StandIn.of(http.address());
        this.me = key.pid();
        this.clock = clock;
    }

    /** What stands for the hub. */
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
     * @return the participant as the hub has it; E008 where there is one already
     */
    public HubAnswer register(String displayName) {
        Json.Obj fields = Json.object()
                .put("display_name", displayName)
                .put("type", "person")
                .put("public_key", key.publicKey().text())
                .build();
        SignedStatement statement = SignedStatement.signReference(me, key, "participant.register", hub, fields);
        return Codes.inOurs(http.ask(
                HubCall.post(
                        "/participants",
                        fields.with("signature", Json.of(statement.signature().text()))),
                ""));
    }

    /** Makes a call as the owner; what is refused is said in the codes of our API map. */
    HubAnswer ask(HubCall call) {
        return switch (enter()) {
            case Entry.Out(HubAnswer why) -> why;
            case Entry.In(Token token) -> {
                HubAnswer answer = http.ask(call, token.access());
                if (!isOver(answer)) {
                    yield Codes.inOurs(answer);
                }
                yield switch (renew(token)) {
                    case Entry.Out(HubAnswer why) -> why;
                    case Entry.In(Token next) -> Codes.inOurs(http.ask(call, next.access()));
                };
            }
        };
    }

    private static boolean isOver(HubAnswer answer) {
        return answer instanceof HubAnswer.Refused refused
                && refused.status() == UNAUTHORIZED
                && !refused.code().equals(ErrorCode.E005.name());
    }

    /** A token that counts as far as can be seen from here. */
    Entry enter() {
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
            // A refresh token counts once, so that one that was sent is never sent again.
            current = null;
            Entry entry = token == null ? login() : refresh(token);
            if (entry instanceof Entry.In(Token next)) {
                current = next;
            }
            return entry;
        } finally {
            entering.unlock();
        }
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
        HubAnswer asked = http.ask(
                HubCall.post(
                        "/auth/challenge", Json.object().put("pid", me.text()).build()),
                "");
        if (!(asked instanceof HubAnswer.Said(int _, Json data, OptionalLong _))) {
            return new Entry.Out(Codes.notIn(asked));
        }
        Optional<String> challenge = text(data, "challenge");
        if (challenge.isEmpty()) {
            return out(HubAnswer.Why.NOT_UNDERSTOOD);
        }
        if (!CHALLENGE.matcher(challenge.get()).matches()) {
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
                                        key.sign(challenge.get().getBytes(US_ASCII))
                                                .text())
                                .build()),
                ""));
    }

    private Entry taken(HubAnswer answer) {
        if (!(answer instanceof HubAnswer.Said(int _, Json data, OptionalLong _))) {
            return new Entry.Out(Codes.notIn(answer));
        }
        try {
            if (!(data instanceof Json.Obj tokens)
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

    private static Optional<String> text(Json data, String name) {
        return data instanceof Json.Obj object && object.fields().get(name) instanceof Json.Str(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Forgets the tokens; the hub has no way to end them. */
    public void logout() {
        entering.lock();
        try {
            current = null;
        } finally {
            entering.unlock();
        }
    }
}
