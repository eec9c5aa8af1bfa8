package org.tallystick.wallet;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.feature.payment.PaymentPlanner;
import org.tallystick.feature.payment.Plan;
import org.tallystick.feature.payment.TakenRoutes;
import org.tallystick.http.LastingFacts;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.NodeView;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Transaction;
import org.tallystick.routing.Route;
import org.tallystick.wallet.NodeDesk.Seen;

/** How a payment could go, and how one went, from the memory of the node of this program. Any thread but the node's own. */
final class NodeRoutes {

    private static final String PAYMENT = "payment.create";

    private final NodeDesk desk;
    private final PaymentPlanner planner;

    /** Routes as the ledger numbers people, or what stands against them. */
    private sealed interface Answer {
        record Ways(List<Route> routes, Map<Integer, Seen> people, long atLeastMinor) implements Answer {}

        record None(Routes why) implements Answer {}
    }

    /** The ways that a payment took, and who is on them. */
    private record Past(List<TakenRoutes.Taken> routes, Map<Integer, Seen> people) {}

    NodeRoutes(NodeDesk desk, PaymentLimits limits) {
        this.desk = desk;
        this.planner = new PaymentPlanner(limits);
    }

    Routes find(PaymentPlanner.Wish wish) throws HubUnreachable {
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

    private Answer answer(PaymentPlanner.Wish wish, NodeView view) {
        return switch (planner.plan(view, wish)) {
            case Plan.Found found ->
                new Answer.Ways(
                        found.routes(),
                        people(found.routes().stream().flatMapToInt(route -> IntStream.of(route.nodes())), view),
                        found.capacity().atLeastMinor());
            case Plan.TooLittle little -> {
                long atLeastMinor = little.capacity().atLeastMinor();
                long flowMinor = planner.flow(view, wish).valueMinor();
                yield new Answer.None(new Routes.TooLittle(atLeastMinor, flowMinor > atLeastMinor ? flowMinor : 0));
            }
            case Plan.Refused(Refusal refusal) ->
                new Answer.None(new Routes.Refused(refusal.code().name(), refusal.details()));
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
        Past past = desk.ask(view -> past(operations.get(), view));
        if (past.routes().isEmpty()
                || !past.routes().getFirst().people().getFirst().pid().equals(payer)) {
            return List.of();
        }
        Map<Integer, PersonCard> cards = desk.cards(past.people().values());
        return past.routes().stream()
                .map(route ->
                        way(route.people().stream().mapToInt(LastingFacts.Party::number), route.amountMinor(), cards))
                .toList();
    }

    private static Past past(List<Operation> operations, NodeView view) {
        Map<UUID, LastingFacts.LineEnds> lines = new HashMap<>();
        for (UUID line : TakenRoutes.lines(operations)) {
            Optional.ofNullable(view.ledger().line(line))
                    .ifPresent(found -> lines.put(line, LastingFacts.LineEnds.of(found)));
        }
        List<TakenRoutes.Taken> routes = TakenRoutes.of(operations, lines);
        return new Past(
                routes,
                people(
                        routes.stream()
                                .flatMap(route -> route.people().stream())
                                .mapToInt(LastingFacts.Party::number),
                        view));
    }

    private static Map<Integer, Seen> people(IntStream numbers, NodeView view) {
        Map<Integer, Seen> people = new LinkedHashMap<>();
        numbers.forEach(number ->
                people.computeIfAbsent(number, one -> Seen.of(view.ledger().account(one))));
        return people;
    }
}
