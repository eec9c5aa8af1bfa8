package org.tallystick.sync;

import java.time.Instant;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;

/**
 * One owner at one hub of ours: their {@link Login}, and what opens and ends an account's login. A challenge is signed only if it was
 * made for this hub and this owner. Any thread.
 */
public final class Session {

    private static final long REGISTER_VALID_MS = 24 * 60 * 60_000;

    private final HubHttp http;
    private final Pid hub;
    private final Pid me;
    private final KeyPair key;
    private final Clock clock;
    private final Login login;

    /** Our own dialect, whose codes are those of the API map. */
    private record Ours(Pid hub, Pid me) implements Login.Dialect {

        @Override
        public HubCall challenge(Pid owner) {
            return HubCall.get("/auth/challenge").with("pid", owner.text());
        }

        @Override
        public boolean fits(String challenge) {
            return LoginChallenge.fits(challenge, hub, me);
        }

        @Override
        public HubAnswer inOurs(HubAnswer answer) {
            return answer;
        }

        @Override
        public HubAnswer notIn(HubAnswer answer) {
            return answer;
        }
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
        this.login = new Login(http, me, key, new Ours(hub, me), clock);
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
        login.tryAgain();
        return http.ask(
                HubCall.post(
                        "/auth/register",
                        fields.with("signature", Json.of(statement.signature().text()))),
                "");
    }

    /** Makes a call as the owner. */
    HubAnswer ask(HubCall call) {
        return login.ask(call);
    }

    /** Makes a call as nobody. */
    HubAnswer askOpenly(HubCall call) {
        return login.askOpenly(call);
    }

    /** As {@link Login#suspend}. */
    void suspend(boolean now) {
        login.suspend(now);
    }

    /** What keeps the owner logged in. */
    Login login() {
        return login;
    }

    /** As {@link Login#tryAgain}. */
    void tryAgain() {
        login.tryAgain();
    }

    /** Ends the login, here and as far as it can be reached at the hub. */
    public void logout() {
        login.forget().ifPresent(token -> {
            // It ends by itself where this does not arrive.
            HubAnswer ignored = http.ask(HubCall.post("/auth/logout", Json.Obj.EMPTY), token.access());
            assert ignored != null;
        });
    }
}
