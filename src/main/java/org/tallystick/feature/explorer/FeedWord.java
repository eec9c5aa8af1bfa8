package org.tallystick.feature.explorer;

import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;

/**
 * A hub's word that some transactions, with the parts that it shows of them, are all that touched an account between two of its
 * counts ({@code src/docs/format.md} §15). Without it a hub that shows steps which break a rule could say that other parts of the same
 * transactions, which it did not show, made up for them. A value.
 *
 * @param hub whose word
 * @param pid whose account
 * @param after the count behind which the answer begins
 * @param upto the last count in the answer; {@code after} where there is none
 * @param tipHash the hash of the newest block, 32 bytes, not to be changed
 * @param digest of the transactions, 32 bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeedWord(Pid hub, Pid pid, long after, long upto, byte[] tipHash, byte[] digest) {

    private static final String ACTION = "hub.feed";

    /** The digest of the transactions of an answer. */
    public static byte[] digest(Json.Arr transactions) {
        return Sha256.of(CanonicalJson.bytes(transactions));
    }

    /** The bytes that the hub signs. */
    public byte[] message() {
        return CanonicalJson.bytes(Json.object()
                .put("action", ACTION)
                .put("hub", hub.text())
                .put("pid", pid.text())
                .put("after", after)
                .put("upto", upto)
                .put("tip_hash", Hex.encode(tipHash))
                .put("digest", Hex.encode(digest))
                .build());
    }
}
