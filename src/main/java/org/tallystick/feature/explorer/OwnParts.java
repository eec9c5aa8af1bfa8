package org.tallystick.feature.explorer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.ApiError;
import org.tallystick.http.LastingFacts;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Transaction;

/**
 * Who sees what of a transaction (API map), in one place: the payer everything of their own payment; the payee what was signed and
 * said, and the steps over their own lines; whoever carried it only those steps, without the frame, which holds the id; the two
 * ends of a line what was signed about it; a member of a circle their own two debts; whoever signed something what they signed;
 * everybody else the frame, the steps that are about them and their own texts.
 *
 * @param person who asks
 * @param lines between whom the lines stand that a transaction names ({@link #linesOf}); others do not matter
 */
public record OwnParts(Pid person, Map<UUID, Ends> lines) {

    private static final String PAYMENT = "payment.create";
    private static final String LINE = "trustline.";
    private static final String CLEARING = "clearing.";

    /** What a call came with concerns nobody but the caller. */
    private static final String IDEMPOTENCY = "idempotency";

    private static final String LEG = "proposal_leg";
    private static final Set<String> OF_MEMBERS = Set.of("proposal", "of_proposal");

    /**
     * Between whom a line stands.
     *
     * @param creditor who trusts
     * @param debtor who may owe
     * @param equivalent the unit's code
     */
    public record Ends(Pid creditor, Pid debtor, String equivalent) {}

    /** Where somebody stands in a transaction. */
    private enum Standing {
        PAYER,
        PARTY,
        MEMBER,
        CARRIER,
        OTHER
    }

    /** Keeps an unmodifiable copy. */
    public OwnParts {
        lines = Map.copyOf(lines);
    }

    /**
     * What somebody may see of a transaction at a hub.
     *
     * @param facts between whom the lines stand that it names
     * @throws ApiError when the node does not answer
     */
    public static Predicate<Part> seen(Pid person, Transaction transaction, LastingFacts facts) throws ApiError {
        Map<UUID, Ends> lines = new HashMap<>();
        facts.lines(linesOf(transaction))
                .forEach((id, ends) -> lines.put(
                        id, new Ends(ends.creditor().pid(), ends.debtor().pid(), ends.equivalent())));
        return new OwnParts(person, lines).of(transaction);
    }

    /** The lines that a transaction names, in its steps and in the legs that it proposes. */
    public static Set<UUID> linesOf(Transaction transaction) {
        Set<UUID> named = new LinkedHashSet<>();
        transaction.operations().forEach(step -> lineOf(step).ifPresent(named::add));
        transaction.facts().forEach(fact -> legLine(fact).ifPresent(named::add));
        return named;
    }

    private static Optional<UUID> lineOf(Operation step) {
        return switch (step) {
            case Operation.OpenLine open -> Optional.of(open.line());
            case Operation.ChangeLine change -> Optional.of(change.line());
            case Operation.CloseLine close -> Optional.of(close.line());
            case Operation.MoveDebt move -> Optional.of(move.line());
            case Operation.HoldLeg leg -> Optional.of(leg.line());
            case Operation.ReleaseHold release -> Optional.of(release.line());
            case Operation.OpenAccount _,
                    Operation.ChangeAccount _,
                    Operation.DefineEquivalent _,
                    Operation.OpenHold _ -> Optional.empty();
        };
    }

    private static Optional<UUID> legLine(Json.Obj fact) {
        try {
            return fact.text("fact").equals(LEG) ? Optional.of(UUID.fromString(fact.text("line"))) : Optional.empty();
        } catch (MalformedJson | IllegalArgumentException malformed) {
            throw new InvariantBroken("The legs of a proposal can be read", malformed);
        }
    }

    /** Which parts of a transaction the person may see; to be asked of the transaction's own parts. */
    public Predicate<Part> of(Transaction transaction) {
        Standing standing = standing(transaction);
        if (standing == Standing.PAYER) {
            return part -> true;
        }
        Set<Part> own = ownParts(transaction, standing);
        return part -> switch (part.kind()) {
            case FRAME -> standing != Standing.CARRIER;
            case STATEMENT -> standing == Standing.PARTY;
            case TEXT ->
                standing == Standing.PARTY
                        || part.sealedFor().filter(person::equals).isPresent();
            case FACT, OPERATION -> own.contains(part);
        };
    }

    private Standing standing(Transaction transaction) {
        String type = transaction.frame().type();
        boolean signed = signed(transaction);
        if (type.equals(PAYMENT)) {
            Map<String, Long> nets = nets(transaction.operations());
            boolean pays = nets.values().stream().anyMatch(minor -> minor < 0);
            boolean gets = nets.values().stream().anyMatch(minor -> minor > 0);
            return signed || pays ? Standing.PAYER : gets ? Standing.PARTY : Standing.CARRIER;
        }
        boolean end = type.startsWith(LINE) && transaction.operations().stream().anyMatch(this::isOwn);
        if (signed || end) {
            return Standing.PARTY;
        }
        return type.startsWith(CLEARING) ? Standing.MEMBER : Standing.OTHER;
    }

    private boolean signed(Transaction transaction) {
        return transaction.statements().stream()
                .anyMatch(statement -> statement.signer().equals(person));
    }

    /** By how much the person's net in each unit changed; zero for whoever only passed something on. */
    private Map<String, Long> nets(List<Operation> steps) {
        Map<String, Long> nets = new HashMap<>();
        for (Operation step : steps) {
            if (step instanceof Operation.MoveDebt move) {
                Optional<Ends> ends = own(move.line());
                if (ends.isPresent()) {
                    boolean gains = (move.direction() == Direction.OWE)
                            == ends.get().creditor().equals(person);
                    nets.merge(
                            ends.get().equivalent(), gains ? move.amountMinor() : -move.amountMinor(), Math::addExact);
                }
            }
        }
        return nets;
    }

    private Optional<Ends> own(UUID line) {
        return Optional.ofNullable(lines.get(line))
                .filter(ends -> ends.creditor().equals(person) || ends.debtor().equals(person));
    }

    private boolean isOwn(Operation step) {
        return switch (step) {
            case Operation.OpenAccount open -> open.pid().equals(person);
            case Operation.ChangeAccount change -> change.pid().equals(person);
            case Operation.OpenHold hold ->
                hold.owner().equals(person) || hold.parties().contains(person);
            case Operation.DefineEquivalent _ -> true;
            default -> lineOf(step).flatMap(this::own).isPresent();
        };
    }

    private boolean isOwn(Json.Obj fact, Transaction transaction, Standing standing) {
        Optional<UUID> leg = legLine(fact);
        if (leg.isPresent()) {
            return own(leg.get()).isPresent();
        }
        String name = name(fact);
        if (name.equals(IDEMPOTENCY)) {
            return signed(transaction);
        }
        return standing == Standing.PARTY || (standing == Standing.MEMBER && OF_MEMBERS.contains(name));
    }

    private static String name(Json.Obj fact) {
        try {
            return fact.text("fact");
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("A fact has a name", malformed);
        }
    }

    /** Facts and steps are never sealed, so that each has its part in the same order. */
    private Set<Part> ownParts(Transaction transaction, Standing standing) {
        List<Boolean> own = new ArrayList<>();
        transaction.facts().forEach(fact -> own.add(isOwn(fact, transaction, standing)));
        transaction.operations().forEach(step -> own.add(isOwn(step)));
        Set<Part> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        int next = 0;
        for (Part part : transaction.parts()) {
            if ((part.kind() == PartKind.FACT || part.kind() == PartKind.OPERATION) && !part.erased()) {
                if (own.get(next)) {
                    parts.add(part);
                }
                next++;
            }
        }
        return parts;
    }
}
