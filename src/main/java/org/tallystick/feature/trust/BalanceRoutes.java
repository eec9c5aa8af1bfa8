package org.tallystick.feature.trust;

import static org.tallystick.ledger.ErrorCode.E015;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;

/** The routes that say where the caller stands (seed 004 §6). */
public final class BalanceRoutes {

    private static final String CHAPTER = "Balance";
    private static final String ALL = "all";

    /** The most debts of each direction in one answer. */
    static final int MAX_DEBTS = 10_000;

    private static final Schema BALANCE = new Schema.Named(
            "Balance",
            Schema.object(Schema.need(
                    "equivalents",
                    Schema.list(
                            new Schema.Named(
                                    "EquivalentBalance",
                                    Schema.object(
                                            Schema.need("code", Schemas.EQUIVALENT),
                                            Schema.need("total_debt", Schemas.NET),
                                            Schema.need("total_credit", Schemas.NET),
                                            Schema.need("net_balance", Schemas.NET),
                                            Schema.need("available_to_spend", Schemas.NET),
                                            Schema.need("available_to_receive", Schemas.NET))),
                            10_000))));

    private static final Schema DEBTS = new Schema.Named(
            "Debts",
            Schema.object(
                    Schema.need("outgoing", Schema.list(debt("OutgoingDebt", "creditor"), MAX_DEBTS)),
                    Schema.need("incoming", Schema.list(debt("IncomingDebt", "debtor"), MAX_DEBTS)),
                    Schema.may("truncated", new Schema.Flag())));

    private final Balances balances;
    private final Directory directory;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param directory who is who
     */
    public BalanceRoutes(Desk desk, Directory directory) {
        this.balances = new Balances(desk);
        this.directory = directory;
    }

    private static Schema debt(String name, String end) {
        return new Schema.Named(
                name,
                Schema.object(
                        Schema.need(end, Schemas.PID),
                        Schema.may(end + "_name", Schema.text(1, 1024)),
                        Schema.need("equivalent", Schemas.EQUIVALENT),
                        Schema.need("amount", Schemas.AMOUNT)));
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(balance(), debts());
    }

    private Route balance() {
        return Route.get("/balance", "getBalance")
                .about(CHAPTER, "Where the caller stands; what is available can be paid to, or by, neighbours now.")
                .answers(200, BALANCE)
                .handledBy(call -> {
                    List<Json> units = new ArrayList<>();
                    for (UnitTotals unit : balances.totals(call.who().pid())) {
                        units.add(json(unit));
                    }
                    return Reply.ok(
                            Json.object().put("equivalents", Json.of(units)).build());
                });
    }

    private static Json json(UnitTotals unit) {
        int precision = unit.precision();
        return Json.object()
                .put("code", unit.equivalent())
                .put("total_debt", Wire.amount(unit.owesMinor(), precision))
                .put("total_credit", Wire.amount(unit.owedMinor(), precision))
                .put("net_balance", Wire.amount(unit.netMinor(), precision))
                .put("available_to_spend", Wire.amount(unit.spendMinor(), precision))
                .put("available_to_receive", Wire.amount(unit.receiveMinor(), precision))
                .build();
    }

    private Route debts() {
        return Route.get("/balance/debts", "getDebts")
                .about(CHAPTER, "What the caller owes, and what others owe the caller, the largest first.")
                .query("equivalent", Schemas.EQUIVALENT)
                .query("direction", Schema.word("outgoing", "incoming", ALL))
                .answers(200, DEBTS)
                .fails(E015)
                .handledBy(this::owed);
    }

    private Reply owed(Call call) throws ApiError, InterruptedException {
        String direction = call.find("direction").orElse(ALL);
        List<Balances.Debt> debts = balances.debts(call.who().pid(), call.find("equivalent"));
        List<Balances.Debt> outgoing = direction.equals("incoming")
                ? List.of()
                : debts.stream().filter(debt -> !debt.owed()).toList();
        List<Balances.Debt> incoming = direction.equals("outgoing")
                ? List.of()
                : debts.stream().filter(Balances.Debt::owed).toList();
        Json.ObjBuilder answer =
                Json.object().put("outgoing", list(outgoing, "creditor")).put("incoming", list(incoming, "debtor"));
        if (outgoing.size() > MAX_DEBTS || incoming.size() > MAX_DEBTS) {
            answer.put("truncated", true);
        }
        return Reply.ok(answer.build());
    }

    private Json list(List<Balances.Debt> all, String end) throws ApiError, InterruptedException {
        List<Balances.Debt> shown = all.subList(0, Math.min(all.size(), MAX_DEBTS));
        Map<Integer, String> names =
                directory.names(shown.stream().map(Balances.Debt::account).toList());
        return Json.of(shown.stream()
                .map(debt -> Json.object()
                        .put(end, debt.other().text())
                        .putIfPresent(end + "_name", Optional.ofNullable(names.get(debt.account())))
                        .put("equivalent", debt.equivalent())
                        .put("amount", Wire.amount(debt.amountMinor(), debt.precision()))
                        .build())
                .toList());
    }
}
