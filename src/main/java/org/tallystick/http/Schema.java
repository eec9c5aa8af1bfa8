package org.tallystick.http;

import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a JSON value has to look like: declared once with a route, used to check what comes in and to describe it in the OpenAPI
 * document. Immutable.
 */
public sealed interface Schema {

    /**
     * Text.
     *
     * @param minLength fewest characters
     * @param maxLength most characters
     * @param pattern what all of it has to match, if anything
     * @param format the name of its form in JSON Schema, if it has one
     * @param values the only texts that are allowed; none for any
     */
    record Text(int minLength, int maxLength, Optional<Pattern> pattern, Optional<String> format, List<String> values)
            implements Schema {

        /** Keeps an unmodifiable copy. */
        public Text {
            values = List.copyOf(values);
        }
    }

    /** A whole number within bounds. */
    record Whole(long min, long max) implements Schema {}

    /** True or false. */
    record Flag() implements Schema {}

    /** Several values of one kind. */
    record Several(Schema items, int maxItems) implements Schema {}

    /**
     * An object.
     *
     * @param fields what may be in it, in the order in which it is shown
     * @param open whether other members may be in it, too
     */
    record Obj(List<Field> fields, boolean open) implements Schema {

        /** Keeps an unmodifiable copy. */
        public Obj {
            fields = List.copyOf(fields);
        }

        /** The same object with further fields. */
        public Obj and(Field... more) {
            return new Obj(
                    java.util.stream.Stream.concat(fields.stream(), Arrays.stream(more))
                            .toList(),
                    open);
        }
    }

    /**
     * A member of an object.
     *
     * @param name its name
     * @param schema what it looks like
     * @param required whether it has to be there
     */
    record Field(String name, Schema schema, boolean required) {}

    /** An object whose members all look alike, whatever they are called. */
    record Entries(Schema values, int maxEntries) implements Schema {}

    /** What it says, or null. */
    record OrNull(Schema schema) implements Schema {}

    /** One of several shapes. */
    record OneOf(List<Schema> shapes) implements Schema {}

    /** Any value. */
    record Any() implements Schema {}

    /** A schema that the document describes once and names. */
    record Named(String name, Schema schema) implements Schema {}

    /** Text of some length. */
    static Schema text(int minLength, int maxLength) {
        return new Text(minLength, maxLength, Optional.empty(), Optional.empty(), List.of());
    }

    /** Text that matches a pattern as a whole. */
    static Schema text(int minLength, int maxLength, String pattern) {
        return new Text(minLength, maxLength, Optional.of(Pattern.compile(pattern)), Optional.empty(), List.of());
    }

    /** One of some words. */
    static Schema word(String... words) {
        require(words.length > 0, "There is a word to choose");
        int longest = Arrays.stream(words).mapToInt(String::length).max().orElse(0);
        return new Text(1, longest, Optional.empty(), Optional.empty(), List.of(words));
    }

    /** An object with just these members. */
    static Obj object(Field... fields) {
        return new Obj(List.of(fields), false);
    }

    /** A list. */
    static Schema list(Schema items, int maxItems) {
        return new Several(items, maxItems);
    }

    /** A member that has to be there. */
    static Field need(String name, Schema schema) {
        return new Field(name, schema, true);
    }

    /** A member that may be there. */
    static Field may(String name, Schema schema) {
        return new Field(name, schema, false);
    }
}
