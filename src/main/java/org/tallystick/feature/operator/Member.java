package org.tallystick.feature.operator;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.http.People;
import org.tallystick.http.Role;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;

/**
 * Somebody as those see them who look after people.
 *
 * @param standing what the ledger and the room say
 * @param entry what the projection keeps about them; missing while it cannot answer
 */
record Member(Standing standing, Optional<People.Entry> entry) {

    /** All roles that somebody may have. */
    static final Schema ROLES = Schema.list(
            Schema.word(Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new)), Role.values().length);

    /** What an account may do. */
    static final Schema STATUS = Schema.word(
            Arrays.stream(AccountStatus.values()).map(AccountStatus::word).toArray(String[]::new));

    /** On the wire. */
    static final Schema SCHEMA = new Schema.Named(
            "Member",
            Schema.object(
                    Schema.need("pid", Schemas.PID),
                    Schema.may("display_name", Schema.text(1, 1024)),
                    Schema.may("type", Schema.word("person", "business", "hub")),
                    Schema.may("profile", Schemas.PROFILE),
                    Schema.need("status", STATUS),
                    Schema.need(AdminFields.ROLES, ROLES),
                    Schema.need("seq", Schemas.COUNT),
                    Schema.need("lines", Schemas.COUNT),
                    Schema.may("created_at", Schemas.TIME)));

    /**
     * What the ledger and the room say about an account.
     *
     * @param account its number
     * @param pid whose
     * @param status what it may do
     * @param roles what they are besides
     * @param seq how many transactions have touched it
     * @param lines how many open lines it is a party to
     */
    record Standing(int account, Pid pid, AccountStatus status, Set<Role> roles, long seq, int lines) {

        /** On the ledger thread. */
        static Standing of(Account account, Set<Role> roles, LedgerView ledger) {
            int lines = 0;
            for (int unit = 0; unit < Math.min(account.positionBound(), ledger.equivalentCount()); unit++) {
                Position position = account.position(unit);
                for (int i = 0; position != null && i < position.pairCount(); i++) {
                    Pair pair = position.pairAt(i);
                    lines += pair.trustOf(account) == null ? 0 : 1;
                    lines += pair.trustOf(pair.other(account)) == null ? 0 : 1;
                }
            }
            return new Standing(account.number(), account.pid(), account.status(), roles, account.seq(), lines);
        }
    }

    Json.Obj json() {
        Json.ObjBuilder json = Json.object()
                .put("pid", standing.pid().text())
                .putIfPresent("display_name", entry.flatMap(People.Entry::displayName))
                .putIfPresent("type", entry.flatMap(People.Entry::type));
        entry.flatMap(People.Entry::profile).ifPresent(profile -> json.put("profile", profile));
        return json.put("status", standing.status().word())
                .put(AdminFields.ROLES, AdminFields.words(standing.roles()))
                .put("seq", standing.seq())
                .put("lines", standing.lines())
                .putIfPresent("created_at", entry.map(one -> Wire.time(one.createdAtMs())))
                .build();
    }
}
