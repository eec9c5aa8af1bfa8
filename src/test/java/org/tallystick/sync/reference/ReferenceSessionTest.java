package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.sync.Greeting;
import org.tallystick.sync.Hello;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubAnswer.Refused;
import org.tallystick.sync.HubAnswer.Said;
import org.tallystick.sync.HubAnswer.Unusable;
import org.tallystick.sync.HubAnswer.Why;
import org.tallystick.sync.HubCall;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Standing;

class ReferenceSessionTest {

    private static final HubCall CALL = HubCall.get("/balance");

    private final ReferenceWorld world = new ReferenceWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private ReferenceSession session(String name) {
        ReferenceSession session = new ReferenceSession(world.http(), ReferenceWorld.key(name), Clock.system());
        assertThat(session.register(name)).isInstanceOf(Said.class);
        return session;
    }

    private long logins() {
        return world.stub.asked().stream().filter("POST /auth/login"::equals).count();
    }

    @Test
    void theDialectIsFoundOutByAsking() {
        assertThat(new Hello(world.http(), Clock.system(), Randomness.seeded(1)).ask(java.util.Optional.empty()))
                .isEqualTo(new Greeting.Reference());
    }

    @Test
    void anAccountIsOpenedOnceAndTheKeyLogsInOnceForManyCalls() {
        ReferenceSession session = session("Ann");

        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(logins()).isEqualTo(1);
        assertThat(session.register("Ann again"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("E008"));
    }

    @Test
    void aTokenThatIsOverIsRefreshedAndARefreshThatIsOverMeansToLogInAgain() {
        ReferenceSession session = session("Ann");
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);

        world.stub.expireTokens();
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(logins()).isEqualTo(1);
        world.stub.expireLogins();
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void aChallengeThatCouldBeAnythingElseIsNotSigned() {
        ReferenceSession session = session("Ann");
        for (String hostile : List.of(
                "{\"amount\":\"1000\",\"equivalent\":\"HOUR\",\"to\":\"x\",\"tx_id\":\"y\"}",
                "{\"id\":\"00000000-0000-0001-0000-000000000001\"}",
                "short",
                "A".repeat(42) + "=",
                "A".repeat(42) + "{",
                "A".repeat(44))) {
            world.stub.challengeWith(hostile);
            assertThat(session.ask(CALL)).isEqualTo(new Unusable(Why.FOREIGN_CHALLENGE));
        }
        assertThat(logins()).isZero();
    }

    @Test
    void whoHasNoAccountIsNotIn() {
        ReferenceSession session = new ReferenceSession(world.http(), ReferenceWorld.key("nobody"), Clock.system());

        assertThat(session.ask(HubCall.get("/payments/p1"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("E016");
            assertThat(Codes.isMissing(refused)).isFalse();
        });
    }

    @Test
    void tooManyCallsAreSaidInOurCodeWithWhenToAskAgain() {
        ReferenceSession session = session("Ann");
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        world.stub.takeOnly(0);

        assertThat(session.ask(CALL)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("E014");
            assertThat(refused.retryAfterMs()).isEqualTo(60_000);
        });
    }

    @Test
    void whoIsFrozenIsToldSoAndNothingElse() throws Exception {
        ReferenceHub ann = world.member("Ann");
        world.stub.freeze(ReferenceWorld.pid("Ann"));

        Standing standing = ann.reader().standing(ReferenceWorld.pid("Ann")).orElseThrow();
        assertThat(standing.status()).isEqualTo(AccountStatus.FROZEN);
        assertThat(standing.units()).isEmpty();
        assertThatThrownBy(() -> ann.reader().units()).isInstanceOf(HubUnreachable.class);
    }

    @Test
    void whatTheHubNeverMeantToSayIsNoAnswer() {
        assertThat(Codes.inOurs(new HubAnswer.Refused(504, "E007", java.util.Map.of(), true, 0)))
                .isEqualTo(new Unusable(Why.NOT_NOW));
    }
}
