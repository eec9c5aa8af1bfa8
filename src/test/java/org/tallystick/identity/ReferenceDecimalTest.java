package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceDecimalTest {

    static List<List<String>> vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ReferenceDecimalTest.class.getResourceAsStream("reference-decimal.tsv"), "the vectors are there")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theReferenceSignsThisText(List<String> row) {
        assertThat(ReferenceDecimal.signedText(row.get(0))).contains(row.get(1));
    }

    @Test
    void theTableIsWhole() throws IOException {
        assertThat(vectors()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-0", "-0.00", " 5", "1_000", "١", "1e", "NaN", "Infinity", "1e9999999", "1,5"})
    void whatItWouldReadOtherwiseIsRefused(String text) {
        assertThat(ReferenceDecimal.signedText(text)).isEmpty();
    }

    @Test
    void anExponentIsNeverWrittenOut() {
        assertThat(ReferenceDecimal.signedText("1e999999")).contains("1E+999999");
    }
}
