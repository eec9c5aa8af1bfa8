package org.tallystick.hub.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

final class ChallengesTest {

    private static final Pid HUB = TestNode.HUB.pid();
    private static final Pid ANN = TestNode.pid("Ann");
    private static final Pid BOB = TestNode.pid("Bob");

    private final SetClock clock = new SetClock(1_000_000);
    private final Challenges challenges = new Challenges(HUB, AuthLimits.DEFAULT, clock, Randomness.seeded(1));

    @Test
    void aChallengeFitsTheHubAndThePersonAndIsUsedOnce() {
        Challenges.Challenge challenge = challenges.make(ANN);
        assertThat(LoginChallenge.fits(challenge.text(), HUB, ANN)).isTrue();
        assertThat(challenge.expiresAtMs()).isEqualTo(1_300_000);
        assertThat(challenges.isLive(challenge.text(), ANN)).isTrue();
        assertThat(challenges.isLive(challenge.text(), BOB)).isFalse();
        assertThat(challenges.use(challenge.text(), BOB)).isFalse();
        assertThat(challenges.use(challenge.text(), ANN)).isTrue();
        assertThat(challenges.use(challenge.text(), ANN)).isFalse();
    }

    @Test
    void itRunsOutAfterFiveMinutes() {
        Challenges.Challenge challenge = challenges.make(ANN);
        clock.pass(299_999);
        assertThat(challenges.isLive(challenge.text(), ANN)).isTrue();
        clock.pass(1);
        assertThat(challenges.use(challenge.text(), ANN)).isFalse();
        challenges.make(BOB);
        assertThat(challenges.count()).isEqualTo(1);
    }

    @Test
    void severalLiveAtOnceAndTheSeventeenthPushesTheOldestOut() {
        Challenges.Challenge ofBob = challenges.make(BOB);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            made.add(challenges.make(ANN).text());
        }
        assertThat(challenges.isLive(made.getFirst(), ANN)).isFalse();
        assertThat(made.subList(1, 17)).allMatch(text -> challenges.isLive(text, ANN));
        assertThat(challenges.isLive(ofBob.text(), BOB)).isTrue();
        assertThat(challenges.count()).isEqualTo(17);
    }

    @Test
    void allTogetherAreBounded() {
        AuthLimits few = new AuthLimits(300_000, 900_000, 900_000, 16, 3, 32, 100);
        Challenges bounded = new Challenges(HUB, few, clock, Randomness.seeded(1));
        Challenges.Challenge first = bounded.make(ANN);
        for (String name : List.of("Bob", "Cat", "Dan")) {
            bounded.make(TestNode.pid(name));
        }
        assertThat(bounded.count()).isEqualTo(3);
        assertThat(bounded.isLive(first.text(), ANN)).isFalse();
    }
}
