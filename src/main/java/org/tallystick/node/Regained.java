package org.tallystick.node;

import static org.tallystick.base.Checks.require;

import org.tallystick.base.Hex;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Transaction;

/**
 * Where a transaction stood that this hub signed and then lost with its blocks, and that was given back (decision 18). It travels as a
 * fact of the transaction that takes its place. A value; any thread.
 *
 * @param epoch of the lost block
 * @param height of the lost block
 * @param blockHash of the lost block, 32 bytes, not to be changed
 * @param timestampMs of the lost block, by which its statement was in time
 */
@SuppressWarnings("ArrayRecordComponent")
public record Regained(int epoch, long height, byte[] blockHash, long timestampMs) {

    static final String FACT = "regained";

    /** Longer than an id that a client may choose, so that no id is taken for one of these. */
    private static final String ID_PREFIX = "back:";

    private static final int HASH_BYTES = 32;

    /** Checks the length. */
    public Regained {
        require(blockHash.length == HASH_BYTES, "A hash has 32 bytes");
    }

    /** Of a block that was lost. */
    public static Regained of(BlockHeader lost) {
        return new Regained(lost.epoch(), lost.height(), lost.hash(), lost.timestampMs());
    }

    /**
     * Under what a statement that was given back is kept among the used ids, for ever: by what was signed, since its own id may have
     * been used for something else after its end.
     */
    static String id(byte[] fingerprint) {
        return ID_PREFIX + Hex.encode(fingerprint);
    }

    static boolean isId(String id) {
        return id.startsWith(ID_PREFIX) && id.length() == ID_PREFIX.length() + 2 * HASH_BYTES;
    }

    Json.Obj fact() {
        return Json.object()
                .put("fact", FACT)
                .put("epoch", epoch)
                .put("height", height)
                .put("block_hash", Hex.encode(blockHash))
                .put("timestamp", timestampMs)
                .build();
    }

    /** Whether a transaction takes the place of a lost one. */
    static boolean isOne(Transaction transaction) {
        for (Json.Obj fact : transaction.facts()) {
            try {
                if (fact.text("fact").equals(FACT)) {
                    return true;
                }
            } catch (MalformedJson malformed) {
                throw new InvariantBroken("A fact has a name", malformed);
            }
        }
        return false;
    }
}
