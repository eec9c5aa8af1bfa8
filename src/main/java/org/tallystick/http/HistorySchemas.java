package org.tallystick.http;

/** The shapes of signed history on the wire ({@code src/docs/format.md} §4, §10). */
public final class HistorySchemas {

    private static final int MAX_PARTS = 60_000;
    private static final int MAX_PATH = 64;

    /** The header of a block. */
    public static final Schema HEADER = new Schema.Named(
            "BlockHeader",
            Schema.object(
                    Schema.need("version", Schemas.COUNT),
                    Schema.need("epoch", Schemas.COUNT),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("prev_hash", Schemas.HASH),
                    Schema.need("history_root", Schemas.HASH),
                    Schema.need("timestamp", Schemas.COUNT),
                    Schema.need("tx_count", Schemas.COUNT),
                    Schema.need("tx_root", Schemas.HASH)));

    /** A path of hashes in a tree of hashes. */
    public static final Schema PATH = Schema.list(Schemas.HASH, MAX_PATH);

    /** A block by its place and hash. */
    public static final Schema HEAD = new Schema.Named(
            "Head",
            Schema.object(
                    Schema.need("epoch", Schemas.COUNT),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("block_hash", Schemas.HASH)));

    /** The kinds of parts. */
    private static final Schema KIND = Schema.word("frame", "statement", "text", "fact", "operation");

    /** The proof of a transaction. */
    public static final Schema PROOF = new Schema.Named(
            "Proof",
            Schema.object(
                    Schema.need("format", Schema.word("tallystick-proof-1")),
                    Schema.need("hub", Schemas.PID),
                    Schema.need("hub_key", Schemas.PUBLIC_KEY),
                    Schema.need("header", HEADER),
                    Schema.need("signature", Schemas.SIGNATURE),
                    Schema.need(
                            "parts",
                            Schema.list(
                                    new Schema.Named(
                                            "ProofPart",
                                            Schema.object(
                                                    Schema.need("kind", KIND),
                                                    Schema.may("salt", Schema.text(32, 32, "[0-9a-f]{32}")),
                                                    Schema.may("content", Schema.text(1, 1 << 20)),
                                                    Schema.may("leaf", Schemas.HASH))),
                                    MAX_PARTS)),
                    Schema.need("index", Schemas.COUNT),
                    Schema.need("count", Schemas.COUNT),
                    Schema.need("path", PATH)));

    private HistorySchemas() {}
}
