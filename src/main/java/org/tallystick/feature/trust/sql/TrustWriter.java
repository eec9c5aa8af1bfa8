package org.tallystick.feature.trust.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Effects;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.ProjectionWriter;

/** Follows what happens to lines, whatever room it comes from. */
final class TrustWriter implements ProjectionWriter<CommittedBlock> {

    private static final String DEFAULT_POLICY = "{\"can_be_intermediate\":true}";

    private final LineTable lines;
    private final DebtTable debts;

    TrustWriter(Connection connection) throws SQLException {
        this.lines = new LineTable(connection);
        this.debts = new DebtTable(connection, lines);
    }

    @Override
    public void add(CommittedBlock block) throws SQLException {
        long timestampMs = block.block().header().timestampMs();
        for (Applied applied : block.applied()) {
            List<Operation> operations = applied.transaction().operations();
            Map<Pid, Integer> accounts = Map.of();
            for (int i = 0; i < operations.size(); i++) {
                switch (operations.get(i)) {
                    case Operation.MoveDebt move ->
                        debts.move(
                                move.line(),
                                move.direction() == Direction.OWE ? move.amountMinor() : -move.amountMinor());
                    case Operation.OpenLine open -> {
                        accounts = accounts.isEmpty() ? accounts(applied.effects()) : accounts;
                        open(open, policyText(open.policy(), applied.transaction(), i), accounts, timestampMs);
                    }
                    case Operation.ChangeLine change -> change(change, applied.transaction(), i);
                    case Operation.CloseLine close -> {
                        LineRow line = lines.find(close.line());
                        lines.change(line.with(line.limitMinor(), line.policy(), LineStatus.CLOSED));
                    }
                    case Operation.OpenAccount other -> {}
                    case Operation.ChangeAccount other -> {}
                    case Operation.DefineEquivalent other -> {}
                    case Operation.OpenHold other -> {}
                    case Operation.HoldLeg other -> {}
                    case Operation.ReleaseHold other -> {}
                }
            }
        }
    }

    private static Map<Pid, Integer> accounts(Effects effects) {
        Map<Pid, Integer> accounts = new HashMap<>();
        for (Effects.Touch touch : effects.touches()) {
            accounts.put(touch.pid(), touch.account());
        }
        return accounts;
    }

    private void open(Operation.OpenLine open, String policy, Map<Pid, Integer> accounts, long timestampMs)
            throws SQLException {
        LineRow line = new LineRow(
                lines.takeNumber(),
                open.line(),
                Objects.requireNonNull(accounts.get(open.creditor()), "Opening a line touches its creditor"),
                Objects.requireNonNull(accounts.get(open.debtor()), "Opening a line touches its debtor"),
                open.equivalent(),
                open.limitMinor(),
                policy,
                LineStatus.ACTIVE,
                timestampMs);
        lines.open(line);
        debts.open(line);
    }

    private void change(Operation.ChangeLine change, Transaction transaction, int operation) throws SQLException {
        LineRow line = lines.find(change.line());
        lines.change(line.with(
                change.limitMinor().orElse(line.limitMinor()),
                change.policy().isEmpty()
                        ? line.policy()
                        : policyText(change.policy().get(), transaction, operation),
                change.status().orElse(line.status())));
    }

    /** The policy as signed history has it, where amounts have their unit's decimals. */
    private static String policyText(Policy policy, Transaction transaction, int operation) {
        if (policy.equals(Policy.DEFAULT)) {
            return DEFAULT_POLICY;
        }
        int first = transaction.parts().size() - transaction.operations().size();
        Part part = transaction.parts().get(first + operation);
        if (part.kind() != PartKind.OPERATION) {
            throw new InvariantBroken("The operations are the last parts of a transaction");
        }
        try {
            byte[] content = part.content().orElseThrow();
            return CanonicalJson.text(Json.readObject(content).object("policy"));
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("The part of a line names its policy", malformed);
        }
    }

    @Override
    public void flush() throws SQLException {
        lines.flush();
        debts.flush();
    }

    @Override
    public void close() throws SQLException {
        lines.close();
        debts.close();
    }
}
