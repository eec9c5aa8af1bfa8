package org.tallystick.sync;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.distrust.ProofJudge;
import org.tallystick.wallet.distrust.ProofJudgement;
import org.tallystick.wallet.distrust.WordAtBlock;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.Comparison;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.Lost;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.SealedHeader;
import org.tallystick.wallet.replica.Violation;

/**
 * Feeds a {@link Replica}, holds against it what others show the owner, and lets somebody write down what contradicts. One thread feeds
 * it, any may show something; both may wait for a disk.
 */
public final class ReplicaFeed implements Feed {

    /** How many proofs are remembered that cannot be judged yet; of more the oldest is forgotten. */
    static final int MOST_WAITING = 16;

    private final Replica replica;
    private final PublicKey hubKey;
    private final Witness witness;
    private final SequencedMap<String, ShownProof> waiting = new LinkedHashMap<>();
    private Optional<WordAtBlock> word = Optional.empty();
    private boolean convicted;

    /** Who writes down what contradicts, before the owner is told; called on the thread of the feed, and may wait for a disk. */
    public interface Witness {

        /**
         * The hub's history breaks a rule, or itself.
         *
         * @param offered the page that shows it, with what was kept before; nothing of it was kept
         */
        void violated(Violation violation, FeedPage offered);

        /**
         * The hub's signed word says something else than its history.
         *
         * @param word signed by the hub
         * @param what differs
         */
        void differs(AccountWord word, Comparison.What what);

        /** A proof that somebody showed convicts the hub. */
        void shown(Contradiction contradiction);
    }

    /**
     * Makes the feed.
     *
     * @param replica takes the pages
     * @param hubKey the hub's
     * @param witness writes down what contradicts
     */
    public ReplicaFeed(Replica replica, PublicKey hubKey, Witness witness) {
        this.replica = replica;
        this.hubKey = hubKey;
        this.witness = witness;
    }

    @Override
    public long seq() {
        return replica.seq();
    }

    @Override
    public OptionalLong newestHeight() {
        Optional<SealedHeader> newest = replica.newest();
        return newest.isPresent() ? OptionalLong.of(newest.get().height()) : OptionalLong.empty();
    }

    @Override
    public synchronized Applied apply(FeedPage page) {
        if (convicted) {
            return new Applied.Unkept("the hub is not believed any more");
        }
        Applied applied = replica.apply(page);
        if (applied instanceof Applied.Contradicted(Violation violation)) {
            witness.violated(violation, page);
        }
        return applied;
    }

    @Override
    public synchronized void beginAnew() throws IOException {
        word = Optional.empty();
        replica.beginAnew();
    }

    @Override
    public List<Lost> lost(Set<String> back) throws IOException {
        return replica.lost(back);
    }

    @Override
    public void allGivenBack() throws IOException {
        replica.allGivenBack();
    }

    @Override
    public boolean waitsForApproval() {
        return replica.status().filter(AccountStatus.PENDING::equals).isPresent();
    }

    @Override
    public synchronized Heard hear(AccountWord said) {
        if (!said.isOf(replica.hub(), hubKey) || !said.pid().equals(replica.owner())) {
            return Heard.NO_WORD;
        }
        AccountStatement statement = new AccountStatement(
                said.pid(), said.seq(), said.head(), said.balances(), said.height(), said.blockHash(), 0);
        return switch (replica.compare(statement)) {
            case Comparison.Behind _ -> Heard.ANOTHER_COUNT;
            case Comparison.Agrees _ ->
                replica.newest()
                        .flatMap(newest -> WordAtBlock.of(said, newest))
                        .map(this::hear)
                        .orElse(Heard.AGREES);
            case Comparison.Differs(Comparison.What what) -> {
                witness.differs(said, what);
                yield Heard.CONTRADICTS;
            }
        };
    }

    /**
     * Holds a proof that somebody showed against what is known of the hub, now and, where that does not reach so far, whenever more is
     * known. After one that convicts the hub nothing is taken any more.
     *
     * @param shown of this hub
     */
    public synchronized ProofJudgement show(ShownProof shown) {
        ProofJudgement judged = ProofJudge.judge(shown, replica, word);
        String hash = Hex.encode(shown.proof().transactionHash());
        waiting.remove(hash);
        switch (judged) {
            case ProofJudgement.NotYet _ -> {
                if (waiting.size() == MOST_WAITING) {
                    waiting.pollFirstEntry();
                }
                waiting.put(hash, shown);
            }
            case ProofJudgement.Against(Contradiction contradiction) -> {
                convicted = true;
                witness.shown(contradiction);
            }
            case ProofJudgement.Invalid _,
                    ProofJudgement.NoPayment _,
                    ProofJudgement.InHistory _,
                    ProofJudgement.BetweenOthers _,
                    ProofJudgement.Lost _ -> {}
        }
        return judged;
    }

    @Override
    public synchronized boolean wantsWord() {
        return replica.newest()
                .filter(newest -> waiting.values().stream().anyMatch(shown -> isReached(shown, newest)))
                .isPresent();
    }

    private static boolean isReached(ShownProof shown, SealedHeader newest) {
        return shown.proof().header().epoch() == newest.epoch() && shown.height() <= newest.height();
    }

    @Override
    public synchronized Heard hear(WordAtBlock said) {
        if (!said.isOf(replica.hub(), hubKey)) {
            return Heard.NO_WORD;
        }
        word = Optional.of(said);
        for (ShownProof one : List.copyOf(waiting.values())) {
            if (show(one) instanceof ProofJudgement.Against) {
                return Heard.CONTRADICTS;
            }
        }
        return Heard.AGREES;
    }
}
