package org.tallystick.ledger;

/**
 * A unit in which people owe each other. Its precision never changes.
 *
 * <p>Owned by the ledger's thread.
 */
public final class Equivalent {

    final int number;
    final String code;
    final int precision;
    boolean active;

    Equivalent(int number, String code, int precision, boolean active) {
        this.number = number;
        this.code = code;
        this.precision = precision;
        this.active = active;
    }

    /** Its dense number, from 0 in the order of definition. */
    public int number() {
        return number;
    }

    /** Its code, such as {@code HOUR}. */
    public String code() {
        return code;
    }

    /** How many decimals its amounts have, 0 to 8. */
    public int precision() {
        return precision;
    }

    /** Whether new lines may be opened in it. */
    public boolean active() {
        return active;
    }
}
