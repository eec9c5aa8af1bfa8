package org.tallystick.feature.participant.sql;

import static org.tallystick.base.Checks.invariant;
import static org.tallystick.feature.participant.sql.ParticipantProjection.PARTICIPANT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Effects;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.ProjectionWriter;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;
import org.tallystick.store.RowReader;

/** Writes who takes part. Accounts open and names change rarely, so that rows wait as objects and are read before a change. */
final class ParticipantWriter implements ProjectionWriter<CommittedBlock> {

    private static final int MAX_NAME = 1_024;
    private static final int MAX_PROFILE = 16_384;
    private static final int MAX_WAITING = 8_192;
    private static final String OWN_TYPES = "participant.";
    private static final String IMPORT = "node.import";

    /** A row that is not written yet. */
    private record Waiting(ParticipantRow row, boolean known) {}

    private final RowBatch inserts;
    private final RowBatch updates;
    private final PreparedStatement select;
    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();

    ParticipantWriter(Connection connection) throws SQLException {
        this.inserts = new RowBatch(connection, PARTICIPANT, """
                INSERT INTO participant
                  (pid, display_name, search_name, profile, type, status, registered_at_ms, crc, account)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        this.updates = new RowBatch(connection, PARTICIPANT, """
                UPDATE participant SET pid = ?, display_name = ?, search_name = ?, profile = ?, type = ?,
                  status = ?, registered_at_ms = ?, crc = ? WHERE account = ?""");
        this.select =
                connection.prepareStatement("SELECT " + ParticipantRow.COLUMNS + " FROM participant WHERE account = ?");
    }

    @Override
    public void add(CommittedBlock block) throws SQLException {
        long timestampMs = block.block().header().timestampMs();
        for (Applied applied : block.applied()) {
            String type = applied.transaction().frame().type();
            if (concernsAccounts(applied.transaction()) || type.startsWith(OWN_TYPES) || type.equals(IMPORT)) {
                add(applied, timestampMs);
            }
        }
    }

    private static boolean concernsAccounts(Transaction transaction) {
        for (Operation operation : transaction.operations()) {
            if (operation instanceof Operation.OpenAccount
                    || (operation instanceof Operation.ChangeAccount change && change.status() != null)) {
                return true;
            }
        }
        return false;
    }

    private void add(Applied applied, long timestampMs) throws SQLException {
        Map<Pid, Integer> accounts = new HashMap<>();
        for (Effects.Touch touch : applied.effects().touches()) {
            accounts.put(touch.pid(), touch.account());
        }
        Transaction transaction = applied.transaction();
        for (Operation operation : transaction.operations()) {
            add(operation, accounts, timestampMs);
        }
        for (Json.Obj fact : transaction.facts()) {
            addType(fact, accounts);
        }
        for (PersonalText text : transaction.texts()) {
            Integer account = accounts.get(text.owner());
            if (account != null) {
                add(text, account);
            }
        }
    }

    private void add(Operation operation, Map<Pid, Integer> accounts, long timestampMs) throws SQLException {
        if (operation instanceof Operation.OpenAccount open) {
            wait(
                    new ParticipantRow(
                            touched(accounts, open.pid()),
                            open.pid(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            open.status(),
                            timestampMs),
                    false);
        } else if (operation instanceof Operation.ChangeAccount change && change.status() != null) {
            Waiting before = find(touched(accounts, change.pid()));
            wait(before.row().withStatus(change.status()), before.known());
        }
    }

    private static int touched(Map<Pid, Integer> accounts, Pid pid) {
        return Objects.requireNonNull(accounts.get(pid), "An account that opens or changes is touched");
    }

    private void addType(Json.Obj fact, Map<Pid, Integer> accounts) throws SQLException {
        try {
            Optional<String> name = fact.optionalText("fact");
            if (name.isEmpty() || !name.get().equals("participant")) {
                return;
            }
            Integer account = accounts.get(Pid.parse(fact.text("pid")));
            if (account != null) {
                Waiting before = find(account);
                wait(before.row().withType(fact.text("type")), before.known());
            }
        } catch (MalformedJson | MalformedIdentity malformed) {
            throw new InvariantBroken("A fact about a participant names them and their type", malformed);
        }
    }

    private void add(PersonalText text, int account) throws SQLException {
        if (text.field().equals("display_name")) {
            Waiting before = find(account);
            wait(before.row().withDisplayName(SearchName.atMost(text.text(), MAX_NAME)), before.known());
        } else if (text.field().equals("profile")) {
            Waiting before = find(account);
            wait(before.row().withProfile(profile(before.row().profile(), text.text())), before.known());
        }
    }

    /** Where many changes have made a profile too long for its column, the last of them is the profile. */
    private static String profile(Optional<String> before, String change) {
        String merged = ProfileMerge.of(before, change);
        return merged.length() <= MAX_PROFILE ? merged : ProfileMerge.of(Optional.empty(), change);
    }

    private Waiting find(int account) throws SQLException {
        Waiting row = waiting.get(account);
        if (row != null) {
            return row;
        }
        select.setLong(1, account);
        try (ResultSet results = select.executeQuery()) {
            invariant(results.next(), "Who says something about themselves has an account");
            return new Waiting(RowReader.read(PARTICIPANT, results, ParticipantRow::read), true);
        }
    }

    private void wait(ParticipantRow row, boolean known) throws SQLException {
        waiting.put(row.account(), new Waiting(row, known));
        if (waiting.size() >= MAX_WAITING) {
            flush();
        }
    }

    @Override
    public void flush() throws SQLException {
        for (Waiting row : waiting.values()) {
            RowBatch batch = row.known() ? updates : inserts;
            bind(row.row(), batch.row());
            batch.add();
        }
        waiting.clear();
        inserts.flush();
        updates.flush();
    }

    private static void bind(ParticipantRow participant, RowBinder row) throws SQLException {
        row.setLong(9, participant.account());
        row.setText(1, participant.pid().text());
        row.setText(2, participant.displayName().orElse(null));
        row.setText(3, participant.displayName().map(SearchName::of).orElse(null));
        row.setText(4, participant.profile().orElse(null));
        row.setText(5, participant.type().orElse(null));
        row.setText(6, participant.status().word());
        row.setLong(7, participant.registeredAtMs());
        row.setCrc(8);
    }

    @Override
    public void close() throws SQLException {
        inserts.close();
        updates.close();
        select.close();
    }
}
