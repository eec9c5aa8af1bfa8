package org.tallystick.store;

import static org.tallystick.base.Checks.require;

/**
 * An answer out of the projection with what it reflects: it may be behind the journal.
 *
 * @param height of the last block that the answer reflects, -1 for none
 * @param value the answer
 */
public record AsOf<T>(long height, T value) {

    /** Checks the height. */
    public AsOf {
        require(height >= -1, "An answer reflects blocks up to one, or none");
    }
}
