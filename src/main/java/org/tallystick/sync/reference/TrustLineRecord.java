package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;

/**
 * A trust line as a hub of the reference dialect shows it (GEO facts §3).
 *
 * @param id its id
 * @param from who trusts
 * @param to who may owe
 * @param fromName what the one calls themselves
 * @param toName what the other calls themselves
 * @param equivalent the unit's code
 * @param limit the most that may be owed
 * @param used what is owed on it
 * @param policy what was said about its use
 * @param status whether it gives new credit
 * @param createdAtMs when it was opened
 */
record TrustLineRecord(
        UUID id,
        Pid from,
        Pid to,
        Optional<String> fromName,
        Optional<String> toName,
        String equivalent,
        BigDecimal limit,
        BigDecimal used,
        Json.Obj policy,
        LineStatus status,
        long createdAtMs) {

    static TrustLineRecord read(Json.Obj json) throws MalformedJson {
        try {
            return new TrustLineRecord(
                    UUID.fromString(json.text("id")),
                    Pid.parse(json.text("from")),
                    Pid.parse(json.text("to")),
                    json.optionalText("from_display_name"),
                    json.optionalText("to_display_name"),
                    json.text("equivalent"),
                    Decimals.read(json, "limit"),
                    Decimals.read(json, "used"),
                    json.optionalObject("policy").orElse(Json.Obj.EMPTY),
                    LineStatus.ofWord(json.text("status")),
                    PaymentRecord.time(json, "created_at"));
        } catch (MalformedIdentity | IllegalArgumentException noLine) {
            throw new MalformedJson("a trust line is expected", "$");
        }
    }

    boolean isActive() {
        return status == LineStatus.ACTIVE;
    }

    /** What was said about its use, as far as it can be said here: an amount that does not fit the unit is left out. */
    Policy policy(int precision) {
        return new Policy(
                !Json.Bool.FALSE.equals(policy.fields().get("can_be_intermediate")),
                policy.fields().get("auto_clearing") instanceof Json.Bool(boolean flag)
                        ? Optional.of(flag)
                        : Optional.empty(),
                amount("daily_limit", precision),
                amount("max_hop_usage", precision),
                blocked(),
                Optional.empty());
    }

    private OptionalLong amount(String name, int precision) {
        return Decimals.find(policy, name)
                .filter(amount -> amount.signum() >= 0)
                .map(amount -> Decimals.minor(amount, precision))
                .orElse(OptionalLong.empty());
    }

    private List<Pid> blocked() {
        List<Pid> blocked = new ArrayList<>();
        if (policy.fields().get("blocked_participants") instanceof Json.Arr listed) {
            for (Json item : listed.items()) {
                if (item instanceof Json.Str(String text) && blocked.size() < Policy.MAX_BLOCKED) {
                    try {
                        blocked.add(Pid.parse(text));
                    } catch (MalformedIdentity nobody) {
                        // Whom nobody has as a PID nobody is.
                        assert nobody != null;
                    }
                }
            }
        }
        return blocked;
    }
}
