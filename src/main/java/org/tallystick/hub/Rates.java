package org.tallystick.hub;

import org.tallystick.http.Rate;

/**
 * How many calls a minute somebody may make (API map, conventions).
 *
 * @param reads questions
 * @param writes changes
 * @param auth attempts to prove who one is
 */
public record Rates(int reads, int writes, int auth) {

    /** The limits of the map. */
    public static final Rates DEFAULT = new Rates(120, 30, 10);

    int of(Rate rate) {
        return switch (rate) {
            case READ -> reads;
            case WRITE -> writes;
            case AUTH -> auth;
            case NONE -> Integer.MAX_VALUE;
        };
    }
}
