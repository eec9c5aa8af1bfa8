package org.tallystick.wallet.replica;

import static org.tallystick.wallet.replica.RuleBroken.unless;
import static org.tallystick.wallet.replica.Violation.Kind.PAYMENT_NOT_AS_SIGNED;

import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.wallet.Unit;

/** What a payment's statement says, and whether the owner's net moved by it and nothing else. Stateless; any thread. */
final class PaymentStatements {

    private PaymentStatements() {}

    /** What was signed. */
    record Order(Pid from, Pid to, Unit unit, long amountMinor) {}

    /** The order of a payment, where its statement is shown: the statement of somebody who was erased is not. */
    static Optional<Order> order(OwnTransaction transaction, Fold fold) {
        Optional<SignedStatement> statement =
                transaction.shown().statements().stream().findFirst();
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        Json.Obj fields = statement.get().fields();
        try {
            Unit unit = fold.units.get(fields.text("equivalent"));
            return unit != null
                            && DecimalText.parse(fields.text("amount"), unit.precision())
                                    instanceof ParsedAmount.Ok(long amountMinor)
                    ? Optional.of(new Order(statement.get().signer(), Pid.parse(fields.text("to")), unit, amountMinor))
                    : Optional.empty();
        } catch (MalformedJson | MalformedIdentity malformed) {
            return Optional.empty();
        }
    }

    /** A payment of or to the owner; that they signed what lowers their net is checked already. */
    static void check(OwnTransaction transaction, Fold fold, Map<String, Long> nets) throws RuleBroken {
        if (transaction.shown().statements().isEmpty()) {
            // Of somebody who was erased nothing is left to compare with; only the owner's net can have risen.
            return;
        }
        Optional<Order> order = order(transaction, fold);
        unless(order.isPresent(), PAYMENT_NOT_AS_SIGNED, "a payment that nobody can have signed for");
        Order signed = order.orElseThrow();
        boolean sent = signed.from().equals(fold.owner);
        boolean got = signed.to().equals(fold.owner);
        long expectedMinor = sent ? -signed.amountMinor() : signed.amountMinor();
        boolean same = sent != got
                && nets.entrySet().stream()
                        .allMatch(net -> net.getValue()
                                == (net.getKey().equals(signed.unit().code()) ? expectedMinor : 0))
                && nets.containsKey(signed.unit().code());
        unless(same, PAYMENT_NOT_AS_SIGNED, "a payment moved something else than was signed");
    }
}
