package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.EntryChain;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;
import org.tallystick.journal.RecoveryReport;
import org.tallystick.node.PersonVault;
import org.tallystick.node.block.Proof;

/**
 * What an owner keeps for themselves, of the same make as the ledger's journal (design §4): an entry is durable when
 * {@link #append} returns. Each entry's hash is SHA-256(hash before | bytes), so that nothing in between can be taken out.
 *
 * <p>May be called from any thread, one call at a time. One process a folder: the caller holds the lock of the data folder.
 */
public final class OwnerJournal implements AutoCloseable {

    private static final byte[] CHAIN_TAG = "tallystick.owner".getBytes(US_ASCII);

    private final EntryChain chain;
    private final OwnerEntryCodec codec;
    private final OwnerState state = new OwnerState();
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();

    /** Each following is its own, also where the same is told twice. */
    private static final class Follower {

        private final Runnable changed;

        Follower(Runnable changed) {
            this.changed = changed;
        }
    }

    private OwnerJournal(EntryChain chain, PersonVault vault) {
        this.chain = chain;
        this.codec = new OwnerEntryCodec(vault);
    }

    /**
     * Begins the journal of an owner in a folder that holds none.
     *
     * @param config where
     * @param owner whose; the hub's PID for the operator of a node
     * @param vault keys for what has to be erasable
     * @throws IOException when it cannot be written, or there is a journal already
     */
    public static OwnerJournal create(JournalConfig config, Pid owner, PersonVault vault) throws IOException {
        return new OwnerJournal(EntryChain.create(config, chainId(owner)), vault);
    }

    /**
     * Opens the journal of an owner and folds its entries into a state.
     *
     * @throws IOException when the machine refuses to read, or to cut a torn write off
     */
    public static OwnerOpening open(JournalConfig config, Pid owner, PersonVault vault) throws IOException {
        return switch (Journal.open(config, 0)) {
            case JournalOpening.Opened(Journal journal, RecoveryReport report) -> {
                OwnerOpening opening = over(journal, report, owner, vault);
                if (!(opening instanceof OwnerOpening.Opened)) {
                    journal.close();
                }
                yield opening;
            }
            case JournalOpening why -> new OwnerOpening.NotServed(why);
        };
    }

    /** As {@link #open}, and begins a journal where the folder holds no file of one. */
    public static OwnerOpening openOrCreate(JournalConfig config, Pid owner, PersonVault vault) throws IOException {
        OwnerOpening opening = open(config, owner, vault);
        if (opening instanceof OwnerOpening.NotServed(JournalOpening.NotAJournal _)) {
            create(config, owner, vault).close();
            return open(config, owner, vault);
        }
        return opening;
    }

    static OwnerOpening over(Journal journal, RecoveryReport report, Pid owner, PersonVault vault) throws IOException {
        EntryChain chain = new EntryChain(journal);
        if (!chain.isOf(chainId(owner))) {
            return new OwnerOpening.OfAnother();
        }
        OwnerJournal opened = new OwnerJournal(chain, vault);
        Fold fold = new Fold(opened);
        try {
            OptionalLong broken = chain.<RuntimeException>follow(fold::add);
            if (broken.isPresent()) {
                return new OwnerOpening.Broken(broken.getAsLong(), "it does not follow from the entry before");
            }
        } catch (ReadFailed failed) {
            throw new IOException("The owner's journal cannot be read", failed);
        }
        return fold.problem == null ? new OwnerOpening.Opened(opened, report) : fold.problem;
    }

    /** Takes entries from the beginning to the first that cannot be. */
    private static final class Fold {

        private final OwnerJournal into;
        private @Nullable OwnerOpening problem;

        Fold(OwnerJournal into) {
            this.into = into;
        }

        boolean add(JournalRecord record) {
            try {
                OwnerEntry entry = into.codec.decode(record.payload());
                Optional<String> objection = into.state.objection(entry);
                if (objection.isPresent()) {
                    problem = new OwnerOpening.Broken(record.height(), objection.get());
                    return false;
                }
                into.state.add(entry, record.height());
                return true;
            } catch (UnknownOwnerEntry unknown) {
                problem = new OwnerOpening.UnknownEntry(record.height(), unknown.entry(), unknown.version());
            } catch (MalformedJson malformed) {
                problem = new OwnerOpening.Broken(record.height(), String.valueOf(malformed.getMessage()));
            }
            return false;
        }
    }

    private static byte[] chainId(Pid owner) {
        return Sha256.of(CHAIN_TAG, owner.text().getBytes(US_ASCII));
    }

    /** What the entries come to so far; the same object for good. */
    public OwnerState state() {
        return state;
    }

    /**
     * Makes an entry durable.
     *
     * @param entry one that can follow: an intent with a new id, an outcome or proof of an open intent, a head that does not
     *     contradict the one before
     * @throws OwnerJournalFailed when it was not taken
     */
    public synchronized void append(OwnerEntry entry) throws OwnerJournalFailed {
        Optional<String> objection = state.objection(entry);
        require(objection.isEmpty(), objection.orElse(""));
        if (state.isFull(entry)) {
            throw new OwnerJournalFailed(OwnerJournalFailed.Reason.FULL, "the owner's journal has no room for more");
        }
        byte[] bytes = codec.encode(entry);
        long height;
        try {
            height = chain.append(bytes);
        } catch (AppendFailed failed) {
            throw new OwnerJournalFailed(
                    OwnerJournalFailed.Reason.DISK, "the entry is not durable: " + failed.reason(), failed);
        }
        state.add(entry, height);
        followers.forEach(follower -> follower.changed.run());
    }

    /**
     * Tells after each entry, when it is durable and in the state.
     *
     * @param changed called on the thread that appended; must not wait, nor append
     */
    public HubReader.Following follow(Runnable changed) {
        Follower own = new Follower(changed);
        followers.add(own);
        return () -> followers.remove(own);
    }

    /**
     * The statement of an intent, also when it has ended.
     *
     * @return empty where there is none, or the signer was erased
     * @throws IOException when it cannot be read
     */
    public Optional<OwnerEntry.OutboxIntent> intent(String txId) throws IOException {
        return entry(state.intentHeight(txId)).map(OwnerEntry.OutboxIntent.class::cast);
    }

    /**
     * The proof that was received for an intent.
     *
     * @return empty where there is none, or the signer was erased
     * @throws IOException when it cannot be read
     */
    public Optional<Proof> proof(String txId) throws IOException {
        return entry(state.proofHeight(txId)).flatMap(entry -> ((OwnerEntry.ProofReceived) entry).proof());
    }

    private Optional<OwnerEntry> entry(Optional<Long> height) throws IOException {
        if (height.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> bytes = chain.read(height.get());
            return bytes.isEmpty() ? Optional.empty() : Optional.of(codec.decode(bytes.get()));
        } catch (ReadFailed | UnknownOwnerEntry | MalformedJson unreadable) {
            throw new IOException("An entry of the owner's journal cannot be read", unreadable);
        }
    }

    /** How many entries there are. */
    public long size() {
        return chain.size();
    }

    /** Closes the files. What was appended is durable already. */
    @Override
    public synchronized void close() {
        chain.close();
    }
}
