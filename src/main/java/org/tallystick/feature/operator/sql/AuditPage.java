package org.tallystick.feature.operator.sql;

import java.util.List;

/**
 * Some acts of administration, the latest first.
 *
 * @param rows in order
 * @param total how many there are on all pages
 */
public record AuditPage(List<AuditRow> rows, long total) {

    /** Keeps an unmodifiable copy. */
    public AuditPage {
        rows = List.copyOf(rows);
    }
}
