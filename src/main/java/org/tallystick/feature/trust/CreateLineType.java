package org.tallystick.feature.trust;

import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/** {@code trustline.create}: the signer trusts somebody up to a limit. */
final class CreateLineType implements StatementType<CreateLineType.NewLine> {

    private static final Set<String> FIELDS =
            Set.of("to", "equivalent", "limit", "policy", "statement_id", "valid_until");

    /** What is asked for. */
    record NewLine(Pid to, String equivalent, String limit, Optional<PolicyFields> policy) {}

    @Override
    public String type() {
        return "trustline.create";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public NewLine read(SignedStatement statement) throws StatementRefused {
        Json.Obj fields = statement.fields();
        try {
            fields.onlyNames(FIELDS);
            Optional<Json.Obj> policy = fields.optionalObject("policy");
            return new NewLine(
                    Pid.parse(fields.text("to")),
                    fields.text("equivalent"),
                    fields.text("limit"),
                    policy.isEmpty() ? Optional.empty() : Optional.of(PolicyFields.read(policy.get())));
        } catch (MalformedJson malformed) {
            throw LineFields.wrong(malformed.where());
        } catch (MalformedIdentity noPid) {
            throw LineFields.wrong("to");
        }
    }

    @Override
    public Decision decide(NewLine line, Request request) {
        Account account = request.account();
        Account debtor = request.ledger().account(line.to());
        Equivalent unit = request.ledger().equivalent(line.equivalent());
        if (account == null || !account.active()) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E006, "participant", request.signer().text()));
        }
        if (debtor == null) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E011, "participant", line.to().text()));
        }
        if (unit == null || !unit.active()) {
            return Decision.refuse(Refusal.of(ErrorCode.E015, "equivalent", line.equivalent()));
        }
        if (!debtor.active()) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E004, "participant", line.to().text()));
        }
        try {
            long limitMinor = LineFields.minor(Optional.of(line.limit()), unit.precision(), "limit")
                    .getAsLong();
            Policy policy = line.policy().isPresent()
                    ? line.policy().get().over(Policy.DEFAULT, unit.precision())
                    : Policy.DEFAULT;
            return Decision.of(new Operation.OpenLine(
                    LineIds.of(request.txId(), 0), account.pid(), debtor.pid(), unit.code(), limitMinor, policy));
        } catch (StatementRefused refused) {
            return Decision.refuse(refused.refusal());
        }
    }
}
