package org.tallystick.feature.operator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/**
 * An act of administration: its signer takes part in the hub and has the role for it.
 *
 * @param <C> what the statement says, typed
 */
abstract class AdminType<C> implements StatementType<C> {

    static final String PREFIX = "admin.";

    private final OperatorState state;
    private final String verb;
    private final Role role;
    private final Set<String> fields;

    /**
     * Makes a type.
     *
     * @param state asked when it is decided
     * @param verb what follows {@link #PREFIX}
     * @param role who may beside an ADMIN
     * @param fields what a statement may say
     */
    AdminType(OperatorState state, String verb, Role role, Set<String> fields) {
        this.state = state;
        this.verb = verb;
        this.role = role;
        Set<String> all = new HashSet<>(fields);
        all.add("statement_id");
        all.add("valid_until");
        this.fields = Set.copyOf(all);
    }

    OperatorState state() {
        return state;
    }

    @Override
    public final String type() {
        return PREFIX + verb;
    }

    @Override
    public final int version() {
        return 1;
    }

    @Override
    public final C read(SignedStatement statement) throws StatementRefused {
        try {
            statement.fields().onlyNames(fields);
            return read(statement.fields());
        } catch (MalformedJson malformed) {
            throw AdminFields.wrong(malformed);
        }
    }

    /** Reads the members; there are no others than this type's. */
    abstract C read(Json.Obj fields) throws MalformedJson, StatementRefused;

    @Override
    public final Decision decide(C command, Request request) {
        Account account = request.account();
        Set<Role> roles = state.rolesOf(request.signer());
        if (account == null || !account.active() || !(roles.contains(Role.ADMIN) || roles.contains(role))) {
            return Decision.refuse(Refusal.of(ErrorCode.E006, "role", role.name()));
        }
        return act(command, request);
    }

    /** The rule, for somebody who may. */
    abstract Decision act(C command, Request request);

    static Decision done(AdminFact fact, Operation... operations) {
        return new Decision.Do(List.of(operations), List.of(fact.toJson()));
    }

    static Decision wrongState(String name, String value) {
        return Decision.refuse(Refusal.of(ErrorCode.E017, name, value));
    }
}
