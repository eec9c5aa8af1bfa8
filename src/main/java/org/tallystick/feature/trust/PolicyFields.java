package org.tallystick.feature.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Policy;
import org.tallystick.node.StatementRefused;

/**
 * The policy of a statement, checked for everything but what needs the unit's precision. A member that is absent stays as it
 * was; an explicit null takes it away.
 *
 * @param json the object as it was sent
 */
public record PolicyFields(Json.Obj json) {

    private static final String DAILY_LIMIT = "daily_limit";
    private static final String MAX_HOP_USAGE = "max_hop_usage";
    private static final String AUTO_CLEARING = "auto_clearing";
    private static final String CAN_BE_INTERMEDIATE = "can_be_intermediate";
    private static final String BLOCKED = "blocked_participants";
    private static final String ALLOW_HOLDS = "allow_holds";
    private static final Set<String> FIELDS =
            Set.of(DAILY_LIMIT, MAX_HOP_USAGE, AUTO_CLEARING, CAN_BE_INTERMEDIATE, BLOCKED, ALLOW_HOLDS);

    /**
     * Checks a policy as it was sent.
     *
     * @throws MalformedJson when a member has another type than it has to have
     * @throws StatementRefused when a value is out of its bounds
     */
    public static PolicyFields read(Json.Obj json) throws MalformedJson, StatementRefused {
        json.onlyNames(FIELDS);
        json.optionalFlag(AUTO_CLEARING);
        json.optionalFlag(CAN_BE_INTERMEDIATE);
        json.optionalText(DAILY_LIMIT);
        json.optionalText(MAX_HOP_USAGE);
        blocked(json);
        Optional<Json.Obj> leave = json.optionalObject(ALLOW_HOLDS);
        if (leave.isPresent()) {
            leave.get().onlyNames(Set.of("amount", "days"));
            leave.get().text("amount");
            long days = leave.get().number("days");
            if (days < 0 || days > 3650) {
                throw LineFields.wrong("policy.allow_holds.days");
            }
        }
        return new PolicyFields(json);
    }

    private static List<Pid> blocked(Json.Obj json) throws MalformedJson, StatementRefused {
        List<Pid> blocked = new ArrayList<>();
        Optional<Json.Arr> listed = json.optionalArray(BLOCKED);
        if (listed.isEmpty()) {
            return blocked;
        }
        for (Json item : listed.get().items()) {
            if (!(item instanceof Json.Str text) || blocked.size() >= Policy.MAX_BLOCKED) {
                throw LineFields.wrong("policy." + BLOCKED);
            }
            try {
                blocked.add(Pid.parse(text.value()));
            } catch (MalformedIdentity noPid) {
                throw LineFields.wrong("policy." + BLOCKED);
            }
        }
        return blocked;
    }

    /**
     * This policy over another.
     *
     * @param precision of the line's unit
     * @throws StatementRefused when an amount cannot be one of that unit
     */
    public Policy over(Policy before, int precision) throws StatementRefused {
        try {
            return new Policy(
                    json.has(CAN_BE_INTERMEDIATE)
                            ? json.optionalFlag(CAN_BE_INTERMEDIATE).orElse(true)
                            : before.canBeIntermediate(),
                    json.has(AUTO_CLEARING) ? json.optionalFlag(AUTO_CLEARING) : before.autoClearing(),
                    json.has(DAILY_LIMIT)
                            ? LineFields.minor(json.optionalText(DAILY_LIMIT), precision, "policy." + DAILY_LIMIT)
                            : before.dailyLimitMinor(),
                    json.has(MAX_HOP_USAGE)
                            ? LineFields.minor(json.optionalText(MAX_HOP_USAGE), precision, "policy." + MAX_HOP_USAGE)
                            : before.maxHopUsageMinor(),
                    json.has(BLOCKED) ? blocked(json) : before.blockedParticipants(),
                    json.has(ALLOW_HOLDS) ? leave(precision) : before.allowHolds());
        } catch (MalformedJson malformed) {
            throw LineFields.wrong(malformed.where());
        }
    }

    private Optional<Policy.AllowHolds> leave(int precision) throws MalformedJson, StatementRefused {
        Optional<Json.Obj> leave = json.optionalObject(ALLOW_HOLDS);
        if (leave.isEmpty()) {
            return Optional.empty();
        }
        long amountMinor = LineFields.minor(Optional.of(leave.get().text("amount")), precision, "policy." + ALLOW_HOLDS)
                .getAsLong();
        return Optional.of(
                new Policy.AllowHolds(amountMinor, Math.toIntExact(leave.get().number("days"))));
    }
}
