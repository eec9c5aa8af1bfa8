package org.tallystick.wallet.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleProofs;
import org.tallystick.node.Place;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.replica.Applied.Why;

/**
 * Checks that all of a page is the hub's, on one history with what is known, and in order, and folds it into a copy of what is
 * known. For one page and one thread.
 */
final class PageCheck {

    private final Pid hub;
    private final PublicKey hubKey;
    private final FeedPage page;
    private final Fold fold;
    private final List<Proof> taken = new ArrayList<>();

    /** Ends the check with what became of the page. */
    private static final class Stop extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Applied applied;

        Stop(Applied applied) {
            super(null, null, false, false);
            this.applied = applied;
        }
    }

    /**
     * Begins a check.
     *
     * @param fold a copy of what is known, to be thrown away unless the page is right
     */
    PageCheck(Pid hub, PublicKey hubKey, FeedPage page, Fold fold) {
        this.hub = hub;
        this.hubKey = hubKey;
        this.page = page;
        this.fold = fold;
    }

    /** What is wrong with the page; nothing where it is right, and the copy has it. */
    Optional<Applied> run() {
        try {
            need(
                    page.isWordOf(hubKey, fold.owner, fold.seq),
                    Why.SIGNATURE,
                    "the hub gives no word on a page after this count");
            checkTip();
            for (FeedPage.Entry entry : page.entries()) {
                take(entry);
            }
            need(page.seq() >= fold.seq, Why.OLD, "the hub counts less than is known");
            fold.newest = page.tip();
            return Optional.empty();
        } catch (Stop stop) {
            return Optional.of(stop.applied);
        }
    }

    private static void need(boolean holds, Why why, String what) throws Stop {
        if (!holds) {
            throw new Stop(new Applied.Unproven(why, what));
        }
    }

    private static Stop contradicted(Violation.Kind kind, String what, List<Proof> proofs, SealedHeader... headers) {
        return new Stop(new Applied.Contradicted(new Violation(kind, what, proofs, List.of(headers))));
    }

    private void checkTip() throws Stop {
        SealedHeader tip = page.tip();
        need(tip.signedBy(hub, hubKey), Why.SIGNATURE, "the tip is not signed by this hub");
        SealedHeader known = fold.newest;
        if (known == null || tip.header().equals(known.header())) {
            return;
        }
        if (tip.contradicts(known)) {
            throw contradicted(Violation.Kind.TWO_BLOCKS, "two blocks at one place", List.of(), known, tip);
        }
        if (page.since().isEmpty() && tip.epoch() > known.epoch()) {
            throw new Stop(new Applied.NewEpoch(tip));
        }
        need(
                tip.epoch() >= known.epoch() && tip.height() > known.height(),
                Why.OLD,
                "the tip is older than what is known");
        checkContinues(known, tip);
        checkFollows(known, tip, List.of());
    }

    private void checkContinues(SealedHeader known, SealedHeader tip) throws Stop {
        Optional<FeedPage.Since> since = page.since().filter(shown -> shown.height() == known.height());
        boolean continues = since.isPresent()
                && MerkleProofs.consistent(
                        known.height(),
                        known.header().historyRoot(),
                        tip.height(),
                        tip.header().historyRoot(),
                        since.get().consistency());
        need(continues, Why.CONSISTENCY, "the tip does not show that it continues what is known");
        need(
                stands(known.header(), since.orElseThrow().inclusion()),
                Why.INCLUSION,
                "the known block does not stand in the history of the tip");
    }

    private boolean stands(BlockHeader block, List<byte[]> path) {
        BlockHeader tip = page.tip().header();
        return MerkleProofs.included(
                new MerkleHasher().leaf(block.hash()), block.height(), tip.height(), path, tip.historyRoot());
    }

    /** Of two blocks of one history the later one has no earlier time and no lower epoch, and names the one right below it. */
    private static void checkFollows(SealedHeader earlier, SealedHeader later, List<Proof> proofs) throws Stop {
        BlockHeader before = earlier.header();
        BlockHeader after = later.header();
        boolean next = after.height() == before.height() + 1;
        boolean follows = after.timestampMs() >= before.timestampMs()
                && after.epoch() >= before.epoch()
                && (!next || Arrays.equals(after.prevHash(), before.hash()));
        if (!follows) {
            throw contradicted(
                    Violation.Kind.BROKEN_CHAIN, "a block does not fit to the one before", proofs, earlier, later);
        }
    }

    private void take(FeedPage.Entry entry) throws Stop {
        Proof proof = entry.proof();
        need(entry.seq() == fold.seq + 1, Why.ORDER, "a count that does not follow");
        need(proof.hub().equals(hub) && proof.hubKey().equals(hubKey), Why.SIGNATURE, "a proof of another hub");
        ProofCheck check = proof.check();
        if (check instanceof ProofCheck.Failed failed) {
            switch (failed.step()) {
                case STATEMENT_HUB, STATEMENT_SIGNATURE, STATEMENT_FRAME ->
                    // All but the statement holds: it is the hub that has signed it into its history.
                    throw contradicted(
                            Violation.Kind.FORGED_STATEMENT,
                            "a statement that its signer did not sign like this",
                            List.of(proof));
                case HUB_KEY, HEADER_SIGNATURE -> need(false, Why.SIGNATURE, "a block is not signed by this hub");
                case PARTS, INCLUSION -> need(false, Why.PROOF, failed.what());
            }
        }
        checkBlock(entry);
        OwnTransaction transaction = OwnTransaction.of(entry.seq(), proof, check)
                .orElseThrow(() -> new Stop(new Applied.Unproven(Why.PROOF, "a step cannot be read")));
        fold(transaction);
    }

    private void checkBlock(FeedPage.Entry entry) throws Stop {
        Proof proof = entry.proof();
        SealedHeader block = SealedHeader.of(proof);
        List<Proof> shows = List.of(proof);
        SealedHeader last = fold.lastBlock;
        for (SealedHeader known : new SealedHeader[] {page.tip(), fold.newest, last}) {
            if (known != null && block.contradicts(known)) {
                throw contradicted(Violation.Kind.TWO_BLOCKS, "two blocks at one place", shows, known, block);
            }
        }
        boolean isTip = block.header().equals(page.tip().header());
        need(
                isTip || stands(block.header(), entry.inclusion().orElse(List.of())),
                Why.INCLUSION,
                "a block does not stand in the history of the tip");
        if (!isTip) {
            checkFollows(block, page.tip(), shows);
        }
        if (last != null) {
            Place before = fold.happenings.get(fold.seq).where();
            need(
                    before.compareTo(new Place(block.height(), proof.index())) < 0,
                    Why.ORDER,
                    "a transaction stands before the one that was counted before it");
            if (!block.header().equals(last.header())) {
                checkFollows(last, block, shows);
            }
        }
        fold.lastBlock = block;
    }

    private void fold(OwnTransaction transaction) throws Stop {
        taken.add(transaction.proof());
        try {
            need(Rules.fold(transaction, fold), Why.NOT_OWN, "a transaction in which nothing is the owner's");
        } catch (RuleBroken broken) {
            throw contradicted(broken.kind(), broken.what(), taken);
        } catch (ArithmeticException overflow) {
            throw contradicted(Violation.Kind.IMPOSSIBLE_STEP, "a sum that no ledger holds", taken);
        }
    }
}
