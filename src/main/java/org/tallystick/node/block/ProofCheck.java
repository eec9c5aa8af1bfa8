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
        /** Each shown statement asked for what the frame names: the same type, the same id. */
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
     * It proves nothing.
     *
     * @param step the first that did not hold
     * @param what one clause for the log, without content
     */
    record Failed(Step step, String what) implements ProofCheck {}
}
