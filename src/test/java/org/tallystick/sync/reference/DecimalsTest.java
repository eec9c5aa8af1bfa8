package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;

class DecimalsTest {

    private static BigDecimal of(String text) {
        return Decimals.parse(text).orElseThrow();
    }

    @Test
    void theFormsOfSuchAHubAreNumbers() {
        assertThat(of("100.00000000")).isEqualByComparingTo("100");
        assertThat(of("0E-8")).isEqualByComparingTo("0");
        assertThat(of("1E-8")).isEqualByComparingTo("0.00000001");
        assertThat(of("1E+3")).isEqualByComparingTo("1000");
        assertThat(of("-4.50")).isEqualByComparingTo("-4.5");
        assertThat(of("0")).isEqualByComparingTo("0");
        assertThat(Decimals.find(Json.object().put("n", 7).build(), "n")).contains(new BigDecimal(7));
    }

    @Test
    void whatIsNoNumberIsNone() {
        for (String text : new String[] {
            "",
            " 1",
            "1 ",
            "+1",
            ".5",
            "5.",
            "1,5",
            "NaN",
            "Infinity",
            "1e",
            "1E999",
            "١",
            "0x1",
            "1_000",
            "--1",
            "9".repeat(61)
        }) {
            assertThat(Decimals.parse(text)).as(text).isEmpty();
        }
        assertThat(Decimals.find(Json.object().put("n", true).build(), "n")).isEmpty();
        assertThat(Decimals.find(Json.Obj.EMPTY, "n")).isEmpty();
    }

    @Test
    void minorUnitsAreExactOrNone() {
        assertThat(Decimals.minor(of("100.00000000"), 2)).hasValue(10_000);
        assertThat(Decimals.minor(of("0E-8"), 0)).hasValue(0);
        assertThat(Decimals.minor(of("1E-8"), 8)).hasValue(1);
        assertThat(Decimals.minor(of("1E-8"), 7)).isEqualTo(OptionalLong.empty());
        assertThat(Decimals.minor(of("-0.50"), 2)).hasValue(-50);
        assertThat(Decimals.minor(of("1E+3"), 2)).hasValue(100_000);
        assertThat(Decimals.minor(of("10000000000"), 8)).hasValue(Decimals.MOST_MINOR);
        assertThat(Decimals.minor(of("10000000000.00000001"), 8)).isEmpty();
        assertThat(Decimals.minor(of("1E+99"), 8)).isEmpty();
    }

    @Test
    void theDecimalsThatAnAmountNeedsAreCounted() {
        assertThat(Decimals.needed(of("100.00000000"))).isZero();
        assertThat(Decimals.needed(of("0E-8"))).isZero();
        assertThat(Decimals.needed(of("30.12345679"))).isEqualTo(8);
        assertThat(Decimals.needed(of("1E-9"))).isEqualTo(9);
        assertThat(Decimals.needed(of("1E+3"))).isZero();
    }
}
