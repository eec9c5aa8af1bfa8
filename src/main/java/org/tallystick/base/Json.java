package org.tallystick.base;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as Tallystick knows it: whole numbers only, well-formed Unicode only, no key twice. Values are immutable
 * and may be shared between threads. The bytes that get signed are made by {@code identity.CanonicalJson}.
 */
public sealed interface Json permits Json.Obj, Json.Arr, Json.Str, Json.Num, Json.Bool, Json.Null {

    /**
     * Reads one JSON text strictly: no duplicate key, no lone surrogate, no broken UTF-8, no byte order mark, no number
     * with fraction or exponent, nothing after the value (design §5).
     *
     * @param utf8 the text
     * @param limits how much to take
     * @throws MalformedJson says in one sentence what is wrong and where
     */
    static Json read(byte[] utf8, JsonLimits limits) throws MalformedJson {
        return JsonReader.read(utf8, limits);
    }

    /** As {@link #read(byte[], JsonLimits)} with the default limits, for a text that has to be an object. */
    static Obj readObject(byte[] utf8) throws MalformedJson {
        return readObject(utf8, JsonLimits.DEFAULT);
    }

    /** As {@link #read(byte[], JsonLimits)}, for a text that has to be an object. */
    static Obj readObject(byte[] utf8, JsonLimits limits) throws MalformedJson {
        if (read(utf8, limits) instanceof Obj object) {
            return object;
        }
        throw new MalformedJson("an object is expected", "$");
    }

    /** Text; refuses a lone surrogate. */
    static Str of(String value) {
        return new Str(value);
    }

    /** A whole number. */
    static Num of(long value) {
        return new Num(value, null);
    }

    /** A whole number of any size. */
    static Num of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? new Num(value.longValue(), null) : new Num(0, value);
    }

    /** A truth value. */
    static Bool of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** An array. */
    static Arr of(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    /** Starts an object. */
    static ObjBuilder object() {
        return new ObjBuilder();
    }

    /** What the value is called in a message: "an object", "text", "a whole number" and so on. */
    String kind();

    /**
     * An object. The order of its keys is kept for people to read; it means nothing, and equality does not see it.
     *
     * @param fields the fields; copied
     */
    record Obj(Map<String, Json> fields) implements Json {

        /** The object without fields. */
        public static final Obj EMPTY = new Obj(Map.of());

        /** Refuses a key with a lone surrogate. */
        public Obj {
            Map<String, Json> copy = new LinkedHashMap<>(fields.size() * 2);
            for (Map.Entry<String, Json> field : fields.entrySet()) {
                Checks.require(Unicode.isWellFormed(field.getKey()), "a JSON key holds a lone surrogate");
                copy.put(field.getKey(), Objects.requireNonNull(field.getValue(), "a JSON field has a value"));
            }
            fields = Collections.unmodifiableMap(copy);
        }

        /** The value under a name, an explicit null included. */
        public Optional<Json> find(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /** Whether there is a field of this name, be it null. */
        public boolean has(String name) {
            return fields.containsKey(name);
        }

        /** Text that has to be there. */
        public String text(String name) throws MalformedJson {
            return need(name, optionalText(name), "text");
        }

        /** Text that may be absent or null. */
        public Optional<String> optionalText(String name) throws MalformedJson {
            return switch (fields.get(name)) {
                case Str text -> Optional.of(text.value());
                case null -> Optional.empty();
                case Null _ -> Optional.empty();
                default -> throw wrong(name, "text");
            };
        }

        /** A whole number within 64 bits that has to be there. */
        public long number(String name) throws MalformedJson {
            return need(name, optionalNumber(name), "a whole number");
        }

        /** A whole number within 64 bits that may be absent or null. */
        public Optional<Long> optionalNumber(String name) throws MalformedJson {
            return switch (fields.get(name)) {
                case Num number when number.isLong() -> Optional.of(number.small());
                case null -> Optional.empty();
                case Null _ -> Optional.empty();
                default -> throw wrong(name, "a whole number of at most 64 bits");
            };
        }

        /** A truth value that has to be there. */
        public boolean flag(String name) throws MalformedJson {
            return need(name, optionalFlag(name), "true or false");
        }

        /** A truth value that may be absent or null. */
        public Optional<Boolean> optionalFlag(String name) throws MalformedJson {
            return switch (fields.get(name)) {
                case Bool flag -> Optional.of(flag.value());
                case null -> Optional.empty();
                case Null _ -> Optional.empty();
                default -> throw wrong(name, "true or false");
            };
        }

        /** An object that has to be there. */
        public Obj object(String name) throws MalformedJson {
            return need(name, optionalObject(name), "an object");
        }

        /** An object that may be absent or null. */
        public Optional<Obj> optionalObject(String name) throws MalformedJson {
            return switch (fields.get(name)) {
                case Obj object -> Optional.of(object);
                case null -> Optional.empty();
                case Null _ -> Optional.empty();
                default -> throw wrong(name, "an object");
            };
        }

        /** An array that has to be there. */
        public Arr array(String name) throws MalformedJson {
            return need(name, optionalArray(name), "an array");
        }

        /** An array that may be absent or null. */
        public Optional<Arr> optionalArray(String name) throws MalformedJson {
            return switch (fields.get(name)) {
                case Arr array -> Optional.of(array);
                case null -> Optional.empty();
                case Null _ -> Optional.empty();
                default -> throw wrong(name, "an array");
            };
        }

        /**
         * Refuses a field that nobody asked for.
         *
         * @param names every name that may be there
         */
        public void onlyNames(Set<String> names) throws MalformedJson {
            for (String name : fields.keySet()) {
                if (!names.contains(name)) {
                    throw new MalformedJson("an unknown field", "$." + name);
                }
            }
        }

        /** The same object with one field set. */
        public Obj with(String name, Json value) {
            Map<String, Json> copy = new LinkedHashMap<>(fields);
            copy.put(name, value);
            return new Obj(copy);
        }

        /** The same object without one field. */
        public Obj without(String name) {
            Map<String, Json> copy = new LinkedHashMap<>(fields);
            copy.remove(name);
            return new Obj(copy);
        }

        @Override
        public String kind() {
            return "an object";
        }

        private static <T> T need(String name, Optional<T> value, String kind) throws MalformedJson {
            if (value.isPresent()) {
                return value.get();
            }
            throw new MalformedJson(kind + " is missing", "$." + name);
        }

        private static MalformedJson wrong(String name, String kind) {
            return new MalformedJson(kind + " is expected", "$." + name);
        }
    }

    /**
     * An array.
     *
     * @param items the items in their order; copied
     */
    record Arr(List<Json> items) implements Json {

        /** Copies the items. */
        public Arr {
            items = List.copyOf(items);
        }

        /** The items as texts, when each of them is one. */
        public List<String> texts() throws MalformedJson {
            List<String> texts = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                if (!(items.get(i) instanceof Str text)) {
                    throw new MalformedJson("text is expected", "[" + i + "]");
                }
                texts.add(text.value());
            }
            return List.copyOf(texts);
        }

        /** The items as objects, when each of them is one. */
        public List<Obj> objects() throws MalformedJson {
            List<Obj> objects = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                if (!(items.get(i) instanceof Obj object)) {
                    throw new MalformedJson("an object is expected", "[" + i + "]");
                }
                objects.add(object);
            }
            return List.copyOf(objects);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /**
     * Text.
     *
     * @param value well-formed Unicode
     */
    record Str(String value) implements Json {

        /** Refuses a lone surrogate. */
        public Str {
            Checks.require(Unicode.isWellFormed(value), "a JSON text holds a lone surrogate");
        }

        @Override
        public String kind() {
            return "text";
        }
    }

    /**
     * A whole number; made by {@link Json#of(long)} or {@link Json#of(BigInteger)}.
     *
     * @param small the number where it fits 64 bits, else zero
     * @param large the number where it does not fit 64 bits, else null
     */
    record Num(long small, @Nullable BigInteger large) implements Json {

        /** Refuses a second form of the same number. */
        public Num {
            Checks.require(
                    large == null || (small == 0 && large.bitLength() >= Long.SIZE), "a number has one form only");
        }

        /** Whether the number fits 64 bits. */
        public boolean isLong() {
            return large == null;
        }

        /** The number, whatever its size. */
        public BigInteger value() {
            return large == null ? BigInteger.valueOf(small) : large;
        }

        @Override
        public String kind() {
            return "a whole number";
        }
    }

    /**
     * A truth value.
     *
     * @param value which
     */
    record Bool(boolean value) implements Json {

        /** True. */
        public static final Bool TRUE = new Bool(true);

        /** False. */
        public static final Bool FALSE = new Bool(false);

        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** The explicit null, which signed objects keep inside profile, policy and constraints. */
    record Null() implements Json {

        /** The one that there is need for. */
        public static final Null NULL = new Null();

        @Override
        public String kind() {
            return "null";
        }
    }

    /** Collects the fields of an object; one thread. */
    final class ObjBuilder {

        private final Map<String, Json> fields = new LinkedHashMap<>();

        private ObjBuilder() {}

        /** Adds a field; refuses a name that is already there. */
        public ObjBuilder put(String name, Json value) {
            Checks.require(fields.putIfAbsent(name, value) == null, "a JSON object has each key once");
            return this;
        }

        /** Adds text. */
        public ObjBuilder put(String name, String value) {
            return put(name, Json.of(value));
        }

        /** Adds a whole number. */
        public ObjBuilder put(String name, long value) {
            return put(name, Json.of(value));
        }

        /** Adds a truth value. */
        public ObjBuilder put(String name, boolean value) {
            return put(name, Json.of(value));
        }

        /** Adds text where there is some. */
        public ObjBuilder putIfPresent(String name, Optional<String> value) {
            return value.isPresent() ? put(name, value.get()) : this;
        }

        /** The object. */
        public Obj build() {
            return new Obj(fields);
        }
    }
}
