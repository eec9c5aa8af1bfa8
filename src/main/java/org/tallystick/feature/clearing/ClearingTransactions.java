package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.block.Frame;

/**
 * What the hub does alone about circles, as signed history has it ({@code src/docs/format.md} §8). Each leg of a proposal is a fact
 * of its own, so that a member can be shown their own two; and each member counts it by an operation of their own.
 */
final class ClearingTransactions {

    static final String CYCLE = "clearing.cycle";
    static final String PROPOSE = "clearing.propose";
    static final String EXPIRE = "clearing.expire";
    static final String DROP = "clearing.drop";

    private static final String PROPOSAL = "proposal";
    private static final String LEG = "proposal_leg";
    private static final String OF_PROPOSAL = "of_proposal";
    private static final int SHORT_ID = 32;

    private ClearingTransactions() {}

    /**
     * A circle that clears without asking.
     *
     * @param name ends the id
     */
    static HubTransaction cycle(String name, Circle circle) {
        return hub("clear-" + name, CYCLE, List.of(), circle.clearing());
    }

    /** A circle that everybody who was asked has agreed to. */
    static HubTransaction agreed(Proposal proposal) {
        return hub(
                "clear-" + shortId(proposal),
                CYCLE,
                List.of(of(proposal)),
                proposal.circle().clearing());
    }

    /**
     * Asks for a circle.
     *
     * @param name ends the id
     */
    static HubTransaction propose(String name, Circle circle, LedgerView ledger) {
        int precision = precision(circle, ledger);
        List<Json.Obj> facts = new ArrayList<>(1 + circle.hops());
        facts.add(Json.object()
                .put("fact", PROPOSAL)
                .put("id", circle.id(precision))
                .put("equivalent", circle.equivalent())
                .put("amount", circle.amount(precision))
                .put("hops", circle.hops())
                .put("expires_at", ledger.timestampMs() + Proposal.OPEN_MS)
                .build());
        for (Line line : circle.linesOf(ledger)) {
            facts.add(Json.object()
                    .put("fact", LEG)
                    .put("n", facts.size() - 1)
                    .put("line", line.id().toString())
                    .put("asks", !line.policy().clearsWithoutAsking())
                    .build());
        }
        return hub("propose-" + name, PROPOSE, facts, counting(circle, ledger));
    }

    /** The time of a proposal is over. */
    static HubTransaction expire(Proposal proposal, LedgerView ledger) {
        return hub("expire-" + shortId(proposal), EXPIRE, List.of(of(proposal)), counting(proposal.circle(), ledger));
    }

    /** A proposal can no longer be carried out. */
    static HubTransaction drop(Proposal proposal, LedgerView ledger) {
        return hub("drop-" + shortId(proposal), DROP, List.of(of(proposal)), counting(proposal.circle(), ledger));
    }

    private static HubTransaction hub(String name, String type, List<Json.Obj> facts, List<Operation> operations) {
        return new HubTransaction(new Frame(HubTransaction.ID_PREFIX + name, type, 1), List.of(), facts, operations);
    }

    /** The same circle may be proposed again later, but not twice in a millisecond. */
    private static String shortId(Proposal proposal) {
        return proposal.id().substring(0, SHORT_ID) + "-" + Long.toHexString(proposal.proposedAtMs());
    }

    private static Json.Obj of(Proposal proposal) {
        return Json.object()
                .put("fact", OF_PROPOSAL)
                .put("proposal", proposal.id())
                .build();
    }

    /** Lets every member count the transaction, so that each is told; changes nothing else. */
    static List<Operation> counting(Circle circle, LedgerView ledger) {
        return circle.members(ledger).stream()
                .<Operation>map(pid -> new Operation.ChangeAccount(pid, null, null))
                .toList();
    }

    static int precision(Circle circle, LedgerView ledger) {
        return Objects.requireNonNull(ledger.equivalent(circle.equivalent()), "The unit of a circle is there")
                .precision();
    }

    /** The id of the proposal that a transaction is about, if it is about one. */
    static Optional<String> proposalOf(List<Json.Obj> facts) {
        try {
            for (Json.Obj fact : facts) {
                if (fact.text("fact").equals(OF_PROPOSAL)) {
                    return Optional.of(fact.text("proposal"));
                }
            }
            return Optional.empty();
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("The facts of a clearing can be read", malformed);
        }
    }

    /** The circle that is cleared; its debts go down by one amount. */
    static Circle cleared(List<Operation> operations, LedgerView ledger) {
        List<UUID> lines = new ArrayList<>(operations.size());
        long amountMinor = 0;
        String equivalent = "";
        for (Operation operation : operations) {
            if (!(operation instanceof Operation.MoveDebt move)
                    || !(move.use() instanceof Operation.DebtUse.Clearing)
                    || (amountMinor != 0 && move.amountMinor() != amountMinor)) {
                throw new InvariantBroken("A clearing takes one amount off the debts of a circle");
            }
            amountMinor = move.amountMinor();
            lines.add(move.line());
            equivalent = Objects.requireNonNull(ledger.line(move.line()), "A debt stands on a line")
                    .equivalent()
                    .code();
        }
        try {
            return new Circle(lines, equivalent, amountMinor);
        } catch (IllegalArgumentException impossible) {
            throw new InvariantBroken("A clearing is of a circle", impossible);
        }
    }

    /** What the facts of a transaction of type {@link #PROPOSE} propose. */
    static Proposal proposed(List<Json.Obj> facts, LedgerView ledger) {
        try {
            Json.Obj head = facts.getFirst();
            List<UUID> lines = new ArrayList<>();
            List<Pid> asked = new ArrayList<>();
            for (Json.Obj fact : facts) {
                if (fact.text("fact").equals(LEG)) {
                    UUID id = UUID.fromString(fact.text("line"));
                    lines.add(id);
                    if (fact.flag("asks")) {
                        asked.add(Objects.requireNonNull(ledger.line(id), "A leg names a line that is there")
                                .creditor()
                                .pid());
                    }
                }
            }
            Circle circle = new Circle(lines, head.text("equivalent"), amountMinor(head, ledger));
            Proposal proposal =
                    Proposal.open(head.text("id"), circle, asked, ledger.timestampMs(), head.number("expires_at"));
            check(proposal, head, lines, ledger);
            return proposal;
        } catch (MalformedJson | IllegalArgumentException impossible) {
            throw new InvariantBroken("The facts of a proposal make one", impossible);
        }
    }

    private static long amountMinor(Json.Obj head, LedgerView ledger) throws MalformedJson {
        int precision = Objects.requireNonNull(ledger.equivalent(head.text("equivalent")), "The unit is there")
                .precision();
        if (DecimalText.parse(head.text("amount"), precision) instanceof ParsedAmount.Ok parsed) {
            return parsed.amountMinor();
        }
        throw new InvariantBroken("A proposal names an amount of its unit");
    }

    private static void check(Proposal proposal, Json.Obj head, List<UUID> lines, LedgerView ledger)
            throws MalformedJson {
        Circle circle = proposal.circle();
        boolean whole = head.text("fact").equals(PROPOSAL)
                && circle.lines().equals(lines)
                && circle.id(precision(circle, ledger)).equals(proposal.id())
                && head.number("hops") == circle.hops()
                && !proposal.asked().isEmpty();
        if (!whole) {
            throw new InvariantBroken("A proposal is what its facts say");
        }
        checkRing(circle.linesOf(ledger), circle);
    }

    private static void checkRing(List<Line> lines, Circle circle) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Equivalent unit = line.equivalent();
            Line next = lines.get((i + 1) % lines.size());
            boolean follows = line.creditor().pid().equals(next.debtor().pid());
            if (!follows || !unit.code().equals(circle.equivalent())) {
                throw new InvariantBroken("The lines of a circle form a ring in one unit");
            }
        }
    }
}
