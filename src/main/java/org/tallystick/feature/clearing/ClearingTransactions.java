package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * What the first fact of a proposal says.
     *
     * @param amount with all decimals of the unit
     */
    record Head(String id, String equivalent, String amount, int hops, long expiresAtMs) {}

    /** The head of a proposal. */
    static Head head(List<Json.Obj> facts) {
        try {
            Json.Obj head = facts.getFirst();
            if (!head.text("fact").equals(PROPOSAL)) {
                throw new InvariantBroken("A proposal begins with its head");
            }
            return new Head(
                    head.text("id"),
                    head.text("equivalent"),
                    head.text("amount"),
                    Math.toIntExact(head.number("hops")),
                    head.number("expires_at"));
        } catch (MalformedJson | ArithmeticException malformed) {
            throw new InvariantBroken("The head of a proposal can be read", malformed);
        }
    }

    /** The lines of a proposal in the order of the ring, and whether their creditors are asked. */
    static Map<UUID, Boolean> legs(List<Json.Obj> facts) {
        try {
            Map<UUID, Boolean> legs = new LinkedHashMap<>();
            for (Json.Obj fact : facts) {
                if (fact.text("fact").equals(LEG)) {
                    legs.put(UUID.fromString(fact.text("line")), fact.flag("asks"));
                }
            }
            return legs;
        } catch (MalformedJson | IllegalArgumentException malformed) {
            throw new InvariantBroken("The legs of a proposal can be read", malformed);
        }
    }

    /** What the facts of a transaction of type {@link #PROPOSE} propose. */
    static Proposal proposed(List<Json.Obj> facts, LedgerView ledger) {
        Head head = head(facts);
        Map<UUID, Boolean> legs = legs(facts);
        List<Pid> asked = new ArrayList<>();
        legs.forEach((line, asks) -> {
            if (asks) {
                asked.add(Objects.requireNonNull(ledger.line(line), "A leg names a line that is there")
                        .creditor()
                        .pid());
            }
        });
        try {
            Circle circle = new Circle(List.copyOf(legs.keySet()), head.equivalent(), amountMinor(head, ledger));
            boolean whole = circle.lines().equals(List.copyOf(legs.keySet()))
                    && circle.id(precision(circle, ledger)).equals(head.id())
                    && head.hops() == circle.hops()
                    && !asked.isEmpty();
            if (!whole) {
                throw new InvariantBroken("A proposal is what its facts say");
            }
            checkRing(circle.linesOf(ledger), circle);
            return Proposal.open(head.id(), circle, asked, ledger.timestampMs(), head.expiresAtMs());
        } catch (IllegalArgumentException impossible) {
            throw new InvariantBroken("The facts of a proposal make one", impossible);
        }
    }

    private static long amountMinor(Head head, LedgerView ledger) {
        int precision = Objects.requireNonNull(ledger.equivalent(head.equivalent()), "The unit is there")
                .precision();
        if (DecimalText.parse(head.amount(), precision) instanceof ParsedAmount.Ok parsed) {
            return parsed.amountMinor();
        }
        throw new InvariantBroken("A proposal names an amount of its unit");
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
