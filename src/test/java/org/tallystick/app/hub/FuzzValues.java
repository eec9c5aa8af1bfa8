package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.tallystick.base.Json;
import org.tallystick.http.Schema;

/** Values that nearly fit, or not at all. One thread. */
final class FuzzValues {

    private static final String[] TEXTS = {
        "",
        " ",
        "0",
        "-1",
        "1e3",
        "1.5",
        "NaN",
        "null",
        "true",
        "9223372036854775808",
        "99999999999999999999999999",
        "0.000000001",
        "+5",
        "١",
        "%00",
        "\u0000",
        "../../etc/passwd",
        "<script>",
        "' OR 1=1 --",
        "😀",
        "\u202E",
        "a\nb",
        "Ａ",
        "ß",
        "2026-13-45",
        "2026-11-22T00:00:00Z",
        "2026-11-22",
        "-999999999-01-01",
        "HOUR",
        "hour",
        "UAH",
        "active",
        "all",
        "sent",
        "outgoing",
        "1",
        "20",
        "101",
        "2147483648",
        "3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZW",
        "00000000-0000-0000-0000-000000000000",
        "x".repeat(300),
        "1".repeat(40),
        "once",
        "hub:genesis"
    };
    private static final String[] BODIES = {
        "",
        "{",
        "}",
        "[]",
        "null",
        "1",
        "\"x\"",
        "{\"a\":1,\"a\":2}",
        "{\"amount\":NaN}",
        "{\"amount\":1.5}",
        "{\"x\":\"\\ud800\"}",
        "\uFEFF{}",
        "{} {}",
        "{'a':1}",
        "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}",
        "{\"a\":\"" + "b".repeat(70_000) + "\"}",
        "{\"__proto__\":{}}",
        "{\"signature\":null}",
        "{\"a\":1" + ",\"b\":1".repeat(3) + "}",
        "{\"\":\"\"}",
        "{\"a\":1e999}"
    };
    private final Random chance;
    private final List<String> known;

    FuzzValues(Random chance, List<String> known) {
        this.chance = chance;
        this.known = known;
    }

    /** Any text. */
    String text() {
        return pick(TEXTS);
    }

    /** What stands for a value in a path or behind a question mark. */
    String text(Schema schema) {
        if (chance.nextInt(5) == 0) {
            return pick(TEXTS);
        }
        return switch (value(schema, 0)) {
            case Json.Str text -> text.value();
            case Json.Num number -> number.value().toString();
            case Json.Bool flag -> Boolean.toString(flag.value());
            default -> pick(TEXTS);
        };
    }

    /** A body that is none, or nearly. */
    byte[] body() {
        byte[] raw = pick(BODIES).getBytes(UTF_8);
        if (chance.nextInt(6) == 0 && raw.length > 0) {
            raw[chance.nextInt(raw.length)] = (byte) chance.nextInt(256);
        }
        return raw;
    }

    /** A value that fits, mostly. */
    Json value(Schema schema) {
        return value(schema, 0);
    }

    private Json value(Schema schema, int depth) {
        if (chance.nextInt(14) == 0 || depth > 6) {
            return odd();
        }
        return switch (schema) {
            case Schema.Named named -> value(named.schema(), depth);
            case Schema.OrNull orNull -> chance.nextBoolean() ? Json.Null.NULL : value(orNull.schema(), depth);
            case Schema.OneOf oneOf ->
                value(oneOf.shapes().get(chance.nextInt(oneOf.shapes().size())), depth);
            case Schema.Any any -> odd();
            case Schema.Flag flag -> Json.of(chance.nextBoolean());
            case Schema.Whole whole ->
                Json.of(
                        chance.nextBoolean()
                                ? whole.min()
                                : whole.max() == Long.MAX_VALUE ? chance.nextInt(100) : whole.max());
            case Schema.Text text -> Json.of(fitting(text));
            case Schema.Several several -> {
                List<Json> items = new ArrayList<>();
                for (int i = chance.nextInt(4); i > 0; i--) {
                    items.add(value(several.items(), depth + 1));
                }
                yield Json.of(items);
            }
            case Schema.Entries entries -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                for (int i = chance.nextInt(4); i > 0; i--) {
                    fields.put(pick(TEXTS), value(entries.values(), depth + 1));
                }
                yield new Json.Obj(fields);
            }
            case Schema.Obj object -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                for (Schema.Field field : object.fields()) {
                    if (chance.nextInt(20) < (field.required() ? 19 : 10)) {
                        fields.put(field.name(), value(field.schema(), depth + 1));
                    }
                }
                if (chance.nextInt(20) == 0) {
                    fields.put(pick(TEXTS), odd());
                }
                yield new Json.Obj(fields);
            }
        };
    }

    private String fitting(Schema.Text text) {
        if (!text.values().isEmpty()) {
            return text.values().get(chance.nextInt(text.values().size()));
        }
        Optional<String> fits = Optional.empty();
        for (int tries = 0; tries < 12 && fits.isEmpty(); tries++) {
            String candidate = chance.nextInt(3) > 0 ? known.get(chance.nextInt(known.size())) : pick(TEXTS);
            fits = Optional.of(candidate)
                    .filter(one -> text.pattern().isEmpty()
                            || text.pattern().get().matcher(one).matches());
        }
        return fits.orElseGet(() -> pick(TEXTS));
    }

    private Json odd() {
        return switch (chance.nextInt(8)) {
            case 0 -> Json.Null.NULL;
            case 1 -> Json.of(chance.nextLong());
            case 2 -> Json.of(chance.nextBoolean());
            case 3 -> Json.of(List.of(Json.of(1), Json.of("x")));
            case 4 -> Json.object().put("a", Json.Obj.EMPTY).build();
            case 5 -> Json.of(new java.math.BigInteger(200, chance));
            default -> Json.of(pick(TEXTS));
        };
    }

    private String pick(String[] from) {
        return from[chance.nextInt(from.length)];
    }
}
