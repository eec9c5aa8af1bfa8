package org.tallystick.wallet.distrust;

import java.util.List;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.SealedHeader;

/** Things that a hub signed and that cannot all be true. What is in one is not checked yet. Values. */
public sealed interface Contradiction {

    /** The name of its kind in a file. */
    String kind();

    /**
     * Two blocks at one place of the history.
     *
     * @param one a block
     * @param other another of the same epoch and height
     */
    record TwoBlocks(SealedHeader one, SealedHeader other) implements Contradiction {
        @Override
        public String kind() {
            return "two_blocks";
        }
    }

    /**
     * A block that does not stand on the one below it.
     *
     * @param below a block
     * @param above the next one of the same epoch, which names another as the one before
     */
    record BrokenLink(SealedHeader below, SealedHeader above) implements Contradiction {
        @Override
        public String kind() {
            return "broken_link";
        }
    }

    /**
     * Two words on one account with the same count that differ in what was counted, or in what it comes to.
     *
     * @param one a word
     * @param other another of the same epoch and count
     */
    record TwoWords(WordAtBlock one, WordAtBlock other) implements Contradiction {
        @Override
        public String kind() {
            return "two_words";
        }
    }

    /**
     * An account that counts less at a later block.
     *
     * @param earlier a word
     * @param later another of the same epoch, at a higher block, with a lower count
     */
    record CountFell(WordAtBlock earlier, WordAtBlock later) implements Contradiction {
        @Override
        public String kind() {
            return "count_fell";
        }
    }

    /**
     * A payment that stands in the history and is not among those that the word on its payer's or payee's account counts.
     *
     * @param word on the account
     * @param counted the hashes of all transactions that the word counts, 64 hexadecimal digits each, in order
     * @param payment the proof of the payment, at or below the word's block
     */
    record Withheld(WordAtBlock word, List<String> counted, Proof payment) implements Contradiction {

        /** Keeps an unmodifiable copy. */
        public Withheld {
            counted = List.copyOf(counted);
        }

        @Override
        public String kind() {
            return "withheld";
        }
    }

    /**
     * A transaction in the history with a statement that its signer did not sign like this.
     *
     * @param proof that holds but for the statement
     */
    record Forged(Proof proof) implements Contradiction {
        @Override
        public String kind() {
            return "forged";
        }
    }

    /**
     * A history of an account, as the hub gave its word on it, in which a rule is broken that the owner can check alone: their lines,
     * limits, policies, key or net.
     *
     * @param pid whose account
     * @param pages from the first transaction to the one that breaks a rule
     */
    record Unlawful(Pid pid, List<FeedPage> pages) implements Contradiction {

        /** Keeps an unmodifiable copy. */
        public Unlawful {
            pages = List.copyOf(pages);
        }

        @Override
        public String kind() {
            return "unlawful";
        }
    }

    /**
     * A word on an account that is not what the history of the account comes to, as the hub gave its word on it.
     *
     * @param word on the account
     * @param pages all that the word counts
     */
    record WrongSum(WordAtBlock word, List<FeedPage> pages) implements Contradiction {

        /** Keeps an unmodifiable copy. */
        public WrongSum {
            pages = List.copyOf(pages);
        }

        @Override
        public String kind() {
            return "wrong_sum";
        }
    }
}
