package org.tallystick.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What controls make of numbers and names before they draw. */
class FiguresTest {

    @Test
    void thousandsAreGrouped() {
        assertThat(Figures.plain(1_200_000, 2)).isEqualTo("12,000.00");
        assertThat(Figures.plain(100, 2)).isEqualTo("1.00");
        assertThat(Figures.plain(99_999, 2)).isEqualTo("999.99");
        assertThat(Figures.plain(123_456_789, 0)).isEqualTo("123,456,789");
        assertThat(Figures.plain(5, 8)).isEqualTo("0.00000005");
    }

    @Test
    void aBalanceHasASignAndEvenHasNone() {
        assertThat(Figures.balance(-3_600, 2)).isEqualTo("\u221236.00");
        assertThat(Figures.balance(157_075, 2)).isEqualTo("+1,570.75");
        assertThat(Figures.balance(0, 2)).isEqualTo("0.00");
        assertThat(Figures.balance(Long.MIN_VALUE, 2)).isEqualTo("\u221292,233,720,368,547,758.08");
    }

    @Test
    void aSentenceTakesItsPartsWhereTheTextNamesThem() {
        Sentence sentence = Sentence.of("{1} zahlt {0}", Part.bold("Orchard"), Part.bold("Mill"));
        assertThat(sentence.text()).isEqualTo("Mill zahlt Orchard");
        assertThat(sentence.parts()).containsExactly(Part.bold("Mill"), Part.plain(" zahlt "), Part.bold("Orchard"));
    }

    @Test
    void bracesInNamesAndUnknownPlacesStayAsTheyAre() {
        assertThat(Sentence.of("{0} paid {3}", Part.bold("{0}")).text()).isEqualTo("{0} paid {3}");
        assertThat(Sentence.of("{", Part.bold("a")).text()).isEqualTo("{");
        assertThat(Sentence.of("").parts()).isEqualTo(List.of());
    }

    @Test
    void lettersComeFromCapitals() {
        assertThat(new Person("p", "Corner Bakery").letters()).isEqualTo("CB");
        assertThat(new Person("p", "Library of Things").letters()).isEqualTo("LT");
        assertThat(new Person("p", "Orchard").letters()).isEqualTo("Or");
        assertThat(new Person("p", "the mill").letters()).isEqualTo("TM");
        assertThat(new Person("p", "x").letters()).isEqualTo("X");
        assertThat(new Person("p", "😀 Shop").letters()).isEqualTo("😀S");
    }

    @Test
    void whoeverIsUnknownIsShownByTheIdentifier() {
        Person unknown = new Person("4Rz9kW2mAAAAuT1e", " ");
        assertThat(unknown.isUnknown()).isTrue();
        assertThat(unknown.shown()).isEqualTo("4Rz9…uT1e");
    }

    @Test
    void aTallyKnowsItsStates() {
        assertThat(Tally.ofBalance(10_000, 6_000, -8_800).withSoft(8_000).isPastSoft())
                .isTrue();
        assertThat(Tally.ofBalance(10_000, 6_000, -8_000).withSoft(8_000).isPastSoft())
                .isFalse();
        assertThat(Tally.ofBalance(4_000, 2_000, -4_000).isAtLimit()).isTrue();
        assertThat(Tally.ofBalance(4_000, 2_000, 2_000).isAtLimit()).isTrue();
        assertThat(Tally.ofBalance(4_000, 2_000, -3_999).isAtLimit()).isFalse();
        assertThat(Tally.of(40_000, 38_000, 7_450, 13_850).net()).isEqualTo(6_400);
    }

    @Test
    void fractionsRunFromLimitToLimitOrOnTheSharedScale() {
        Tally line = Tally.ofBalance(10_000, 6_000, -4_000);
        assertThat(line.fraction(-10_000)).isZero();
        assertThat(line.fraction(6_000)).isEqualTo(1);
        assertThat(line.fraction(0)).isCloseTo(0.625, within(1e-9));
        assertThat(line.withScale(-20_000, 20_000).fraction(-10_000)).isCloseTo(0.25, within(1e-9));
        assertThat(line.fraction(Long.MIN_VALUE)).isZero();
        assertThat(Tally.of(Long.MAX_VALUE, Long.MAX_VALUE, 0, 0).fraction(0)).isCloseTo(0.5, within(1e-9));
    }
}
