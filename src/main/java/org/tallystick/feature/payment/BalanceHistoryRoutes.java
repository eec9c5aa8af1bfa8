package org.tallystick.feature.payment;

import static org.tallystick.ledger.ErrorCode.E015;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;
import org.tallystick.node.AccountHistory;

/** The route of how a balance came to be (seed 004 §6.3). */
public final class BalanceHistoryRoutes {

    private static final Schema CHANGE = new Schema.Named(
            "BalanceChange",
            Schema.object(
                    Schema.need("at", Schemas.TIME),
                    Schema.may("tx_id", Schemas.TX_ID),
                    Schema.need(
                            "type",
                            Schema.word(
                                    NetTimeline.Kind.SENT.word(),
                                    NetTimeline.Kind.RECEIVED.word(),
                                    NetTimeline.Kind.OTHER.word())),
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("change", Schemas.NET),
                    Schema.need("net_balance", Schemas.NET)));

    private final BalanceHistory history;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param history what touched whom
     */
    public BalanceHistoryRoutes(Desk desk, AccountHistory history) {
        this.history = new BalanceHistory(desk, history);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(Route.get("/balance/history", "getBalanceHistory")
                .about(
                        "Balance",
                        "What changed the caller's net balances, the newest first, with the balance after it.")
                .query("equivalent", Schemas.EQUIVALENT)
                .query("from_date", Schemas.DATE_OR_TIME)
                .query("to_date", Schemas.DATE_OR_TIME)
                .answersPages(CHANGE)
                .fails(E015)
                .handledBy(this::page));
    }

    private Reply page(Call call) throws ApiError, InterruptedException {
        Page page = call.page();
        BalanceHistory.Wish wish = new BalanceHistory.Wish(
                call.find("equivalent"),
                call.from("from_date").orElse(Long.MIN_VALUE),
                call.until("to_date").orElse(Long.MAX_VALUE));
        BalanceHistory.Found found = history.page(call.who().pid(), wish, page);
        return new Reply.Listed(
                found.entries().stream().map(BalanceHistoryRoutes::json).toList(), page, found.total());
    }

    private static Json json(BalanceHistory.Entry entry) {
        return Json.object()
                .put("at", Wire.time(entry.atMs()))
                .putIfPresent("tx_id", entry.txId())
                .put("type", entry.kind().word())
                .put("equivalent", entry.equivalent())
                .put("change", Wire.amount(entry.changeMinor(), entry.precision()))
                .put("net_balance", Wire.amount(entry.netMinor(), entry.precision()))
                .build();
    }
}
