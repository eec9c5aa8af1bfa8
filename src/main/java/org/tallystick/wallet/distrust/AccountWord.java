package org.tallystick.wallet.distrust;

import java.util.LinkedHashMap;
import java.util.Map;
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
import org.tallystick.wallet.replica.SealedHeader;

/**
 * A hub's signed word on an account ({@code src/docs/format.md} §12). Reading it checks nothing. A value.
 *
 * @param pid whose account
 * @param seq how many transactions have touched it
 * @param head their running hash, 64 hexadecimal digits
 * @param balances the net in each equivalent, as the hub wrote it, by code
 * @param height of the block that it is about
 * @param blockHash the hash of that block, 64 hexadecimal digits
 * @param signed what was signed, with the action
 * @param signature said to be the hub's
 */
public record AccountWord(
        Pid pid,
        long seq,
        String head,
        Map<String, String> balances,
        long height,
        String blockHash,
        Json.Obj signed,
        Signature signature) {

    private static final String ACTION = "hub.statement";
    private static final Set<String> NAMES =
            Set.of("hub", "pid", "seq", "head", "balances", "height", "block_hash", "at", "signature");

    /** Keeps an unmodifiable copy. */
    public AccountWord {
        balances = Map.copyOf(balances);
    }

    /**
     * Reads one, as a hub answers it.
     *
     * @throws MalformedJson when it is not exactly such a word
     */
    public static AccountWord fromJson(Json.Obj json) throws MalformedJson {
        json.onlyNames(NAMES);
        Map<String, String> balances = new LinkedHashMap<>();
        Json.Obj nets = json.object("balances");
        for (String code : nets.fields().keySet()) {
            balances.put(code, nets.text(code));
        }
        long seq = json.number("seq");
        long height = json.number("height");
        if (seq < 0 || height < 0) {
            throw new MalformedJson("counts begin at zero", "$");
        }
        try {
            Pid.parse(json.text("hub"));
            return new AccountWord(
                    Pid.parse(json.text("pid")),
                    seq,
                    hash(json, "head"),
                    balances,
                    height,
                    hash(json, "block_hash"),
                    json.without("signature").with("action", Json.of(ACTION)),
                    Signature.parse(json.text("signature")));
        } catch (MalformedIdentity malformed) {
            throw new MalformedJson(String.valueOf(malformed.getMessage()), "$");
        }
    }

    private static String hash(Json.Obj json, String name) throws MalformedJson {
        return Hex.decode(json.text(name))
                .filter(bytes -> bytes.length == 32)
                .map(Hex::encode)
                .orElseThrow(() -> new MalformedJson("hex of 32 bytes is expected", "$." + name));
    }

    /** As the hub answered it. */
    public Json.Obj toJson() {
        return signed.without("action").with("signature", Json.of(signature.text()));
    }

    /** Whether a hub signed it. */
    public boolean isOf(Pid hub, PublicKey hubKey) {
        return signed.find("hub").filter(Json.of(hub.text())::equals).isPresent()
                && Ed25519.verify(hubKey, CanonicalJson.bytes(signed), signature);
    }

    /** Whether it is about the block of a header. */
    boolean isAbout(SealedHeader block) {
        return block.header().height() == height && block.hash().equals(blockHash);
    }
}
