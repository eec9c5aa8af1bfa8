package org.tallystick.feature.payment;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.money.Amounts;

/**
 * The constants of the protocol, for everybody (API map; seed 001). What does not exist, such as penalties while there are no
 * commitments, is left out. Immutable.
 */
public final class ProtocolRoutes {

    /** A new version of the program may have other constants; an hour is soon enough to hear of them. */
    private static final int CACHE_SECONDS = 3_600;

    private static final String NO_FEE = "0";

    private static final Schema CONSTANTS = new Schema.Named(
            "ProtocolConstants",
            Schema.object(
                    Schema.need(
                            "amounts",
                            Schema.object(
                                    Schema.need("max_minor_units", Schema.text(1, 19, "[0-9]+")),
                                    Schema.need("max_precision", Schemas.COUNT))),
                    Schema.need(
                            "payments",
                            Schema.object(
                                    Schema.need("max_hops", Schemas.COUNT),
                                    Schema.need("max_paths", Schemas.COUNT),
                                    Schema.need("default_timeout_ms", Schemas.COUNT),
                                    Schema.need("max_timeout_ms", Schemas.COUNT),
                                    Schema.need("max_avoid", Schemas.COUNT),
                                    Schema.need("max_description_length", Schemas.COUNT))),
                    Schema.need("trust_lines", Schema.object(Schema.need("max_blocked_participants", Schemas.COUNT))),
                    Schema.need(
                            "holds",
                            Schema.object(
                                    Schema.need("max_days", Schemas.COUNT),
                                    Schema.need("max_legs", Schemas.COUNT),
                                    Schema.need("max_parties", Schemas.COUNT))),
                    Schema.need("statements", Schema.object(Schema.need("max_signed_bytes", Schemas.COUNT))),
                    Schema.need(
                            "fees",
                            Schema.object(
                                    Schema.need("payment", Schemas.AMOUNT),
                                    Schema.need("trust_line", Schemas.AMOUNT),
                                    Schema.need("clearing", Schemas.AMOUNT)))));

    private final Json.Obj constants;

    /**
     * Makes the routes.
     *
     * @param limits what the hub lets a payment ask
     */
    public ProtocolRoutes(PaymentLimits limits) {
        this.constants = constants(limits);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(Route.get("/protocol/constants", "protocolConstants")
                .about(
                        "Hub",
                        "The constants of the protocol and the caps of this hub; they change with its program only.")
                .access(Access.PUBLIC)
                .cached(CACHE_SECONDS)
                .answers(200, CONSTANTS)
                .handledBy(call -> Reply.ok(constants)));
    }

    private static Json.Obj constants(PaymentLimits limits) {
        return Json.object()
                .put(
                        "amounts",
                        Json.object()
                                .put("max_minor_units", Long.toString(Amounts.MAX_MINOR))
                                .put("max_precision", Amounts.MAX_PRECISION)
                                .build())
                .put(
                        "payments",
                        Json.object()
                                .put("max_hops", limits.maxHops())
                                .put("max_paths", limits.maxPaths())
                                .put("default_timeout_ms", Constraints.USUAL_TIMEOUT_MS)
                                .put("max_timeout_ms", Constraints.MOST_TIMEOUT_MS)
                                .put("max_avoid", Constraints.MOST_AVOIDED)
                                .put("max_description_length", PaymentLimits.MAX_DESCRIPTION)
                                .build())
                .put(
                        "trust_lines",
                        Json.object()
                                .put("max_blocked_participants", Policy.MAX_BLOCKED)
                                .build())
                .put(
                        "holds",
                        Json.object()
                                .put("max_days", Policy.AllowHolds.MOST_DAYS)
                                .put("max_legs", Operation.HoldLeg.MOST_LEGS)
                                .put("max_parties", Operation.OpenHold.MOST_PARTIES)
                                .build())
                .put(
                        "statements",
                        Json.object()
                                .put("max_signed_bytes", SignedStatement.MAX_SIGNED_BYTES)
                                .build())
                .put(
                        "fees",
                        Json.object()
                                .put("payment", NO_FEE)
                                .put("trust_line", NO_FEE)
                                .put("clearing", NO_FEE)
                                .build())
                .build();
    }
}
