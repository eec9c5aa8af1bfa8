package org.tallystick.wallet;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of what happened, the latest first.
 *
 * @param entries in order
 * @param next where the page after it begins; nothing when there is none. May be there with no entries at all
 * @param height the block that this reflects
 */
public record ActivityPage(List<Activity> entries, OptionalLong next, long height) {

    /** Keeps an unmodifiable copy. */
    public ActivityPage {
        entries = List.copyOf(entries);
    }
}
