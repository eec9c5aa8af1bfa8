package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;
import org.tallystick.sync.reference.Pulse.Step;

class PulseTest {

    private static final long MS = 1_000_000;

    /** Where the monotonic clock begins nobody knows; it may be about to turn over. */
    private static final long BEGIN = Long.MAX_VALUE - 10_000 * MS;

    private final Pulse pulse = new Pulse(Rhythm.USUAL, Randomness.seeded(1), BEGIN);

    private static long at(long ms) {
        return BEGIN + ms * MS;
    }

    @Test
    void itConnectsAtOnceAndPingsEveryThirtySeconds() {
        assertThat(pulse.next(at(0))).isEqualTo(Step.CONNECT);
        assertThat(pulse.next(at(0))).isEqualTo(Step.NOTHING);
        pulse.opened(at(10));
        assertThat(pulse.next(at(10))).isEqualTo(Step.NOTHING);
        assertThat(pulse.waitNs(at(10))).isEqualTo(30_000 * MS);
        assertThat(pulse.next(at(30_010))).isEqualTo(Step.PING);
        pulse.heard(at(30_020));
        assertThat(pulse.next(at(30_020))).isEqualTo(Step.NOTHING);
        assertThat(pulse.next(at(60_010))).isEqualTo(Step.PING);
    }

    @Test
    void silenceEndsASocketAndTheNextTryComesLaterEachTime() {
        assertThat(pulse.next(at(0))).isEqualTo(Step.CONNECT);
        pulse.opened(at(0));
        assertThat(pulse.next(at(30_000))).isEqualTo(Step.PING);
        assertThat(pulse.next(at(44_999))).isEqualTo(Step.NOTHING);
        assertThat(pulse.next(at(45_000))).isEqualTo(Step.DROP);
        long now = 45_000;
        long least = 500;
        for (int tries = 0; tries < 8; tries++) {
            assertThat(pulse.next(at(now + least - 1))).isNotEqualTo(Step.CONNECT);
            Step step = pulse.next(at(now + least * 2));
            assertThat(step == Step.LOOK ? pulse.next(at(now + least * 2)) : step)
                    .isEqualTo(Step.CONNECT);
            now += least * 2;
            pulse.ended(at(now));
            least = Math.min(15_000, least * 2);
        }
    }

    @Test
    void aHandshakeThatHangsIsGivenUp() {
        assertThat(pulse.next(at(0))).isEqualTo(Step.CONNECT);
        assertThat(pulse.next(at(44_999))).isEqualTo(Step.NOTHING);
        assertThat(pulse.next(at(45_000))).isEqualTo(Step.DROP);
    }

    @Test
    void aWordAfterASilenceMakesTheNextTryQuickAgain() {
        assertThat(pulse.next(at(0))).isEqualTo(Step.CONNECT);
        for (int i = 0; i < 5; i++) {
            pulse.ended(at(0));
            assertThat(pulse.next(at(40_000))).isEqualTo(Step.CONNECT);
        }
        pulse.opened(at(40_000));
        pulse.heard(at(40_000));
        pulse.ended(at(40_000));
        assertThat(pulse.next(at(41_000))).isEqualTo(Step.CONNECT);
    }

    @Test
    void theAccountIsLookedAtOnceAMinuteWhetherThereIsASocketOrNot() {
        assertThat(pulse.next(at(0))).isEqualTo(Step.CONNECT);
        pulse.ended(at(0));
        assertThat(pulse.next(at(2_000))).isEqualTo(Step.CONNECT);
        pulse.opened(at(59_999));
        assertThat(pulse.next(at(59_999))).isEqualTo(Step.NOTHING);
        assertThat(pulse.next(at(60_000))).isEqualTo(Step.LOOK);
        assertThat(pulse.next(at(60_000))).isEqualTo(Step.NOTHING);
        pulse.heard(at(119_000));
        assertThat(pulse.next(at(119_000))).isEqualTo(Step.PING);
        assertThat(pulse.next(at(120_000))).isEqualTo(Step.LOOK);
    }
}
