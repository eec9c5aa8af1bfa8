package org.tallystick.feature.trust;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.DecimalText;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/** {@code trustline.update}: the creditor changes limit, policy or whether the line gives new credit. */
final class UpdateLineType implements StatementType<UpdateLineType.Change> {

    private static final Set<String> FIELDS = Set.of("id", "limit", "policy", "status", "statement_id", "valid_until");

    /** What changes. */
    record Change(UUID id, Optional<String> limit, Optional<PolicyFields> policy, Optional<LineStatus> status) {}

    @Override
    public String type() {
        return "trustline.update";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Change read(SignedStatement statement) throws StatementRefused {
        Json.Obj fields = statement.fields();
        try {
            fields.onlyNames(FIELDS);
            Optional<Json.Obj> policy = fields.optionalObject("policy");
            Change change = new Change(
                    LineFields.id(fields),
                    fields.optionalText("limit"),
                    policy.isEmpty() ? Optional.empty() : Optional.of(PolicyFields.read(policy.get())),
                    status(fields));
            if (change.limit().isEmpty()
                    && change.policy().isEmpty()
                    && change.status().isEmpty()) {
                throw LineFields.wrong("limit");
            }
            return change;
        } catch (MalformedJson malformed) {
            throw LineFields.wrong(malformed.where());
        }
    }

    private static Optional<LineStatus> status(Json.Obj fields) throws MalformedJson, StatementRefused {
        Optional<String> word = fields.optionalText("status");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return switch (word.get()) {
            case "active" -> Optional.of(LineStatus.ACTIVE);
            case "frozen" -> Optional.of(LineStatus.FROZEN);
            default -> throw LineFields.wrong("status");
        };
    }

    @Override
    public Decision decide(Change change, Request request) {
        Optional<Refusal> refusal = LineFields.mayChange(change.id(), request);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        Line line = Objects.requireNonNull(request.ledger().line(change.id()), "The line was there a moment ago");
        try {
            int precision = line.equivalent().precision();
            OptionalLong limitMinor = LineFields.minor(change.limit(), precision, "limit");
            Optional<Policy> policy = change.policy().isPresent()
                    ? Optional.of(change.policy().get().over(line.policy(), precision))
                    : Optional.empty();
            Json.Obj before = Json.object()
                    .put("fact", "before")
                    .put("limit", DecimalText.print(line.limitMinor(), precision))
                    .build();
            return new Decision.Do(
                    List.of(new Operation.ChangeLine(line.id(), limitMinor, policy, change.status())), List.of(before));
        } catch (StatementRefused refused) {
            return Decision.refuse(refused.refusal());
        } catch (IllegalArgumentException outOfBounds) {
            return Decision.refuse(Refusal.of(ErrorCode.E009, "field", "policy"));
        }
    }
}
