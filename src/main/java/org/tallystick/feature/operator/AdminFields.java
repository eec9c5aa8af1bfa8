package org.tallystick.feature.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.StatementRefused;

/** Members that acts of administration have in common. */
final class AdminFields {

    static final String PARTICIPANT = "participant";
    static final String ROLES = "roles";

    private AdminFields() {}

    static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }

    static StatementRefused wrong(MalformedJson malformed) {
        String where = malformed.where();
        return wrong(where.startsWith("$.") ? where.substring(2) : where);
    }

    static Pid participant(Json.Obj fields) throws MalformedJson, StatementRefused {
        try {
            return Pid.parse(fields.text(PARTICIPANT));
        } catch (MalformedIdentity noPid) {
            throw wrong(PARTICIPANT);
        }
    }

    static Refusal unknown(Pid pid) {
        return Refusal.of(ErrorCode.E011, PARTICIPANT, pid.text());
    }

    /** Roles in any order, each once; none at all is possible. */
    static Set<Role> roles(Json.Obj fields) throws MalformedJson, StatementRefused {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Json item : fields.array(ROLES).items()) {
            if (!(item instanceof Json.Str word) || !roles.add(role(word.value()))) {
                throw wrong(ROLES);
            }
        }
        return roles;
    }

    private static Role role(String word) throws StatementRefused {
        for (Role role : Role.values()) {
            if (role.name().equals(word)) {
                return role;
            }
        }
        throw wrong(ROLES);
    }

    /** The same, in their own order. */
    static Json.Obj json(Collection<Role> roles) {
        return Json.object().put(ROLES, words(roles)).build();
    }

    /** Their names alone. */
    static Json.Arr words(Collection<Role> roles) {
        List<Json> words = new ArrayList<>();
        for (Role role : Role.values()) {
            if (roles.contains(role)) {
                words.add(Json.of(role.name()));
            }
        }
        return Json.of(words);
    }
}
