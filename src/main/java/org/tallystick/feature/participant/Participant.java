package org.tallystick.feature.participant;

import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.feature.participant.sql.ProfileMerge;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;

/**
 * Somebody as every participant may see them.
 *
 * @param pid the PID
 * @param displayName the name; missing when there is none or it was erased
 * @param type {@code person}, {@code business} or {@code hub}; missing for who was imported
 * @param profile what they say about themselves, if anything
 * @param standing what the ledger says about the account
 * @param createdAtMs block time of the account's opening
 */
public record Participant(
        Pid pid,
        Optional<String> displayName,
        Optional<String> type,
        Optional<Json.Obj> profile,
        Standing standing,
        long createdAtMs) {

    /**
     * What the ledger says about an account.
     *
     * @param status what it may do
     * @param claimed whether there is a key in force
     */
    public record Standing(AccountStatus status, boolean claimed) {

        /** On the ledger thread. */
        static Standing of(Account account) {
            return new Standing(account.status(), account.key() != null);
        }
    }

    static Participant of(ParticipantRow row, Standing standing) {
        return new Participant(
                row.pid(),
                row.displayName(),
                row.type(),
                row.profile().map(ProfileMerge::read),
                standing,
                row.registeredAtMs());
    }

    /** 1 for who has proved to hold a key, 0 for who was imported and is nobody's yet; there is nothing higher so far. */
    int verificationLevel() {
        return standing.claimed() ? 1 : 0;
    }
}
