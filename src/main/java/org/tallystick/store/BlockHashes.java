package org.tallystick.store;

import java.util.Optional;
import org.tallystick.journal.ReadFailed;

/** What the journal knows, for comparing the watermark with it. Asked while the store is opened. */
public interface BlockHashes {

    /** Height of the last durable block, or {@link org.tallystick.journal.Journal#NONE}. */
    long lastHeight();

    /**
     * The hash of one block.
     *
     * @param height any height
     * @return 32 bytes, or nothing if no block has this height
     * @throws ReadFailed when the journal cannot be read there
     */
    Optional<byte[]> hashAt(long height) throws ReadFailed;
}
