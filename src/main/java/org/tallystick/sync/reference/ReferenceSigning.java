package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.wallet.CannotBeSigned;
import org.tallystick.wallet.Signing;

/**
 * Signs as hubs of the reference dialect have it: the fields that they know and no others, since what they do not know they neither
 * check nor keep (GEO facts §2). Ids of statements and ends are left out, so that nothing ends by itself; what would change the
 * meaning by being left out cannot be signed. Any thread.
 */
public final class ReferenceSigning implements Signing {

    private static final String LIMIT = "limit";
    private static final String POLICY = "policy";
    private static final String AMOUNT = "amount";

    /** What a statement of ours carries and this dialect has no place for; leaving it out leaves what is wanted. */
    private static final Set<String> MARKS = Set.of("statement_id", "valid_until");

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "payment.create", Set.of("tx_id", "to", "equivalent", AMOUNT, "description", "constraints"),
            "trustline.create", Set.of("to", "equivalent", LIMIT, POLICY),
            "trustline.update", Set.of("id", LIMIT, POLICY),
            "trustline.close", Set.of("id"),
            "participant.update", Set.of("display_name", "profile"));

    private static final Set<String> POLICIES =
            Set.of("auto_clearing", "can_be_intermediate", "max_hop_usage", "daily_limit", "blocked_participants");

    /** From here on such a hub fails. */
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000");

    private final KeyPair key;
    private final Pid hub;

    /**
     * Makes it.
     *
     * @param key of the account that is for this hub only
     * @param hub what stands for the hub, {@link StandIn}
     */
    public ReferenceSigning(KeyPair key, Pid hub) {
        this.key = key;
        this.hub = hub;
    }

    @Override
    public Pid me() {
        return key.pid();
    }

    @Override
    public SignedStatement sign(String action, Json.Obj fields) throws CannotBeSigned {
        Set<String> known = FIELDS.get(action);
        if (known == null) {
            throw new CannotBeSigned(action);
        }
        Json.ObjBuilder kept = Json.object();
        for (Map.Entry<String, Json> field : fields.fields().entrySet()) {
            String name = field.getKey();
            if (known.contains(name)) {
                Optional<Json> value = name.equals(POLICY)
                        ? policy(field.getValue(), action.equals("trustline.create"))
                        : Optional.of(field.getValue());
                value.ifPresent(json -> kept.put(name, json));
            } else if (!MARKS.contains(name)) {
                throw new CannotBeSigned(name);
            }
        }
        Json.Obj body = kept.build();
        // The signature of an update without a change is that of a close.
        if (action.equals("trustline.update") && !body.has(LIMIT) && !body.has(POLICY)) {
            throw new CannotBeSigned(LIMIT);
        }
        checkAmount(body, LIMIT);
        checkAmount(body, AMOUNT);
        return SignedStatement.signReference(key.pid(), key, action, hub, body);
    }

    /** More decimals than the books have are taken and rounded there, and more digits break it. */
    private static void checkAmount(Json.Obj body, String name) throws CannotBeSigned {
        if (body.has(name)) {
            Optional<BigDecimal> amount = Decimals.find(body, name);
            if (amount.isEmpty()
                    || Decimals.needed(amount.get()) > Decimals.MOST
                    || amount.get().signum() < 0
                    || amount.get().compareTo(TOO_MUCH) >= 0) {
                throw new CannotBeSigned(name);
            }
        }
    }

    private static Optional<Json> policy(Json given, boolean first) throws CannotBeSigned {
        if (!(given instanceof Json.Obj policy)) {
            throw new CannotBeSigned(POLICY);
        }
        Json.ObjBuilder kept = Json.object();
        for (Map.Entry<String, Json> member : policy.fields().entrySet()) {
            String name = member.getKey();
            Json value = name.equals("max_hop_usage") ? whole(member.getValue(), name) : member.getValue();
            if (POLICIES.contains(name)) {
                if (!first || !saysNothing(value)) {
                    kept.put(name, value);
                }
            } else if (!(value instanceof Json.Null)) {
                throw new CannotBeSigned(name);
            }
        }
        Json.Obj said = kept.build();
        return first && said.fields().isEmpty() ? Optional.empty() : Optional.of(said);
    }

    private static boolean saysNothing(Json value) {
        return value instanceof Json.Null
                || (value instanceof Json.Arr list && list.items().isEmpty());
    }

    /** There it is a number, and numbers with decimals cannot be signed. */
    private static Json whole(Json value, String name) throws CannotBeSigned {
        if (!(value instanceof Json.Str(String text))) {
            return value;
        }
        BigDecimal amount = Decimals.parse(text).orElseThrow(() -> new CannotBeSigned(name));
        if (Decimals.needed(amount) > 0) {
            throw new CannotBeSigned(name);
        }
        return Json.of(amount.toBigIntegerExact());
    }
}
