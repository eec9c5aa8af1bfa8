package org.tallystick.http;

/** What a call counts as towards the limits of the API map. */
public enum Rate {
    /** A question. */
    READ,
    /** A change. */
    WRITE,
    /** Proving who one is. */
    AUTH,
    /** Not counted. */
    NONE
}
