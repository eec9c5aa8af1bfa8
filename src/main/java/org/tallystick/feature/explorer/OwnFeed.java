package org.tallystick.feature.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tallystick.base.Hex;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Place;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.AsOf;

/**
 * Somebody's own transactions in the order of their own count, each with what proves it ({@code src/docs/sync.md}). Any thread but
 * the node's own.
 */
final class OwnFeed {

    /** The most transactions of one answer. */
    static final int MAX_TRANSACTIONS = 100;

    /** An answer ends before it has much more than this; a transaction that is larger comes alone. */
    static final int MAX_BYTES = 1 << 20;

    private static final int BYTES_OF_PROOF = 1_200;
    private static final int BYTES_OF_PART = 120;
    private static final int BYTES_OF_HASH = 67;

    private final Desk desk;
    private final LastingFacts facts;
    private final ExplorerQueries explorer;
    private final HistoryTree history;
    private final Function<byte[], Signature> hubKey;

    /** A transaction of the answer with its place. */
    private record Own(long seq, Place place, Proof proof) {}

    OwnFeed(
            Desk desk,
            LastingFacts facts,
            ExplorerQueries explorer,
            HistoryTree history,
            Function<byte[], Signature> hubKey) {
        this.desk = desk;
        this.hubKey = hubKey;
        this.facts = facts;
        this.explorer = explorer;
        this.history = history;
    }

    /**
     * Own transactions.
     *
     * @param after the account's count that is known already, 0 for nothing
     * @param since the height of a block that is known already
     * @param limit 1 to {@link #MAX_TRANSACTIONS}
     */
    Json page(Pid caller, long after, OptionalLong since, int limit) throws ApiError, InterruptedException {
        Optional<Party> me = facts.party(caller);
        AsOf<List<AccountHistory.Entry>> found = me.isEmpty()
                ? new AsOf<>(desk.read(() -> explorer.blocks(0, 1)).height(), List.of())
                : desk.read(() -> explorer.after(me.get().number(), after, limit));
        long seq = me.isEmpty() ? 0 : newestSeq(me.get());
        Block tip = need(found.height());
        List<Own> own = proofs(caller, after, found.value());
        Json.ObjBuilder page = Json.object()
                .put("seq", seq)
                .put(
                        "tip",
                        Json.object()
                                .put("header", tip.header().toJson())
                                .put("signature", Signature.of(tip.signature()).text())
                                .build());
        if (since.isPresent()) {
            page.put("since", since(since.getAsLong(), found.height()));
        }
        Json.Arr transactions = transactions(own, found.height());
        FeedWord word = new FeedWord(
                desk.node().hub(),
                caller,
                after,
                own.isEmpty() ? after : own.getLast().seq(),
                tip.hash(),
                FeedWord.digest(transactions));
        return page.put("transactions", transactions)
                .put("signature", hubKey.apply(word.message()).text())
                .build();
    }

    /** Asked after the entries, so that nobody is told that there are no more when there are. */
    private long newestSeq(Party me) throws ApiError, InterruptedException {
        return desk.read(() -> explorer.latest(me.number(), OptionalLong.empty(), false, 1)).value().entries().stream()
                .mapToLong(AccountHistory.Entry::seq)
                .findFirst()
                .orElse(0);
    }

    private List<Own> proofs(Pid caller, long after, List<AccountHistory.Entry> entries) throws ApiError {
        List<Own> own = new ArrayList<>(entries.size());
        Optional<Block> block = Optional.empty();
        long next = after + 1;
        int bytes = 0;
        for (AccountHistory.Entry entry : entries) {
            if (entry.seq() != next) {
                // What lies so far back that one look does not find it is not passed over.
                throw ApiError.of(ErrorCode.E020, "reason", "history");
            }
            long height = entry.place().height();
            if (block.isEmpty() || block.get().header().height() != height) {
                block = Optional.of(need(height));
            }
            Proof proof = proof(caller, block.get(), entry.place().position());
            bytes += bytes(proof);
            if (bytes > MAX_BYTES && !own.isEmpty()) {
                break;
            }
            own.add(new Own(entry.seq(), entry.place(), proof));
            next++;
        }
        return own;
    }

    private Proof proof(Pid caller, Block block, int position) throws ApiError {
        Transaction transaction = block.transactions().get(position);
        return Proof.of(
                desk.node().hub(), desk.node().hubKey(), block, position, OwnParts.seen(caller, transaction, facts));
    }

    /** About how long a proof is as text. */
    private static int bytes(Proof proof) {
        int bytes = BYTES_OF_PROOF + BYTES_OF_HASH * proof.path().size();
        for (Part part : proof.parts()) {
            bytes += BYTES_OF_PART
                    + part.content().map(content -> content.length * 9 / 8).orElse(0);
        }
        return bytes;
    }

    private Json since(long height, long tip) throws ApiError, InterruptedException {
        if (height > tip || desk.read(() -> explorer.block(height)).value().isEmpty()) {
            throw ApiError.of(ErrorCode.E015, "height", Long.toString(height));
        }
        return Json.object()
                .put("height", height)
                .put("consistency", path(history.consistency(height, tip).path()))
                .put(
                        "inclusion",
                        height == tip
                                ? path(List.of())
                                : path(history.inclusions(List.of(height), tip).getFirst()))
                .build();
    }

    private Json.Arr transactions(List<Own> own, long tip) throws ApiError, InterruptedException {
        List<Long> earlier = own.stream()
                .map(one -> one.place().height())
                .filter(height -> height < tip)
                .distinct()
                .toList();
        List<List<byte[]>> paths = history.inclusions(earlier, tip);
        Map<Long, Json> inclusions = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            inclusions.put(earlier.get(i), path(paths.get(i)));
        }
        List<Json> items = new ArrayList<>(own.size());
        for (Own one : own) {
            Json.ObjBuilder item =
                    Json.object().put("seq", one.seq()).put("proof", one.proof().toJson());
            Json inclusion = inclusions.get(one.place().height());
            items.add(
                    inclusion == null
                            ? item.build()
                            : item.put("inclusion", inclusion).build());
        }
        return Json.of(items);
    }

    private static Json path(List<byte[]> hashes) {
        return Json.of(hashes.stream().map(hash -> Json.of(Hex.encode(hash))).toList());
    }

    private Block need(long height) throws ApiError {
        return desk.block(height).orElseThrow(() -> new InvariantBroken("What was projected stands in history"));
    }
}
