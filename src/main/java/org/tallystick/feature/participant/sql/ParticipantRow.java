package org.tallystick.feature.participant.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.store.RowReader;

/**
 * A participant.
 *
 * @param account the account's number
 * @param pid the PID
 * @param displayName the name; missing when it was erased
 * @param profile free text fields as canonical JSON; missing when there are none or they were erased
 * @param type {@code person}, {@code business} or {@code hub}; missing for who was imported
 * @param status what the account may do
 * @param registeredAtMs block time of the account's opening
 */
public record ParticipantRow(
        int account,
        Pid pid,
        Optional<String> displayName,
        Optional<String> profile,
        Optional<String> type,
        AccountStatus status,
        long registeredAtMs) {

    static final String COLUMNS =
            "account, pid, display_name, search_name, profile, type, status, registered_at_ms, crc";

    static ParticipantRow read(RowReader row) throws SQLException {
        int account = row.getInt();
        Pid pid = new Pid(row.getText());
        @Nullable String displayName = row.getTextOrNull();
        row.getTextOrNull();
        return new ParticipantRow(
                account,
                pid,
                Optional.ofNullable(displayName),
                Optional.ofNullable(row.getTextOrNull()),
                Optional.ofNullable(row.getTextOrNull()),
                AccountStatus.ofWord(row.getText()),
                row.getLong());
    }

    ParticipantRow withDisplayName(String newName) {
        return new ParticipantRow(account, pid, Optional.of(newName), profile, type, status, registeredAtMs);
    }

    ParticipantRow withProfile(String newProfile) {
        return new ParticipantRow(account, pid, displayName, Optional.of(newProfile), type, status, registeredAtMs);
    }

    ParticipantRow withType(String newType) {
        return new ParticipantRow(account, pid, displayName, profile, Optional.of(newType), status, registeredAtMs);
    }

    ParticipantRow withStatus(AccountStatus newStatus) {
        return new ParticipantRow(account, pid, displayName, profile, type, newStatus, registeredAtMs);
    }
}
