package org.tallystick.feature.operator.sql;

import static org.tallystick.feature.operator.sql.OperatorProjection.AUDIT;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Effects;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.store.ProjectionWriter;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;

/** Writes a row for each act of administration, from its fact alone, which no erasure takes away. */
final class AuditWriter implements ProjectionWriter<CommittedBlock> {

    private static final String FACT = "admin";
    private static final String ACTS = "admin.";
    private static final String HUB_ACTS = "operator.";

    private final RowBatch acts;

    AuditWriter(Connection connection) throws SQLException {
        this.acts = new RowBatch(connection, AUDIT, "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    @Override
    public void add(CommittedBlock block) throws SQLException {
        long timestampMs = block.block().header().timestampMs();
        for (Applied applied : block.applied()) {
            String type = applied.transaction().frame().type();
            if (type.startsWith(ACTS) || type.startsWith(HUB_ACTS)) {
                add(applied, new Place(block.height(), applied.position()), timestampMs);
            }
        }
    }

    private void add(Applied applied, Place place, long timestampMs) throws SQLException {
        try {
            for (Json.Obj fact : applied.transaction().facts()) {
                if (fact.text("fact").equals(FACT)) {
                    add(fact, applied, place, timestampMs);
                }
            }
        } catch (MalformedJson | MalformedIdentity malformed) {
            throw new InvariantBroken("The fact of an act of administration can be read", malformed);
        }
    }

    private void add(Json.Obj fact, Applied applied, Place place, long timestampMs)
            throws SQLException, MalformedJson, MalformedIdentity {
        Optional<String> actor = fact.optionalText("by");
        Optional<String> participant = fact.optionalText("participant");
        RowBinder row = acts.row();
        row.setLong(1, place.packed());
        row.setLong(2, timestampMs);
        if (actor.isPresent()) {
            row.setLong(3, account(Pid.parse(actor.get()), applied.effects()));
        } else {
            row.setNull(3, Types.BIGINT);
        }
        row.setText(4, applied.transaction().frame().type());
        row.setText(
                5,
                participant.isPresent()
                        ? participant.get()
                        : fact.optionalText("equivalent").orElse(null));
        row.setText(6, details(fact));
        row.setCrc(7);
        acts.add();
    }

    private static int account(Pid actor, Effects effects) {
        return effects.touches().stream()
                .filter(touch -> touch.pid().equals(actor))
                .findFirst()
                .orElseThrow(() -> new InvariantBroken("Who acts counts the transaction"))
                .account();
    }

    private static String details(Json.Obj fact) throws MalformedJson {
        Json.ObjBuilder details = Json.object().put("after", fact.object("after"));
        fact.optionalObject("before").ifPresent(before -> details.put("before", before));
        return CanonicalJson.text(details.build());
    }

    @Override
    public void flush() throws SQLException {
        acts.flush();
    }

    @Override
    public void close() throws SQLException {
        acts.close();
    }
}
