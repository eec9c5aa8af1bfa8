package org.tallystick.hub.auth;

import static org.tallystick.http.Schema.may;
import static org.tallystick.http.Schema.need;
import static org.tallystick.http.Schema.object;
import static org.tallystick.http.Schema.text;
import static org.tallystick.http.Schema.word;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Directory;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;

/** The routes of logging in (seed 004 §2; design §5). Handlers run on the thread of their call. */
final class AuthRoutes {

    private static final String TAG = "Authentication";
    private static final int MAX_TOKEN = 2_048;

    private static final Schema CHALLENGE = new Schema.Named(
            "Challenge",
            object(
                    need("challenge", text(LoginChallenge.LENGTH, LoginChallenge.LENGTH, "[A-Za-z0-9_-]{43}")),
                    need("expires_at", Schemas.TIME)));

    private static final Schema TOKENS = new Schema.Named(
            "Tokens",
            object(
                    need("access_token", text(1, MAX_TOKEN)),
                    need("refresh_token", text(1, MAX_TOKEN)),
                    need("token_type", word("Bearer")),
                    need("expires_in", Schemas.COUNT),
                    need(
                            "participant",
                            object(
                                    need("pid", Schemas.PID),
                                    may("display_name", text(0, 255)),
                                    need("status", text(1, 32))))));

    private static final Schema LOGIN = object(
            need("pid", Schemas.PID),
            need("challenge", text(1, 256)),
            need("signature", Schemas.SIGNATURE),
            may(
                    "device_info",
                    new Schema.Obj(List.of(may("platform", text(0, 255)), may("app_version", text(0, 255))), true)));

    private final Sessions sessions;
    private final Authenticator authenticator;
    private final Directory directory;
    private final AuthLimits limits;

    AuthRoutes(Sessions sessions, Authenticator authenticator, Directory directory, AuthLimits limits) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.directory = directory;
        this.limits = limits;
    }

    List<Route> all() {
        return List.of(
                Route.get("/auth/challenge", "getChallenge")
                        .about(TAG, "A text to sign, so that the hub knows whose key it is.")
                        .access(Access.PUBLIC)
                        .rate(Rate.AUTH)
                        .needsQuery("pid", Schemas.PID)
                        .answers(200, CHALLENGE)
                        .fails(ErrorCode.E011)
                        .handledBy(call -> challenge(call.pid("pid"))),
                Route.post("/auth/challenge", "createChallenge")
                        .about(TAG, "The same, for clients that ask with a body.")
                        .access(Access.PUBLIC)
                        .rate(Rate.AUTH)
                        .body(object(need("pid", Schemas.PID)))
                        .answers(200, CHALLENGE)
                        .fails(ErrorCode.E011)
                        .handledBy(call -> challenge(call.bodyPid("pid"))),
                Route.post("/auth/login", "login")
                        .about(TAG, "Tokens for a challenge that was signed with the key in force.")
                        .access(Access.PUBLIC)
                        .rate(Rate.AUTH)
                        .body(LOGIN)
                        .answers(200, TOKENS)
                        .fails(ErrorCode.E005, ErrorCode.E006, ErrorCode.E016)
                        .handledBy(this::login),
                Route.post("/auth/refresh", "refresh")
                        .about(TAG, "New tokens for a refresh token, which counts once.")
                        .access(Access.PUBLIC)
                        .rate(Rate.AUTH)
                        .body(object(need("refresh_token", text(1, MAX_TOKEN))))
                        .answers(200, TOKENS)
                        .fails(ErrorCode.E006, ErrorCode.E016)
                        .handledBy(call -> tokens(sessions.refresh(call.bodyText("refresh_token")))),
                Route.post("/auth/logout", "logout")
                        .about(TAG, "No token of this login counts any more.")
                        .rate(Rate.AUTH)
                        .answersNothing()
                        .handledBy(this::logout));
    }

    private Reply challenge(Pid pid) throws ApiError {
        Challenges.Challenge challenge = sessions.challenge(pid);
        return Reply.ok(Json.object()
                .put("challenge", challenge.text())
                .put("expires_at", Instant.ofEpochMilli(challenge.expiresAtMs()).toString())
                .build());
    }

    private Reply login(Call call) throws ApiError, InterruptedException {
        return tokens(sessions.login(call.bodyPid("pid"), call.bodyText("challenge"), call.bodyText("signature")));
    }

    private Reply tokens(Sessions.Issued issued) throws InterruptedException {
        Sessions.Person person = issued.person();
        Json.ObjBuilder participant =
                Json.object().put("pid", person.pid().text()).putIfPresent("display_name", name(person.account()));
        return Reply.ok(Json.object()
                .put("access_token", issued.access())
                .put("refresh_token", issued.refresh())
                .put("token_type", "Bearer")
                .put("expires_in", limits.accessMs() / 1_000)
                .put(
                        "participant",
                        participant.put("status", person.status().word()).build())
                .build());
    }

    /** Tokens that were made have to be answered, whether or not names can be looked up now. */
    private Optional<String> name(int account) throws InterruptedException {
        try {
            return Optional.ofNullable(directory.names(List.of(account)).get(account));
        } catch (ApiError notNow) {
            return Optional.empty();
        }
    }

    private Reply logout(Call call) throws ApiError {
        sessions.logout(authenticator.authenticate(call.origin().token()));
        return new Reply.Nothing();
    }
}
