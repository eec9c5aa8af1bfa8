package org.tallystick.hub.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.SchemaCheck;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Frame;

/** Logging in over the routes' handlers, with a node, its clock and its journal. */
final class AuthTest {

    private static final KeyPair ANN = TestNode.key("Ann");

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_800_000_000_000L);
    private TestNode node;
    private Auth auth;

    @BeforeEach
    void start() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.register("Ann");
        node.register("Bob");
        auth = open();
    }

    private Auth open() throws IOException {
        Families families = ((FamiliesOpening.Opened)
                        Families.open(temp.resolve("hub"), node.node.hub(), AuthLimits.DEFAULT, clock))
                .families();
        return new Auth(
                families,
                new byte[Auth.SECRET_BYTES],
                new Desk(node.node),
                accounts -> Map.of(accounts.iterator().next(), "Ann of the mill"),
                AuthLimits.DEFAULT,
                clock,
                Randomness.seeded(5));
    }

    @AfterEach
    void stop() throws IOException {
        auth.close();
        node.close();
    }

    private Json.Obj call(String path, Json.Obj body) throws ApiError, InterruptedException {
        return call(path, body, Map.of(), "");
    }

    /** Calls a route as the dispatcher does, and holds what goes in and comes out against what the route declares. */
    private Json.Obj call(String path, Json.Obj body, Map<String, String> query, String token)
            throws ApiError, InterruptedException {
        Route route = auth.routes().stream()
                .filter(one -> one.path().equals(path) && one.method().writes() == query.isEmpty())
                .findFirst()
                .orElseThrow();
        route.body()
                .ifPresent(schema -> assertThat(SchemaCheck.of(schema, body)).isEmpty());
        Reply reply;
        try {
            reply = route.handler()
                    .answer(new Call(
                            route,
                            Optional.empty(),
                            query,
                            body,
                            Optional.empty(),
                            new Call.Origin("127.0.0.1", "", token)));
        } catch (ApiError error) {
            assertThat(route.errors()).contains(error.code());
            throw error;
        }
        Route.Content declared = route.replies().get(reply.status());
        if (reply instanceof Reply.Data data && declared instanceof Route.Content.Value value) {
            assertThat(SchemaCheck.of(value.schema(), data.data())).isEmpty();
            return (Json.Obj) data.data();
        }
        assertThat(declared).isInstanceOf(Route.Content.Nothing.class);
        return Json.Obj.EMPTY;
    }

    private String challenge(Pid pid) throws Exception {
        return call("/auth/challenge", Json.object().put("pid", pid.text()).build())
                .text("challenge");
    }

    private static Json.Obj login(Pid pid, String challenge, KeyPair key) {
        return Json.object()
                .put("pid", pid.text())
                .put("challenge", challenge)
                .put("signature", key.sign(challenge.getBytes(UTF_8)).text())
                .put("device_info", Json.object().put("platform", "android").build())
                .build();
    }

    private Json.Obj logIn(String name) throws Exception {
        Pid pid = TestNode.pid(name);
        return call("/auth/login", login(pid, challenge(pid), TestNode.key(name)));
    }

    private Json.Obj refresh(Json.Obj tokens) throws Exception {
        return call(
                "/auth/refresh",
                Json.object().put("refresh_token", tokens.text("refresh_token")).build());
    }

    private static void assertRefused(ErrorCode code, String reason, ThrowingCall call) {
        ApiError error = catchThrowableOfType(ApiError.class, call::run);
        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.details().find("reason")).contains(Json.of(reason));
    }

    private static void assertRefused(ErrorCode code, ThrowingCall call) {
        ApiError error = catchThrowableOfType(ApiError.class, call::run);
        assertThat(error).isNotNull();
        assertThat(error.code()).isEqualTo(code);
    }

    /** A call that may fail. */
    @FunctionalInterface
    private interface ThrowingCall {
        void run() throws Exception;
    }

    private void change(String id, AccountStatus status) {
        Answer answer = node.node
                .submitAlone(new HubTransaction(
                        new Frame("hub:" + id, "node.import", 1),
                        List.of(),
                        List.of(),
                        List.of(new Operation.ChangeAccount(ANN.pid(), status, null))))
                .join();
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    @Test
    void bothFormsOfAskingGiveAChallengeThatFits() throws Exception {
        Json.Obj asked =
                call("/auth/challenge", Json.Obj.EMPTY, Map.of("pid", ANN.pid().text()), "");
        assertThat(LoginChallenge.fits(asked.text("challenge"), node.node.hub(), ANN.pid()))
                .isTrue();
        assertThat(asked.text("expires_at")).isEqualTo("2027-01-15T08:05:00Z");
        assertThat(challenge(ANN.pid())).isNotEqualTo(asked.text("challenge"));
        call("/auth/login", login(ANN.pid(), asked.text("challenge"), ANN));
    }

    @Test
    void somebodyUnknownGetsNoChallenge() {
        assertRefused(ErrorCode.E011, () -> challenge(TestNode.pid("nobody")));
    }

    @Test
    void aLoginGivesTokensAndSaysWhoItIs() throws Exception {
        Json.Obj tokens = logIn("Ann");
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.number("expires_in")).isEqualTo(900);
        Json.Obj participant = tokens.object("participant");
        assertThat(participant.text("pid")).isEqualTo(ANN.pid().text());
        assertThat(participant.text("display_name")).isEqualTo("Ann of the mill");
        assertThat(participant.text("status")).isEqualTo("active");
        Authenticated who = auth.authenticator().authenticate(tokens.text("access_token"));
        assertThat(who.pid()).isEqualTo(ANN.pid());
        assertThat(who.expiresAtMs()).isEqualTo(clock.wallMs() + 900_000);
        assertThat(auth.authenticator().authenticate(tokens.text("access_token")))
                .isSameAs(who);
    }

    @Test
    void aWrongSignatureLeavesTheChallengeAndARightOneUsesItUp() throws Exception {
        String challenge = challenge(ANN.pid());
        assertRefused(ErrorCode.E005, () -> call("/auth/login", login(ANN.pid(), challenge, TestNode.key("Bob"))));
        call("/auth/login", login(ANN.pid(), challenge, ANN));
        assertRefused(ErrorCode.E016, "challenge", () -> call("/auth/login", login(ANN.pid(), challenge, ANN)));
    }

    @Test
    void aChallengeOfAnotherPersonOrNoneAtAllIsRefused() throws Exception {
        String ofBob = challenge(TestNode.pid("Bob"));
        assertRefused(ErrorCode.E016, "challenge", () -> call("/auth/login", login(ANN.pid(), ofBob, ANN)));
        assertRefused(ErrorCode.E016, "challenge", () -> call("/auth/login", login(ANN.pid(), "made up", ANN)));
        assertRefused(
                ErrorCode.E016,
                "challenge",
                () -> call("/auth/login", login(TestNode.pid("nobody"), ofBob, TestNode.key("nobody"))));
        // The key of one with the PID of another is a borrowed PID.
        String ofAnn = challenge(ANN.pid());
        assertRefused(ErrorCode.E005, () -> call("/auth/login", login(ANN.pid(), ofAnn, TestNode.key("Bob"))));
    }

    @Test
    void anExpiredChallengeIsRefused() throws Exception {
        String challenge = challenge(ANN.pid());
        clock.pass(300_000);
        assertRefused(ErrorCode.E016, "challenge", () -> call("/auth/login", login(ANN.pid(), challenge, ANN)));
    }

    @Test
    void anAccessTokenRunsOutAndARefreshTokenGivesANewOne() throws Exception {
        Json.Obj tokens = logIn("Ann");
        auth.authenticator().authenticate(tokens.text("access_token"));
        clock.pass(900_000);
        assertRefused(ErrorCode.E016, "expired", () -> auth.authenticator().authenticate(tokens.text("access_token")));
        Json.Obj next = refresh(tokens);
        assertThat(auth.authenticator().authenticate(next.text("access_token")).pid())
                .isEqualTo(ANN.pid());
        clock.pass(7 * 86_400_000L);
        assertRefused(ErrorCode.E016, "expired", () -> refresh(next));
    }

    @Test
    void theReuseOfARefreshTokenRevokesTheWholeFamilyAndNoOther() throws Exception {
        Json.Obj other = logIn("Ann");
        Json.Obj first = logIn("Ann");
        Json.Obj second = refresh(first);
        auth.authenticator().authenticate(first.text("access_token"));
        assertRefused(ErrorCode.E016, "reused", () -> refresh(first));
        assertRefused(ErrorCode.E016, "revoked", () -> refresh(second));
        assertRefused(ErrorCode.E016, "revoked", () -> auth.authenticator().authenticate(first.text("access_token")));
        assertRefused(ErrorCode.E016, "revoked", () -> auth.authenticator().authenticate(second.text("access_token")));
        auth.authenticator().authenticate(other.text("access_token"));
        refresh(other);
    }

    @Test
    void logoutEndsTheFamily() throws Exception {
        Json.Obj tokens = logIn("Ann");
        call("/auth/logout", Json.Obj.EMPTY, Map.of(), tokens.text("access_token"));
        assertRefused(ErrorCode.E016, "revoked", () -> auth.authenticator().authenticate(tokens.text("access_token")));
        assertRefused(ErrorCode.E016, "revoked", () -> refresh(tokens));
    }

    @Test
    void afterARestartTokensStillCountAndOldOnesStillDoNot() throws Exception {
        Json.Obj first = logIn("Ann");
        Json.Obj second = refresh(first);
        Json.Obj loggedOut = logIn("Bob");
        call("/auth/logout", Json.Obj.EMPTY, Map.of(), loggedOut.text("access_token"));
        auth.close();
        auth = open();
        auth.authenticator().authenticate(second.text("access_token"));
        assertRefused(
                ErrorCode.E016, "revoked", () -> auth.authenticator().authenticate(loggedOut.text("access_token")));
        Json.Obj third = refresh(second);
        assertRefused(ErrorCode.E016, "reused", () -> refresh(first));
        assertRefused(ErrorCode.E016, "revoked", () -> refresh(third));
    }

    @Test
    void whatThisHubDidNotSignIsNoToken() throws Exception {
        Json.Obj tokens = logIn("Ann");
        String access = tokens.text("access_token");
        Tokens others = new Tokens(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
        });
        Tokens.Claims claims = new Tokens(new byte[Auth.SECRET_BYTES])
                .read(access, Tokens.Kind.ACCESS)
                .orElseThrow();
        String unsigned = new com.nimbusds.jwt.PlainJWT(new com.nimbusds.jwt.JWTClaimsSet.Builder()
                        .subject(ANN.pid().text())
                        .claim("family", claims.family())
                        .claim("typ", "access")
                        .build())
                .serialize();
        assertRefused(ErrorCode.E016, "missing", () -> auth.authenticator().authenticate(""));
        for (String forged : List.of(
                "x",
                "a.b.c",
                "a".repeat(5_000),
                unsigned,
                others.make(claims),
                tokens.text("refresh_token"),
                access.substring(0, access.length() - 6) + "AAAAAA")) {
            assertRefused(ErrorCode.E016, "invalid", () -> auth.authenticator().authenticate(forged));
        }
        assertRefused(
                ErrorCode.E016,
                "invalid",
                () -> call(
                        "/auth/refresh",
                        Json.object().put("refresh_token", access).build()));
    }

    @Test
    void whoIsFrozenMayLogInAndWhoIsBannedMayNot() throws Exception {
        change("freeze", AccountStatus.FROZEN);
        assertThat(logIn("Ann").object("participant").text("status")).isEqualTo("frozen");
        change("ban", AccountStatus.BANNED);
        assertRefused(ErrorCode.E006, () -> logIn("Ann"));
    }

    @Test
    void aBanEndsAllFamilies() throws Exception {
        Json.Obj tokens = logIn("Ann");
        BlockingQueue<String> ended = new ArrayBlockingQueue<>(4);
        auth.families().onEnd(ended::add);
        change("ban", AccountStatus.BANNED);
        assertThat(ended.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertRefused(ErrorCode.E016, "revoked", () -> auth.authenticator().authenticate(tokens.text("access_token")));
    }

    @Test
    void aBanThatNobodySawEndsAllFamiliesAtTheNextStart() throws Exception {
        Json.Obj tokens = logIn("Ann");
        logIn("Bob");
        auth.close();
        change("ban", AccountStatus.BANNED);
        auth = open();
        assertThat(auth.families().count()).isEqualTo(1);
        assertRefused(ErrorCode.E016, "revoked", () -> refresh(tokens));
    }

    @Test
    void aChangeOfKeyEndsWhatTheOldKeyBegan() throws Exception {
        Json.Obj tokens = logIn("Ann");
        BlockingQueue<String> ended = new ArrayBlockingQueue<>(4);
        auth.families().onEnd(ended::add);
        KeyPair next = TestNode.key("Ann's next");
        Json.Obj body =
                Json.object().put("new_public_key", next.publicKey().text()).build();
        Answer answer = node.node
                .submit(List.of(
                        SignedStatement.sign(ANN, "participant.rekey", node.node.hub(), body),
                        SignedStatement.sign(ANN.pid(), next, "participant.rekey", node.node.hub(), body)))
                .join();
        assertThat(answer).isInstanceOf(Answer.Committed.class);
        assertThat(ended.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertRefused(ErrorCode.E016, "revoked", () -> refresh(tokens));
        String challenge = challenge(ANN.pid());
        assertRefused(ErrorCode.E005, () -> call("/auth/login", login(ANN.pid(), challenge, ANN)));
        call("/auth/login", login(ANN.pid(), challenge, next));
    }
}
