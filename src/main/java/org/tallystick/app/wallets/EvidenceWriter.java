package org.tallystick.app.wallets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.AtomicFile;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.sync.ReplicaFeed;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import org.tallystick.wallet.distrust.WordAtBlock;
import org.tallystick.wallet.replica.Comparison;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.ReplicaJournal;
import org.tallystick.wallet.replica.SealedHeader;
import org.tallystick.wallet.replica.Violation;

/**
 * Writes down that a hub contradicts itself, and what shows it to a stranger who knows the hub's key only. What tells it that is one
 * thread at a time.
 */
final class EvidenceWriter implements ReplicaFeed.Witness {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceWriter.class);
    private static final String EVIDENCE = "evidence.json";
    private static final String DISTRUST = "distrust.txt";

    private final ReplicaJournal kept;
    private final PublicKey hubKey;
    private final Path evidenceFile;
    private final Path distrustFile;

    /** In memory, since who asks how a hub is must not wait for a disk. */
    private volatile String written = "";

    /**
     * Makes it.
     *
     * @param kept what is kept of the hub
     * @param hubKey the hub's
     * @param folder where both files are
     */
    EvidenceWriter(ReplicaJournal kept, PublicKey hubKey, Path folder) {
        this.kept = kept;
        this.hubKey = hubKey;
        this.evidenceFile = folder.resolve(EVIDENCE).toAbsolutePath();
        this.distrustFile = folder.resolve(DISTRUST);
        if (Files.exists(evidenceFile)) {
            written = evidenceFile.toString();
        }
    }

    /** Whether the hub contradicted itself, now or before an earlier start; looks on the disk. */
    boolean isDistrusted() {
        return !written.isEmpty() || Files.exists(distrustFile);
    }

    /** The file with the evidence, empty where there is none; from memory. */
    String written() {
        return written;
    }

    @Override
    public void violated(Violation violation, FeedPage offered) {
        distrust(violation.kind().name());
        try {
            contradiction(violation, offered).ifPresent(this::write);
        } catch (IOException unreadable) {
            LOG.error("what was kept of a hub cannot be read for evidence");
        }
    }

    @Override
    public void differs(AccountWord word, Comparison.What what) {
        distrust(what.name());
        Optional<SealedHeader> block =
                kept.replica().newest().filter(newest -> newest.hash().equals(word.blockHash()));
        try {
            if (block.isPresent()) {
                write(contradiction(new WordAtBlock(word, block.get()), what));
            }
        } catch (IOException unreadable) {
            LOG.error("what was kept of a hub cannot be read for evidence");
        }
    }

    @Override
    public void shown(Contradiction contradiction) {
        distrust(contradiction.kind());
        write(contradiction);
    }

    /** Lasts also where a stranger cannot be shown why. */
    private void distrust(String why) {
        try {
            AtomicFile.replace(distrustFile, out -> out.write(why.getBytes(US_ASCII)));
        } catch (IOException notWritten) {
            LOG.error(
                    "that a hub contradicts itself cannot be written down: {}",
                    notWritten.getClass().getSimpleName());
        }
    }

    private Contradiction contradiction(WordAtBlock word, Comparison.What what) throws IOException {
        if (what == Comparison.What.COUNT) {
            long counted = word.word().seq();
            for (long seq = counted + 1; seq <= kept.replica().seq(); seq++) {
                Optional<Proof> left = kept.proof(seq);
                if (left.isPresent() && left.get().check() instanceof ProofCheck.Proven) {
                    return new Contradiction.Withheld(word, kept.replica().counted(counted), left.get());
                }
            }
        }
        return new Contradiction.WrongSum(word, pages());
    }

    private Optional<Contradiction> contradiction(Violation violation, FeedPage offered) throws IOException {
        List<SealedHeader> headers = violation.headers();
        return switch (violation.kind()) {
            case TWO_BLOCKS ->
                headers.size() == 2
                        ? Optional.of(new Contradiction.TwoBlocks(headers.getFirst(), headers.getLast()))
                        : Optional.empty();
            case BROKEN_CHAIN ->
                headers.size() == 2
                        ? Optional.of(new Contradiction.BrokenLink(headers.getFirst(), headers.getLast()))
                        : Optional.empty();
            case FORGED_STATEMENT ->
                violation.proofs().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Contradiction.Forged(violation.proofs().getLast()));
            default -> {
                List<FeedPage> pages = pages();
                pages.add(offered);
                yield Optional.of(new Contradiction.Unlawful(kept.replica().owner(), pages));
            }
        };
    }

    /** All that is kept, from the first transaction on; nothing is evidence that is longer than evidence may be. */
    private List<FeedPage> pages() throws IOException {
        List<FeedPage> pages = new ArrayList<>();
        long seq = 1;
        long bytes = 0;
        while (seq <= kept.replica().seq()) {
            Optional<FeedPage> page = kept.page(seq);
            if (page.isEmpty() || page.get().entries().isEmpty()) {
                throw new IOException("a page is missing");
            }
            bytes += CanonicalJson.bytes(page.get().toJson()).length;
            if (bytes > Evidence.MAX_BYTES) {
                throw new IOException("there is more than what evidence may be");
            }
            pages.add(page.get());
            seq = page.get().entries().getLast().seq() + 1;
        }
        return pages;
    }

    /** Only what convicts is evidence; the state says the rest. */
    private void write(Contradiction contradiction) {
        Evidence evidence = new Evidence(kept.replica().hub(), hubKey, contradiction);
        byte[] bytes = evidence.bytes();
        if (bytes.length > Evidence.MAX_BYTES
                || !(EvidenceCheck.of(evidence) instanceof EvidenceCheck.Verdict.Convicts)) {
            LOG.error("a hub contradicts itself in a way that a stranger cannot be shown");
            return;
        }
        try {
            AtomicFile.replace(evidenceFile, out -> out.write(bytes));
            written = evidenceFile.toString();
        } catch (IOException notWritten) {
            LOG.error(
                    "evidence against a hub cannot be written: {}",
                    notWritten.getClass().getSimpleName());
        }
    }
}
