package org.tallystick.feature.explorer;

import java.util.List;
import java.util.Optional;
import org.tallystick.http.Desk;
import org.tallystick.http.HistorySchemas;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Place;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;

/** The route by which a hub gets back what it has lost (decision 18). Immutable. */
public final class RecoveryRoutes {

    private static final Schema GIVEN_BACK = new Schema.Named(
            "GivenBack", Schema.object(Schema.need("tx_id", Schemas.TX_ID), Schema.need("type", Schema.text(1, 64))));

    private final TakingBack takingBack;

    /** Where a payment with an id stands: the room of payments knows. */
    @FunctionalInterface
    public interface PaymentIds {

        /**
         * The latest payment that an account made under an id.
         *
         * @param payer the account's number
         */
        AsOf<Optional<Place>> latest(int payer, String txId) throws ProjectionUnavailable, InterruptedException;
    }

    /**
     * Makes the route.
     *
     * @param desk the way to the node
     * @param payments where payments stand by their ids
     */
    public RecoveryRoutes(Desk desk, PaymentIds payments) {
        this.takingBack = new TakingBack(desk, new LastingFacts(desk), payments);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(Route.post("/transactions", "giveTransactionBack")
                .about(
                        "Blocks",
                        "Gives the hub back what it signed into a block that it has lost since: the statement in the proof is decided anew.")
                .body(Schema.object(Schema.need("proof", HistorySchemas.PROOF)))
                .answers(201, GIVEN_BACK)
                .fails(
                        ErrorCode.E001,
                        ErrorCode.E002,
                        ErrorCode.E003,
                        ErrorCode.E004,
                        ErrorCode.E005,
                        ErrorCode.E007,
                        ErrorCode.E008,
                        ErrorCode.E011,
                        ErrorCode.E012,
                        ErrorCode.E013,
                        ErrorCode.E015,
                        ErrorCode.E017)
                .handledBy(takingBack::take));
    }
}
