package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class Base58Test {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    @Property(tries = 500)
    void everyValueComesBackAndReadsAsALongDivisionWritesIt(@ForAll @Size(max = 80) byte[] bytes) {
        String text = Base58.encode(bytes);
        assertThat(text).isEqualTo(byLongDivision(bytes));
        assertThat(Base58.decode(text))
                .hasValueSatisfying(back -> assertThat(back).isEqualTo(bytes));
    }

    @Test
    void leadingZerosAreOnes() {
        assertThat(Base58.encode(new byte[0])).isEmpty();
        assertThat(Base58.encode(new byte[] {0, 0, 1})).isEqualTo("112");
        assertThat(Base58.encode(new byte[] {0, 0, 0})).isEqualTo("111");
        assertThat(Base58.decode("112")).hasValueSatisfying(b -> assertThat(b).containsExactly(0, 0, 1));
        assertThat(Base58.decode("")).hasValueSatisfying(b -> assertThat(b).isEmpty());
    }

    @Test
    void knownTexts() {
        assertThat(Base58.encode("Hello World!".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("2NEpo7TZRRrLZSi2U");
        assertThat(Base58.encode(Vectors.hex("0000287fb4cd"))).isEqualTo("11233QC4");
    }

    @Test
    void longValuesOfOnlyOnesAndZerosComeBack() {
        byte[] most = new byte[Base58.MAX_BYTES];
        assertThat(Base58.decode(Base58.encode(most)))
                .hasValueSatisfying(b -> assertThat(b).isEqualTo(most));
        java.util.Arrays.fill(most, (byte) 0xFF);
        assertThat(Base58.encode(most)).isEqualTo(byLongDivision(most));
        assertThat(Base58.decode(Base58.encode(most)))
                .hasValueSatisfying(b -> assertThat(b).isEqualTo(most));
    }

    @Test
    void whatIsOutsideTheAlphabetOrTooLongIsRefused() {
        for (String bad : new String[] {"0", "O", "I", "l", "a b", "é", "中", "+", "\u0000"}) {
            assertThat(Base58.decode(bad)).as(bad).isEmpty();
        }
        assertThat(Base58.decode("2".repeat(1000))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Base58.encode(new byte[257]));
    }

    private static String byLongDivision(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        BigInteger value = new BigInteger(1, bytes);
        while (value.signum() > 0) {
            text.append(ALPHABET.charAt(value.mod(BigInteger.valueOf(58)).intValue()));
            value = value.divide(BigInteger.valueOf(58));
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }
}
