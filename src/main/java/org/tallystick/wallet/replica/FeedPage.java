package org.tallystick.wallet.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.explorer.FeedWord;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.node.block.Proof;

/**
 * An answer of {@code GET /transactions} as it was read ({@code src/docs/sync.md}); nothing of it is checked yet, which
 * {@link Replica#apply} does. A value.
 *
 * @param seq how many transactions have touched the account so far, as the hub says
 * @param tip the newest block
 * @param since what shows that the history of the tip continues the one of an earlier block, where that was asked for
 * @param entries own transactions, the lowest count first
 * @param word that they are all there are in between
 */
public record FeedPage(long seq, SealedHeader tip, Optional<Since> since, List<Entry> entries, Word word) {

    /** The most transactions of one page. */
    public static final int MAX_ENTRIES = 100;

    /**
     * The longest answer, in bytes: a page ends before it has much more than 1 MiB, but a transaction that is larger than that
     * comes alone.
     */
    public static final int MAX_BYTES = 34 << 20;

    private static final int MAX_PATH = 64;
    private static final int HASH_BYTES = 32;
    private static final Set<String> NAMES = Set.of("seq", "tip", "since", "transactions", "signature");
    private static final Set<String> TIP_NAMES = Set.of("header", "signature");
    private static final Set<String> SINCE_NAMES = Set.of("height", "consistency", "inclusion");
    private static final Set<String> ENTRY_NAMES = Set.of("seq", "proof", "inclusion");

    /** Keeps an unmodifiable copy. */
    public FeedPage {
        entries = List.copyOf(entries);
    }

    /**
     * Where an earlier block stands in the history of the tip; hashes of 32 bytes, not to be changed.
     *
     * @param height of the earlier block
     * @param consistency that the tip's history continues the one under the earlier header (RFC 6962 §2.1.2)
     * @param inclusion of the earlier block in the tip's history; empty where it is the tip
     */
    public record Since(long height, List<byte[]> consistency, List<byte[]> inclusion) {

        /** Keeps unmodifiable copies of the lists. */
        public Since {
            consistency = List.copyOf(consistency);
            inclusion = List.copyOf(inclusion);
        }
    }

    /**
     * An own transaction.
     *
     * @param seq the account's count with it, from 1
     * @param proof of it, with the parts that the owner may see
     * @param inclusion of its block in the tip's history, hashes of 32 bytes; nothing where the block is the tip
     */
    public record Entry(long seq, Proof proof, Optional<List<byte[]>> inclusion) {

        /** Keeps an unmodifiable copy of the path. */
        public Entry {
            inclusion = inclusion.map(List::copyOf);
        }
    }

    /**
     * The hub's word that these transactions, with the parts that are shown, are all that touched the account in between.
     *
     * @param signature said to be the hub's
     * @param digest of the transactions as they came, 32 bytes, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Word(Signature signature, byte[] digest) {}

    /**
     * Whether the hub gave its word on this page.
     *
     * @param hubKey the hub's
     * @param owner whose account
     * @param after the count behind which the page was asked for
     */
    public boolean isWordOf(PublicKey hubKey, Pid owner, long after) {
        long upto = entries.isEmpty() ? after : entries.getLast().seq();
        FeedWord signed =
                new FeedWord(Pid.of(hubKey), owner, after, upto, tip.header().hash(), word.digest());
        return Ed25519.verify(hubKey, signed.message(), word.signature());
    }

    /**
     * Reads the {@code data} of an answer strictly.
     *
     * @throws MalformedJson when it is not such a page
     */
    public static FeedPage parse(Json.Obj data) throws MalformedJson {
        data.onlyNames(NAMES);
        Json.Obj tip = data.object("tip");
        tip.onlyNames(TIP_NAMES);
        Optional<Json.Obj> since = data.optionalObject("since");
        Json.Arr array = data.array("transactions");
        List<Json.Obj> transactions = array.objects();
        if (transactions.size() > MAX_ENTRIES) {
            throw new MalformedJson("a page has at most " + MAX_ENTRIES + " transactions", "$.transactions");
        }
        List<Entry> entries = new ArrayList<>(transactions.size());
        for (Json.Obj transaction : transactions) {
            entries.add(entry(transaction));
        }
        return new FeedPage(
                count(data, "seq"),
                SealedHeader.parse(tip),
                since.isEmpty() ? Optional.empty() : Optional.of(since(since.get())),
                entries,
                new Word(signature(data), FeedWord.digest(array)));
    }

    /** As {@link #parse} reads it. */
    public Json.Obj toJson() {
        Json.ObjBuilder json = Json.object().put("seq", seq).put("tip", tip.toJson());
        since.ifPresent(block -> json.put(
                "since",
                Json.object()
                        .put("height", block.height())
                        .put("consistency", json(block.consistency()))
                        .put("inclusion", json(block.inclusion()))
                        .build()));
        return json.put("transactions", transactions(entries))
                .put("signature", word.signature().text())
                .build();
    }

    /** Own transactions as they stand in an answer, of which the hub's word has the digest. */
    static Json.Arr transactions(List<Entry> entries) {
        List<Json> items = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Json.ObjBuilder item = Json.object()
                    .put("seq", entry.seq())
                    .put("proof", entry.proof().toJson());
            entry.inclusion().ifPresent(path -> item.put("inclusion", json(path)));
            items.add(item.build());
        }
        return new Json.Arr(items);
    }

    private static Json json(List<byte[]> path) {
        return Json.of(path.stream().map(hash -> Json.of(Hex.encode(hash))).toList());
    }

    private static Signature signature(Json.Obj data) throws MalformedJson {
        try {
            return Signature.parse(data.text("signature"));
        } catch (MalformedIdentity malformed) {
            throw new MalformedJson(String.valueOf(malformed.getMessage()), "$.signature");
        }
    }

    private static Since since(Json.Obj json) throws MalformedJson {
        json.onlyNames(SINCE_NAMES);
        return new Since(count(json, "height"), path(json.array("consistency")), path(json.array("inclusion")));
    }

    private static Entry entry(Json.Obj json) throws MalformedJson {
        json.onlyNames(ENTRY_NAMES);
        Optional<Json.Arr> inclusion = json.optionalArray("inclusion");
        return new Entry(
                count(json, "seq"),
                Proof.fromJson(json.object("proof")),
                inclusion.isEmpty() ? Optional.empty() : Optional.of(path(inclusion.get())));
    }

    private static long count(Json.Obj json, String name) throws MalformedJson {
        long count = json.number(name);
        if (count < 0) {
            throw new MalformedJson("a number from 0 is expected", "$." + name);
        }
        return count;
    }

    private static List<byte[]> path(Json.Arr array) throws MalformedJson {
        List<String> texts = array.texts();
        if (texts.size() > MAX_PATH) {
            throw new MalformedJson("a path has at most " + MAX_PATH + " hashes", "$");
        }
        List<byte[]> path = new ArrayList<>(texts.size());
        for (String text : texts) {
            path.add(Hex.decode(text)
                    .filter(hash -> hash.length == HASH_BYTES)
                    .orElseThrow(() -> new MalformedJson("hex of 32 bytes is expected", "$")));
        }
        return path;
    }

    @Override
    public String toString() {
        return entries.size() + " transactions up to " + tip.header();
    }
}
