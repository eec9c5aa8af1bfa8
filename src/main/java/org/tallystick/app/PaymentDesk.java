package org.tallystick.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.ReadFailed;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.Amounts;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.Answer;
import org.tallystick.node.Node;
import org.tallystick.node.NodeView;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Transaction;
import org.tallystick.routing.Route;
import org.tallystick.routing.RouteResult;

/** Balances, routes and payments of a running node, from memory. Any thread. */
public final class PaymentDesk {

    private final Node node;

    /**
     * Where somebody stands in one equivalent; amounts in minor units.
     *
     * @param equivalent the code
     * @param precision its decimals
     * @param owesMinor what they owe others
     * @param owedMinor what others owe them
     * @param spendMinor what they can pay to their neighbours now
     * @param receiveMinor what their neighbours can pay them now
     */
    public record Balance(
            String equivalent, int precision, long owesMinor, long owedMinor, long spendMinor, long receiveMinor) {

        /** What others owe minus what they owe. */
        public long netMinor() {
            return owedMinor - owesMinor;
        }
    }

    /**
     * Somebody's standing.
     *
     * @param status the word for what the account may do
     * @param height the block that this reflects
     * @param timestampMs its time
     * @param balances one for each equivalent in which they have a neighbour
     */
    public record Standing(String status, long height, long timestampMs, List<Balance> balances) {}

    /**
     * A way that money goes.
     *
     * @param people payer, those between, payee
     * @param amountMinor how much
     */
    public record Way(List<Pid> people, long amountMinor) {}

    /** What came of looking for routes. */
    public sealed interface Proposal {

        /** It can be paid like this. */
        record Ways(List<Way> ways, int precision) implements Proposal {}

        /**
         * It cannot be paid.
         *
         * @param refusal why, as a payment would be refused
         * @param outOfReachMinor what could flow if hops and paths had no bound, at least
         */
        record None(Refusal refusal, long outOfReachMinor) implements Proposal {}
    }

    /**
     * What is to be paid.
     *
     * @param from who pays
     * @param to who is paid
     * @param equivalent the code
     * @param amount decimal text
     * @param constraints what is allowed of the routes
     */
    public record Wish(Pid from, Pid to, String equivalent, String amount, Constraints constraints) {}

    /** Asks a running node. */
    public PaymentDesk(Node node) {
        this.node = node;
    }

    /** Somebody's standing, or nothing where there is no such account. */
    public Optional<Standing> standing(Pid pid) {
        return node.query(view -> {
            Account account = view.ledger().account(pid);
            return account == null ? Optional.empty() : Optional.of(standing(account, view));
        });
    }

    private static Standing standing(Account account, NodeView view) {
        List<Balance> balances = new ArrayList<>();
        for (int number = 0; number < account.positionBound(); number++) {
            Position position = account.position(number);
            if (position != null) {
                balances.add(balance(account, position, view.ledger()));
            }
        }
        return new Standing(
                account.status().word(),
                view.tip().height(),
                view.tip().timestampMs(),
                balances.stream()
                        .sorted(java.util.Comparator.comparing(Balance::equivalent))
                        .toList());
    }

    private static Balance balance(Account account, Position position, LedgerView ledger) {
        long owesMinor = 0;
        long owedMinor = 0;
        long spendMinor = 0;
        long receiveMinor = 0;
        Equivalent unit = null;
        for (int i = 0; i < position.pairCount(); i++) {
            Pair pair = position.pairAt(i);
            Account other = pair.other(account);
            unit = pair.equivalent();
            owesMinor = Amounts.saturatingAdd(owesMinor, pair.owesMinor(account));
            owedMinor = Amounts.saturatingAdd(owedMinor, pair.owesMinor(other));
            spendMinor = Amounts.saturatingAdd(spendMinor, pair.capacityMinor(account, ledger.day()));
            receiveMinor = Amounts.saturatingAdd(receiveMinor, pair.capacityMinor(other, ledger.day()));
        }
        Equivalent known = Objects.requireNonNull(unit, "A position has a neighbour");
        return new Balance(known.code(), known.precision(), owesMinor, owedMinor, spendMinor, receiveMinor);
    }

    /** The routes that a payment would take now; the same checks as the payment's own, in the same order. */
    public Proposal propose(Wish wish) {
        return node.query(view -> propose(wish, view));
    }

    private static Proposal propose(Wish wish, NodeView view) {
        LedgerView ledger = view.ledger();
        Account payer = ledger.account(wish.from());
        Account payee = ledger.account(wish.to());
        Equivalent unit = ledger.equivalent(wish.equivalent());
        if (payer == null || payee == null) {
            Pid missing = payer == null ? wish.from() : wish.to();
            return none(Refusal.of(ErrorCode.E011, "participant", missing.text()));
        }
        if (!payer.active()) {
            return none(Refusal.of(ErrorCode.E006, "participant", wish.from().text()));
        }
        if (unit == null) {
            return none(Refusal.of(ErrorCode.E015, "equivalent", wish.equivalent()));
        }
        if (payer == payee) {
            return none(Refusal.of(ErrorCode.E009, "field", "to"));
        }
        if (!(DecimalText.parse(wish.amount(), unit.precision()) instanceof ParsedAmount.Ok parsed)
                || parsed.amountMinor() == 0) {
            return none(Refusal.of(ErrorCode.E009, "field", "amount")
                    .with("precision", Integer.toString(unit.precision())));
        }
        if (!payee.active()) {
            return none(Refusal.of(ErrorCode.E004, "participant", wish.to().text()));
        }
        return propose(wish, view, unit, parsed.amountMinor());
    }

    private static Proposal propose(Wish wish, NodeView view, Equivalent unit, long amountMinor) {
        Account payer = Objects.requireNonNull(view.ledger().account(wish.from()));
        Account payee = Objects.requireNonNull(view.ledger().account(wish.to()));
        var constraints = wish.constraints().forRouting(view.ledger(), Rooms.PAYMENT_LIMITS);
        String requested = DecimalText.print(amountMinor, unit.precision());
        RouteResult result = view.router().find(unit, payer, payee, amountMinor, constraints);
        return switch (result) {
            case RouteResult.Found found ->
                new Proposal.Ways(
                        found.routes().stream()
                                .map(route -> way(route, view.ledger()))
                                .toList(),
                        unit.precision());
            case RouteResult.TooLittle little ->
                new Proposal.None(
                        Refusal.of(ErrorCode.E002, "requested", requested)
                                .with("available", DecimalText.print(little.atLeastMinor(), unit.precision())),
                        view.router().maxFlow(unit, payer, payee, constraints).valueMinor());
            case RouteResult.NoRoute none ->
                new Proposal.None(
                        Refusal.of(ErrorCode.E001, "requested", requested),
                        view.router().maxFlow(unit, payer, payee, constraints).valueMinor());
            case RouteResult.OutOfWork out -> none(Refusal.of(ErrorCode.E007, "requested", requested));
        };
    }

    private static Proposal none(Refusal refusal) {
        return new Proposal.None(refusal, 0);
    }

    private static Way way(Route route, LedgerView ledger) {
        List<Pid> people = new ArrayList<>(route.hops() + 1);
        for (int i = 0; i <= route.hops(); i++) {
            people.add(ledger.account(route.node(i)).pid());
        }
        return new Way(people, route.amountMinor());
    }

    /**
     * Pays, signed with the payer's key, and waits until it is durable or refused.
     *
     * @param wish what and to whom
     * @param note a note for payer and payee, empty for none
     * @param txId the id of the payment
     * @param validUntil until when it may be accepted; empty for ever, so that the same payment sent again is answered again
     * @param payer the payer's key
     */
    public Answer pay(Wish wish, Optional<String> note, String txId, Optional<String> validUntil, KeyPair payer) {
        Constraints constraints = wish.constraints();
        Json.ObjBuilder asked =
                Json.object().put("max_hops", constraints.maxHops()).put("max_paths", constraints.maxPaths());
        if (!constraints.avoid().isEmpty()) {
            asked.put(
                    "avoid",
                    new Json.Arr(constraints.avoid().stream()
                            .<Json>map(pid -> Json.of(pid.text()))
                            .toList()));
        }
        Json.Obj fields = Json.object()
                .put("tx_id", txId)
                .put("to", wish.to().text())
                .put("equivalent", wish.equivalent())
                .put("amount", wish.amount())
                .put("constraints", asked.build())
                .putIfPresent("description", note)
                .putIfPresent("valid_until", validUntil)
                .build();
        return node.submit(SignedStatement.sign(payer, "payment.create", node.hub(), fields))
                .join();
    }

    /**
     * The ways that a durable payment took.
     *
     * @param height its block
     * @param position its place there
     * @throws ReadFailed when the journal cannot be read
     * @throws BlockDamaged when the block is not what it was
     */
    public List<Way> ways(long height, int position) throws ReadFailed, BlockDamaged {
        Block block = node.block(height).orElseThrow();
        Transaction transaction = block.transactions().get(position);
        List<Way> steps = node.query(view -> transaction.operations().stream()
                .filter(Operation.MoveDebt.class::isInstance)
                .map(operation -> step((Operation.MoveDebt) operation, view.ledger()))
                .toList());
        return join(steps);
    }

    private static Way step(Operation.MoveDebt move, LedgerView ledger) {
        Line line = Objects.requireNonNull(ledger.line(move.line()), "A leg names a line that is there");
        Pid creditor = line.creditor().pid();
        Pid debtor = line.debtor().pid();
        return new Way(
                move.direction() == Direction.OWE ? List.of(debtor, creditor) : List.of(creditor, debtor),
                move.amountMinor());
    }

    /** A hop may be two legs, a debt cancelled and one taken on; a way ends where the next one begins with the payer again. */
    private static List<Way> join(List<Way> steps) {
        List<Way> ways = new ArrayList<>();
        List<Pid> people = new ArrayList<>();
        long amountMinor = 0;
        for (Way step : steps) {
            Pid from = step.people().getFirst();
            Pid to = step.people().getLast();
            boolean sameHop = people.size() >= 2
                    && people.get(people.size() - 2).equals(from)
                    && people.getLast().equals(to);
            if (sameHop && people.size() == 2) {
                amountMinor += step.amountMinor();
            } else if (!sameHop && (people.isEmpty() || !people.getLast().equals(from))) {
                if (!people.isEmpty()) {
                    ways.add(new Way(List.copyOf(people), amountMinor));
                }
                people = new ArrayList<>(List.of(from, to));
                amountMinor = step.amountMinor();
            } else if (!sameHop) {
                people.add(to);
            }
        }
        if (!people.isEmpty()) {
            ways.add(new Way(List.copyOf(people), amountMinor));
        }
        return ways;
    }
}
