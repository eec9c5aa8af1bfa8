package org.tallystick.sync;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.Comparison;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.Lost;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.SealedHeader;
import org.tallystick.wallet.replica.Violation;

/** Feeds a {@link Replica}, and lets somebody write down what contradicts. One thread, which may wait for a disk. */
public final class ReplicaFeed implements Feed {

    private final Replica replica;
    private final PublicKey hubKey;
    private final Witness witness;

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
    public Applied apply(FeedPage page) {
        Applied applied = replica.apply(page);
        if (applied instanceof Applied.Contradicted(Violation violation)) {
            witness.violated(violation, page);
        }
        return applied;
    }

    @Override
    public void beginAnew() throws IOException {
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
    public Heard hear(AccountWord word) {
        if (!word.isOf(replica.hub(), hubKey) || !word.pid().equals(replica.owner())) {
            return Heard.NO_WORD;
        }
        AccountStatement statement = new AccountStatement(
                word.pid(), word.seq(), word.head(), word.balances(), word.height(), word.blockHash(), 0);
        return switch (replica.compare(statement)) {
            case Comparison.Behind _ -> Heard.ANOTHER_COUNT;
            case Comparison.Agrees _ -> Heard.AGREES;
            case Comparison.Differs(Comparison.What what) -> {
                witness.differs(word, what);
                yield Heard.CONTRADICTS;
            }
        };
    }
}
