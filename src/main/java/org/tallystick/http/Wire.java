package org.tallystick.http;

import java.time.Instant;
import org.tallystick.money.DecimalText;

/** How times and amounts are written in answers (API map, conventions). Any thread. */
public final class Wire {

    private Wire() {}

    /**
     * A time, RFC 3339 in UTC.
     *
     * @param timeMs milliseconds since 1970
     */
    public static String time(long timeMs) {
        return Instant.ofEpochMilli(timeMs).toString();
    }

    /**
     * An amount, or a net that may be below zero, with all decimals.
     *
     * @param minor minor units
     * @param precision the equivalent's decimals, 0 to 8
     */
    public static String amount(long minor, int precision) {
        return DecimalText.print(minor, precision);
    }
}
