package org.tallystick.wallet.replica;

import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Proof;

/**
 * A header with what is said to be the hub's signature ({@code src/docs/format.md} §4); {@link #signedBy} tells. A value.
 *
 * @param header what is signed
 * @param signature who signed it is not known before it is checked
 */
public record SealedHeader(BlockHeader header, Signature signature) {

    /** The header of the block that a proof is about. */
    public static SealedHeader of(Proof proof) {
        return new SealedHeader(proof.header(), proof.signature());
    }

    /**
     * Reads a {@code {"header","signature"}}.
     *
     * @throws MalformedJson when it is none of this version
     */
    public static SealedHeader parse(Json.Obj json) throws MalformedJson {
        try {
            return new SealedHeader(
                    BlockHeader.parse(CanonicalJson.bytes(json.object("header"))),
                    Signature.parse(json.text("signature")));
        } catch (BlockDamaged | MalformedIdentity wrong) {
            throw new MalformedJson(String.valueOf(wrong.getMessage()), "$.header");
        }
    }

    /** As {@link #parse} reads it. */
    public Json.Obj toJson() {
        return Json.object()
                .put("header", header.toJson())
                .put("signature", signature.text())
                .build();
    }

    /** Whether the hub whose key it is signed it. */
    public boolean signedBy(Pid hub, PublicKey hubKey) {
        return Pid.of(hubKey).equals(hub)
                && Ed25519.verify(hubKey, BlockHeader.sealMessage(hub, header.hash()), signature);
    }

    /** The height of the block. */
    public long height() {
        return header.height();
    }

    /** The epoch of the block. */
    public int epoch() {
        return header.epoch();
    }

    /** The block hash in hex. */
    public String hash() {
        return Hex.encode(header.hash());
    }

    /** Whether it is another block at the same place: a hub that signed both contradicts itself. */
    public boolean contradicts(SealedHeader other) {
        return header.epoch() == other.header.epoch()
                && header.height() == other.header.height()
                && !header.equals(other.header);
    }
}
