package org.tallystick.node.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;

/**
 * What the hub signs of a block ({@code src/docs/format.md} §4). Hashes have 32 bytes and are not to be changed.
 *
 * @param version of the format, 1
 * @param epoch 0 at first, greater after each recovery that lost blocks
 * @param height 0 for the first block
 * @param prevHash the block hash before
 * @param historyRoot root over all earlier block hashes
 * @param timestampMs the time of all that is in the block
 * @param transactionCount at least 1
 * @param transactionRoot root over the transaction hashes
 */
@SuppressWarnings("ArrayRecordComponent")
public record BlockHeader(
        int version,
        int epoch,
        long height,
        byte[] prevHash,
        byte[] historyRoot,
        long timestampMs,
        int transactionCount,
        byte[] transactionRoot) {

    /** The version that this program writes. */
    public static final int VERSION = 1;

    private static final Set<String> NAMES =
            Set.of("epoch", "height", "history_root", "prev_hash", "timestamp", "tx_count", "tx_root", "version");

    /** Checks sizes and bounds. */
    public BlockHeader {
        require(version == VERSION, "A header of another version");
        require(epoch >= 0 && height >= 0 && timestampMs >= 0, "A header counts from zero");
        require(transactionCount >= 1, "A block has a transaction");
        require(
                prevHash.length == 32 && historyRoot.length == 32 && transactionRoot.length == 32,
                "A hash has 32 bytes");
    }

    /** The hash before the first block, and that of heights which a new epoch left out: 32 zero bytes, a new array. */
    public static byte[] noHash() {
        return new byte[32];
    }

    /** The canonical bytes, of which the block hash is taken. */
    public byte[] canonical() {
        String text = "{\"epoch\":" + epoch + ",\"height\":" + height + ",\"history_root\":\"" + Hex.encode(historyRoot)
                + "\",\"prev_hash\":\"" + Hex.encode(prevHash) + "\",\"timestamp\":" + timestampMs + ",\"tx_count\":"
                + transactionCount + ",\"tx_root\":\"" + Hex.encode(transactionRoot) + "\",\"version\":" + version
                + "}";
        return text.getBytes(US_ASCII);
    }

    /** The header as JSON, whose canonical bytes are {@link #canonical()}. */
    public Json.Obj toJson() {
        return Json.object()
                .put("version", version)
                .put("epoch", epoch)
                .put("height", height)
                .put("prev_hash", Hex.encode(prevHash))
                .put("history_root", Hex.encode(historyRoot))
                .put("timestamp", timestampMs)
                .put("tx_count", transactionCount)
                .put("tx_root", Hex.encode(transactionRoot))
                .build();
    }

    /** The block hash: SHA-256 over {@link #canonical()}. */
    public byte[] hash() {
        return Sha256.of(canonical());
    }

    /** What the hub signs to seal the block. */
    public static byte[] sealMessage(Pid hub, byte[] blockHash) {
        return ("{\"action\":\"block.seal\",\"block_hash\":\"" + Hex.encode(blockHash) + "\",\"hub\":\"" + hub.text()
                        + "\"}")
                .getBytes(US_ASCII);
    }

    /**
     * Reads the canonical bytes of a header.
     *
     * @throws BlockDamaged when they are not exactly those of a header of this version
     */
    public static BlockHeader parse(byte[] canonical) throws BlockDamaged {
        try {
            Json.Obj json = Json.readObject(canonical);
            json.onlyNames(NAMES);
            BlockHeader header = new BlockHeader(
                    Math.toIntExact(json.number("version")),
                    Math.toIntExact(json.number("epoch")),
                    json.number("height"),
                    hash(json, "prev_hash"),
                    hash(json, "history_root"),
                    json.number("timestamp"),
                    Math.toIntExact(json.number("tx_count")),
                    hash(json, "tx_root"));
            if (!Arrays.equals(header.canonical(), canonical)) {
                throw new BlockDamaged("a header is not in canonical form");
            }
            return header;
        } catch (MalformedJson | IllegalArgumentException | ArithmeticException malformed) {
            throw new BlockDamaged("a header cannot be read", malformed);
        }
    }

    private static byte[] hash(Json.Obj json, String name) throws MalformedJson {
        return Hex.decode(json.text(name)).orElseThrow(() -> new MalformedJson("hex is expected", "$." + name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockHeader header && Arrays.equals(canonical(), header.canonical());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(canonical());
    }

    @Override
    public String toString() {
        return "block " + height + " of epoch " + epoch;
    }
}
