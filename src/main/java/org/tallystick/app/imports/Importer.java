package org.tallystick.app.imports;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.PracticeKeys;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.money.Equivalent;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.block.PersonalText;

/**
 * Opens what an import brings along: equivalents, accounts with their names, lines, by the hub alone. Accounts are unclaimed and
 * count as frozen, unless the node is for practice and has everybody's keys.
 */
public final class Importer {

    private static final int PIECE = 1_000;
    private static final int ID_DIGITS = 24;

    private final NodeApp app;
    private final ImportPlan plan;
    private final List<HubTransaction> pieces = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<PersonalText> texts = new ArrayList<>();
    private int linesOfPiece;

    private Importer(NodeApp app, ImportPlan plan) {
        this.app = app;
        this.plan = plan;
    }

    /**
     * Brings everything into a node that was just made.
     *
     * @throws java.io.IOException when it cannot be written
     */
    public static void run(NodeApp app, ImportPlan plan) throws java.io.IOException {
        Importer importer = new Importer(app, plan);
        List<Pid> people = importer.collect();
        try {
            app.keys().vault().ensure(people);
        } catch (PersonErased erased) {
            throw new InvariantBroken("Nobody was erased from a node that was just made", erased);
        }
        for (HubTransaction piece : importer.pieces) {
            NewFolder.submit(app.node(), piece);
        }
    }

    private List<Pid> collect() {
        for (Equivalent equivalent : plan.equivalents()) {
            add(new Operation.DefineEquivalent(equivalent.code().text(), equivalent.precision(), true));
        }
        List<Pid> people = new ArrayList<>(plan.labels().size());
        for (String label : plan.labels()) {
            people.add(addAccount(label));
        }
        for (ImportPlan.Row row : plan.rows()) {
            // The piece has to have room before the id is made, because the id names the piece.
            makeRoom();
            add(new Operation.OpenLine(
                    LineIds.of(HubTransaction.ID_PREFIX + "import-" + pieceId(), linesOfPiece++),
                    people.get(row.from()),
                    people.get(row.to()),
                    plan.equivalents().get(row.equivalent()).code().text(),
                    row.limitMinor(),
                    Policy.DEFAULT));
        }
        endPiece();
        return people;
    }

    private Pid addAccount(String label) {
        PracticeKeys practice = app.practiceKeys().orElse(null);
        Pid pid;
        Operation opening;
        if (practice == null) {
            pid = Pid.unclaimed(app.node().hub(), label);
            opening = new Operation.OpenAccount(pid, AccountStatus.UNCLAIMED, null);
        } else {
            try (KeyPair key = practice.of(label)) {
                pid = key.pid();
                opening = new Operation.OpenAccount(pid, AccountStatus.ACTIVE, key.publicKey());
            }
        }
        makeRoom();
        add(opening);
        texts.add(new PersonalText("display_name", pid, label));
        return pid;
    }

    private void add(Operation operation) {
        makeRoom();
        operations.add(operation);
    }

    private void makeRoom() {
        if (operations.size() >= PIECE) {
            endPiece();
        }
    }

    private String pieceId() {
        return plan.sourceSha256().substring(0, ID_DIGITS) + "-" + pieces.size();
    }

    private void endPiece() {
        if (operations.isEmpty()) {
            return;
        }
        Json.Obj fact = Json.object()
                .put("fact", "import")
                .put("source_sha256", plan.sourceSha256())
                .put("rows", plan.rows().size())
                .put("piece", pieces.size())
                .build();
        pieces.add(HubTransactions.imported(pieceId(), texts, List.of(fact), operations));
        operations.clear();
        texts.clear();
        linesOfPiece = 0;
    }
}
