package org.tallystick.hub.auth;

import java.util.List;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.Route;

/** All of logging in, put together over a node. Any thread; closed before the node is. */
public final class Auth implements AutoCloseable {

    /** Bytes of the secret that tokens are signed with. */
    public static final int SECRET_BYTES = Tokens.SECRET_BYTES;

    private final Families families;
    private final Authenticator authenticator;
    private final List<Route> routes;
    private final AccountWatch watch;

    /**
     * Puts it together.
     *
     * @param families open; closed with this
     * @param secret 32 random bytes that only this hub knows, the same at every start; copied
     * @param desk the way to the node
     * @param directory names for what a login answers
     */
    public Auth(
            Families families,
            byte[] secret,
            Desk desk,
            Directory directory,
            AuthLimits limits,
            Clock clock,
            Randomness randomness) {
        this.families = families;
        Tokens tokens = new Tokens(secret);
        this.authenticator = new Authenticator(tokens, families, clock);
        Challenges challenges = new Challenges(desk.node().hub(), limits, clock, randomness);
        Sessions sessions = new Sessions(desk, challenges, families, tokens, limits, clock, randomness);
        this.routes = new AuthRoutes(sessions, authenticator, directory, limits).all();
        this.watch = new AccountWatch(desk.node(), families);
    }

    /** The routes below {@code /auth}, without that of registering. */
    public List<Route> routes() {
        return routes;
    }

    /** Says whose access token it is. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Who is logged in. */
    public Families families() {
        return families;
    }

    /** Stops watching and closes the files. */
    @Override
    public void close() {
        watch.close();
        families.close();
    }
}
