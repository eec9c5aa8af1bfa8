package org.tallystick.feature.explorer;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.HistorySchemas;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.identity.Signature;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Place;

/** The routes of signed history (API map; {@code src/docs/format.md} §4). Immutable. */
public final class BlockRoutes {

    private static final String CHAPTER = "Blocks";

    private static final Schema HEIGHT = new Schema.Whole(0, Place.MAX_HEIGHT);

    private static final Schema SUMMARY = new Schema.Named(
            "BlockSummary",
            Schema.object(
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("epoch", Schemas.COUNT),
                    Schema.need("block_hash", Schemas.HASH),
                    Schema.need("timestamp", Schemas.TIME),
                    Schema.need("tx_count", Schemas.COUNT)));

    private static final Schema.Obj SEALED = Schema.object(
            Schema.need("height", Schemas.COUNT),
            Schema.need("block_hash", Schemas.HASH),
            Schema.need("hub", Schemas.PID),
            Schema.need("hub_key", Schemas.PUBLIC_KEY),
            Schema.need("header", HistorySchemas.HEADER),
            Schema.need("signature", Schemas.SIGNATURE));

    private static final Schema BLOCK = new Schema.Named(
            "Block",
            SEALED.and(
                    Schema.need("timestamp", Schemas.TIME),
                    Schema.need("tx_count", Schemas.COUNT),
                    Schema.need(
                            "transactions",
                            Schema.list(
                                    new Schema.Named(
                                            "BlockTransaction",
                                            Schema.object(
                                                    Schema.need("hash", Schemas.HASH),
                                                    Schema.may("type", Schema.text(1, 64, "[a-z._]{1,64}")))),
                                    Place.MAX_POSITION))));

    private static final Schema INCLUSION = new Schema.Named(
            "Inclusion",
            SEALED.and(
                    Schema.need("tx_hash", Schemas.HASH),
                    Schema.need("index", Schemas.COUNT),
                    Schema.need("count", Schemas.COUNT),
                    Schema.need("path", HistorySchemas.PATH)));

    private static final Schema CONSISTENCY = new Schema.Named(
            "Consistency",
            Schema.object(
                    Schema.need("from", Schemas.COUNT),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("from_history_root", Schemas.HASH),
                    Schema.need("history_root", Schemas.HASH),
                    Schema.need("path", HistorySchemas.PATH)));

    private static final Schema OWN_TRANSACTIONS = new Schema.Named(
            "OwnTransactions",
            Schema.object(
                    Schema.need("seq", Schemas.COUNT),
                    Schema.need(
                            "tip",
                            new Schema.Named(
                                    "SealedHeader",
                                    Schema.object(
                                            Schema.need("header", HistorySchemas.HEADER),
                                            Schema.need("signature", Schemas.SIGNATURE)))),
                    Schema.may(
                            "since",
                            new Schema.Named(
                                    "SinceBlock",
                                    Schema.object(
                                            Schema.need("height", Schemas.COUNT),
                                            Schema.need("consistency", HistorySchemas.PATH),
                                            Schema.need("inclusion", HistorySchemas.PATH)))),
                    Schema.need(
                            "transactions",
                            Schema.list(
                                    new Schema.Named(
                                            "OwnTransaction",
                                            Schema.object(
                                                    Schema.need("seq", Schemas.COUNT),
                                                    Schema.need("proof", HistorySchemas.PROOF),
                                                    Schema.may("inclusion", HistorySchemas.PATH))),
                                    OwnFeed.MAX_TRANSACTIONS)),
                    Schema.need("signature", Schemas.SIGNATURE)));

    private final BlockArchive archive;
    private final OwnFeed feed;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param hubKey signs with the hub's key
     */
    public BlockRoutes(Desk desk, Function<byte[], Signature> hubKey) {
        LastingFacts facts = new LastingFacts(desk);
        ExplorerQueries explorer = new ExplorerQueries(desk.node().store());
        HistoryTree history = new HistoryTree((height, limit) ->
                desk.read(() -> explorer.blocksFrom(height, limit)).value());
        this.archive = new BlockArchive(desk, facts, explorer, history);
        this.feed = new OwnFeed(desk, facts, explorer, history, hubKey);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(ownTransactions(), blocks(), block(), proof(), consistency());
    }

    private Route ownTransactions() {
        return Route.get("/transactions", "listOwnTransactions")
                .about(
                        CHAPTER,
                        "The caller's own transactions in the order of their own count, each with its proof; what a wallet builds on.")
                .query("after", Schemas.COUNT)
                .query("since", HEIGHT)
                .query("limit", new Schema.Whole(1, OwnFeed.MAX_TRANSACTIONS))
                .answers(200, OWN_TRANSACTIONS)
                .fails(ErrorCode.E015)
                .handledBy(call -> Reply.ok(feed.page(
                        call.who().pid(),
                        call.find("after").isPresent() ? whole(call, "after") : 0,
                        call.find("since").isPresent() ? OptionalLong.of(whole(call, "since")) : OptionalLong.empty(),
                        call.whole("limit", OwnFeed.MAX_TRANSACTIONS))));
    }

    private Route blocks() {
        return Route.get("/blocks", "listBlocks")
                .about(CHAPTER, "The blocks of the hub's history, the highest first.")
                .answersPages(SUMMARY)
                .handledBy(call -> archive.blocks(call.page()));
    }

    private Route block() {
        return Route.get("/blocks/{height}", "getBlock")
                .about(
                        CHAPTER,
                        "A signed header and the hashes of its transactions, with the types of those that touched the caller.")
                .path("height", HEIGHT)
                .answers(200, BLOCK)
                .fails(ErrorCode.E015)
                .handledBy(call -> Reply.ok(archive.block(call.who().pid(), whole(call, "height"))));
    }

    private Route proof() {
        return Route.get("/blocks/{height}/proof/{tx_id}", "getInclusionProof")
                .about(
                        CHAPTER,
                        "That a transaction stands in a block: one of the caller's by its id, or any by its hash.")
                .path("height", HEIGHT)
                .path("tx_id", Schemas.TX_ID)
                .answers(200, INCLUSION)
                .fails(ErrorCode.E015)
                .handledBy(
                        call -> Reply.ok(archive.proof(call.who().pid(), whole(call, "height"), call.need("tx_id"))));
    }

    private Route consistency() {
        return Route.get("/blocks/{height}/consistency", "getConsistencyProof")
                .about(
                        CHAPTER,
                        "That the history under one header continues the history under an earlier one (RFC 6962, 2.1.2).")
                .path("height", HEIGHT)
                .needsQuery("from", HEIGHT)
                .answers(200, CONSISTENCY)
                .fails(ErrorCode.E015)
                .handledBy(call -> Reply.ok(archive.consistency(whole(call, "height"), whole(call, "from"))));
    }

    private static long whole(Call call, String name) throws ApiError {
        try {
            return Long.parseLong(call.need(name));
        } catch (NumberFormatException noNumber) {
            throw ApiError.field(name);
        }
    }
}
