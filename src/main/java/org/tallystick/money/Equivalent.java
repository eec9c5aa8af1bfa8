package org.tallystick.money;

import org.tallystick.base.Checks;

/**
 * What amounts count: hours, loaves, kroner. Within one hub it is known by its code; beyond, by the hub's PID and the code,
 * and that pair is made where hubs are known (design §3). Sums across equivalents are never made. A value; any thread.
 *
 * @param code its code within the hub
 * @param precision how many decimals it has, 0 to 8; never changed
 */
public record Equivalent(EquivalentCode code, int precision) {

    /** Refuses a precision outside 0 to 8. */
    public Equivalent {
        Checks.require(Amounts.isPrecision(precision), "an equivalent has 0 to 8 decimals");
    }

    /** Reads an amount of this equivalent from outside. */
    public ParsedAmount parse(String text) {
        return DecimalText.parse(text, precision);
    }

    /** Writes minor units of this equivalent with all decimals. */
    public String print(long minor) {
        return DecimalText.print(minor, precision);
    }
}
