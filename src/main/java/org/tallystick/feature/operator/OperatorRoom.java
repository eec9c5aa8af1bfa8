package org.tallystick.feature.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.operator.sql.OperatorProjection;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.Room;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.Projection;

/**
 * The room of administration (design §5): roles by PID, settings and flags of the hub, claim codes. What it says of its state may
 * be asked on the ledger thread only, by a rule or through {@link org.tallystick.node.NodeView#room}; what it answers may be kept.
 */
public final class OperatorRoom implements Room {

    private final OperatorState state = new OperatorState();
    private final List<StatementType<?>> types = types(state);

    private static List<StatementType<?>> types(OperatorState state) {
        List<StatementType<?>> types = new ArrayList<>();
        for (StandingType.Step step : StandingType.Step.values()) {
            types.add(new StandingType(state, step));
        }
        types.add(new RolesType(state));
        types.add(new EquivalentType(state));
        types.add(new SettingsType(state, SettingsType.CONFIG, SettingFields.CONFIG));
        types.add(new SettingsType(state, SettingsType.FLAGS, SettingFields.FLAGS));
        types.add(new ClaimCodeType(state));
        types.add(new ClaimType(state));
        return List.copyOf(types);
    }

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

    /** Whether an ADMIN has an account that is not gone. */
    public boolean hasAdminHere(LedgerView ledger) {
        return state.hasAdminHere(ledger);
    }

    /** What is set for the whole hub. */
    public OperatorSettings settings() {
        return state.settings();
    }

    /** The imported participant whom a code claims now, or nothing where it claims nobody. */
    public Optional<Pid> claimable(String code) {
        return state.ofCodeHash(ClaimType.hash(code));
    }

    /** The participant who made an account their own with a code, or nothing where nobody did. */
    public Optional<Pid> claimed(String code) {
        return state.claimedBy(ClaimType.hash(code));
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
        Transaction transaction = applied.transaction();
        String type = transaction.frame().type();
        if (type.equals(ClaimType.TYPE)) {
            claimed(transaction, undo);
            return;
        }
        AdminFact fact = fact(transaction.facts());
        try {
            apply(type, fact, undo);
        } catch (MalformedJson | StatementRefused unreadable) {
            throw new InvariantBroken("What an act of administration changes can be read", unreadable);
        }
    }

    /** The code was used. */
    private void claimed(Transaction transaction, UndoLog undo) {
        for (Operation operation : transaction.operations()) {
            if (operation instanceof Operation.ChangeAccount change) {
                state.useCode(change.pid(), undo);
            }
        }
    }

    private void apply(String type, AdminFact fact, UndoLog undo) throws MalformedJson, StatementRefused {
        switch (type) {
            case AdminType.PREFIX + RolesType.VERB ->
                state.setRoles(participant(fact), AdminFields.roles(fact.after()), undo);
            case AdminType.PREFIX + ClaimCodeType.VERB ->
                state.setCodeHash(participant(fact), Optional.of(fact.after().text(ClaimCodeType.CODE_HASH)), undo);
            case AdminType.PREFIX + SettingsType.CONFIG,
                    AdminType.PREFIX + SettingsType.FLAGS,
                    OperatorTransactions.SETTINGS ->
                state.setSettings(SettingFields.change(state.settings(), fact.after(), SettingFields.ALL), undo);
            case OperatorTransactions.FIRST_ADMIN -> state.setFirstAdmin(participant(fact), undo);
            default -> {
                // Accounts and equivalents are the ledger's, whose operations have changed them already.
            }
        }
    }

    private static Pid participant(AdminFact fact) {
        return fact.participant().orElseThrow(() -> new InvariantBroken("The act concerns a participant"));
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new OperatorProjection());
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
