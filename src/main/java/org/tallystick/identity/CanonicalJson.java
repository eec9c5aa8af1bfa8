package org.tallystick.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tallystick.base.Checks;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;

/**
 * The one sequence of bytes of a JSON value, as it is signed and hashed: keys sorted by Unicode code point at every level,
 * no space, UTF-8 with everything raw but the quote, the backslash and controls below U+0020, whole numbers as plain
 * digits, arrays in their order, no Unicode normalisation (GEO facts §2). This is not RFC 8785, which sorts by UTF-16 unit.
 * Any thread.
 */
public final class CanonicalJson {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[512];
    private int length;

    private CanonicalJson() {}

    /**
     * The canonical bytes of a value.
     *
     * @param value not deeper than {@link JsonLimits#DEFAULT} allows
     */
    public static byte[] bytes(Json value) {
        CanonicalJson out = new CanonicalJson();
        out.write(value, 0);
        return Arrays.copyOf(out.buffer, out.length);
    }

    /** The canonical bytes as text. */
    public static String text(Json value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /**
     * Compares two texts by Unicode code point, which is also the order of their UTF-8 bytes. Java's own order goes by
     * UTF-16 unit and puts U+1F602 before U+FB33.
     *
     * @param a well-formed text
     * @param b well-formed text
     */
    public static int compareByCodePoint(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char unitA = a.charAt(i);
            char unitB = b.charAt(i);
            if (unitA != unitB) {
                // In well-formed text a surrogate stands for something above U+FFFF, so it comes after every other
                // unit.
                boolean surrogateA = Character.isSurrogate(unitA);
                boolean surrogateB = Character.isSurrogate(unitB);
                return surrogateA == surrogateB
                        ? Character.compare(unitA, unitB)
                        : Boolean.compare(surrogateA, surrogateB);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private void write(Json value, int depth) {
        switch (value) {
            case Json.Obj object -> writeObject(object, deeper(depth));
            case Json.Arr array -> writeArray(array, deeper(depth));
            case Json.Str text -> writeText(text.value());
            case Json.Num number ->
                ascii(
                        number.isLong()
                                ? Long.toString(number.small())
                                : number.value().toString());
            case Json.Bool flag -> ascii(flag.value() ? "true" : "false");
            case Json.Null _ -> ascii("null");
        }
    }

    private static int deeper(int depth) {
        Checks.require(depth < JsonLimits.DEFAULT.maxDepth(), "what is signed is not deeper than 32 levels");
        return depth + 1;
    }

    private void writeObject(Json.Obj object, int depth) {
        List<Map.Entry<String, Json>> fields = object.fields().entrySet().stream()
                .sorted((a, b) -> compareByCodePoint(a.getKey(), b.getKey()))
                .toList();
        put('{');
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                put(',');
            }
            writeText(fields.get(i).getKey());
            put(':');
            write(fields.get(i).getValue(), depth);
        }
        put('}');
    }

    private void writeArray(Json.Arr array, int depth) {
        put('[');
        for (Iterator<Json> items = array.items().iterator(); items.hasNext(); ) {
            write(items.next(), depth);
            if (items.hasNext()) {
                put(',');
            }
        }
        put(']');
    }

    private void writeText(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                i += writeRaw(text, i);
            } else if (unit < 0x20 || unit == '"' || unit == '\\') {
                writeEscaped(unit);
            } else {
                put(unit);
            }
        }
        put('"');
    }

    /** Writes one code point in UTF-8 and says how many units beyond the first it took. */
    private int writeRaw(String text, int at) {
        int point = text.codePointAt(at);
        if (point < 0x800) {
            put(0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                put(0xE0 | (point >> 12));
            } else {
                put(0xF0 | (point >> 18));
                put(0x80 | ((point >> 12) & 0x3F));
            }
            put(0x80 | ((point >> 6) & 0x3F));
        }
        put(0x80 | (point & 0x3F));
        return Character.charCount(point) - 1;
    }

    private void writeEscaped(char unit) {
        put('\\');
        switch (unit) {
            case '"', '\\' -> put(unit);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                ascii("u00");
                put(HEX[unit >> 4]);
                put(HEX[unit & 0xF]);
            }
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(int value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length++] = (byte) value;
    }
}
