package org.tallystick.node.block;

/** What came of checking a proof ({@code src/docs/format.md} §10). */
public sealed interface ProofCheck {

    /** The steps of the check, in their order. */
    enum Step {
        /** The hub's PID names the key. */
        HUB_KEY,
        /** The hub signed the header. */
        HEADER_SIGNATURE,
        /** The shown parts are in canonical form, and all parts together are those of a transaction. */
        PARTS,
        /** The path leads from the root over the parts' leaves to the root in the header. */
        INCLUSION,
        /** Each shown statement was signed for this hub. */
        STATEMENT_HUB,
        /** Each shown statement was signed with its key. */
        STATEMENT_SIGNATURE,
        /** Each shown statement asked for what the frame names, where that is shown: the same type, the same id. */
        STATEMENT_FRAME
    }

    /**
     * The hub has signed this transaction into its history.
     *
     * @param transaction what is shown of it; what is not shown counts as erased
     * @param blockHash 32 bytes, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Proven(Transaction transaction, byte[] blockHash) implements ProofCheck {}

    /**
     * The hub has signed a transaction with these parts into its history; of which type and under which id is not shown, which
     * is what somebody gets who only passed somebody else's payment on.
     *
     * @param shown what is shown of it, without a frame
     * @param transactionHash 32 bytes, not to be changed
     * @param blockHash 32 bytes, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Partly(ShownParts shown, byte[] transactionHash, byte[] blockHash) implements ProofCheck {}

    /**
     * It proves nothing.
     *
     * @param step the first that did not hold
     * @param what one clause for the log, without content
     */
    record Failed(Step step, String what) implements ProofCheck {}
}
