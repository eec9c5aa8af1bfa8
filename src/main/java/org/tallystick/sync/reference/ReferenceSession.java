package org.tallystick.sync.reference;

import java.util.regex.Pattern;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.Login;

/**
 * One owner at one hub of the reference dialect (GEO facts §3): their {@link Login}, and what opens an account. The key is of an
 * account that is used at this hub only, since nothing that is signed here names the hub. Any thread.
 */
public final class ReferenceSession {

    /** 32 bytes as base64url: it cannot be the canonical JSON of anything, which begins with a brace. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final HubHttp http;
    private final KeyPair key;
    private final Pid hub;
    private final Pid me;
    private final Login login;

    private static final class Reference implements Login.Dialect {

        @Override
        public HubCall challenge(Pid me) {
            return HubCall.post(
                    "/auth/challenge", Json.object().put("pid", me.text()).build());
        }

        @Override
        public boolean fits(String challenge) {
            return CHALLENGE.matcher(challenge).matches();
        }

        @Override
        public HubAnswer inOurs(HubAnswer answer) {
            return Codes.inOurs(answer);
        }

        @Override
        public HubAnswer notIn(HubAnswer answer) {
            return Codes.notIn(answer);
        }
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
        this.login = new Login(http, me, key, new Reference(), clock);
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
        login.tryAgain();
        return Codes.inOurs(http.ask(
                HubCall.post(
                        "/participants",
                        fields.with("signature", Json.of(statement.signature().text()))),
                ""));
    }

    /** Makes a call as the owner; what is refused is said in the codes of our API map. */
    HubAnswer ask(HubCall call) {
        return login.ask(call);
    }

    /** What keeps the owner logged in. */
    Login login() {
        return login;
    }

    /** As {@link Login#tryAgain}. */
    void tryAgain() {
        login.tryAgain();
    }

    /** Forgets the tokens; the hub has no way to end them. */
    public void logout() {
        login.forget();
    }
}
