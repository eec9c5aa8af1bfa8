package org.tallystick.feature.operator.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.Place;
import org.tallystick.store.RowReader;

/**
 * An act of administration.
 *
 * @param place where it stands
 * @param timestampMs block time
 * @param actor the number of the account that acted; nothing where the hub did alone
 * @param action the type of the transaction, such as {@code admin.freeze}
 * @param object the PID or the code of the equivalent that it concerns; nothing where it concerns the hub
 * @param details canonical JSON with {@code before} and {@code after}, the former where there was something
 */
public record AuditRow(
        Place place, long timestampMs, OptionalInt actor, String action, Optional<String> object, String details) {

    static final String COLUMNS = "place, at_ms, actor, action, object, details, crc";

    static AuditRow read(RowReader row) throws SQLException {
        Place place = Place.ofPacked(row.getLong());
        long timestampMs = row.getLong();
        @Nullable Long actor = row.getLongOrNull();
        return new AuditRow(
                place,
                timestampMs,
                actor == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(actor)),
                row.getText(),
                Optional.ofNullable(row.getTextOrNull()),
                row.getText());
    }
}
