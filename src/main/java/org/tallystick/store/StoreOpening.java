package org.tallystick.store;

/**
 * What came of opening the projection (design §4).
 *
 * @param <B> the node's block
 */
public sealed interface StoreOpening<B extends ProjectedBlock> {

    /**
     * The projection fits to the program and to the journal; blocks after the watermark are missing in it.
     *
     * @param store open
     * @param watermark the last block that is in it
     */
    record Current<B extends ProjectedBlock>(Store<B> store, Watermark watermark) implements StoreOpening<B> {}

    /**
     * There was none, or one without any block: a new one stands there.
     *
     * @param store open and empty
     */
    record Empty<B extends ProjectedBlock>(Store<B> store) implements StoreOpening<B> {}

    /**
     * The file is of no use: {@link Store#openAnew} moves it aside and begins again. Nothing was changed.
     *
     * @param reason what is wrong with it
     * @param detail one sentence for the log, without what is in the rows
     */
    record Unusable<B extends ProjectedBlock>(Reason reason, String detail) implements StoreOpening<B> {}

    /**
     * The projection knows a later block than the journal: acknowledged blocks are missing. The node must not serve and
     * nothing was changed.
     *
     * @param projectedHeight the last block in the projection
     * @param journalHeight the last block in the journal
     */
    record KnowsMore<B extends ProjectedBlock>(long projectedHeight, long journalHeight) implements StoreOpening<B> {}

    /** Why a file is of no use. */
    enum Reason {
        /** Made by a program with other tables or other projections. */
        OTHER_VERSION,
        /** The journal has another block at the watermark's height. */
        HASH_DISAGREES,
        /** H2 cannot read it, or a row's checksum fails. */
        DAMAGED
    }
}
