package org.tallystick.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;

/** Holds a value against its schema and finds all that is wrong with it at once, up to a bound. One check, one thread. */
public final class SchemaCheck {

    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_FIELD_NAME = 64;

    private final List<Problem> problems = new ArrayList<>();

    private SchemaCheck() {}

    /** All that is wrong; nothing when it fits. */
    public static List<Problem> of(Schema schema, Json value) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, "");
        return List.copyOf(check.problems);
    }

    /**
     * All that is wrong with a parameter, which is text where the schema wants a number or a flag.
     *
     * @param name the parameter's
     */
    public static List<Problem> ofText(String name, Schema schema, String value) {
        SchemaCheck check = new SchemaCheck();
        check.checkText(name, schema, value);
        return List.copyOf(check.problems);
    }

    private void checkText(String name, Schema schema, String value) {
        switch (schema) {
            case Schema.Named named -> checkText(name, named.schema(), value);
            case Schema.Whole whole -> checkWhole(name, whole, value);
            case Schema.Flag flag -> {
                if (!value.equals("true") && !value.equals("false")) {
                    add(name, "value");
                }
            }
            default -> {
                if (org.tallystick.base.Unicode.isWellFormed(value)) {
                    check(schema, Json.of(value), name);
                } else {
                    add(name, "pattern");
                }
            }
        }
    }

    private void checkWhole(String name, Schema.Whole whole, String value) {
        if (!value.matches("-?[0-9]{1,18}")) {
            add(name, "type");
        } else {
            check(whole, Json.of(Long.parseLong(value)), name);
        }
    }

    private void check(Schema schema, Json value, String field) {
        switch (schema) {
            case Schema.Any any -> {}
            case Schema.Named named -> check(named.schema(), value, field);
            case Schema.OrNull orNull -> {
                if (!(value instanceof Json.Null)) {
                    check(orNull.schema(), value, field);
                }
            }
            case Schema.OneOf oneOf -> {
                if (oneOf.shapes().stream().noneMatch(shape -> of(shape, value).isEmpty())) {
                    add(field, "type");
                }
            }
            case Schema.Text text when value instanceof Json.Str given -> checkText(text, given.value(), field);
            case Schema.Whole whole
            when value instanceof Json.Num given -> {
                if (!given.isLong() || given.small() < whole.min() || given.small() > whole.max()) {
                    add(field, "range");
                }
            }
            case Schema.Flag flag when value instanceof Json.Bool -> {}
            case Schema.Several several when value instanceof Json.Arr given -> checkItems(several, given, field);
            case Schema.Entries entries when value instanceof Json.Obj given -> checkEntries(entries, given, field);
            case Schema.Obj object when value instanceof Json.Obj given -> checkFields(object, given, field);
            default -> add(field, "type");
        }
    }

    private void checkText(Schema.Text text, String value, String field) {
        int length = value.codePointCount(0, value.length());
        if (length < text.minLength() || length > text.maxLength()) {
            add(field, "length");
        } else if (!text.values().isEmpty() && !text.values().contains(value)) {
            add(field, "value");
        } else if (text.pattern().isPresent()
                && !text.pattern().get().matcher(value).matches()) {
            add(field, "pattern");
        }
    }

    private void checkItems(Schema.Several several, Json.Arr given, String field) {
        if (given.items().size() > several.maxItems()) {
            add(field, "many");
            return;
        }
        for (int i = 0; i < given.items().size() && problems.size() < MAX_PROBLEMS; i++) {
            check(several.items(), given.items().get(i), field + "[" + i + "]");
        }
    }

    private void checkEntries(Schema.Entries entries, Json.Obj given, String field) {
        if (given.fields().size() > entries.maxEntries()) {
            add(field, "many");
            return;
        }
        for (Map.Entry<String, Json> entry : given.fields().entrySet()) {
            check(entries.values(), entry.getValue(), within(field, entry.getKey()));
        }
    }

    private void checkFields(Schema.Obj object, Json.Obj given, String field) {
        for (Schema.Field known : object.fields()) {
            boolean nullable = known.schema() instanceof Schema.OrNull;
            // Else a null stands for a member that is absent, as the signed form has it.
            Optional<Json> value = given.find(known.name()).filter(found -> nullable || !(found instanceof Json.Null));
            if (value.isPresent()) {
                check(known.schema(), value.get(), within(field, known.name()));
            } else if (known.required()) {
                add(within(field, known.name()), "missing");
            }
        }
        if (!object.open()) {
            for (String name : given.fields().keySet()) {
                if (object.fields().stream().noneMatch(known -> known.name().equals(name))) {
                    add(within(field, name), "unknown");
                }
            }
        }
    }

    private static String within(String field, String name) {
        String shown = name.length() <= MAX_FIELD_NAME ? name : name.substring(0, MAX_FIELD_NAME);
        return field.isEmpty() ? shown : field + "." + shown;
    }

    private void add(String field, String what) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(field, what));
        }
    }
}
