package org.tallystick.wallet.replica;

/** What a hub's statement of an account and the fold of the account's own transactions say of each other. */
public sealed interface Comparison {

    /** Both say the same. */
    record Agrees() implements Comparison {}

    /**
     * The statement counts transactions that are not folded yet.
     *
     * @param seq the statement's count
     */
    record Behind(long seq) implements Comparison {}

    /**
     * They say something else that cannot both be true: one of them is about another history.
     *
     * @param in what differs
     */
    record Differs(What in) implements Comparison {}

    /** What can differ. */
    enum What {
        /** The running head: other transactions were counted. */
        HEAD,
        /** The same transactions, and another balance. */
        BALANCES,
        /** Fewer transactions, although all that are folded stand in the block that it names, or below. */
        COUNT
    }
}
