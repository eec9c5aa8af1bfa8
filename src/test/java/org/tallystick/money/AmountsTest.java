package org.tallystick.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class AmountsTest {

    @Test
    void arithmeticIsExactOrRefused() {
        assertThat(Amounts.add(Amounts.MAX_MINOR - 1, 1)).isEqualTo(Amounts.MAX_MINOR);
        assertThat(Amounts.subtract(5, 5)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.add(Amounts.MAX_MINOR, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.subtract(4, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.add(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.add(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Property(tries = 1000)
    void aSaturatingSumStopsAtTheEnds(@ForAll long a, @ForAll long b) {
        BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));
        BigInteger clamped = sum.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(Amounts.saturatingAdd(a, b)).isEqualTo(clamped.longValueExact());
    }

    @Property(tries = 1000)
    void aWideSumIsTheSum(@ForAll List<Long> added, @ForAll List<Long> takenAway) {
        WideSum sum = new WideSum();
        BigInteger naive = BigInteger.ZERO;
        for (long value : added) {
            sum.add(value);
            naive = naive.add(BigInteger.valueOf(value));
        }
        for (long value : takenAway) {
            sum.subtract(value);
            naive = naive.subtract(BigInteger.valueOf(value));
        }
        assertThat(sum.value()).isEqualTo(naive);
        assertThat(sum.signum()).isEqualTo(naive.signum());
        assertThat(sum.isZero()).isEqualTo(naive.signum() == 0);
        assertThat(sum.fitsLong()).isEqualTo(naive.bitLength() < 64);
        WideSum twice = new WideSum();
        twice.add(sum);
        twice.add(sum);
        assertThat(twice.value()).isEqualTo(naive.shiftLeft(1));
    }

    @Test
    void aWideSumPassesTheEndsOfLongAndComesBack() {
        WideSum sum = new WideSum();
        sum.add(Long.MAX_VALUE);
        sum.add(1);
        assertThat(sum.fitsLong()).isFalse();
        assertThat(sum.saturated()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(sum::exact);
        sum.subtract(1);
        assertThat(sum.exact()).isEqualTo(Long.MAX_VALUE);
        sum.subtract(Long.MIN_VALUE);
        sum.subtract(Long.MAX_VALUE);
        sum.subtract(Long.MAX_VALUE);
        sum.subtract(Long.MAX_VALUE);
        assertThat(sum.saturated()).isEqualTo(-Long.MAX_VALUE + 1);
        sum.add(Long.MIN_VALUE);
        assertThat(sum.saturated()).isEqualTo(Long.MIN_VALUE);
        assertThat(sum.signum()).isEqualTo(-1);
    }

    @Test
    void aCodeIsShortAndUpperCase() {
        assertThat(EquivalentCode.parse("HOUR")).contains(new EquivalentCode("HOUR"));
        assertThat(EquivalentCode.parse("A_1234567890_XYZ")).isPresent();
        for (String bad : new String[] {"", "hour", "A_1234567890_XYZ1", "HO UR", "HOUR\n", "HØUR", "H-R"}) {
            assertThat(EquivalentCode.parse(bad)).as(bad).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new EquivalentCode(bad));
        }
    }

    @Test
    void anEquivalentReadsAndWritesAtItsPrecision() {
        Equivalent hours = new Equivalent(new EquivalentCode("HOUR"), 2);
        assertThat(hours.parse("1.5")).isEqualTo(new ParsedAmount.Ok(150));
        assertThat(hours.print(150)).isEqualTo("1.50");
    }
}
