package org.tallystick.sync.reference;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.sync.HubHttp;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.Signing;

/**
 * One owner at one hub of the reference dialect, put together: what signs, what sends, what asks, what listens. Made where
 * {@code Hello} found that dialect at an address that never had another. Any thread.
 */
public final class ReferenceHub implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final ReferenceSession session;
    private final ReferenceSigning signing;
    private final ReferenceLive live;
    private final ReferenceConnection connection;
    private final ReferenceReader reader;

    /**
     * Puts it together; nothing is asked yet.
     *
     * @param http the way to it; not closed here
     * @param key the owner's, of an account that is for this hub only ({@code KeyPath}); not closed here
     * @param clock our own
     * @param randomness spreads what is tried again
     */
    public ReferenceHub(HubHttp http, KeyPair key, Clock clock, Randomness randomness) {
        this(http, key, clock, randomness, Pause.real());
    }

    ReferenceHub(HubHttp http, KeyPair key, Clock clock, Randomness randomness, Pause pause) {
        this.session = new ReferenceSession(http, key, clock);
        this.signing = new ReferenceSigning(key, session.hub());
        ReferenceAccount account = new ReferenceAccount(session, clock);
        this.live = new ReferenceLive(http, session, account, clock, randomness);
        this.connection = new ReferenceConnection(session, pause, live::touched);
        this.reader = new ReferenceReader(session, account, live, clock);
    }

    /** What is found where nobody of our dialect answers. */
    public enum Looks {
        /** A hub of the reference dialect, as far as can be seen. */
        FOUND,
        /** Something else. */
        NOT_ONE,
        /** Nobody, or not now. */
        SILENT
    }

    /**
     * Looks whether a hub of the reference dialect is there. It proves nothing, and so can only be known by its manner: without a
     * token it refuses a question as its framework does (GEO facts §1).
     */
    public static Looks look(HubHttp http) {
        return switch (http.ask(HubCall.get("/equivalents"), "")) {
            case HubAnswer.Refused refused
            when refused.status() == UNAUTHORIZED
                    && "Not authenticated".equals(refused.details().get("detail")) -> Looks.FOUND;
            case HubAnswer.Refused refused when refused.status() == TOO_MANY -> Looks.SILENT;
            case HubAnswer.Refused _, HubAnswer.Said _ -> Looks.NOT_ONE;
            case HubAnswer.Unusable(HubAnswer.Why why) ->
                why == HubAnswer.Why.NOT_UNDERSTOOD || why == HubAnswer.Why.REDIRECTED ? Looks.NOT_ONE : Looks.SILENT;
        };
    }

    /** What stands for the hub on this machine. */
    public Pid standIn() {
        return session.hub();
    }

    /**
     * Opens an account with the owner's key.
     *
     * @param displayName how they want to be called, 1 to 255 characters
     * @return E008 where there is one already
     */
    public HubAnswer register(String displayName) {
        return session.register(displayName);
    }

    /** Signs as it understands it. */
    public Signing signing() {
        return signing;
    }

    /** Takes statements. */
    public HubConnection connection() {
        return connection;
    }

    /** Answers questions. */
    public HubReader reader() {
        return reader;
    }

    /** How the way to it is; there is nothing to catch up with. */
    public HubState state() {
        return live.state();
    }

    /**
     * Tells each state that follows.
     *
     * @param told called on a thread of the connection; must not wait
     */
    public HubReader.Following listen(Consumer<HubState> told) {
        return live.listen(told);
    }

    /** When it last said anything, by the wall clock; nothing where it never did. */
    public OptionalLong seenAtMs() {
        return live.seenAtMs();
    }

    /** Logs in, connects and looks now, whatever it waits for. */
    public void wake() {
        session.tryAgain();
        live.wake();
    }

    /** Begins to listen; before, whoever follows is told of what is done here only. */
    public void start() {
        live.start();
    }

    /** Ends listening and forgets the tokens. */
    @Override
    public void close() {
        live.close();
        session.logout();
    }
}
