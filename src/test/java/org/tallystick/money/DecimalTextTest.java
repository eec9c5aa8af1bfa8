package org.tallystick.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0",
        "0.00, 2, 0",
        "1, 2, 100",
        "1.5, 2, 150",
        "1.50, 2, 150",
        "007.50, 2, 750",
        "100.00, 2, 10000",
        "5, 0, 5",
        "0.00000001, 8, 1",
        "10000000, 8, 1000000000000000",
        "1000000000000000, 0, 1000000000000000",
        "00000000000000000000000000000000000000000000000001, 0, 1"
    })
    void aPlainDecimalIsReadExactly(String text, int precision, long minor) {
        assertThat(DecimalText.parse(text, precision)).isEqualTo(new ParsedAmount.Ok(minor));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',EMPTY",
                "-1,SIGN",
                "+1,SIGN",
                "1-,SIGN",
                "\u22121,SIGN",
                "1e3,EXPONENT",
                "1E3,EXPONENT",
                " 1,SPACE",
                "1 ,SPACE",
                "1 000,SPACE",
                "1\u00A0000,SPACE",
                "1\t,SPACE",
                "\u0661,FOREIGN_DIGIT",
                "1\uFF11,FOREIGN_DIGIT",
                "\uD835\uDFCE,FOREIGN_DIGIT",
                "$1,FOREIGN_CHARACTER",
                "1'000,FOREIGN_CHARACTER",
                "'1,00',FOREIGN_CHARACTER",
                "1_000,FOREIGN_CHARACTER",
                "0x10,FOREIGN_CHARACTER",
                "NaN,FOREIGN_CHARACTER",
                "1f,FOREIGN_CHARACTER",
                "\u00001,FOREIGN_CHARACTER",
                ".5,POINT",
                "5.,POINT",
                ".,POINT",
                "1.2.3,POINT",
                "1.234,TOO_MANY_DECIMALS",
                "1.000,TOO_MANY_DECIMALS",
                "10000000000000.01,TOO_LARGE",
                "10000000000001,TOO_LARGE",
                "99999999999999999999999999999999999999,TOO_LARGE",
                "000000000000000000000000000000000000000000000000001,TOO_LONG"
            })
    void anythingElseIsRefusedByName(String text, ParsedAmount.Reason reason) {
        assertThat(DecimalText.parse(text, 2)).isEqualTo(new ParsedAmount.Refused(reason));
    }

    @Test
    void aLineBreakIsRefusedToo() {
        assertThat(DecimalText.parse("1\n", 2)).isEqualTo(new ParsedAmount.Refused(ParsedAmount.Reason.SPACE));
    }

    @Test
    void withoutDecimalsAPointIsTooMuch() {
        assertThat(DecimalText.parse("5.0", 0))
                .isEqualTo(new ParsedAmount.Refused(ParsedAmount.Reason.TOO_MANY_DECIMALS));
    }

    @Test
    void aPrecisionBeyondEightIsACallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> DecimalText.parse("1", 9));
        assertThatIllegalArgumentException().isThrownBy(() -> DecimalText.print(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Equivalent(new EquivalentCode("HOUR"), 9));
    }

    @Test
    void allDecimalsAreWritten() {
        assertThat(DecimalText.print(10_000, 2)).isEqualTo("100.00");
        assertThat(DecimalText.print(0, 8)).isEqualTo("0.00000000");
        assertThat(DecimalText.print(1, 8)).isEqualTo("0.00000001");
        assertThat(DecimalText.print(-5, 2)).isEqualTo("-0.05");
        assertThat(DecimalText.print(7, 0)).isEqualTo("7");
        assertThat(DecimalText.print(BigInteger.TEN.pow(21), 2)).isEqualTo("10000000000000000000.00");
    }

    @Property(tries = 1000)
    void whatIsWrittenIsReadBack(
            @ForAll @LongRange(max = Amounts.MAX_MINOR) long minor, @ForAll @IntRange(max = 8) int precision) {
        String text = DecimalText.print(minor, precision);
        assertThat(text).isEqualTo(new BigDecimal(BigInteger.valueOf(minor), precision).toPlainString());
        assertThat(DecimalText.parse(text, precision)).isEqualTo(new ParsedAmount.Ok(minor));
    }

    @Property(tries = 2000)
    void whatIsReadIsWhatBigDecimalReads(
            @ForAll("almostDecimals") String text, @ForAll @IntRange(max = 8) int precision) {
        assertThat(DecimalText.parse(text, precision) instanceof ParsedAmount.Ok(long minor) ? minor : -1L)
                .isEqualTo(naive(text, precision));
    }

    @Provide
    Arbitrary<String> almostDecimals() {
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(17);
        Arbitrary<String> fraction =
                Arbitraries.strings().withChars("0123456789").ofMaxLength(9);
        Arbitrary<String> whole = digits.flatMap(d -> fraction.map(f -> f.isEmpty() ? d : d + "." + f));
        Arbitrary<String> noise = Arbitraries.strings().withChars("01.9-+e ٣").ofMaxLength(6);
        return Arbitraries.oneOf(whole, noise);
    }

    private static long naive(String text, int precision) {
        if (!text.matches("[0-9]+(\\.[0-9]+)?") || new BigDecimal(text).scale() > precision) {
            return -1;
        }
        BigInteger minor = new BigDecimal(text).movePointRight(precision).toBigIntegerExact();
        return minor.compareTo(BigInteger.valueOf(Amounts.MAX_MINOR)) > 0 ? -1 : minor.longValueExact();
    }
}
