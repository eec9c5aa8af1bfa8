package org.tallystick.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;

final class CanonicalJsonTest {

    private static String canonical(String text) throws MalformedJson {
        return CanonicalJson.text(Json.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT));
    }

    @Test
    void keysAreSortedByCodePointAtEveryLevelAndNotByUtf16Unit() throws MalformedJson {
        // Vectors of the rule: U+1F602 comes after U+FB33 by code point, before it by UTF-16 unit.
        assertThat(
                        canonical(
                                "{\"\uD83D\uDE02\":1,\"\uFB33\":2,\"a\":{\"\uD800\uDC00\":3,\"\uFFFF\":4,\"\uD7FF\":5,\"\uE000\":6}}"))
                .isEqualTo(
                        "{\"a\":{\"\uD7FF\":5,\"\uE000\":6,\"\uFFFF\":4,\"\uD800\uDC00\":3},\"\uFB33\":2,\"\uD83D\uDE02\":1}");
    }

    @Test
    void shorterKeysComeFirst() throws MalformedJson {
        assertThat(canonical("{\"ab\":1,\"a\":2,\"\":3,\"B\":4}")).isEqualTo("{\"\":3,\"B\":4,\"a\":2,\"ab\":1}");
    }

    @Test
    void onlyQuoteBackslashAndControlsAreEscaped() throws MalformedJson {
        assertThat(canonical("\"\\u0000\\u001F\\b\\f\\n\\r\\t\\\"\\\\\\/\\u007f\\u2028\\u00e9\\ud83d\\ude00\""))
                .isEqualTo("\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\u007F\u2028é😀\"");
    }

    @Test
    void textIsNotNormalised() throws MalformedJson {
        assertThat(canonical("[\"e\u0301\",\"\u00e9\"]")).isEqualTo("[\"e\u0301\",\"\u00e9\"]");
    }

    /** The traps of the fact sheet on RFC 8785, each answered rightly or refused. */
    @Test
    void theTrapsOfOtherCanonicalizers() throws MalformedJson {
        assertThat(canonical("9007199254740993")).isEqualTo("9007199254740993");
        assertThat(canonical("\"top\"")).isEqualTo("\"top\"");
        for (String trap : new String[] {"{\"a\":1,\"a\":2}", "1e400", "\"\\ud800\"", "1.0", "NaN"}) {
            assertThatThrownBy(() -> canonical(trap)).isInstanceOf(MalformedJson.class);
        }
    }

    @Test
    void minusZeroIsZero() throws MalformedJson {
        assertThat(canonical("[-0,-1]")).isEqualTo("[0,-1]");
    }

    @Test
    void itGoesAsDeepAsTheReaderAndNoDeeper() {
        Json value = Json.of(1);
        for (int i = 0; i < 32; i++) {
            value = Json.of(List.of(value));
        }
        Json deepest = value;
        assertThat(CanonicalJson.bytes(deepest)).hasSize(65);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Json.of(List.of(deepest))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":[1,2,{\"z\":null,\"y\":\"é\"}],\"a\":\"/\\u0007\"}",
                "[]",
                "{\"numbers\":[0,-1,9007199254740991,-9007199254740991]}"
            })
    void whereTheRulesAgreeItWritesWhatRfc8785Says(String text) throws Exception {
        assertThat(canonical(text)).isEqualTo(new JsonCanonicalizer(text).getEncodedString());
    }

    @Property(tries = 400)
    void everyValueComesBackAndLooksAsANaiveWriterWritesIt(@ForAll("values") Json value) throws MalformedJson {
        byte[] bytes = CanonicalJson.bytes(value);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(naive(value));
        assertThat(Json.read(bytes, JsonLimits.DEFAULT)).isEqualTo(value);
    }

    @Property(tries = 200)
    void withoutAstralKeysAndLargeNumbersItIsRfc8785(@ForAll("plainObjects") Json.Obj value) throws Exception {
        byte[] bytes = CanonicalJson.bytes(value);
        assertThat(new JsonCanonicalizer(bytes).getEncodedUTF8()).isEqualTo(bytes);
    }

    @Property(tries = 1000)
    void theOrderIsThatOfUtf8Bytes(@ForAll("texts") String a, @ForAll("texts") String b) {
        int byBytes = java.util.Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(CanonicalJson.compareByCodePoint(a, b))).isEqualTo(Integer.signum(byBytes));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> points = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7F),
                Arbitraries.integers().between(0xD700, 0x10100).filter(p -> p < 0xD800 || p > 0xDFFF),
                Arbitraries.integers().between(0x1F600, 0x1F610),
                Arbitraries.integers().between(0x10FFF0, 0x10FFFF));
        return points.list()
                .ofMaxSize(6)
                .map(list -> list.stream().map(Character::toString).collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<Json> values() {
        return values(texts(), Arbitraries.bigIntegers(), 3);
    }

    @Provide
    Arbitrary<Json.Obj> plainObjects() {
        Arbitrary<String> plain =
                texts().filter(text -> text.chars().noneMatch(unit -> Character.isSurrogate((char) unit)));
        Arbitrary<BigInteger> safe = Arbitraries.bigIntegers()
                .between(BigInteger.valueOf(-9007199254740991L), BigInteger.valueOf(9007199254740991L));
        return objects(plain, values(plain, safe, 2));
    }

    private static Arbitrary<Json> values(Arbitrary<String> texts, Arbitrary<BigInteger> numbers, int depth) {
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                texts.map(Json::of),
                numbers.map(Json::of),
                Arbitraries.of(Json.Bool.TRUE, Json.Bool.FALSE),
                Arbitraries.just(Json.Null.NULL));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Json> inner = values(texts, numbers, depth - 1);
        return Arbitraries.oneOf(leaves, inner.list().ofMaxSize(4).map(Json::of), objects(texts, inner));
    }

    private static Arbitrary<Json.Obj> objects(Arbitrary<String> keys, Arbitrary<Json> values) {
        return Arbitraries.maps(keys, values).ofMaxSize(5).map(map -> {
            Map<String, Json> fields = new LinkedHashMap<>(map);
            return new Json.Obj(fields);
        });
    }

    private static String naive(Json value) {
        return switch (value) {
            case Json.Obj object ->
                object.fields().entrySet().stream()
                        .sorted(Comparator.comparing(
                                (Map.Entry<String, Json> field) ->
                                        field.getKey().getBytes(StandardCharsets.UTF_8),
                                java.util.Arrays::compareUnsigned))
                        .map(field -> naive(Json.of(field.getKey())) + ":" + naive(field.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Json.Arr array ->
                array.items().stream().map(CanonicalJsonTest::naive).collect(Collectors.joining(",", "[", "]"));
            case Json.Num number -> number.value().toString();
            case Json.Bool flag -> String.valueOf(flag.value());
            case Json.Null _ -> "null";
            case Json.Str text ->
                text.value()
                        .codePoints()
                        .mapToObj(CanonicalJsonTest::naivePoint)
                        .collect(Collectors.joining("", "\"", "\""));
        };
    }

    private static String naivePoint(int point) {
        int special = "\b\t\n\f\r\"\\".indexOf(point);
        if (special >= 0) {
            return "\\" + "btnfr\"\\".charAt(special);
        }
        return point < 32 ? "\\u%04x".formatted(point) : Character.toString(point);
    }
}
