package org.tallystick.feature.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.block.PersonalText;

/** {@code admin.approve}, {@code freeze}, {@code unfreeze}, {@code ban}, {@code unban}: whether somebody takes part. */
final class StandingType extends AdminType<StandingType.Order> {

    static final String REASON = "reason";
    static final int MAX_REASON = 500;

    private final Step step;

    /** What may become of an account. */
    enum Step {
        /** Who waits for approval takes part. */
        APPROVE("approve", Role.OPERATOR, AccountStatus.ACTIVE),
        /** Who takes part stops for a while. */
        FREEZE("freeze", Role.OPERATOR, AccountStatus.FROZEN),
        /** And goes on. */
        UNFREEZE("unfreeze", Role.OPERATOR, AccountStatus.ACTIVE),
        /** Who takes part, did, or asked to, is excluded. */
        BAN("ban", Role.ADMIN, AccountStatus.BANNED),
        /** Who was excluded takes part again. */
        UNBAN("unban", Role.ADMIN, AccountStatus.ACTIVE);

        private final String verb;
        private final Role role;
        private final AccountStatus to;

        Step(String verb, Role role, AccountStatus to) {
            this.verb = verb;
            this.role = role;
            this.to = to;
        }

        String verb() {
            return verb;
        }

        Role role() {
            return role;
        }

        boolean isFrom(AccountStatus status) {
            return switch (this) {
                case APPROVE -> status == AccountStatus.PENDING;
                case FREEZE -> status == AccountStatus.ACTIVE;
                case UNFREEZE -> status == AccountStatus.FROZEN;
                case BAN ->
                    status == AccountStatus.ACTIVE || status == AccountStatus.FROZEN || status == AccountStatus.PENDING;
                case UNBAN -> status == AccountStatus.BANNED;
            };
        }
    }

    /**
     * What is asked for.
     *
     * @param reason a personal text of the participant's, since it is about them
     */
    record Order(Pid participant, Optional<String> reason) {}

    StandingType(OperatorState state, Step step) {
        super(state, step.verb, step.role, Set.of(AdminFields.PARTICIPANT, REASON));
        this.step = step;
    }

    @Override
    Order read(Json.Obj fields) throws MalformedJson, StatementRefused {
        Optional<String> reason = fields.optionalText(REASON);
        if (reason.isPresent()
                && (reason.get().isBlank()
                        || reason.get().codePointCount(0, reason.get().length()) > MAX_REASON)) {
            throw AdminFields.wrong(REASON);
        }
        return new Order(AdminFields.participant(fields), reason);
    }

    @Override
    public List<PersonalText> texts(Order order) {
        return order.reason()
                .map(text -> List.of(new PersonalText(REASON, order.participant(), text)))
                .orElse(List.of());
    }

    @Override
    Decision act(Order order, Request request) {
        Pid pid = order.participant();
        Account account = request.ledger().account(pid);
        if (account == null) {
            return Decision.refuse(AdminFields.unknown(pid));
        }
        if (!step.isFrom(account.status())) {
            return wrongState("status", account.status().word());
        }
        boolean lowers = step.to != AccountStatus.ACTIVE;
        if (lowers
                && state().rolesOf(pid).contains(Role.ADMIN)
                && !state().rolesOf(request.signer()).contains(Role.ADMIN)) {
            return Decision.refuse(Refusal.of(ErrorCode.E006, "role", Role.ADMIN.name()));
        }
        if (lowers && state().lastAdmin(pid, request.ledger())) {
            return wrongState("reason", "last_admin");
        }
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation.ChangeAccount(pid, step.to, null));
        if (order.reason().isPresent() && !pid.equals(request.signer())) {
            // The statement is sealed for the participant; erased, it no longer says whose act counts this transaction.
            operations.add(new Operation.ChangeAccount(request.signer(), null, null));
        }
        AdminFact fact = AdminFact.of(request.signer(), pid, json(account.status()), json(step.to));
        return new Decision.Do(operations, List.of(fact.toJson()));
    }

    private static Json.Obj json(AccountStatus status) {
        return Json.object().put("status", status.word()).build();
    }
}
