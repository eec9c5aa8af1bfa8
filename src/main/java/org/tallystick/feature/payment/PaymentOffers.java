package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.NodeView;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.Route;

/**
 * What somebody could pay: to nobody but themselves, since routes tell of others' lines. Any thread but the node's own; one
 * question to the ledger thread a call.
 */
final class PaymentOffers {

    private static final String ALGORITHM = "Dinitz (levels and blocking flows)";

    private final Desk desk;
    private final LastingFacts facts;
    private final PaymentPlanner planner;

    /** What is asked for a capacity. */
    record Question(Pid to, String equivalent, Optional<String> amount, Constraints constraints) {}

    /** A line of the payer's own way out that is used up, in minor units. */
    private record OwnRoom(long limitMinor, long usedMinor, long availableMinor) {}

    /** An arc that is used up, with what only its own end may know. */
    private record Bottleneck(Party from, Party to, Optional<OwnRoom> own) {}

    /** What the ledger thread gives out. */
    private record Answer(
            PaymentPlanner.Most most,
            Map<Integer, Party> people,
            List<Bottleneck> bottlenecks,
            int precision,
            long height,
            long timestampMs) {}

    PaymentOffers(Desk desk, LastingFacts facts, PaymentPlanner planner) {
        this.desk = desk;
        this.facts = facts;
        this.planner = planner;
    }

    Json capacity(Pid caller, Question question) throws ApiError {
        int precision = precision(question.equivalent());
        long amountMinor =
                question.amount().isPresent() ? amountMinor(question.amount().get(), precision) : 1;
        PaymentPlanner.Wish wish = new PaymentPlanner.Wish(
                caller, question.to(), question.equivalent(), amountMinor, question.constraints());
        boolean named = question.amount().isPresent();
        record Seen(Plan plan, List<TakenRoutes.Taken> routes, long height) {}
        Seen seen = desk.ask(view -> {
            Plan plan = planner.plan(view, wish);
            return new Seen(
                    plan,
                    named && plan instanceof Plan.Found found ? proposed(found.routes(), view.ledger()) : List.of(),
                    view.tip().height());
        });
        return switch (seen.plan()) {
            case Plan.Refused(Refusal refusal) -> throw ApiError.of(refusal);
            case Plan.Found found -> {
                List<Route> routes = found.routes();
                Json.Obj answer = capacity(
                        true,
                        found.capacity().atLeastMinor(),
                        precision,
                        named ? routes.size() : found.capacity().routes(),
                        routes.stream().mapToInt(Route::hops).max().orElse(0),
                        seen.height());
                yield named ? answer.with("routes", PaymentJson.routes(seen.routes(), precision)) : answer;
            }
            case Plan.TooLittle(Capacity capacity) ->
                capacity(
                        false,
                        capacity.atLeastMinor(),
                        precision,
                        capacity.routes(),
                        capacity.shortestHops(),
                        seen.height());
        };
    }

    /** The ways that the payment would take now. Of a payment of their own a payer sees the whole of each. */
    private static List<TakenRoutes.Taken> proposed(List<Route> routes, LedgerView ledger) {
        return routes.stream()
                .map(route -> new TakenRoutes.Taken(
                        IntStream.of(route.nodes())
                                .mapToObj(number -> Party.of(ledger.account(number)))
                                .toList(),
                        route.amountMinor()))
                .toList();
    }

    private static Json.Obj capacity(boolean canPay, long maxMinor, int precision, int routes, int hops, long height) {
        return Json.object()
                .put("can_pay", canPay)
                .put("max_amount", DecimalText.print(maxMinor, precision))
                .put("routes_count", routes)
                .put("estimated_hops", hops)
                .put("height", height)
                .build();
    }

    Json maxFlow(Pid caller, Pid to, String equivalent) throws ApiError {
        record Seen(Optional<Refusal> refusal, Optional<Answer> answer) {}
        Seen seen = desk.ask(view -> switch (planner.most(view, caller, to, equivalent)) {
            case PaymentPlanner.Outcome.No(Refusal refusal) -> new Seen(Optional.of(refusal), Optional.empty());
            case PaymentPlanner.Outcome.Yes(PaymentPlanner.Most most) ->
                new Seen(Optional.empty(), Optional.of(answer(most, caller, equivalent, view)));
        });
        if (seen.refusal().isPresent()) {
            throw ApiError.of(seen.refusal().get());
        }
        return maxFlow(seen.answer().orElseThrow());
    }

    private static Answer answer(PaymentPlanner.Most most, Pid caller, String equivalent, NodeView view) {
        LedgerView ledger = view.ledger();
        Map<Integer, Party> people = new HashMap<>();
        for (Route route : most.routes()) {
            IntStream.of(route.nodes())
                    .forEach(number -> people.computeIfAbsent(number, one -> Party.of(ledger.account(one))));
        }
        Equivalent unit = Objects.requireNonNull(ledger.equivalent(equivalent), "It was asked before");
        List<Bottleneck> bottlenecks = new ArrayList<>();
        for (PaymentPlanner.Arc arc : most.bottlenecks()) {
            Account from = ledger.account(arc.from());
            Account to = ledger.account(arc.to());
            bottlenecks.add(new Bottleneck(
                    Party.of(from),
                    Party.of(to),
                    from.pid().equals(caller) ? ownRoom(ledger, from, to, unit) : Optional.empty()));
        }
        return new Answer(
                most,
                people,
                bottlenecks,
                unit.precision(),
                view.tip().height(),
                view.tip().timestampMs());
    }

    private static Optional<OwnRoom> ownRoom(LedgerView ledger, Account from, Account to, Equivalent unit) {
        Pair pair = ledger.pair(from, to, unit);
        Line line = pair == null ? null : pair.trustOf(to);
        return line == null
                ? Optional.empty()
                : Optional.of(new OwnRoom(line.limitMinor(), line.debtMinor(), ledger.capacityMinor(from, to, unit)));
    }

    private static Json maxFlow(Answer answer) {
        int precision = answer.precision();
        return Json.object()
                .put("max_amount", DecimalText.print(answer.most().flow().valueMinor(), precision))
                .put("exact", answer.most().flow().exact())
                .put("payable", DecimalText.print(answer.most().payable().atLeastMinor(), precision))
                .put(
                        "paths",
                        Json.of(answer.most().routes().stream()
                                .map(route -> path(route, answer.people(), precision))
                                .toList()))
                .put(
                        "bottlenecks",
                        Json.of(answer.bottlenecks().stream()
                                .map(bottleneck -> bottleneck(bottleneck, precision))
                                .toList()))
                .put("algorithm", ALGORITHM)
                .put("computed_at", PaymentJson.time(answer.timestampMs()))
                .put("height", answer.height())
                .build();
    }

    private static Json path(Route route, Map<Integer, Party> people, int precision) {
        return Json.object()
                .put(
                        "path",
                        PaymentJson.path(IntStream.of(route.nodes())
                                .mapToObj(number ->
                                        Objects.requireNonNull(people.get(number), "Everybody on a route is known"))
                                .toList()))
                .put("capacity", DecimalText.print(route.amountMinor(), precision))
                .build();
    }

    private static Json bottleneck(Bottleneck bottleneck, int precision) {
        Json.ObjBuilder json = Json.object()
                .put("from", bottleneck.from().pid().text())
                .put("to", bottleneck.to().pid().text());
        bottleneck
                .own()
                .ifPresent(own -> json.put("limit", DecimalText.print(own.limitMinor(), precision))
                        .put("used", DecimalText.print(own.usedMinor(), precision))
                        .put("available", DecimalText.print(own.availableMinor(), precision)));
        return json.build();
    }

    private int precision(String equivalent) throws ApiError {
        return facts.precision(equivalent).orElseThrow(() -> ApiError.of(ErrorCode.E015, "equivalent", equivalent));
    }

    private static long amountMinor(String text, int precision) throws ApiError {
        if (DecimalText.parse(text, precision) instanceof ParsedAmount.Ok(long amountMinor)) {
            return amountMinor;
        }
        throw ApiError.of(Refusal.of(ErrorCode.E009, "field", "amount").with("precision", Integer.toString(precision)));
    }
}
