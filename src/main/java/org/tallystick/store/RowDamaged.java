package org.tallystick.store;

import java.sql.SQLException;

/** A row's values do not fit its checksum: never shown, the projection is rebuilt. */
public final class RowDamaged extends SQLException {

    private static final long serialVersionUID = 1L;

    RowDamaged(String message) {
        super(message);
    }

    RowDamaged(String message, Throwable cause) {
        super(message, cause);
    }
}
