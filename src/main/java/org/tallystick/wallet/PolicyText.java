package org.tallystick.wallet;

import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;

/**
 * A whole policy as a statement names it. Every member is there: what a policy does not have is null, because an absent member
 * would leave a line's as it was. Stateless; any thread.
 */
final class PolicyText {

    private PolicyText() {}

    static Json.Obj of(Policy policy, int precision) {
        Optional<Json> daily = policy.dailyLimitMinor().stream()
                .<Json>mapToObj(minor -> Json.of(DecimalText.print(minor, precision)))
                .findFirst();
        Optional<Json> hop = policy.maxHopUsageMinor().stream()
                .<Json>mapToObj(minor -> Json.of(DecimalText.print(minor, precision)))
                .findFirst();
        Optional<Json> holds = policy.allowHolds()
                .map(leave -> Json.object()
                        .put("amount", DecimalText.print(leave.amountMinor(), precision))
                        .put("days", leave.days())
                        .build());
        return Json.object()
                .put("can_be_intermediate", policy.canBeIntermediate())
                .put("auto_clearing", policy.autoClearing().<Json>map(Json::of).orElse(Json.Null.NULL))
                .put("daily_limit", daily.orElse(Json.Null.NULL))
                .put("max_hop_usage", hop.orElse(Json.Null.NULL))
                .put(
                        "blocked_participants",
                        new Json.Arr(policy.blockedParticipants().stream()
                                .map(Pid::text)
                                .<Json>map(Json::of)
                                .toList()))
                .put("allow_holds", holds.orElse(Json.Null.NULL))
                .build();
    }
}
