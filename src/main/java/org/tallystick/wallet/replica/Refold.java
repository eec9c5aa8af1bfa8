package org.tallystick.wallet.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Hex;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleProofs;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;

/**
 * What pages come to that a hub gave its word on, for a stranger who has nothing else: whether one of the rules is broken that an
 * owner can check alone. That the tips of the pages continue one another is not asked, since that is no matter of what happened to
 * the account; all are of one epoch, since after lost blocks an account counts once more. For one use and one thread.
 */
public final class Refold {

    private final Pid hub;
    private final PublicKey hubKey;
    private final Fold fold;

    /** What they come to. */
    public sealed interface Outcome {

        /**
         * A rule is broken.
         *
         * @param kind the first one
         * @param seq the count of the transaction that breaks it
         */
        record Broken(Violation.Kind kind, long seq) implements Outcome {}

        /**
         * Everything is lawful.
         *
         * @param seq how many transactions there are
         * @param head their running hash, 64 hexadecimal digits
         * @param netsMinor the net in each unit with neighbours, in minor units, by code
         * @param precisions the decimals of each unit, by code
         */
        record Lawful(long seq, String head, Map<String, Long> netsMinor, Map<String, Integer> precisions)
                implements Outcome {

            /** Keeps unmodifiable copies. */
            public Lawful {
                netsMinor = Map.copyOf(netsMinor);
                precisions = Map.copyOf(precisions);
            }
        }

        /** They show nothing: something is not the hub's word, or is left out. */
        record Unproven() implements Outcome {}
    }

    private Refold(Pid owner, PublicKey hubKey) {
        this.hub = Pid.of(hubKey);
        this.hubKey = hubKey;
        this.fold = new Fold(owner);
    }

    /**
     * Folds pages from the first transaction of an account on.
     *
     * @param owner whose account
     * @param pages without gaps, the first of them asked for with {@code after} 0
     */
    public static Outcome of(Pid owner, PublicKey hubKey, List<FeedPage> pages) {
        Refold refold = new Refold(owner, hubKey);
        for (FeedPage page : pages) {
            boolean oneEpoch = page.tip().epoch() == pages.getFirst().tip().epoch();
            Optional<Outcome> end = oneEpoch ? refold.take(page) : Optional.of(new Outcome.Unproven());
            if (end.isPresent()) {
                return end.get();
            }
        }
        return refold.lawful();
    }

    private Outcome lawful() {
        Map<String, Integer> precisions = new java.util.HashMap<>();
        fold.units.forEach((code, unit) -> precisions.put(code, unit.precision()));
        return new Outcome.Lawful(fold.seq, Hex.encode(fold.head), fold.nets(), precisions);
    }

    private Optional<Outcome> take(FeedPage page) {
        if (!page.tip().signedBy(hub, hubKey) || !page.isWordOf(hubKey, fold.owner, fold.seq)) {
            return Optional.of(new Outcome.Unproven());
        }
        for (FeedPage.Entry entry : page.entries()) {
            Optional<Outcome> end = take(entry, page.tip().header());
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> take(FeedPage.Entry entry, BlockHeader tip) {
        Proof proof = entry.proof();
        long seq = fold.seq + 1;
        if (entry.seq() != seq || !proof.hub().equals(hub) || !stands(entry, tip)) {
            return Optional.of(new Outcome.Unproven());
        }
        ProofCheck check = proof.check();
        if (check instanceof ProofCheck.Failed failed) {
            return Optional.of(
                    switch (failed.step()) {
                        case STATEMENT_HUB, STATEMENT_SIGNATURE, STATEMENT_FRAME ->
                            new Outcome.Broken(Violation.Kind.FORGED_STATEMENT, seq);
                        case HUB_KEY, HEADER_SIGNATURE, PARTS, INCLUSION -> new Outcome.Unproven();
                    });
        }
        Optional<OwnTransaction> transaction = OwnTransaction.of(seq, proof, check);
        if (transaction.isEmpty()) {
            return Optional.of(new Outcome.Unproven());
        }
        try {
            boolean own = Rules.fold(transaction.get(), fold);
            return own ? Optional.empty() : Optional.of(new Outcome.Unproven());
        } catch (RuleBroken broken) {
            return Optional.of(new Outcome.Broken(broken.kind(), seq));
        } catch (ArithmeticException overflow) {
            return Optional.of(new Outcome.Broken(Violation.Kind.IMPOSSIBLE_STEP, seq));
        }
    }

    private static boolean stands(FeedPage.Entry entry, BlockHeader tip) {
        BlockHeader block = entry.proof().header();
        return block.equals(tip)
                || MerkleProofs.included(
                        new MerkleHasher().leaf(block.hash()),
                        block.height(),
                        tip.height(),
                        entry.inclusion().orElse(List.of()),
                        tip.historyRoot());
    }
}
