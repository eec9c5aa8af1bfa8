package org.tallystick.wallet.distrust;

import java.util.Arrays;
import java.util.Set;
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
 * A block's header with a signature that is said to be the hub's. A value.
 *
 * @param header of the block
 * @param signature of {@link BlockHeader#sealMessage}
 */
public record SealedHeader(BlockHeader header, Signature signature) {

    private static final Set<String> NAMES = Set.of("header", "signature");

    /** The header in a proof. */
    public static SealedHeader of(Proof proof) {
        return new SealedHeader(proof.header(), proof.signature());
    }

    /**
     * Reads one.
     *
     * @throws MalformedJson when it is not exactly a header and a signature
     */
    public static SealedHeader fromJson(Json.Obj json) throws MalformedJson {
        json.onlyNames(NAMES);
        try {
            return new SealedHeader(
                    BlockHeader.parse(CanonicalJson.bytes(json.object("header"))),
                    Signature.parse(json.text("signature")));
        } catch (BlockDamaged | MalformedIdentity malformed) {
            throw new MalformedJson(String.valueOf(malformed.getMessage()), "$.header");
        }
    }

    /** As it stands in a file. */
    public Json.Obj toJson() {
        return Json.object()
                .put("header", header.toJson())
                .put("signature", signature.text())
                .build();
    }

    /** Whether a hub signed it. */
    public boolean isOf(Pid hub, PublicKey hubKey) {
        return Ed25519.verify(hubKey, BlockHeader.sealMessage(hub, header.hash()), signature);
    }

    /** Its block hash as 64 hexadecimal digits. */
    public String hash() {
        return Hex.encode(header.hash());
    }

    /** Whether another header is of the same epoch and height and is not the same. */
    boolean isAtThePlaceOf(SealedHeader other) {
        return header.epoch() == other.header.epoch()
                && header.height() == other.header.height()
                && !Arrays.equals(header.hash(), other.header.hash());
    }
}
