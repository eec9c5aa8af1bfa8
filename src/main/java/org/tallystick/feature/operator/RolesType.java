package org.tallystick.feature.operator;

import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;

/** {@code admin.roles}: somebody has these roles from now on and no others; the last ADMIN stays one. */
final class RolesType extends AdminType<RolesType.Grant> {

    static final String VERB = "roles";

    /** Who has which roles. */
    record Grant(Pid participant, Set<Role> roles) {}

    RolesType(OperatorState state) {
        super(state, VERB, Role.ADMIN, Set.of(AdminFields.PARTICIPANT, AdminFields.ROLES));
    }

    @Override
    Grant read(Json.Obj fields) throws MalformedJson, StatementRefused {
        return new Grant(AdminFields.participant(fields), AdminFields.roles(fields));
    }

    @Override
    Decision act(Grant grant, Request request) {
        Pid pid = grant.participant();
        Account account = request.ledger().account(pid);
        if (account == null) {
            return Decision.refuse(AdminFields.unknown(pid));
        }
        Set<Role> before = state().rolesOf(pid);
        if (before.equals(grant.roles())) {
            return wrongState("reason", "unchanged");
        }
        if (!account.active() && !before.containsAll(grant.roles())) {
            return wrongState("status", account.status().word());
        }
        if (!grant.roles().contains(Role.ADMIN) && state().lastAdmin(pid, request.ledger())) {
            return wrongState("reason", "last_admin");
        }
        if (before.isEmpty() && state().full()) {
            return wrongState("reason", "too_many");
        }
        // Nothing of the account changes, but who it concerns counts it.
        return done(
                AdminFact.of(request.signer(), pid, AdminFields.json(before), AdminFields.json(grant.roles())),
                new Operation.ChangeAccount(pid, null, null));
    }
}
