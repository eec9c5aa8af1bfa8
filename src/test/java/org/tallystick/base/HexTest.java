package org.tallystick.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HexTest {

    @Test
    void bytesHaveOneText() {
        byte[] bytes = {0, 1, (byte) 0xAB, (byte) 0xFF};
        assertThat(Hex.encode(bytes)).isEqualTo("0001abff");
        assertThat(Hex.decode("0001abff")).hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes));
        assertThat(Hex.decode("0001ABFF")).isEmpty();
        assertThat(Hex.decode("000")).isEmpty();
        assertThat(Hex.decode("0g")).isEmpty();
        assertThat(Hex.decode("0１")).isEmpty();
        assertThat(Hex.decode("")).isPresent();
    }
}
