package org.tallystick.identity;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.base.Json;

/**
 * What hubs of the reference dialect have signed: the fields without those that are null, a registration with its
 * {@code type} also where the body leaves it out, a limit as Python writes a decimal (GEO facts §2). Stateless; any thread.
 */
final class ReferenceForm {

    private static final String REGISTER = "participant.register";
    private static final String TYPE = "type";
    private static final String LIMIT = "limit";

    /**
     * What the reference dialect has signatures for. The objects of no two of them can be the same, since an update without a
     * change is refused; that is not so of anything else, so there the form does not exist.
     */
    private static final Set<String> ACTIONS = Set.of(
            REGISTER,
            "participant.update",
            "trustline.create",
            "trustline.update",
            "trustline.close",
            "payment.create");

    private static final Set<String> WITH_LIMIT = Set.of("trustline.create", "trustline.update");
    private static final Pattern SMALL = Pattern.compile("[0-9](\\.[0-9]{1,40})?E-[0-9]{1,2}");

    private ReferenceForm() {}

    static boolean existsFor(String action) {
        return ACTIONS.contains(action);
    }

    /** What is signed for the fields of a body. */
    static Json.Obj signed(String action, Json.Obj fields) throws MalformedIdentity {
        Json.Obj signed = fields;
        for (Map.Entry<String, Json> field : fields.fields().entrySet()) {
            if (field.getValue() instanceof Json.Null) {
                signed = signed.without(field.getKey());
            }
        }
        if (action.equals(REGISTER) && !signed.has(TYPE)) {
            signed = signed.with(TYPE, Json.of("person"));
        }
        if (WITH_LIMIT.contains(action) && signed.find(LIMIT).orElse(null) instanceof Json.Str limit) {
            Optional<String> text = ReferenceDecimal.signedText(limit.value());
            if (text.isEmpty()) {
                throw new MalformedIdentity("a limit that is no decimal number has no reference form");
            }
            signed = signed.with(LIMIT, Json.of(text.get()));
        }
        return signed;
    }

    /** The fields of a body for which this is signed; a small limit is written out again. */
    static Json.Obj fields(String action, Json.Obj signed) {
        if (WITH_LIMIT.contains(action)
                && signed.find(LIMIT).orElse(null) instanceof Json.Str limit
                && SMALL.matcher(limit.value()).matches()) {
            return signed.with(LIMIT, Json.of(new BigDecimal(limit.value()).toPlainString()));
        }
        return signed;
    }
}
