package org.tallystick.feature.trust.sql;

import java.util.List;
import java.util.UUID;

/**
 * Some lines, those opened last first.
 *
 * @param ids in order
 * @param total how many there are on all pages
 */
public record LinePage(List<UUID> ids, long total) {

    /** Keeps an unmodifiable copy. */
    public LinePage {
        ids = List.copyOf(ids);
    }
}
