package org.tallystick.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one text for {@link Json#read}; made for one text, used by one thread. */
final class JsonReader {

    /**
     * Jackson's own guards lie outside ours, so that ours speak. Key tables are off because the keys come from strangers.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(300)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final JsonLimits limits;
    private final Deque<String> path = new ArrayDeque<>();

    private JsonReader(JsonParser parser, JsonLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    static Json read(byte[] utf8, JsonLimits limits) throws MalformedJson {
        if (utf8.length > limits.maxBytes()) {
            throw new MalformedJson("the text is longer than " + limits.maxBytes() + " bytes", "$");
        }
        if (utf8.length == 0) {
            throw new MalformedJson("the text is empty", "byte 0");
        }
        int bad = Unicode.firstBadUtf8(utf8);
        if (bad >= 0) {
            throw new MalformedJson("the text is not UTF-8", "byte " + bad);
        }
        if (utf8.length >= 3 && (utf8[0] & 0xFF) == 0xEF && (utf8[1] & 0xFF) == 0xBB && (utf8[2] & 0xFF) == 0xBF) {
            throw new MalformedJson("the text begins with a byte order mark", "byte 0");
        }
        // From characters, not from bytes: from bytes Jackson guesses the encoding.
        char[] text = new String(utf8, StandardCharsets.UTF_8).toCharArray();
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, limits).document();
        } catch (JsonProcessingException e) {
            throw syntax(text, e);
        } catch (IOException e) {
            throw new InvariantBroken("reading JSON from memory met an I/O error", e);
        }
    }

    private Json document() throws IOException, MalformedJson {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedJson("the text is empty", "$");
        }
        Json value = value(first, 0);
        if (parser.nextToken() != null) {
            throw new MalformedJson("something follows the value", "$");
        }
        return value;
    }

    private Json value(JsonToken token, int depth) throws IOException, MalformedJson {
        return switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> new Json.Str(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> number();
            case VALUE_NUMBER_FLOAT -> throw new MalformedJson("a number with fraction or exponent", where());
            case VALUE_TRUE -> Json.Bool.TRUE;
            case VALUE_FALSE -> Json.Bool.FALSE;
            case VALUE_NULL -> Json.Null.NULL;
            default -> throw new MalformedJson("a value is expected", where());
        };
    }

    private int deeper(int depth) throws MalformedJson {
        if (depth >= limits.maxDepth()) {
            throw new MalformedJson("deeper than " + limits.maxDepth() + " levels", where());
        }
        return depth + 1;
    }

    private Json object(int depth) throws IOException, MalformedJson {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            path.addLast("." + name);
            Json value = value(parser.nextToken(), depth);
            if (fields.put(name, value) != null) {
                throw new MalformedJson("the same key twice", where());
            }
            path.removeLast();
        }
        return new Json.Obj(fields);
    }

    private Json array(int depth) throws IOException, MalformedJson {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            path.addLast("[" + items.size() + "]");
            items.add(value(token, depth));
            path.removeLast();
        }
        return new Json.Arr(items);
    }

    private Json number() throws IOException, MalformedJson {
        if (parser.getTextLength() > limits.maxDigits()) {
            throw new MalformedJson("a number longer than " + limits.maxDigits() + " digits", where());
        }
        return switch (parser.getNumberType()) {
            case INT, LONG -> Json.of(parser.getLongValue());
            default -> Json.of(new BigInteger(parser.getText()));
        };
    }

    private String wellFormed(String text) throws MalformedJson {
        if (!Unicode.isWellFormed(text)) {
            throw new MalformedJson("a lone surrogate", where());
        }
        return text;
    }

    private String where() {
        StringBuilder text = new StringBuilder("$");
        for (Iterator<String> steps = path.iterator(); steps.hasNext() && text.length() < 200; ) {
            text.append(steps.next());
        }
        return text.length() <= 200 ? text.toString() : text.substring(0, safeCut(text)) + "…";
    }

    /** Jackson's sentences quote the input, which may be private; ours only say where. */
    private static MalformedJson syntax(char[] text, JsonProcessingException e) {
        long at = e.getLocation() == null ? 0 : Math.clamp(e.getLocation().getCharOffset(), 0, text.length);
        int offset = new String(text, 0, (int) at).getBytes(StandardCharsets.UTF_8).length;
        return new MalformedJson("the text is not JSON", "byte " + offset);
    }

    private static int safeCut(StringBuilder text) {
        return Character.isHighSurrogate(text.charAt(199)) ? 199 : 200;
    }
}
