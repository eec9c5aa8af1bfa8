package org.tallystick.sync.reference;

import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubAnswer.Refused;
import org.tallystick.wallet.HubUnreachable;

/**
 * The codes of the reference dialect in those of our API map, as far as status and code tell (GEO facts §1); what also depends on
 * what was asked is for the caller. Stateless; any thread.
 */
final class Codes {

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final long WINDOW_MS = 60_000;

    private Codes() {}

    /** The same answer; a refusal with our code. */
    static HubAnswer inOurs(HubAnswer answer) {
        return answer instanceof Refused refused ? inOurs(refused) : answer;
    }

    private static HubAnswer inOurs(Refused refused) {
        if (refused.status() >= SERVER_ERROR) {
            return new HubAnswer.Unusable(HubAnswer.Why.NOT_NOW);
        }
        return switch (refused.status()) {
            case TOO_MANY ->
                new Refused(
                        TOO_MANY,
                        ErrorCode.E014.name(),
                        refused.details(),
                        true,
                        refused.retryAfterMs() > 0 ? refused.retryAfterMs() : WINDOW_MS);
            case UNAUTHORIZED -> renamed(refused, ErrorCode.E016);
            default -> refused;
        };
    }

    private static Refused renamed(Refused refused, ErrorCode code) {
        return new Refused(refused.status(), code.name(), refused.details(), refused.own(), refused.retryAfterMs());
    }

    /** What a call comes to for which there was no login: whatever was refused on the way, it is not about the call. */
    static HubAnswer notIn(HubAnswer answer) {
        return inOurs(answer) instanceof Refused refused && refused.status() != TOO_MANY
                ? new Refused(UNAUTHORIZED, ErrorCode.E016.name(), refused.details(), refused.own(), 0)
                : inOurs(answer);
    }

    /** Whether the hub ran into others and says that the same may be tried again. */
    static boolean isConflict(HubAnswer answer) {
        return answer instanceof Refused refused
                && refused.own()
                && refused.status() == CONFLICT
                && "true".equals(refused.details().get("retryable"))
                && "database_concurrency".equals(refused.details().get("conflict_kind"));
    }

    /** Whether the hub says that there is no such thing; that there is no such route would be another matter. */
    static boolean isMissing(HubAnswer answer) {
        return answer instanceof Refused refused
                && refused.own()
                && refused.status() == 404
                && refused.code().equals(ErrorCode.E001.name());
    }

    /** Whether the account of the owner may do nothing at the moment. */
    static boolean isFrozen(HubAnswer answer) {
        return answer instanceof Refused refused
                && refused.own()
                && refused.status() == 403
                && refused.code().equals(ErrorCode.E006.name());
    }

    /** What is thrown where an answer does not do; for the log, without content. */
    static HubUnreachable unreachable(HubAnswer answer) {
        return switch (answer) {
            case Refused refused -> new HubUnreachable("the hub answered " + refused.code());
            case HubAnswer.Unusable(HubAnswer.Why why) -> new HubUnreachable("no answer that counts: " + why);
            case HubAnswer.Said _ -> new HubUnreachable("the hub answered something else");
        };
    }

    static HubUnreachable notUnderstood(Exception malformed) {
        return new HubUnreachable("the hub answered something else", malformed);
    }
}
