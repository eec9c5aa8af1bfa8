package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.AccountHistory;

/** The routes of payments (API map; seed 004 §5). Immutable. */
public final class PaymentRoutes {

    private static final String CHAPTER = "Payments";

    private final PaymentLimits limits;
    private final PaymentOffers offers;
    private final PaymentOrders orders;
    private final PaymentArchive archive;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where payments are submitted
     * @param directory who is who
     * @param history what touched whom
     * @param limits what the hub lets a payment ask
     */
    public PaymentRoutes(
            Desk desk, StatementDesk statements, Directory directory, AccountHistory history, PaymentLimits limits) {
        LastingFacts facts = new LastingFacts(desk);
        this.limits = limits;
        this.offers = new PaymentOffers(desk, facts, new PaymentPlanner(limits));
        this.archive = new PaymentArchive(
                desk, facts, directory, new PaymentQueries(desk.node().store(), history));
        this.orders = new PaymentOrders(desk, statements, facts, archive);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(capacity(), maxFlow(), create(), list(), detail(), receipt());
    }

    private Route capacity() {
        return Route.get("/payments/capacity", "getPaymentCapacity")
                .about(
                        CHAPTER,
                        "What the caller could pay somebody now, under the constraints that a payment may have.")
                .needsQuery("to", Schemas.PID)
                .needsQuery("equivalent", Schemas.EQUIVALENT)
                .query("amount", Schemas.AMOUNT)
                .query("max_hops", PaymentSchemas.HOPS)
                .query("max_paths", PaymentSchemas.PATHS)
                .query("avoid", PaymentSchemas.AVOID)
                .answers(200, PaymentSchemas.CAPACITY)
                .fails(ErrorCode.E004, ErrorCode.E007, ErrorCode.E011, ErrorCode.E015)
                .handledBy(call -> Reply.ok(offers.capacity(
                        call.who().pid(),
                        new PaymentOffers.Question(
                                call.pid("to"), call.need("equivalent"), call.find("amount"), constraints(call)))));
    }

    private Constraints constraints(Call call) throws ApiError {
        return new Constraints(
                        call.whole("max_hops", limits.maxHops()),
                        call.whole("max_paths", limits.maxPaths()),
                        avoided(call))
                .within(limits);
    }

    private static List<Pid> avoided(Call call) throws ApiError {
        List<Pid> avoided = new ArrayList<>();
        for (String text : call.find("avoid").orElse("").split(",", -1)) {
            if (avoided.size() >= Constraints.MOST_AVOIDED) {
                throw ApiError.field("avoid");
            }
            if (!text.isEmpty()) {
                try {
                    avoided.add(Pid.parse(text));
                } catch (MalformedIdentity noPid) {
                    throw ApiError.field("avoid");
                }
            }
        }
        return avoided;
    }

    private Route maxFlow() {
        return Route.get("/payments/max-flow", "getMaxFlow")
                .about(CHAPTER, "What could flow from the caller to somebody over any routes, and what can be paid.")
                .needsQuery("to", Schemas.PID)
                .needsQuery("equivalent", Schemas.EQUIVALENT)
                .answers(200, PaymentSchemas.MAX_FLOW)
                .fails(ErrorCode.E004, ErrorCode.E011, ErrorCode.E015)
                .handledBy(call -> Reply.ok(offers.maxFlow(call.who().pid(), call.pid("to"), call.need("equivalent"))));
    }

    private Route create() {
        return Route.post("/payments", "createPayment")
                .about(CHAPTER, "Pays somebody; the same signed bytes again get the same answer with status 200.")
                .body(PaymentSchemas.ORDER)
                .answers(201, PaymentSchemas.PAYMENT)
                .answers(200, PaymentSchemas.PAYMENT)
                .fails(
                        ErrorCode.E001,
                        ErrorCode.E002,
                        ErrorCode.E003,
                        ErrorCode.E004,
                        ErrorCode.E005,
                        ErrorCode.E007,
                        ErrorCode.E008,
                        ErrorCode.E011,
                        ErrorCode.E015)
                .handledBy(orders::pay);
    }

    private Route list() {
        return Route.get("/payments", "listPayments")
                .about(CHAPTER, "The payments that the caller made or got, the latest first; refusals are not kept.")
                .query("direction", Schema.word("sent", "received", "all"))
                .query("equivalent", Schemas.EQUIVALENT)
                .query("status", Schema.word("COMMITTED", "ABORTED", "all"))
                .query("from_date", Schemas.DATE_OR_TIME)
                .query("to_date", Schemas.DATE_OR_TIME)
                .answersPages(PaymentSchemas.PAYMENT)
                .handledBy(this::list);
    }

    private Reply list(Call call) throws ApiError, InterruptedException {
        Optional<AccountHistory.End> end = call.find("direction")
                .filter(direction -> !direction.equals("all"))
                .map(direction -> direction.equals("sent") ? AccountHistory.End.PAYER : AccountHistory.End.PAYEE);
        AccountHistory.PaymentFilter filter = new AccountHistory.PaymentFilter(
                end, call.find("equivalent"), call.from("from_date"), call.until("to_date"));
        return call.find("status").filter("ABORTED"::equals).isPresent()
                ? new Reply.Listed(List.of(), call.page(), 0)
                : archive.payments(call.who().pid(), filter, call.page());
    }

    private Route receipt() {
        return Route.get("/payments/{tx_id}/receipt", "getPaymentReceipt")
                .about(CHAPTER, "What proves to a stranger that a payment of the caller's stands in the hub's history.")
                .path("tx_id", Schemas.TX_ID)
                .answers(200, PaymentSchemas.RECEIPT)
                .fails(ErrorCode.E015)
                .handledBy(call -> Reply.ok(archive.receipt(call.who().pid(), call.need("tx_id"))));
    }

    private Route detail() {
        return Route.get("/payments/{tx_id}", "getPayment")
                .about(CHAPTER, "A payment that the caller made or got.")
                .path("tx_id", Schemas.TX_ID)
                .answers(200, PaymentSchemas.PAYMENT)
                .fails(ErrorCode.E015)
                .handledBy(call -> Reply.ok(archive.payment(call.who().pid(), call.need("tx_id"))));
    }
}
