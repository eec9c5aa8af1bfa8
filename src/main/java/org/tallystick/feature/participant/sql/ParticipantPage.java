package org.tallystick.feature.participant.sql;

import java.util.List;

/**
 * Some participants.
 *
 * @param rows in order
 * @param total how many there are on all pages
 */
public record ParticipantPage(List<ParticipantRow> rows, long total) {

    /** Keeps an unmodifiable copy. */
    public ParticipantPage {
        rows = List.copyOf(rows);
    }
}
