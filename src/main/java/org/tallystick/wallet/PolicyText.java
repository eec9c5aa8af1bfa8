package org.tallystick.wallet;

import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;

/** A whole policy as a statement names it: what is not said is taken away. Stateless; any thread. */
final class PolicyText {

    private PolicyText() {}

    static Json.Obj of(Policy policy, int precision) {
        Json.ObjBuilder json = Json.object().put("can_be_intermediate", policy.canBeIntermediate());
        policy.autoClearing().ifPresent(allowed -> json.put("auto_clearing", allowed));
        policy.dailyLimitMinor().ifPresent(minor -> json.put("daily_limit", DecimalText.print(minor, precision)));
        policy.maxHopUsageMinor().ifPresent(minor -> json.put("max_hop_usage", DecimalText.print(minor, precision)));
        json.put(
                "blocked_participants",
                new Json.Arr(policy.blockedParticipants().stream()
                        .map(Pid::text)
                        .<Json>map(Json::of)
                        .toList()));
        policy.allowHolds()
                .ifPresent(leave -> json.put(
                        "allow_holds",
                        Json.object()
                                .put("amount", DecimalText.print(leave.amountMinor(), precision))
                                .put("days", leave.days())
                                .build()));
        return json.build();
    }
}
