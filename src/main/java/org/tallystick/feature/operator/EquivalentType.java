package org.tallystick.feature.operator;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;

/** {@code admin.equivalent}: a new unit, said with its precision, or whether one is offered for new lines. */
final class EquivalentType extends AdminType<EquivalentType.Unit> {

    static final String VERB = "equivalent";

    static final String CODE = "code";
    static final String PRECISION = "precision";
    static final String ACTIVE = "active";
    private static final Pattern CODES = Pattern.compile("[A-Z0-9_]{1,16}");
    static final int MAX_PRECISION = 8;

    /** What is said of it. */
    record Unit(String code, Optional<Integer> precision, Optional<Boolean> active) {}

    EquivalentType(OperatorState state) {
        super(state, VERB, Role.ADMIN, Set.of(CODE, PRECISION, ACTIVE));
    }

    @Override
    Unit read(Json.Obj fields) throws MalformedJson, StatementRefused {
        String code = fields.text(CODE);
        if (!CODES.matcher(code).matches()) {
            throw AdminFields.wrong(CODE);
        }
        Optional<Long> precision = fields.optionalNumber(PRECISION);
        if (precision.isPresent() && (precision.get() < 0 || precision.get() > MAX_PRECISION)) {
            throw AdminFields.wrong(PRECISION);
        }
        return new Unit(code, precision.map(Math::toIntExact), fields.optionalFlag(ACTIVE));
    }

    @Override
    Decision act(Unit unit, Request request) {
        Equivalent known = request.ledger().equivalent(unit.code());
        if (known == null) {
            return unit.precision().isPresent()
                    ? define(
                            request,
                            unit.code(),
                            Json.Obj.EMPTY,
                            unit.precision().get(),
                            unit.active().orElse(true))
                    : Decision.refuse(AdminFields.wrong(PRECISION).refusal());
        }
        if (unit.precision().isPresent()) {
            // Who says a precision means a new one.
            return Decision.refuse(Refusal.of(ErrorCode.E008, "field", CODE));
        }
        if (unit.active().isEmpty()) {
            return Decision.refuse(AdminFields.wrong(ACTIVE).refusal());
        }
        boolean active = unit.active().get();
        return active == known.active()
                ? wrongState("reason", "unchanged")
                : define(request, unit.code(), json(known.precision(), known.active()), known.precision(), active);
    }

    private static Decision define(Request request, String code, Json.Obj before, int precision, boolean active) {
        AdminFact fact = new AdminFact(
                Optional.of(request.signer()), Optional.empty(), Optional.of(code), before, json(precision, active));
        return done(fact, new Operation.DefineEquivalent(code, precision, active));
    }

    private static Json.Obj json(int precision, boolean active) {
        return Json.object().put(PRECISION, precision).put(ACTIVE, active).build();
    }
}
