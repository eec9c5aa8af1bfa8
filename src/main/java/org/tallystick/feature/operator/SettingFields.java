package org.tallystick.feature.operator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.StatementRefused;

/** Settings as statements and facts carry them: some members of an object, each checked. */
final class SettingFields {

    static final String UPDATES = "updates";
    static final String NAME = "name";
    static final String REGISTRATION = "registration";
    static final String READS = "reads_per_minute";
    static final String WRITES = "writes_per_minute";
    static final String AUTH = "auth_per_minute";
    static final String CLEARING = "clearing_enabled";
    static final String MULTIPATH = "multipath_enabled";

    /** What {@code admin.config} may change. */
    static final Set<String> CONFIG = Set.of(NAME, REGISTRATION, READS, WRITES, AUTH);

    /** What {@code admin.flags} may change. */
    static final Set<String> FLAGS = Set.of(CLEARING, MULTIPATH);

    /** All of them. */
    static final Set<String> ALL = Set.of(NAME, REGISTRATION, READS, WRITES, AUTH, CLEARING, MULTIPATH);

    static final int MAX_NAME = 100;
    static final int MAX_PER_MINUTE = 1_000_000;

    private SettingFields() {}

    /**
     * The settings after some updates.
     *
     * @param names what may be among them; there has to be one at least
     * @throws StatementRefused E009 with the member that cannot be used
     */
    static OperatorSettings change(OperatorSettings before, Json.Obj updates, Set<String> names)
            throws StatementRefused {
        if (updates.fields().isEmpty()) {
            throw wrong(UPDATES);
        }
        OperatorSettings settings = before;
        for (Map.Entry<String, Json> update : updates.fields().entrySet()) {
            if (!names.contains(update.getKey())) {
                throw wrong(UPDATES + "." + update.getKey());
            }
            settings = change(settings, updates, update.getKey());
        }
        return settings;
    }

    private static OperatorSettings change(OperatorSettings old, Json.Obj updates, String name)
            throws StatementRefused {
        try {
            Optional<String> text = name.equals(NAME) ? Optional.of(name(updates)) : old.name();
            return new OperatorSettings(
                    text,
                    name.equals(REGISTRATION) ? registration(updates) : old.registration(),
                    name.equals(READS) ? perMinute(updates, READS) : old.readsPerMinute(),
                    name.equals(WRITES) ? perMinute(updates, WRITES) : old.writesPerMinute(),
                    name.equals(AUTH) ? perMinute(updates, AUTH) : old.authPerMinute(),
                    name.equals(CLEARING) ? updates.flag(CLEARING) : old.clearingEnabled(),
                    name.equals(MULTIPATH) ? updates.flag(MULTIPATH) : old.multipathEnabled());
        } catch (MalformedJson malformed) {
            throw wrong(UPDATES + "." + name);
        }
    }

    private static String name(Json.Obj updates) throws MalformedJson, StatementRefused {
        String name = updates.text(NAME);
        if (name.isBlank()
                || name.codePointCount(0, name.length()) > MAX_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong(UPDATES + "." + NAME);
        }
        return name;
    }

    private static Registration registration(Json.Obj updates) throws MalformedJson, StatementRefused {
        return Registration.ofWord(updates.text(REGISTRATION)).orElseThrow(() -> wrong(UPDATES + "." + REGISTRATION));
    }

    private static int perMinute(Json.Obj updates, String name) throws MalformedJson, StatementRefused {
        long number = updates.number(name);
        if (number < 1 || number > MAX_PER_MINUTE) {
            throw wrong(UPDATES + "." + name);
        }
        return (int) number;
    }

    /**
     * Some of the settings.
     *
     * @param names which; one that has no value is left out
     */
    static Json.Obj json(OperatorSettings settings, Set<String> names) {
        Json.Obj all = Json.object()
                .putIfPresent(NAME, settings.name())
                .put(REGISTRATION, settings.registration().word())
                .put(READS, settings.readsPerMinute())
                .put(WRITES, settings.writesPerMinute())
                .put(AUTH, settings.authPerMinute())
                .put(CLEARING, settings.clearingEnabled())
                .put(MULTIPATH, settings.multipathEnabled())
                .build();
        Json.Obj some = all;
        for (String name : all.fields().keySet()) {
            some = names.contains(name) ? some : some.without(name);
        }
        return some;
    }

    private static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }
}
