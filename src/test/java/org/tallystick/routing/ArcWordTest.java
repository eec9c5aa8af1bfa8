package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ArcWordTest {

    @Property
    void ofTwoAmountsTheLargerNeverHasTheSmallerMagnitude(
            @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
        assertThat(ArcWord.magnitude(Math.min(one, other)))
                .isLessThanOrEqualTo(ArcWord.magnitude(Math.max(one, other)));
    }

    @Property
    void amountsThatDifferByMoreThanA128thHaveDifferentMagnitudes(
            @ForAll @LongRange(min = 0, max = 1L << 62) long amount) {
        long larger = amount + amount / 128 + 1;
        assertThat(ArcWord.magnitude(larger)).isGreaterThan(ArcWord.magnitude(amount));
    }

    @Test
    void anyStepFromZeroUpToFiveHundredAndElevenIsAMagnitudeOfItsOwn() {
        assertThat(ArcWord.magnitude(0)).isZero();
        assertThat(LongStream.rangeClosed(0, 511).mapToInt(ArcWord::magnitude).distinct())
                .hasSize(512);
    }

    @Test
    void theMagnitudeOfEveryPowerOfTwoFitsIntoItsBits() {
        for (int exponent = 0; exponent < 63; exponent++) {
            long power = BigInteger.TWO.pow(exponent).longValueExact();
            assertThat(ArcWord.magnitude(power)).isBetween(1, ArcWord.MAGNITUDE);
        }
        assertThat(ArcWord.magnitude(Long.MAX_VALUE)).isLessThanOrEqualTo(ArcWord.MAGNITUDE);
    }

    @Property
    void whatIsPackedIntoAWordIsFoundInItAgain(
            @ForAll @LongRange(min = 0) long onwardMinor,
            @ForAll @LongRange(min = 0) long backMinor,
            @ForAll boolean paysMore,
            @ForAll boolean ruled) {
        int onward = ArcWord.magnitude(onwardMinor);
        int back = ArcWord.magnitude(backMinor);
        long word = ArcWord.of(ArcWord.open(ArcWord.of(Integer.MAX_VALUE), ruled), onward, back, paysMore);
        assertThat(ArcWord.neighbour(word)).isEqualTo(Integer.MAX_VALUE);
        assertThat(ArcWord.magnitude(word, ArcWord.OUTWARD_SHIFT)).isEqualTo(onward);
        assertThat(ArcWord.magnitude(word, ArcWord.INWARD_SHIFT)).isEqualTo(back);
        assertThat((word & ArcWord.PAYS_MORE) != 0).isEqualTo(paysMore);
        assertThat(ArcWord.isRuled(word)).isEqualTo(ruled);
        assertThat(ArcWord.isShut(word)).isFalse();
        assertThat(ArcWord.isDeadEnd(word)).isFalse();
    }

    @Test
    void throughADeadEndNothingPassesThoughItIsKnownThatAPolicyRulesIt() {
        long word = ArcWord.open(ArcWord.of(7) | ArcWord.DEAD_END, true);
        assertThat(ArcWord.of(word, 5, 6, true)).isEqualTo(word);
        assertThat(ArcWord.isRuled(word)).isTrue();
    }

    @Test
    void betweenTwoOfWhomOneTakesNoPartNothingIsLeftButWhoTheyAre() {
        long word = ArcWord.of(ArcWord.open(ArcWord.of(7) | ArcWord.DEAD_END, true), 5, 6, true);
        long shut = ArcWord.shut(word);
        assertThat(ArcWord.isShut(shut)).isTrue();
        assertThat(ArcWord.open(shut, false)).isEqualTo(ArcWord.of(7) | ArcWord.DEAD_END);
    }
}
