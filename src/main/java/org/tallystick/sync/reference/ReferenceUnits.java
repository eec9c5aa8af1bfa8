package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Unit;

/**
 * The units of a hub of the reference dialect. Such a hub keeps eight decimals whatever the unit says (GEO facts §4), so that a unit gets
 * as many decimals as any amount of the owner's needs, and keeps them: nothing is rounded to what the unit says. Any thread.
 */
final class ReferenceUnits {

    private static final long FRESH_NS = 60_000_000_000L;
    private static final int MOST = 10_000;

    private final ReferenceSession session;
    private final Clock clock;
    private final Map<String, Integer> declared = new TreeMap<>();
    private final Map<String, Integer> needed = new HashMap<>();
    private boolean asked;
    private long atNs;

    ReferenceUnits(ReferenceSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Those that can be used, in the order of their codes; asked anew at most once a minute. */
    synchronized List<Unit> all() throws HubUnreachable {
        if (!asked || clock.monotonicNs() - atNs > FRESH_NS) {
            ask();
        }
        List<Unit> units = new ArrayList<>();
        declared.keySet().forEach(code -> units.add(unit(code)));
        return units;
    }

    /** Asks now. */
    synchronized void ask() throws HubUnreachable {
        HubAnswer answer = session.ask(HubCall.get("/equivalents"));
        if (!(answer instanceof HubAnswer.Said(int _, Json.Arr found, OptionalLong _))
                || found.items().size() > MOST) {
            throw Codes.unreachable(answer);
        }
        try {
            Map<String, Integer> now = new TreeMap<>();
            for (Json.Obj unit : found.objects()) {
                long precision = unit.number("precision");
                // Its books have no more decimals, whatever the unit says.
                now.put(unit.text("code"), Math.clamp(precision, 0, Decimals.MOST));
            }
            declared.clear();
            declared.putAll(now);
            asked = true;
            atNs = clock.monotonicNs();
        } catch (MalformedJson malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }

    /** Makes room for an amount. */
    synchronized void fit(String code, BigDecimal amount) {
        needed.merge(code, Math.min(Decimals.MOST, Decimals.needed(amount)), Math::max);
    }

    /** A unit, also one that is no longer offered. */
    synchronized Unit unit(String code) {
        return new Unit(code, Math.max(declared.getOrDefault(code, 0), needed.getOrDefault(code, 0)));
    }
}
