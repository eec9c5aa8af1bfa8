package org.tallystick.wallet.replica;

/** What became of a page ({@link Replica#apply}). Only after {@link Done} is anything changed. */
public sealed interface Applied {

    /**
     * Everything was right and is folded.
     *
     * @param seq the account's count now
     * @param transactions how many were new
     * @param complete whether the hub says that there are no more
     */
    record Done(long seq, int transactions, boolean complete) implements Applied {}

    /**
     * The page does not show what it has to show. It proves nothing against the hub, since whoever stands between could have
     * made it; the same may be asked for again.
     *
     * @param why what was missing or wrong
     * @param what one clause for the log, without content
     */
    record Unproven(Why why, String what) implements Applied {}

    /** Why a page shows nothing. */
    enum Why {
        /** The tip or a block is not signed by this hub. */
        SIGNATURE,
        /** The tip is older than the newest block that is known. */
        OLD,
        /** It is not shown that the history of the tip continues the one that is known. */
        CONSISTENCY,
        /** It is not shown that a block stands in the history of the tip. */
        INCLUSION,
        /** Counts or places that do not follow one another. */
        ORDER,
        /** A proof of a transaction that does not check. */
        PROOF,
        /** A transaction that shows nothing of the owner's. */
        NOT_OWN
    }

    /**
     * The hub began a new epoch and does not show that its history continues the known one: it lost blocks. What this replica
     * knows is what the hub may get back; the replica has to be begun anew.
     *
     * @param tip signed by the hub, of a later epoch than the newest block that is known
     */
    record NewEpoch(SealedHeader tip) implements Applied {}

    /**
     * Everything was right, and nothing is folded because it could not be kept: the disk.
     *
     * @param what one clause for the log
     */
    record Unkept(String what) implements Applied {}

    /**
     * The hub contradicts itself or a rule.
     *
     * @param violation what it is, and what shows it
     */
    record Contradicted(Violation violation) implements Applied {}
}
