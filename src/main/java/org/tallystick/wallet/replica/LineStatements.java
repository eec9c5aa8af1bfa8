package org.tallystick.wallet.replica;

import static org.tallystick.wallet.replica.RuleBroken.unless;
import static org.tallystick.wallet.replica.Violation.Kind.LINE_NOT_AS_SIGNED;
import static org.tallystick.wallet.replica.Violation.Kind.LINE_WITHOUT_STATEMENT;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.feature.trust.PolicyFields;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.StatementRefused;
import org.tallystick.wallet.Unit;

/**
 * Whether a line became what its creditor signed, and whether they signed at all; such statements have no personal texts, so that no
 * erasure takes them away. Stateless; any thread.
 */
final class LineStatements {

    private LineStatements() {}

    /** Judges a step before it is taken; those that are about no line are none of its business. */
    static void check(Step step, OwnTransaction transaction, Fold fold) throws RuleBroken {
        switch (step.operation()) {
            case Operation.OpenLine open -> {
                if (open.creditor().equals(fold.owner) || open.debtor().equals(fold.owner)) {
                    opened(open, step.decimals(), transaction, fold);
                }
            }
            case Operation.ChangeLine change -> {
                Optional<OwnLine> line = fold.line(change.line());
                if (line.isPresent()) {
                    changed(change, line.get(), transaction, fold);
                }
            }
            case Operation.CloseLine close -> {
                Optional<OwnLine> line = fold.line(close.line());
                if (line.isPresent()) {
                    SignedStatement statement =
                            statement("trustline.close", line.get().creditor(), transaction, fold);
                    unless(
                            isText(statement, "id", close.line().toString()),
                            LINE_NOT_AS_SIGNED,
                            "another line was closed than was signed");
                }
            }
            default -> {}
        }
    }

    private static SignedStatement statement(String type, Pid creditor, OwnTransaction transaction, Fold fold)
            throws RuleBroken {
        Optional<SignedStatement> statement =
                transaction.type().equals(type) ? transaction.statementOf(creditor) : Optional.empty();
        unless(
                statement.isPresent(),
                creditor.equals(fold.owner) ? LINE_WITHOUT_STATEMENT : LINE_NOT_AS_SIGNED,
                "a line was opened, changed or closed without its creditor's statement");
        return statement.orElseThrow();
    }

    private static void opened(Operation.OpenLine open, int precision, OwnTransaction transaction, Fold fold)
            throws RuleBroken {
        SignedStatement statement = statement("trustline.create", open.creditor(), transaction, fold);
        boolean same = isText(statement, "to", open.debtor().text())
                && isText(statement, "equivalent", open.equivalent())
                && open.line().equals(LineIds.of(transaction.txId(), 0))
                && OptionalLong.of(open.limitMinor()).equals(limit(statement, precision))
                && open.policy().equals(policy(statement, Policy.DEFAULT, precision));
        unless(same, LINE_NOT_AS_SIGNED, "another line was opened than was signed");
    }

    private static void changed(Operation.ChangeLine change, OwnLine line, OwnTransaction transaction, Fold fold)
            throws RuleBroken {
        SignedStatement statement = statement("trustline.update", line.creditor(), transaction, fold);
        Unit unit = line.unit();
        Policy before = line.policy();
        boolean same = isText(statement, "id", change.line().toString())
                && change.limitMinor().equals(limit(statement, unit.precision()))
                && change.policy().orElse(before).equals(policy(statement, before, unit.precision()))
                && change.status().map(LineStatus::word).equals(text(statement, "status"));
        unless(same, LINE_NOT_AS_SIGNED, "a line was changed into something else than was signed");
    }

    private static boolean isText(SignedStatement statement, String field, String expected) {
        return text(statement, field).filter(expected::equals).isPresent();
    }

    private static Optional<String> text(SignedStatement statement, String field) {
        return statement.fields().find(field).filter(Json.Str.class::isInstance).map(text -> ((Json.Str) text).value());
    }

    private static OptionalLong limit(SignedStatement statement, int precision) {
        Optional<String> limit = text(statement, "limit");
        return limit.isPresent()
                        && precision >= 0
                        && DecimalText.parse(limit.get(), precision) instanceof ParsedAmount.Ok(long minor)
                ? OptionalLong.of(minor)
                : OptionalLong.empty();
    }

    private static Policy policy(SignedStatement statement, Policy before, int precision) throws RuleBroken {
        try {
            Optional<Json.Obj> policy = statement.fields().optionalObject("policy");
            return policy.isEmpty() ? before : PolicyFields.read(policy.get()).over(before, precision);
        } catch (MalformedJson | StatementRefused | IllegalArgumentException wrong) {
            throw new RuleBroken(LINE_NOT_AS_SIGNED, "a policy that nobody can have signed for");
        }
    }
}
