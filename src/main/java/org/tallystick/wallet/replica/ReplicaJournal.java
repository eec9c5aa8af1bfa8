package org.tallystick.wallet.replica;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.EntryChain;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Proof;

/**
 * What a replica was made of, kept so that it is there after a start and offline: the pages that were checked, an entry each, with
 * their proofs and the newest block. It may be deleted at any time, and what cannot be read is: all of it comes back from the hub.
 *
 * <p>Any thread, one call at a time. One process a folder, which holds nothing else: the caller holds the lock of the data folder.
 */
public final class ReplicaJournal implements ReplicaReader.Proofs, AutoCloseable {

    private static final byte[] CHAIN_TAG = "tallystick.replica".getBytes(US_ASCII);
    private static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(16 << 20);
    private static final int VERSION = 1;

    /** A newest block without a transaction of the owner's is written down when it is so much later than the last one. */
    private static final long TIP_AFTER_MS = 3_600_000;

    private final JournalConfig config;
    private final byte[] id;
    private EntryChain chain;

    /** The first count of each entry that has transactions, with the entry's height. */
    private final TreeMap<Long, Long> entries = new TreeMap<>();

    private final Replica replica;
    private @Nullable SealedHeader keptTip;
    private boolean closed;

    private ReplicaJournal(JournalConfig config, EntryChain chain, Pid owner, PublicKey hubKey, Fold fold) {
        this.config = config;
        this.id = id(owner, hubKey);
        this.chain = chain;
        this.replica = new Replica(owner, hubKey, fold, new Keeping());
    }

    private static byte[] id(Pid owner, PublicKey hubKey) {
        return Sha256.of(
                CHAIN_TAG,
                Pid.of(hubKey).text().getBytes(US_ASCII),
                owner.text().getBytes(US_ASCII));
    }

    /**
     * Opens the journal of somebody's replica of a hub and folds what it has; begins anew where there is none, where it is
     * somebody else's, and where it cannot be used.
     *
     * @param config where
     * @param owner whose
     * @param hubKey the hub's
     * @throws IOException when the machine refuses
     */
    public static ReplicaJournal open(JournalConfig config, Pid owner, PublicKey hubKey) throws IOException {
        byte[] id = id(owner, hubKey);
        if (Journal.open(config, 0) instanceof JournalOpening.Opened opened) {
            EntryChain chain = new EntryChain(opened.journal());
            Optional<ReplicaJournal> journal = chain.isOf(id) ? folded(config, chain, owner, hubKey) : Optional.empty();
            if (journal.isPresent()) {
                return journal.get();
            }
            chain.close();
        }
        delete(config.folder());
        return new ReplicaJournal(config, EntryChain.create(config, id), owner, hubKey, new Fold(owner));
    }

    private static Optional<ReplicaJournal> folded(JournalConfig config, EntryChain chain, Pid owner, PublicKey hubKey)
            throws IOException {
        Fold fold = new Fold(owner);
        ReplicaJournal journal = new ReplicaJournal(config, chain, owner, hubKey, fold);
        boolean[] whole = {true};
        try {
            OptionalLong broken = chain.<RuntimeException>follow(record -> {
                whole[0] = journal.takesAgain(record, fold);
                return whole[0];
            });
            return whole[0] && broken.isEmpty() ? Optional.of(journal) : Optional.empty();
        } catch (ReadFailed failed) {
            throw new IOException("What was kept of a hub cannot be read", failed);
        }
    }

    /** What was checked before it was written is folded again; signatures and paths are not checked again. */
    private boolean takesAgain(JournalRecord record, Fold fold) {
        try {
            FeedPage page = read(record.payload());
            for (FeedPage.Entry entry : page.entries()) {
                Proof proof = entry.proof();
                Optional<OwnTransaction> transaction =
                        OwnTransaction.of(entry.seq(), proof, proof.shown(), proof.transactionHash());
                if (transaction.isEmpty() || entry.seq() != fold.seq + 1) {
                    return false;
                }
                Rules.fold(transaction.get(), fold);
                fold.lastBlock = SealedHeader.of(proof);
            }
            remember(page, record.height());
            fold.newest = page.tip();
            return true;
        } catch (MalformedJson | BlockDamaged | RuleBroken | ArithmeticException unusable) {
            return false;
        }
    }

    private static byte[] bytes(FeedPage page) {
        return CanonicalJson.bytes(
                Json.object().put("replica", VERSION).put("page", page.toJson()).build());
    }

    static FeedPage read(byte[] bytes) throws MalformedJson {
        Json.Obj json = Json.readObject(bytes, LIMITS);
        if (json.number("replica") != VERSION) {
            throw new MalformedJson("another version", "$.replica");
        }
        return FeedPage.parse(json.object("page"));
    }

    private void remember(FeedPage page, long height) {
        if (!page.entries().isEmpty()) {
            entries.put(page.entries().getFirst().seq(), height);
        }
        keptTip = page.tip();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What is kept, folded; takes what comes. */
    public Replica replica() {
        return replica;
    }

    /** What the replica asks for. */
    private final class Keeping implements Replica.Keeper {

        @Override
        public void keep(FeedPage page) throws IOException {
            ReplicaJournal.this.keep(page);
        }

        @Override
        public void setAside() throws IOException {
            ReplicaJournal.this.setAside();
        }

        @Override
        public List<Lost> lost(Supplier<Set<String>> transactions) throws IOException {
            return new SetAside(config, id, replica.owner()).lost(transactions);
        }

        @Override
        public void settled() throws IOException {
            new SetAside(config, id, replica.owner()).settled();
        }
    }

    private synchronized void setAside() throws IOException {
        if (closed) {
            throw new IOException("what came of a hub is not kept any more: closed");
        }
        closed = true;
        chain.close();
        new SetAside(config, id, replica.owner()).take();
        chain = EntryChain.create(config, id);
        entries.clear();
        keptTip = null;
        closed = false;
    }

    private synchronized void keep(FeedPage page) throws IOException {
        if (closed) {
            throw new IOException("what came of a hub is not kept any more: closed");
        }
        SealedHeader last = keptTip;
        boolean newEnough = last == null
                || page.tip().header().timestampMs() - last.header().timestampMs() >= TIP_AFTER_MS;
        if (page.entries().isEmpty() && !newEnough) {
            return;
        }
        byte[] bytes = bytes(page);
        if (bytes.length > LIMITS.maxBytes()) {
            throw new IOException("a page is larger than what can be kept");
        }
        try {
            remember(page, chain.append(bytes));
        } catch (AppendFailed failed) {
            throw new IOException("what came of a hub is not durable: " + failed.reason(), failed);
        }
    }

    @Override
    public Optional<Proof> proof(long seq) throws IOException {
        return page(seq)
                .flatMap(page -> page.entries().stream()
                        .filter(entry -> entry.seq() == seq)
                        .map(FeedPage.Entry::proof)
                        .findFirst());
    }

    /**
     * The page in which the transaction with a count came, as the hub gave its word on it.
     *
     * @return nothing where it is not kept
     * @throws IOException when it cannot be read
     */
    public synchronized Optional<FeedPage> page(long seq) throws IOException {
        Map.Entry<Long, Long> entry = entries.floorEntry(seq);
        if (entry == null || seq > replica.seq()) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> bytes = chain.read(entry.getValue());
            return bytes.isEmpty() ? Optional.empty() : Optional.of(read(bytes.get()));
        } catch (ReadFailed | MalformedJson unreadable) {
            throw new IOException("What was kept of a hub cannot be read", unreadable);
        }
    }

    /** Closes the files. What was folded is durable already. */
    @Override
    public synchronized void close() {
        closed = true;
        chain.close();
    }
}
