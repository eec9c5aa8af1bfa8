package org.tallystick.feature.explorer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.explorer.sql.BlockRow;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.http.Page;
import org.tallystick.http.Reply;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleTree;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Place;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Transaction;

/**
 * Blocks for participants: headers and hashes are everybody's, since they are what everybody checks their own parts against. What a
 * transaction was is told to those whom it touched, its id only to those whose it is. Any thread but the node's own.
 */
final class BlockArchive {

    private static final String PAYMENT = "payment.create";

    private final Desk desk;
    private final LastingFacts facts;
    private final ExplorerQueries explorer;
    private final HistoryTree history;

    BlockArchive(Desk desk, LastingFacts facts, ExplorerQueries explorer, HistoryTree history) {
        this.desk = desk;
        this.facts = facts;
        this.explorer = explorer;
        this.history = history;
    }

    Reply blocks(Page page) throws ApiError, InterruptedException {
        ExplorerQueries.Blocks found =
                desk.read(() -> explorer.blocks(page.offset(), page.size())).value();
        List<Json> items = new ArrayList<>();
        for (BlockRow row : found.blocks()) {
            items.add(Json.object()
                    .put("height", row.height())
                    .put("epoch", row.epoch())
                    .put("block_hash", row.hash())
                    .put("timestamp", time(row.timestampMs()))
                    .put("tx_count", row.transactions())
                    .build());
        }
        return new Reply.Listed(items, page, found.total());
    }

    Json block(Pid caller, long height) throws ApiError, InterruptedException {
        Block block = need(height);
        Set<Integer> touched = touched(caller, height);
        List<Json> transactions = new ArrayList<>();
        for (int position = 0; position < block.transactions().size(); position++) {
            Transaction transaction = block.transactions().get(position);
            Json.ObjBuilder json = Json.object().put("hash", Hex.encode(transaction.hash()));
            if (touched.contains(position)) {
                json.put("type", transaction.frame().type());
            }
            transactions.add(json.build());
        }
        return header(block)
                .put("timestamp", time(block.header().timestampMs()))
                .put("tx_count", block.header().transactionCount())
                .put("transactions", Json.of(transactions))
                .build();
    }

    /**
     * That a transaction stands in a block.
     *
     * @param wanted its hash, which is everybody's; or its id, which is for those whose it is
     */
    Json proof(Pid caller, long height, String wanted) throws ApiError, InterruptedException {
        Block block = need(height);
        int position = -1;
        for (int i = 0; i < block.transactions().size(); i++) {
            Transaction transaction = block.transactions().get(i);
            if (Hex.encode(transaction.hash()).equals(wanted)
                    || (transaction.frame().txId().equals(wanted)
                            && isTheirs(caller, transaction, new Place(height, i)))) {
                position = i;
            }
        }
        if (position < 0) {
            throw ApiError.of(ErrorCode.E015, "tx_id", wanted);
        }
        MerkleHasher hasher = new MerkleHasher();
        MerkleTree tree = MerkleTree.of(block.transactions().stream()
                .map(transaction -> hasher.leaf(transaction.hash()))
                .toList());
        return header(block)
                .put("tx_hash", Hex.encode(block.transactions().get(position).hash()))
                .put("index", position)
                .put("count", block.header().transactionCount())
                .put("path", path(tree.inclusionProof(position, tree.size())))
                .build();
    }

    /** A payment is its two ends'; anything else is theirs whom it touched. */
    private boolean isTheirs(Pid caller, Transaction transaction, Place place) throws ApiError, InterruptedException {
        Optional<Party> me = facts.party(caller);
        if (me.isEmpty()) {
            return false;
        }
        Optional<AccountHistory.Entry> entry =
                desk.read(() -> explorer.entry(me.get().number(), place)).value();
        return entry.isPresent()
                && (!transaction.frame().type().equals(PAYMENT) || entry.get().netChanged());
    }

    Json consistency(long height, long from) throws ApiError, InterruptedException {
        if (from > height) {
            throw ApiError.field("from");
        }
        if (desk.read(() -> explorer.block(height)).value().isEmpty()) {
            throw ApiError.of(ErrorCode.E015, "height", Long.toString(height));
        }
        if (desk.read(() -> explorer.block(from)).value().isEmpty()) {
            throw ApiError.of(ErrorCode.E015, "from", Long.toString(from));
        }
        HistoryTree.Consistency proof = history.consistency(from, height);
        return Json.object()
                .put("from", from)
                .put("height", height)
                .put("from_history_root", Hex.encode(proof.first()))
                .put("history_root", Hex.encode(proof.second()))
                .put("path", path(proof.path()))
                .build();
    }

    private static Json path(List<byte[]> hashes) {
        return Json.of(hashes.stream().map(hash -> Json.of(Hex.encode(hash))).toList());
    }

    private Json.ObjBuilder header(Block block) {
        return Json.object()
                .put("height", block.header().height())
                .put("block_hash", Hex.encode(block.hash()))
                .put("hub", desk.node().hub().text())
                .put("hub_key", desk.node().hubKey().text())
                .put("header", block.header().toJson())
                .put("signature", Signature.of(block.signature()).text());
    }

    private Block need(long height) throws ApiError {
        return desk.block(height).orElseThrow(() -> ApiError.of(ErrorCode.E015, "height", Long.toString(height)));
    }

    private Set<Integer> touched(Pid caller, long height) throws ApiError, InterruptedException {
        Optional<Party> me = facts.party(caller);
        return me.isEmpty()
                ? Set.of()
                : desk.read(() -> explorer.touchedIn(me.get().number(), height)).value().stream()
                        .map(Place::position)
                        .collect(Collectors.toSet());
    }

    private static String time(long timestampMs) {
        return Instant.ofEpochMilli(timestampMs).toString();
    }
}
