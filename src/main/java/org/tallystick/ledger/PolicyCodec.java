package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;

/** Policies as signed history keeps them: whole, with amounts at the precision of the line's unit. */
public final class PolicyCodec {

    private PolicyCodec() {}

    /**
     * A policy with the members that say something; also what answers show.
     *
     * @param precision the decimals of the line's unit
     */
    public static Json.Obj toJson(Policy policy, int precision) {
        Json.Obj json = Json.object()
                .put("can_be_intermediate", policy.canBeIntermediate())
                .build();
        if (policy.autoClearing().isPresent()) {
            json = json.with("auto_clearing", Json.of(policy.autoClearing().get()));
        }
        if (policy.dailyLimitMinor().isPresent()) {
            json = json.with("daily_limit", amount(policy.dailyLimitMinor().getAsLong(), precision));
        }
        if (policy.maxHopUsageMinor().isPresent()) {
            json = json.with("max_hop_usage", amount(policy.maxHopUsageMinor().getAsLong(), precision));
        }
        if (!policy.blockedParticipants().isEmpty()) {
            json = json.with(
                    "blocked_participants",
                    Json.of(policy.blockedParticipants().stream()
                            .map(pid -> Json.of(pid.text()))
                            .toList()));
        }
        if (policy.allowHolds().isPresent()) {
            Policy.AllowHolds leave = policy.allowHolds().get();
            json = json.with(
                    "allow_holds",
                    Json.object()
                            .put("amount", amount(leave.amountMinor(), precision))
                            .put("days", leave.days())
                            .build());
        }
        return json;
    }

    private static Json amount(long amountMinor, int precision) {
        return Json.of(DecimalText.print(amountMinor, precision));
    }

    static Policy fromHistory(Json.Obj json) throws MalformedJson {
        List<Pid> blocked = new ArrayList<>();
        if (json.has("blocked_participants")) {
            for (Json pid : json.array("blocked_participants").items()) {
                if (!(pid instanceof Json.Str text)) {
                    throw new MalformedJson("text is expected", "$.policy.blocked_participants");
                }
                blocked.add(new Pid(text.value()));
            }
        }
        Optional<Json.Obj> leave = json.optionalObject("allow_holds");
        Optional<Policy.AllowHolds> allowHolds = leave.isEmpty()
                ? Optional.empty()
                : Optional.of(new Policy.AllowHolds(
                        AmountText.minor(leave.get().text("amount")),
                        Math.toIntExact(leave.get().number("days"))));
        Policy policy = new Policy(
                json.flag("can_be_intermediate"),
                json.optionalFlag("auto_clearing"),
                minor(json, "daily_limit"),
                minor(json, "max_hop_usage"),
                blocked,
                allowHolds);
        return policy.equals(Policy.DEFAULT) ? Policy.DEFAULT : policy;
    }

    private static OptionalLong minor(Json.Obj json, String name) throws MalformedJson {
        return json.has(name) ? OptionalLong.of(AmountText.minor(json.text(name))) : OptionalLong.empty();
    }
}
