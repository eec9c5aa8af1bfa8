package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;
import org.tallystick.node.block.PersonalText;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteResult;

/** {@code payment.create}: the signer pays somebody in one equivalent. */
final class PaymentType implements StatementType<PaymentType.Payment> {

    private static final Set<String> FIELDS =
            Set.of("tx_id", "to", "equivalent", "amount", "description", "constraints", "valid_until");

    private final PaymentLimits limits;
    private final Supplier<PaymentLimits> limitsNow;

    /** What is asked for; the amount is still text, because its unit's precision is the ledger's. */
    record Payment(
            Pid from,
            Pid to,
            String equivalent,
            String amount,
            Optional<String> description,
            Constraints constraints) {}

    /**
     * Makes the type.
     *
     * @param limits what a statement can ask for at most
     * @param limitsNow what is given when it is decided
     */
    PaymentType(PaymentLimits limits, Supplier<PaymentLimits> limitsNow) {
        this.limits = limits;
        this.limitsNow = limitsNow;
    }

    @Override
    public String type() {
        return "payment.create";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String idField() {
        return "tx_id";
    }

    @Override
    public boolean answersReplays() {
        return true;
    }

    @Override
    public Payment read(SignedStatement statement) throws StatementRefused {
        Json.Obj fields = statement.fields();
        try {
            fields.onlyNames(FIELDS);
            Optional<String> description = fields.optionalText("description");
            if (description.isPresent()
                    && (description.get().isEmpty() || description.get().length() > PaymentLimits.MAX_DESCRIPTION)) {
                throw wrong("description");
            }
            return new Payment(
                    statement.signer(),
                    Pid.parse(fields.text("to")),
                    fields.text("equivalent"),
                    fields.text("amount"),
                    description,
                    Constraints.read(fields.optionalObject("constraints"), limits));
        } catch (MalformedJson malformed) {
            throw wrong(malformed.where());
        } catch (MalformedIdentity noPid) {
            throw wrong("to");
        }
    }

    private static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }

    @Override
    public OptionalInt timeoutMs(Payment payment) {
        return OptionalInt.of(payment.constraints().timeoutMs());
    }

    @Override
    public List<PersonalText> texts(Payment payment) {
        return payment.description()
                .map(text -> List.of(new PersonalText("description", payment.from(), text)))
                .orElse(List.of());
    }

    @Override
    public Decision decide(Payment payment, Request request) {
        Account payer = request.account();
        Account payee = request.ledger().account(payment.to());
        Equivalent unit = request.ledger().equivalent(payment.equivalent());
        if (payer == null || !payer.active()) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E006, "participant", payment.from().text()));
        }
        if (payee == null) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E011, "participant", payment.to().text()));
        }
        if (unit == null) {
            return Decision.refuse(Refusal.of(ErrorCode.E015, "equivalent", payment.equivalent()));
        }
        if (payer == payee
                || !(DecimalText.parse(payment.amount(), unit.precision()) instanceof ParsedAmount.Ok parsed)
                || parsed.amountMinor() == 0) {
            return Decision.refuse(Refusal.of(ErrorCode.E009, "field", payer == payee ? "to" : "amount"));
        }
        if (!payee.active()) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E004, "participant", payment.to().text()));
        }
        return route(payment, request, payer, payee, unit, parsed.amountMinor());
    }

    private Decision route(
            Payment payment, Request request, Account payer, Account payee, Equivalent unit, long amountMinor) {
        RouteConstraints constraints = payment.constraints().forRouting(request.ledger(), limitsNow.get());
        RouteResult result = request.router().find(unit, payer, payee, amountMinor, constraints);
        String requested = DecimalText.print(amountMinor, unit.precision());
        return switch (result) {
            case RouteResult.Found found -> {
                List<Operation> legs = new ArrayList<>();
                found.routes().forEach(route -> Legs.add(route, unit, request.ledger(), legs));
                yield Decision.of(legs);
            }
            case RouteResult.TooLittle little -> {
                // Where its work runs out, capacity may know of less than the search did.
                long availableMinor = Math.max(
                        little.atLeastMinor(),
                        request.router()
                                .capacity(unit, payer, payee, constraints)
                                .atLeastMinor());
                yield Decision.refuse(Refusal.of(ErrorCode.E002, "requested", requested)
                        .with("available", DecimalText.print(availableMinor, unit.precision())));
            }
            case RouteResult.NoRoute none -> Decision.refuse(Refusal.of(ErrorCode.E001, "requested", requested));
            case RouteResult.OutOfWork out -> Decision.refuse(Refusal.of(ErrorCode.E007, "requested", requested));
        };
    }
}
