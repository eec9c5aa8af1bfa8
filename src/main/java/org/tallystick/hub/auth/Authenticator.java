package org.tallystick.hub.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.http.ApiError;
import org.tallystick.ledger.ErrorCode;

/**
 * Says whose access token it is. A token that was checked once is known until it runs out or its family ends, so that the check of
 * each further call costs a look into two maps. Any thread; waits for nothing.
 */
public final class Authenticator {

    private static final int MAX_KNOWN = 10_000;

    private final Tokens tokens;
    private final Families families;
    private final Clock clock;
    private final Map<String, Authenticated> known = new ConcurrentHashMap<>();

    Authenticator(Tokens tokens, Families families, Clock clock) {
        this.tokens = tokens;
        this.families = families;
        this.clock = clock;
    }

    /**
     * Whose token it is.
     *
     * @param token as the client sent it, empty where there is none
     * @throws ApiError E016 when it does not count, with the reason: missing, invalid, expired or revoked
     */
    public Authenticated authenticate(String token) throws ApiError {
        if (token.isEmpty()) {
            throw refused("missing");
        }
        Authenticated found = known.get(token);
        if (found == null) {
            found = read(token);
        }
        if (found.expiresAtMs() <= clock.wallMs()) {
            known.remove(token);
            throw refused("expired");
        }
        if (!families.isLive(found.family())) {
            known.remove(token);
            throw refused("revoked");
        }
        return found;
    }

    private Authenticated read(String token) throws ApiError {
        Optional<Tokens.Claims> claims = tokens.read(token, Tokens.Kind.ACCESS);
        if (claims.isEmpty()) {
            throw refused("invalid");
        }
        Authenticated read = new Authenticated(
                claims.get().pid(), claims.get().family(), claims.get().expiresAtMs());
        @Nullable Family family = families.find(read.family());
        if (family != null && family.pid().equals(read.pid()) && read.expiresAtMs() > clock.wallMs()) {
            remember(token, read);
        }
        return read;
    }

    private void remember(String token, Authenticated read) {
        if (known.size() >= MAX_KNOWN) {
            long nowMs = clock.wallMs();
            known.values().removeIf(one -> one.expiresAtMs() <= nowMs || !families.isLive(one.family()));
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.put(token, read);
    }

    private static ApiError refused(String reason) {
        return ApiError.of(ErrorCode.E016, "reason", reason);
    }
}
