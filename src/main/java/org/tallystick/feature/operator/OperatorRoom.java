package org.tallystick.feature.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.Applied;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.Room;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/**
 * The room of administration (design §5): roles by PID, settings and flags of the hub, claim codes. What it says of its state may
 * be asked on the ledger thread only, by a rule or through {@link org.tallystick.node.NodeView#room}; what it answers may be kept.
 */
public final class OperatorRoom implements Room {

    private final OperatorState state = new OperatorState();
    private final List<StatementType<?>> types = List.of(new RolesType(state));

    @Override
    public String name() {
        return "operator";
    }

    /** The roles of a participant; none for most. */
    public Set<Role> roles(Pid pid) {
        return state.rolesOf(pid);
    }

    /** Everybody who has a role, in the order of their PIDs. */
    public Map<Pid, Set<Role>> roles() {
        return state.roles();
    }

    /** Whether anybody is an ADMIN, also one who has not registered yet. */
    public boolean hasAdmin() {
        return state.hasAdmin();
    }

    /** What is set for the whole hub. */
    public OperatorSettings settings() {
        return state.settings();
    }

    /** Whether newcomers take part at once or wait for approval; who has a role already does not wait. */
    public AccountStatus statusOfNewcomer(Pid newcomer) {
        boolean waits = state.settings().registration() == Registration.APPROVAL
                && state.rolesOf(newcomer).isEmpty();
        return waits ? AccountStatus.PENDING : AccountStatus.ACTIVE;
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return types;
    }

    @Override
    public Set<String> hubTypes() {
        return Set.of(OperatorTransactions.FIRST_ADMIN + "/1", OperatorTransactions.SETTINGS + "/1");
    }

    @Override
    public Optional<Refusal> refuses(HubTransaction alone, LedgerView ledger) {
        if (alone.frame().type().equals(OperatorTransactions.FIRST_ADMIN)) {
            return state.hasAdminHere(ledger)
                    ? Optional.of(Refusal.of(ErrorCode.E017, "reason", "has_admin"))
                    : Optional.empty();
        }
        try {
            Json.Obj updates = fact(alone.facts()).after();
            SettingFields.change(state.settings(), updates, SettingFields.ALL);
            return Optional.empty();
        } catch (StatementRefused refused) {
            return Optional.of(refused.refusal());
        }
    }

    private static AdminFact fact(List<Json.Obj> facts) {
        try {
            for (Json.Obj json : facts) {
                Optional<AdminFact> fact = AdminFact.read(json);
                if (fact.isPresent()) {
                    return fact.get();
                }
            }
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("The fact of an act of administration can be read", malformed);
        }
        throw new InvariantBroken("An act of administration has its fact");
    }

    @Override
    public void apply(Applied applied, LedgerView ledger, UndoLog undo) {
        AdminFact fact = fact(applied.transaction().facts());
        try {
            apply(applied.transaction().frame().type(), fact, undo);
        } catch (MalformedJson | StatementRefused unreadable) {
            throw new InvariantBroken("What an act of administration changes can be read", unreadable);
        }
    }

    private void apply(String type, AdminFact fact, UndoLog undo) throws MalformedJson, StatementRefused {
        switch (type) {
            case AdminType.PREFIX + RolesType.VERB ->
                state.setRoles(participant(fact), AdminFields.roles(fact.after()), undo);
            case OperatorTransactions.FIRST_ADMIN -> state.setFirstAdmin(participant(fact), undo);
            case OperatorTransactions.SETTINGS ->
                state.setSettings(SettingFields.change(state.settings(), fact.after(), SettingFields.ALL), undo);
            default -> {}
        }
    }

    private static Pid participant(AdminFact fact) {
        return fact.participant().orElseThrow(() -> new InvariantBroken("The act concerns a participant"));
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        state.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        state.readFrom(in);
    }
}
