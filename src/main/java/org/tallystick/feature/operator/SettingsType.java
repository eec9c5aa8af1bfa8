package org.tallystick.feature.operator;

import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;

/** {@code admin.config} and {@code admin.flags}: some settings of the hub have these values from now on. */
final class SettingsType extends AdminType<Json.Obj> {

    static final String CONFIG = "config";
    static final String FLAGS = "flags";

    private final Set<String> names;

    /**
     * Makes a type.
     *
     * @param verb {@link #CONFIG} or {@link #FLAGS}
     * @param names which settings it may change
     */
    SettingsType(OperatorState state, String verb, Set<String> names) {
        super(state, verb, Role.ADMIN, Set.of(SettingFields.UPDATES));
        this.names = names;
    }

    @Override
    Json.Obj read(Json.Obj fields) throws MalformedJson, StatementRefused {
        Json.Obj updates = fields.object(SettingFields.UPDATES);
        SettingFields.change(OperatorSettings.DEFAULT, updates, names);
        return updates;
    }

    @Override
    Decision act(Json.Obj updates, Request request) {
        try {
            OperatorSettings before = state().settings();
            OperatorSettings after = SettingFields.change(before, updates, names);
            if (after.equals(before)) {
                return wrongState("reason", "unchanged");
            }
            Set<String> changed = updates.fields().keySet();
            return done(new AdminFact(
                    Optional.of(request.signer()),
                    Optional.empty(),
                    Optional.empty(),
                    SettingFields.json(before, changed),
                    SettingFields.json(after, changed)));
        } catch (StatementRefused refused) {
            return Decision.refuse(refused.refusal());
        }
    }
}
