package org.tallystick.wallet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.Amounts;
import org.tallystick.money.DecimalText;
import org.tallystick.node.NodeView;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Transaction;
import org.tallystick.routing.Route;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteResult;
import org.tallystick.wallet.NodeDesk.Seen;

/** How a payment could go, and how one went, from the memory of the node of this program. Any thread but the node's own. */
final class NodeRoutes {

    private static final String PAYMENT = "payment.create";

    private final NodeDesk desk;
    private final PaymentLimits limits;

    /** What is asked. */
    record Wish(Pid from, Pid to, String equivalent, long amountMinor, Constraints constraints) {}

    /** Routes as the ledger numbers people, or what stands against them. */
    private sealed interface Answer {
        record Ways(List<Route> routes, Map<Integer, Seen> people, long atLeastMinor) implements Answer {}

        record None(Routes why) implements Answer {}
    }

    NodeRoutes(NodeDesk desk, PaymentLimits limits) {
        this.desk = desk;
        this.limits = limits;
    }

    Routes find(Wish wish) throws HubUnreachable {
        return switch (desk.ask(view -> answer(wish, view))) {
            case Answer.None none -> none.why();
            case Answer.Ways ways -> {
                Map<Integer, PersonCard> cards = desk.cards(ways.people().values());
                yield new Routes.Found(
                        ways.routes().stream()
                                .map(route -> way(IntStream.of(route.nodes()), route.amountMinor(), cards))
                                .toList(),
                        ways.atLeastMinor());
            }
        };
    }

    private static Routes.Way way(IntStream accounts, long amountMinor, Map<Integer, PersonCard> cards) {
        return new Routes.Way(
                accounts.mapToObj(number -> Objects.requireNonNull(cards.get(number), "Everybody has a card"))
                        .toList(),
                amountMinor);
    }

    /** The ways that a payment took; none for anybody but its payer, with whom each of them begins. */
    List<Routes.Way> taken(Pid payer, long height, String txId) throws HubUnreachable {
        Optional<Block> block = desk.block(height);
        Optional<List<Operation>> operations = block.stream()
                .flatMap(found -> found.transactions().stream())
                .filter(transaction -> transaction.frame().txId().equals(txId)
                        && transaction.frame().type().equals(PAYMENT))
                .map(Transaction::operations)
                .findFirst();
        if (operations.isEmpty()) {
            return List.of();
        }
        List<TakenWays.Way> ways =
                desk.ask(view -> TakenWays.of(operations.get(), LineEnds.of(List.of(operations.get()), view.ledger())));
        if (ways.isEmpty() || !ways.getFirst().people().getFirst().pid().equals(payer)) {
            return List.of();
        }
        Map<Integer, PersonCard> cards =
                desk.cards(ways.stream().flatMap(way -> way.people().stream()).toList());
        return ways.stream()
                .map(way -> way(way.people().stream().mapToInt(Seen::number), way.amountMinor(), cards))
                .toList();
    }

    /** The same checks as the payment's own, in the same order. */
    private Answer answer(Wish wish, NodeView view) {
        LedgerView ledger = view.ledger();
        Account payer = ledger.account(wish.from());
        Account payee = ledger.account(wish.to());
        Equivalent unit = ledger.equivalent(wish.equivalent());
        if (payer == null || payee == null) {
            Pid missing = payer == null ? wish.from() : wish.to();
            return refused(Refusal.of(ErrorCode.E011, "participant", missing.text()));
        }
        if (!payer.active()) {
            return refused(Refusal.of(ErrorCode.E006, "participant", wish.from().text()));
        }
        if (unit == null) {
            return refused(Refusal.of(ErrorCode.E015, "equivalent", wish.equivalent()));
        }
        if (payer == payee) {
            return refused(Refusal.of(ErrorCode.E009, "field", "to"));
        }
        if (wish.amountMinor() <= 0 || !Amounts.isAmount(wish.amountMinor())) {
            return refused(Refusal.of(ErrorCode.E009, "field", "amount")
                    .with("precision", Integer.toString(unit.precision())));
        }
        if (!payee.active()) {
            return refused(Refusal.of(ErrorCode.E004, "participant", wish.to().text()));
        }
        return route(wish, view, unit, payer, payee);
    }

    private Answer route(Wish wish, NodeView view, Equivalent unit, Account payer, Account payee) {
        RouteConstraints constraints = withinLimits(wish.constraints()).forRouting(view.ledger(), limits);
        RouteResult result = view.router().find(unit, payer, payee, wish.amountMinor(), constraints);
        return switch (result) {
            case RouteResult.Found found -> {
                long capacityMinor =
                        view.router().capacity(unit, payer, payee, constraints).atLeastMinor();
                yield new Answer.Ways(
                        found.routes(),
                        people(found.routes(), view.ledger()),
                        Math.max(wish.amountMinor(), capacityMinor));
            }
            case RouteResult.TooLittle little -> {
                long flowMinor =
                        view.router().maxFlow(unit, payer, payee, constraints).valueMinor();
                yield new Answer.None(
                        new Routes.TooLittle(little.atLeastMinor(), flowMinor > little.atLeastMinor() ? flowMinor : 0));
            }
            case RouteResult.NoRoute none ->
                new Answer.None(new Routes.TooLittle(
                        0,
                        view.router().maxFlow(unit, payer, payee, constraints).valueMinor()));
            case RouteResult.OutOfWork out ->
                refused(Refusal.of(
                        ErrorCode.E007, "requested", DecimalText.print(wish.amountMinor(), unit.precision())));
        };
    }

    /** As the payment itself would be cut down. */
    private Constraints withinLimits(Constraints wanted) {
        return new Constraints(
                Math.min(wanted.maxHops(), limits.maxHops()),
                Math.min(wanted.maxPaths(), limits.maxPaths()),
                wanted.avoid());
    }

    private static Map<Integer, Seen> people(List<Route> routes, LedgerView ledger) {
        Map<Integer, Seen> people = new LinkedHashMap<>();
        for (Route route : routes) {
            for (int number : route.nodes()) {
                people.computeIfAbsent(number, one -> Seen.of(ledger.account(one)));
            }
        }
        return people;
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.None(new Routes.Refused(refusal.code().name(), refusal.details()));
    }
}
