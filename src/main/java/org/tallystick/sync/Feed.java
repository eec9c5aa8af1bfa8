package org.tallystick.sync;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.WordAtBlock;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.Lost;

/**
 * What takes the pages of the feed: the owner's replica at one hub, with whoever writes down what it took. Called by one thread, and
 * may wait for a disk.
 */
public interface Feed {

    /** The account's count so far. */
    long seq();

    /** The height of the newest block of the hub that is known; nothing before the first page. */
    OptionalLong newestHeight();

    /** Checks a page, folds it whole or not at all, and writes down what has to last before it answers. */
    Applied apply(FeedPage page);

    /** Whether the account is known to wait for the operator's approval. */
    default boolean waitsForApproval() {
        return false;
    }

    /**
     * The hub has lost blocks: sets aside what is known and begins with nothing.
     *
     * @throws IOException when the machine refuses
     */
    void beginAnew() throws IOException;

    /**
     * What the hub had signed and lost, and does not have again, the earliest first; the first ten thousand where there is more.
     *
     * @param back the hashes of those that were given back, in hex
     * @throws IOException when the machine refuses
     */
    List<Lost> lost(Set<String> back) throws IOException;

    /**
     * All of that is there again.
     *
     * @throws IOException when the machine refuses
     */
    void allGivenBack() throws IOException;

    /**
     * Holds the hub's signed word on the account against the fold.
     *
     * @param word as it was read; nothing of it is checked yet
     */
    Heard hear(AccountWord word);

    /** Whether somebody showed a proof that can be judged only by a word of the hub on what is here now. */
    default boolean wantsWord() {
        return false;
    }

    /**
     * Judges what {@link #wantsWord} is about.
     *
     * @param word one that agreed, with the block that it is about as it was read; nothing of the block is checked yet
     */
    default Heard hear(WordAtBlock word) {
        return Heard.AGREES;
    }

    /** What became of a word. */
    enum Heard {
        /** It says what was folded. */
        AGREES,
        /** It is about another count than what was folded, so that there is more to fetch before it can be compared. */
        ANOTHER_COUNT,
        /** It is not signed by the hub, or about somebody else: it shows nothing. */
        NO_WORD,
        /** It says something else than what was folded: the hub contradicts itself. */
        CONTRADICTS
    }
}
