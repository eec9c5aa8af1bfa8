package org.tallystick.feature.payment;

import org.tallystick.http.HistorySchemas;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;

/** The shapes of payments on the wire (API map; seed 004 §5). */
final class PaymentSchemas {

    private static final int MAX_ROUTES = 64;
    private static final int MAX_NODES = 33;

    static final Schema DESCRIPTION = Schema.text(1, PaymentLimits.MAX_DESCRIPTION);

    static final Schema HOPS = new Schema.Whole(1, Constraints.MOST_HOPS);

    static final Schema PATHS = new Schema.Whole(1, Constraints.MOST_PATHS);

    /** PIDs with commas between them. */
    static final Schema AVOID = Schema.text(0, Constraints.MOST_AVOIDED * 45, "[1-9A-HJ-NP-Za-km-z,]*");

    static final Schema CONSTRAINTS = new Schema.Named(
            "PaymentConstraints",
            Schema.object(
                    Schema.may("max_hops", HOPS),
                    Schema.may("max_paths", PATHS),
                    Schema.may("timeout_ms", new Schema.Whole(1, Constraints.MOST_TIMEOUT_MS)),
                    Schema.may("avoid", Schema.list(Schemas.PID, Constraints.MOST_AVOIDED))));

    static final Schema ORDER = new Schema.Named(
            "PaymentOrder",
            Schemas.statement(
                    "tx_id",
                    Schema.need("to", Schemas.PID),
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("amount", Schemas.AMOUNT),
                    Schema.may("description", DESCRIPTION),
                    Schema.may("constraints", CONSTRAINTS)));

    private static final Schema PATH = Schema.list(Schemas.PID, MAX_NODES);

    private static final Schema ROUTE = new Schema.Named(
            "PaymentRoute", Schema.object(Schema.need("path", PATH), Schema.need("amount", Schemas.AMOUNT)));

    static final Schema CAPACITY = new Schema.Named(
            "PaymentCapacity",
            Schema.object(
                    Schema.need("can_pay", new Schema.Flag()),
                    Schema.need("max_amount", Schemas.AMOUNT),
                    Schema.need("routes_count", Schemas.COUNT),
                    Schema.need("estimated_hops", Schemas.COUNT),
                    Schema.may("routes", Schema.list(ROUTE, MAX_ROUTES)),
                    Schema.need("height", Schemas.COUNT)));

    private static final Schema BOTTLENECK = new Schema.Named(
            "Bottleneck",
            Schema.object(
                    Schema.need("from", Schemas.PID),
                    Schema.need("to", Schemas.PID),
                    Schema.may("limit", Schemas.AMOUNT),
                    Schema.may("used", Schemas.AMOUNT),
                    Schema.may("available", Schemas.AMOUNT)));

    static final Schema MAX_FLOW = new Schema.Named(
            "MaxFlow",
            Schema.object(
                    Schema.need("max_amount", Schemas.AMOUNT),
                    Schema.need("exact", new Schema.Flag()),
                    Schema.need("payable", Schemas.AMOUNT),
                    Schema.need(
                            "paths",
                            Schema.list(
                                    new Schema.Named(
                                            "FlowPath",
                                            Schema.object(
                                                    Schema.need("path", PATH),
                                                    Schema.need("capacity", Schemas.AMOUNT))),
                                    MAX_ROUTES)),
                    Schema.need("bottlenecks", Schema.list(BOTTLENECK, MAX_ROUTES * MAX_NODES)),
                    Schema.need("algorithm", Schema.text(1, 64)),
                    Schema.need("computed_at", Schemas.TIME),
                    Schema.need("height", Schemas.COUNT)));

    private static final Schema DELIVERY = new Schema.Named(
            "PaymentDelivery",
            Schema.object(
                    Schema.need("pid", Schemas.PID),
                    Schema.may("display_name", Schema.text(1, 1024)),
                    Schema.need("amount", Schemas.AMOUNT)));

    /** A payment as one of its two ends sees it. */
    static final Schema PAYMENT = new Schema.Named(
            "Payment",
            Schema.object(
                    Schema.need("tx_id", Schemas.TX_ID),
                    Schema.need("status", Schema.word("COMMITTED")),
                    Schema.may("direction", Schema.word("sent", "received")),
                    Schema.need("from", Schemas.PID),
                    Schema.may("from_display_name", Schema.text(1, 1024)),
                    Schema.need("to", Schemas.PID),
                    Schema.may("to_display_name", Schema.text(1, 1024)),
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("amount", Schemas.AMOUNT),
                    Schema.may("description", DESCRIPTION),
                    Schema.may("routes", Schema.list(ROUTE, MAX_ROUTES)),
                    Schema.may("delivered_by", Schema.list(DELIVERY, MAX_ROUTES)),
                    Schema.need("created_at", Schemas.TIME),
                    Schema.need("committed_at", Schemas.TIME),
                    Schema.need("height", Schemas.COUNT)));

    /** What proves a payment. */
    static final Schema RECEIPT = new Schema.Named(
            "Receipt",
            Schema.object(
                    Schema.need("tx_id", Schemas.TX_ID),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("block_hash", Schemas.HASH),
                    Schema.need("hub", Schemas.PID),
                    Schema.need("hub_key", Schemas.PUBLIC_KEY),
                    Schema.need("header", HistorySchemas.HEADER),
                    Schema.need("signature", Schemas.SIGNATURE),
                    Schema.need("proof", HistorySchemas.PROOF),
                    Schema.need("head", HistorySchemas.HEAD)));

    private PaymentSchemas() {}
}
