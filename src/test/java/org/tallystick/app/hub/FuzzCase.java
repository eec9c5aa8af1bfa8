package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.tallystick.base.Json;
import org.tallystick.http.Parameter;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.identity.CanonicalJson;

/** Makes a request that is nearly right, or not at all, from a seed: the same seed gives the same request. */
final class FuzzCase {

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
    private static final String[] TYPES = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json; charset=latin1",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/JSON"
    };

    private final Random chance;
    private final Route route;
    private final List<String> known;

    FuzzCase(long seed, List<Route> routes, List<String> known) {
        this.chance = new Random(seed);
        this.route = routes.get(chance.nextInt(routes.size()));
        this.known = known;
    }

    Route route() {
        return route;
    }

    Request request(HttpUrl base, List<String> tokens) {
        HttpUrl.Builder url = base.newBuilder();
        for (String segment : route.path().substring(1).split("/", -1)) {
            url.addPathSegment(segment.startsWith("{") ? pathValue(segment) : segment);
        }
        for (Parameter parameter : route.parameters()) {
            if (parameter.place() == Parameter.Place.QUERY && chance.nextInt(10) < (parameter.required() ? 9 : 4)) {
                url.addQueryParameter(parameter.name(), text(parameter.schema()));
                if (chance.nextInt(50) == 0) {
                    url.addQueryParameter(parameter.name(), text(parameter.schema()));
                }
            }
        }
        if (chance.nextInt(30) == 0) {
            url.addQueryParameter(pick(TEXTS), pick(TEXTS));
        }
        Request.Builder request = new Request.Builder().url(url.build());
        headers(request, tokens);
        String method = chance.nextInt(60) == 0
                ? List.of("PUT", "PATCH", "DELETE", "POST").get(chance.nextInt(4))
                : route.method().name();
        return request.method(method, method.equals("GET") ? null : body()).build();
    }

    private String pathValue(String segment) {
        Parameter parameter = route.parameter(segment.substring(1, segment.length() - 1));
        String value = parameter == null ? pick(TEXTS) : text(parameter.schema());
        // An empty or a dotted segment would be another route.
        return value.isBlank() || value.chars().allMatch(letter -> letter == '.') ? "x" : value;
    }

    private void headers(Request.Builder request, List<String> tokens) {
        int who = chance.nextInt(12);
        if (who < 10) {
            request.header("Authorization", "Bearer " + tokens.get(who % tokens.size()));
        } else if (who == 10) {
            request.header("Authorization", "Bearer " + "x".repeat(chance.nextInt(40)));
        }
        if (chance.nextInt(20) == 0) {
            request.header("Idempotency-Key", "k" + chance.nextInt(5));
        }
        if (chance.nextInt(40) == 0) {
            request.header("Content-Encoding", "gzip");
        }
        if (chance.nextInt(40) == 0) {
            request.header("X-Request-ID", "a".repeat(chance.nextInt(100)));
        }
        if (chance.nextInt(40) == 0) {
            request.header("X-Forwarded-For", "1.2.3.4, ,x");
        }
    }

    private RequestBody body() {
        MediaType type = MediaType.parse(chance.nextInt(25) == 0 ? pick(TYPES) : "application/json");
        if (route.body().isEmpty() || chance.nextInt(8) == 0) {
            byte[] raw = pick(BODIES).getBytes(UTF_8);
            if (chance.nextInt(6) == 0 && raw.length > 0) {
                raw[chance.nextInt(raw.length)] = (byte) chance.nextInt(256);
            }
            return RequestBody.create(raw, type);
        }
        byte[] body = CanonicalJson.text(value(route.body().get(), 0)).getBytes(UTF_8);
        int length = chance.nextInt(25) == 0 ? chance.nextInt(body.length) : body.length;
        return RequestBody.create(body, type, 0, length);
    }

    private String text(Schema schema) {
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

    /** A value that fits, mostly. */
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
