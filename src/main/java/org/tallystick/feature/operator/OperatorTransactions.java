package org.tallystick.feature.operator;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.block.Frame;

/** What the hub's own program may do before, or beside, those who govern it by their signatures. Stateless; any thread. */
public final class OperatorTransactions {

    static final String FIRST_ADMIN = "operator.first_admin";
    static final String SETTINGS = "operator.settings";

    private OperatorTransactions() {}

    /**
     * Makes somebody ADMIN, and approves them where they wait for it. Refused (E017) while an ADMIN has an account that is not gone;
     * an ADMIN who has none loses the role. The participant need not be registered yet.
     *
     * @param ledger the state; on the ledger thread
     * @param pid who
     */
    public static HubTransaction firstAdmin(LedgerView ledger, Pid pid) {
        @Nullable Account account = ledger.account(pid);
        AdminFact fact = new AdminFact(
                Optional.empty(),
                Optional.of(pid),
                Optional.empty(),
                Json.Obj.EMPTY,
                AdminFields.json(EnumSet.of(Role.ADMIN)));
        @Nullable
        AccountStatus status =
                account != null && account.status() == AccountStatus.PENDING ? AccountStatus.ACTIVE : null;
        return new HubTransaction(
                new Frame("hub:first-admin-" + pid.text(), FIRST_ADMIN, 1),
                List.of(),
                List.of(fact.toJson()),
                account == null ? List.of() : List.of(new Operation.ChangeAccount(pid, status, null)));
    }

    /**
     * Changes settings as the command line asks. Refused (E009) when one of them cannot be used.
     *
     * @param id makes the transaction's id unlike every other's; at most 40 characters of {@code [A-Za-z0-9._:-]}
     * @param updates some settings by their names in {@code src/docs/format.md} §8
     */
    public static HubTransaction settings(String id, Json.Obj updates) {
        AdminFact fact = new AdminFact(Optional.empty(), Optional.empty(), Optional.empty(), Json.Obj.EMPTY, updates);
        return new HubTransaction(
                new Frame("hub:settings-" + id, SETTINGS, 1), List.of(), List.of(fact.toJson()), List.of());
    }
}
