package org.tallystick.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    private static Json read(String text) throws MalformedJson {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    }

    private static MalformedJson refusal(byte[] text) {
        return Objects.requireNonNull(
                catchThrowableOfType(MalformedJson.class, () -> Json.read(text, JsonLimits.DEFAULT)), "nothing thrown");
    }

    private static MalformedJson refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyKindOfValueIsRead() throws MalformedJson {
        Json value =
                read(" {\"t\":true,\"f\":false,\"n\":null,\"i\":-7,\"s\":\"\\u00e9\\ud83d\\ude00\",\"a\":[1,{}]} ");
        assertThat(value)
                .isEqualTo(Json.object()
                        .put("t", true)
                        .put("f", false)
                        .put("n", Json.Null.NULL)
                        .put("i", -7)
                        .put("s", "é😀")
                        .put("a", Json.of(List.of(Json.of(1), Json.Obj.EMPTY)))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "12345678901234567890123"
            })
    void wholeNumbersKeepEveryDigit(String digits) throws MalformedJson {
        assertThat(((Json.Num) read(digits)).value()).isEqualTo(new BigInteger(digits));
    }

    @Test
    void aNumberHasOneForm() throws MalformedJson {
        assertThat(read("[7,-0]")).isEqualTo(Json.of(List.of(Json.of(BigInteger.valueOf(7)), Json.of(0))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Num(0, BigInteger.TEN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2}|the same key twice at $.a",
                "{\"p\":{\"a\":1,\"\\u0061\":2}}|the same key twice at $.p.a",
                "1.5|a number with fraction or exponent at $",
                "{\"a\":[1,1.0]}|a number with fraction or exponent at $.a[1]",
                "1e3|a number with fraction or exponent at $",
                "1e400|a number with fraction or exponent at $",
                "\"\\ud800\"|a lone surrogate at $",
                "\"\\udc00\\ud800\"|a lone surrogate at $",
                "{\"\\udfff\":1}|the text is not JSON at byte 8",
                "{} {}|something follows the value at $",
                "1 2|something follows the value at $"
            })
    void whatMeansTwoThingsIsRefusedByName(String text, String message) {
        assertThat(refusal(text)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[1",
                "[1,]",
                "{\"a\":1,}",
                "nul",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\u0001\"",
                "{a:1}",
                "// x\n1",
                "{} x",
                "]",
                "-"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThat(refusal(text).where()).startsWithIgnoringCase(text.isBlank() ? "" : "b");
    }

    @Test
    void aSyntaxErrorIsPlacedByByteAndDoesNotQuoteTheInput() {
        MalformedJson refusal = refusal("{\"é\": secret}");
        assertThat(refusal.getMessage())
                .startsWith("the text is not JSON at byte ")
                .doesNotContain("secret");
        assertThat(Integer.parseInt(refusal.where().substring("byte ".length())))
                .isBetween(7, 14);
    }

    @Test
    void brokenUtf8IsRefusedWhereItStarts() {
        int[][] bad = {
            {0x80},
            {0xC0, 0x80},
            {0xC1, 0xBF},
            {0xE0, 0x80, 0x80},
            {0xED, 0xA0, 0x80},
            {0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80},
            {0xF0, 0x80, 0x80, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xFF},
            {0xE2, 0x82},
            {0xC3}
        };
        for (int[] sequence : bad) {
            byte[] text = new byte[sequence.length + 2];
            text[0] = '"';
            for (int i = 0; i < sequence.length; i++) {
                text[i + 1] = (byte) sequence[i];
            }
            text[text.length - 1] = '"';
            assertThat(refusal(text)).hasMessage("the text is not UTF-8 at byte 1");
        }
    }

    @Test
    void goodUtf8IsRead() throws MalformedJson {
        String text = "\u0080߿ࠀ퟿\uE000\uFFFF𐀀\uDBFF\uDFFF";
        assertThat(read("\"" + text + "\"")).isEqualTo(Json.of(text));
    }

    @Test
    void otherEncodingsAndAByteOrderMarkAreRefused() {
        assertThat(refusal("\uFEFF{}")).hasMessage("the text begins with a byte order mark at byte 0");
        assertThat(refusal("{}".getBytes(StandardCharsets.UTF_16BE)).where()).startsWith("byte ");
        assertThat(refusal("{}".getBytes(StandardCharsets.UTF_16LE)).where()).startsWith("byte ");
        assertThat(refusal("{}".getBytes(StandardCharsets.UTF_16)).where()).isEqualTo("byte 0");
    }

    @Test
    void theDepthEndsAt32() throws MalformedJson {
        assertThat(read("[".repeat(32) + "]".repeat(32))).isInstanceOf(Json.Arr.class);
        assertThat(refusal("[".repeat(33) + "]".repeat(33)).getMessage())
                .startsWith("deeper than 32 levels at $[0][0]");
        assertThat(refusal("{\"a\":".repeat(33) + "1" + "}".repeat(33)).getMessage())
                .startsWith("deeper than 32 levels");
        assertThat(refusal("[".repeat(100_000)).getMessage()).startsWith("deeper than 32 levels");
    }

    @Test
    void theSizeEndsAtItsLimit() throws MalformedJson {
        JsonLimits limits = JsonLimits.DEFAULT.withMaxBytes(4);
        assertThat(Json.read("1234".getBytes(StandardCharsets.UTF_8), limits)).isEqualTo(Json.of(1234));
        assertThatThrownBy(() -> Json.read("12345".getBytes(StandardCharsets.UTF_8), limits))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("the text is longer than 4 bytes at $");
        assertThat(refusal("9".repeat(1001))).hasMessage("a number longer than 1000 digits at $");
        assertThat(((Json.Str) read("\"" + "x".repeat(1_000_000) + "\"")).value())
                .hasSize(1_000_000);
        assertThat(refusal("x".repeat((1 << 20) + 1))).hasMessage("the text is longer than 1048576 bytes at $");
    }

    @Test
    void aLongPathIsCutInTheMessage() {
        assertThat(refusal("{\"" + "k".repeat(5000) + "\":1.5}").getMessage()).hasSizeLessThan(300);
    }

    @Test
    void gettersSayWhatIsMissingAndWhatIsOfAnotherKind() throws MalformedJson {
        Json.Obj object = Json.readObject(
                "{\"s\":\"x\",\"i\":5,\"z\":null,\"b\":true,\"o\":{},\"a\":[\"p\"],\"big\":9223372036854775808}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(object.text("s")).isEqualTo("x");
        assertThat(object.number("i")).isEqualTo(5);
        assertThat(object.flag("b")).isTrue();
        assertThat(object.object("o")).isEqualTo(Json.Obj.EMPTY);
        assertThat(object.array("a").texts()).containsExactly("p");
        assertThat(object.optionalText("z")).isEmpty();
        assertThat(object.optionalText("none")).isEmpty();
        assertThat(object.has("z")).isTrue();
        assertThat(object.find("z")).isEqualTo(Optional.of(Json.Null.NULL));
        assertThatThrownBy(() -> object.text("none"))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("text is missing at $.none");
        assertThatThrownBy(() -> object.text("z")).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> object.optionalText("i"))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("text is expected at $.i");
        assertThatThrownBy(() -> object.number("big")).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> object.optionalFlag("s")).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> object.optionalObject("a")).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> object.optionalArray("o")).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> object.array("a").objects()).isInstanceOf(MalformedJson.class);
    }

    @Test
    void anUnknownFieldIsNamed() throws MalformedJson {
        Json.Obj object = Json.object().put("a", 1).put("b", 2).build();
        object.onlyNames(Set.of("a", "b", "c"));
        assertThatThrownBy(() -> object.onlyNames(Set.of("a"))).hasMessage("an unknown field at $.b");
    }

    @Test
    void valuesCannotBeChangedLater() {
        Json.Obj object = Json.object().put("a", 1).build();
        assertThatThrownBy(() -> object.fields().put("b", Json.of(2)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(object.with("b", Json.of(2)).without("a")).isEqualTo(new Json.Obj(Map.of("b", Json.of(2))));
        assertThat(object.fields()).containsOnlyKeys("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.object().put("a", 1).put("a", 2));
    }

    @Test
    void aLoneSurrogateCannotBeBuilt() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.of("a\uD800"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Obj(Map.of("\uDC00", Json.of(1))));
    }
}
