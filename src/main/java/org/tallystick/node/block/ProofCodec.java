package org.tallystick.node.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;

/** Proofs as JSON ({@code src/docs/format.md} §10). Stateless; any thread. */
final class ProofCodec {

    static final String FORMAT = "tallystick-proof-1";

    /** The longest proof that is read, in bytes. */
    static final int MAX_BYTES = 32 << 20;

    static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(MAX_BYTES);

    private static final int MAX_PATH = 31;
    private static final Set<String> NAMES =
            Set.of("format", "hub", "hub_key", "header", "signature", "parts", "index", "count", "path");
    private static final Set<String> SHOWN_NAMES = Set.of("kind", "salt", "content");
    private static final Set<String> LEAF_NAMES = Set.of("kind", "leaf");

    private ProofCodec() {}

    static Json.Obj toJson(Proof proof) {
        return Json.object()
                .put("format", FORMAT)
                .put("hub", proof.hub().text())
                .put("hub_key", proof.hubKey().text())
                .put("header", proof.header().toJson())
                .put("signature", proof.signature().text())
                .put(
                        "parts",
                        Json.of(proof.parts().stream().map(ProofCodec::toJson).toList()))
                .put("index", proof.index())
                .put("count", proof.header().transactionCount())
                .put(
                        "path",
                        Json.of(proof.path().stream()
                                .map(hash -> Json.of(Hex.encode(hash)))
                                .toList()))
                .build();
    }

    private static Json.Obj toJson(Part part) {
        Json.ObjBuilder json = Json.object().put("kind", part.kind().word());
        if (part.erased()) {
            return json.put("leaf", Hex.encode(part.leafUncopied())).build();
        }
        return json.put("salt", Hex.encode(part.salt().orElseThrow()))
                .put("content", new String(part.content().orElseThrow(), StandardCharsets.UTF_8))
                .build();
    }

    static Proof fromJson(Json.Obj json) throws MalformedJson {
        json.onlyNames(NAMES);
        if (!json.text("format").equals(FORMAT)) {
            throw new MalformedJson("another format than " + FORMAT, "$.format");
        }
        BlockHeader header = header(json.object("header"));
        long index = json.number("index");
        if (json.number("count") != header.transactionCount()) {
            throw new MalformedJson("another count than the header's", "$.count");
        }
        if (index < 0 || index >= header.transactionCount()) {
            throw new MalformedJson("an index outside of the block", "$.index");
        }
        try {
            return new Proof(
                    Pid.parse(json.text("hub")),
                    PublicKey.parse(json.text("hub_key")),
                    header,
                    Signature.parse(json.text("signature")),
                    parts(json.array("parts")),
                    (int) index,
                    path(json.array("path")));
        } catch (MalformedIdentity malformed) {
            throw new MalformedJson(String.valueOf(malformed.getMessage()), "$");
        }
    }

    private static BlockHeader header(Json.Obj json) throws MalformedJson {
        try {
            return BlockHeader.parse(CanonicalJson.bytes(json));
        } catch (BlockDamaged damaged) {
            throw new MalformedJson(String.valueOf(damaged.getMessage()), "$.header");
        }
    }

    private static List<Part> parts(Json.Arr array) throws MalformedJson {
        if (array.items().isEmpty() || array.items().size() > Transaction.MAX_PARTS) {
            throw new MalformedJson("1 to " + Transaction.MAX_PARTS + " parts are expected", "$.parts");
        }
        List<Part> parts = new ArrayList<>(array.items().size());
        for (Json item : array.items()) {
            String where = "$.parts[" + parts.size() + "]";
            if (!(item instanceof Json.Obj part)) {
                throw new MalformedJson("an object is expected", where);
            }
            parts.add(part(part, where));
        }
        return parts;
    }

    private static Part part(Json.Obj json, String where) throws MalformedJson {
        PartKind kind = PartKind.ofWord(json.text("kind"))
                .orElseThrow(() -> new MalformedJson("a kind that no part has", where + ".kind"));
        if (json.has("leaf")) {
            json.onlyNames(LEAF_NAMES);
            return Part.leafOnly(kind, hex(json.text("leaf"), Part.LEAF_BYTES, where + ".leaf"));
        }
        json.onlyNames(SHOWN_NAMES);
        byte[] content = json.text("content").getBytes(StandardCharsets.UTF_8);
        if (content.length == 0) {
            throw new MalformedJson("a part has a content", where + ".content");
        }
        return Part.open(kind, hex(json.text("salt"), Part.SALT_BYTES, where + ".salt"), content);
    }

    private static List<byte[]> path(Json.Arr array) throws MalformedJson {
        if (array.items().size() > MAX_PATH) {
            throw new MalformedJson("a path has at most " + MAX_PATH + " hashes", "$.path");
        }
        List<byte[]> path = new ArrayList<>();
        for (Json item : array.items()) {
            String where = "$.path[" + path.size() + "]";
            if (!(item instanceof Json.Str text)) {
                throw new MalformedJson("text is expected", where);
            }
            path.add(hex(text.value(), Part.LEAF_BYTES, where));
        }
        return path;
    }

    private static byte[] hex(String text, int bytes, String where) throws MalformedJson {
        return Hex.decode(text)
                .filter(decoded -> decoded.length == bytes)
                .orElseThrow(() -> new MalformedJson("hex of " + bytes + " bytes is expected", where));
    }
}
