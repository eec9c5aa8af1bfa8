package org.tallystick.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.feature.clearing.ProposalIds;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.StatementPart;

/**
 * Makes the vectors of {@code src/docs/format.md}, a file for each of the sections 1 to 8, the same at each run. They were
 * written once and stand in the test resources; whatever would change them changes signed history. Here sections 1, 2, 7 and 8;
 * {@link HistoryVectors} has the others.
 */
final class FormatVectors {

    static final Path FOLDER = Path.of("src/test/resources/format");
    static final KeyPair HUB = key("hub");
    static final int LAST_SECTION = 8;

    private static final String ORDER_OF_THE_GROUP = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

    private FormatVectors() {}

    /** Writes the files anew; run by hand when a section is added, and what was there has to stay. */
    public static void main(String[] arguments) throws IOException, MalformedJson {
        Files.createDirectories(FOLDER);
        for (int section = 1; section <= LAST_SECTION; section++) {
            Files.writeString(file(section), pretty(make(section), "") + "\n");
        }
    }

    static Path file(int section) {
        return FOLDER.resolve("section-" + section + ".json");
    }

    static Json.Obj make(int section) throws MalformedJson {
        return switch (section) {
            case 1 -> canonicalJson();
            case 2 -> names();
            case 3 -> HistoryVectors.transactions();
            case 4 -> HistoryVectors.blocks();
            case 5 -> HistoryVectors.record();
            case 6 -> HistoryVectors.operations();
            case 7 -> heads();
            case 8 -> facts();
            default -> throw new IllegalArgumentException("No vectors for this section");
        };
    }

    static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    static Pid pid(String name) {
        return key(name).pid();
    }

    static Json.Arr each(List<? extends Json> items) {
        return Json.of(items);
    }

    private static Json.Obj canonicalJson() throws MalformedJson {
        List<Json> values = new ArrayList<>();
        for (String input : List.of(
                "{}",
                " { \"b\" : [ 1 , 2 ] ,\t\"a\" : { } } ",
                "{\"ab\":1,\"a\":2,\"\":3,\"B\":4}",
                "{\"\uD83D\uDE02\":1,\"\uFB33\":2,\"a\":{\"\uD800\uDC00\":3,\"\uFFFF\":4,\"\uD7FF\":5,\"\uE000\":6}}",
                "{\"a\":\"\\u0000\\u001F\\b\\f\\n\\r\\t\\\"\\\\\\/\\u007f\\u2028\\u00e9\\ud83d\\ude00\"}",
                "{\"a\":[\"e\u0301\",\"\u00e9\"]}",
                "{\"a\":[0,-0,-1,9007199254740993,123456789012345678901234567890]}",
                "{\"a\":[true,false,null,\"\",[],{}]}",
                "{\"amount\":\"100.00\",\"\u00FCber\":\"\u0441\u043C\u0430\u0447\u043D\u043E\u0433\u043E\"}",
                "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")) {
            values.add(Json.object()
                    .put("input", input)
                    .put("canonical", CanonicalJson.text(Json.readObject(input.getBytes(UTF_8))))
                    .build());
        }
        List<Json> refused = new ArrayList<>();
        refused(refused, "a key twice", "{\"a\":1,\"a\":1}");
        refused(refused, "a key twice after its escape is read", "{\"a\":1,\"\\u0061\":1}");
        refused(refused, "half of a character", "{\"a\":\"\\ud800\"}");
        refused(refused, "half of a character in a key", "{\"\\udc00\":1}");
        refused(refused, "a fraction", "{\"a\":1.0}");
        refused(refused, "an exponent", "{\"a\":1e2}");
        refused(refused, "no number", "{\"a\":NaN}");
        refused(refused, "a leading zero", "{\"a\":01}");
        refused(refused, "a plus sign", "{\"a\":+1}");
        refused(refused, "a number of 1,001 digits", "{\"a\":" + "9".repeat(1001) + "}");
        refused(refused, "33 levels", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}");
        refused(refused, "a raw control character", "{\"a\":\"\n\"}");
        refused(refused, "a comma too many", "{\"a\":1,}");
        refused(refused, "something behind", "{} {}");
        refused(refused, "a remark", "{}//");
        refused(refused, "single quotes", "{'a':1}");
        refused(refused, "nothing", "");
        refused(refused, "a byte order mark", "\uFEFF{}");
        refusedBytes(refused, "no UTF-8", "7b2261223a22ff227d");
        refusedBytes(refused, "an overlong slash", "7b2261223a22c0af227d");
        refusedBytes(refused, "a surrogate in UTF-8", "7b2261223a22eda080227d");
        return Json.object()
                .put("values", each(values))
                .put("refused", each(refused))
                .build();
    }

    private static void refused(List<Json> into, String why, String input) {
        refusedBytes(into, why, Hex.encode(input.getBytes(UTF_8)));
    }

    private static void refusedBytes(List<Json> into, String why, String inputHex) {
        byte[] input = HexFormat.of().parseHex(inputHex);
        try {
            Json.read(input, JsonLimits.DEFAULT);
        } catch (MalformedJson refused) {
            into.add(Json.object().put("why", why).put("input_hex", inputHex).build());
            return;
        }
        throw new AssertionError("Not refused: " + why);
    }

    private static Json.Obj names() {
        List<Json> keys = new ArrayList<>();
        for (String name : List.of("hub", "ann", "bob", "cleo")) {
            KeyPair key = key(name);
            keys.add(Json.object()
                    .put("seed", Hex.encode(key.seed()))
                    .put("public_key", Hex.encode(key.publicKey().bytes()))
                    .put("pid", key.pid().text())
                    .build());
        }
        List<Json> unclaimed = new ArrayList<>();
        for (String label :
                List.of("1", "35", "Corner Bakery", "\u041F\u0435\u043A\u0430\u0440\u043D\u044F \uD83E\uDD56")) {
            unclaimed.add(Json.object()
                    .put("hub", HUB.pid().text())
                    .put("label", label)
                    .put("pid", Pid.unclaimed(HUB.pid(), label).text())
                    .build());
        }
        return Json.object()
                .put("keys", each(keys))
                .put("refused_keys", each(refusedKeys()))
                .put("unclaimed", each(unclaimed))
                .put(
                        "statements",
                        each(statements().stream().map(FormatVectors::statement).toList()))
                .put("refused_signatures", each(refusedSignatures()))
                .put(
                        "reference_statements",
                        each(referenceBodies().entrySet().stream()
                                .map(body -> referenceStatement(body.getKey(), body.getValue()))
                                .toList()))
                .build();
    }

    private static Map<String, Json.Obj> referenceBodies() {
        Map<String, Json.Obj> bodies = new LinkedHashMap<>();
        bodies.put(
                "participant.register",
                Json.object()
                        .put("display_name", "\u0410\u043d\u043d\u0430")
                        .put("public_key", key("ann").publicKey().text())
                        .put(
                                "profile",
                                Json.object().put("description", Json.Null.NULL).build())
                        .build());
        bodies.put(
                "participant.update",
                Json.object()
                        .put("display_name", "Ann")
                        .put("profile", Json.Null.NULL)
                        .build());
        bodies.put(
                "trustline.create",
                Json.object()
                        .put("to", pid("bob").text())
                        .put("equivalent", "HOUR")
                        .put("limit", "0.00000012")
                        .build());
        bodies.put(
                "trustline.update",
                Json.object()
                        .put("id", LineIds.of("line-1", 0).toString())
                        .put("limit", "007.50")
                        .put(
                                "policy",
                                Json.object().put("daily_limit", Json.Null.NULL).build())
                        .build());
        bodies.put(
                "trustline.close",
                Json.object().put("id", LineIds.of("line-1", 0).toString()).build());
        bodies.put(
                "payment.create",
                Json.object()
                        .put("tx_id", "2f1c0f5e-0d5a-4c0e-9a53-6f6d1a3f0b11")
                        .put("to", pid("bob").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "0.00000012")
                        .put("description", Json.Null.NULL)
                        .build());
        return bodies;
    }

    private static Json.Obj referenceStatement(String action, Json.Obj body) {
        SignedStatement statement = SignedStatement.signReference(pid("ann"), key("ann"), action, HUB.pid(), body);
        return Json.object()
                .put("seed", Hex.encode(key("ann").seed()))
                .put("action", action)
                .put("body", body)
                .put("signed_bytes", new String(statement.signedBytes(), UTF_8))
                .put("signature", Hex.encode(statement.signature().bytes()))
                .put("tx_id", txId(statement))
                .put("part", new String(StatementPart.content(statement), UTF_8))
                .build();
    }

    /** Points of order 1, 2, 4 and 8, two ways to write a y beyond the prime, and a y that no point has. */
    private static List<Json.Str> refusedKeys() {
        return List.of(
                Json.of("0100000000000000000000000000000000000000000000000000000000000000"),
                Json.of("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                Json.of("0000000000000000000000000000000000000000000000000000000000000000"),
                Json.of("0000000000000000000000000000000000000000000000000000000000000080"),
                Json.of("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
                Json.of("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
                Json.of("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
                Json.of("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
                Json.of("0100000000000000000000000000000000000000000000000000000000000080"),
                Json.of("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                Json.of("f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));
    }

    /** A payment with everything, one with nothing that may be left out, and others, two of them without an id. */
    static List<SignedStatement> statements() {
        Json.Obj payment = Json.object()
                .put("tx_id", "01890a5d-ac96-774b-bcce-b302099a8057")
                .put("to", pid("cleo").text())
                .put("equivalent", "HOUR")
                .put("amount", "12.5")
                .put(
                        "description",
                        "bread \u201Cand\u201D butter\n\u0441\u043C\u0430\u0447\u043D\u043E\u0433\u043E \uD83E\uDD56")
                .put("constraints", Json.object().put("max_hops", 4).build())
                .put("valid_until", "2026-11-22T08:00:00Z")
                .build();
        Json.Obj bare = Json.object()
                .put("to", pid("bob").text())
                .put("equivalent", "HOUR")
                .put("amount", "1")
                .build();
        Json.Obj line = Json.object()
                .put("statement_id", "line-1")
                .put("to", pid("ann").text())
                .put("equivalent", "HOUR")
                .put("limit", "100.00")
                .put(
                        "policy",
                        Json.object()
                                .put("daily_limit", Json.Null.NULL)
                                .put("can_be_intermediate", true)
                                .build())
                .build();
        return List.of(
                SignedStatement.sign(key("ann"), "payment.create", HUB.pid(), payment),
                SignedStatement.sign(key("ann"), "payment.create", HUB.pid(), bare),
                SignedStatement.sign(pid("ann"), key("ann's second"), "payment.create", HUB.pid(), bare),
                SignedStatement.sign(key("bob"), "trustline.create", HUB.pid(), line),
                SignedStatement.sign(
                        key("bob"),
                        "participant.register",
                        HUB.pid(),
                        Json.object()
                                .put("display_name", "Bob")
                                .put("public_key", key("bob").publicKey().text())
                                .build()));
    }

    private static Json.Obj statement(SignedStatement statement) {
        Json.Obj signed = statement
                .fields()
                .with("action", Json.of(statement.action()))
                .with("hub", Json.of(statement.hub().text()));
        KeyPair signer = List.of(key("ann"), key("bob"), key("ann's second")).stream()
                .filter(key -> key.publicKey().equals(statement.publicKey()))
                .findFirst()
                .orElseThrow();
        return Json.object()
                .put("seed", Hex.encode(signer.seed()))
                .put("signer", statement.signer().text())
                .put("signed", signed)
                .put("signed_bytes", new String(statement.signedBytes(), UTF_8))
                .put("signature", Hex.encode(statement.signature().bytes()))
                .put("fingerprint", Hex.encode(statement.fingerprint()))
                .put("tx_id", txId(statement))
                .build();
    }

    static String txId(SignedStatement statement) {
        try {
            String field = statement.action().equals("payment.create") ? "tx_id" : "statement_id";
            return Envelope.of(statement, field, statement.fingerprint()).txId();
        } catch (StatementRefused refused) {
            throw new AssertionError(refused);
        }
    }

    static Frame frame(SignedStatement statement) {
        return new Frame(txId(statement), statement.action(), 1);
    }

    /** A signature whose S is written a second way, one bit wrong in each half, and one over another message. */
    private static List<Json> refusedSignatures() {
        KeyPair key = key("ann");
        byte[] message = "{}".getBytes(UTF_8);
        byte[] good = key.sign(message).bytes();
        byte[] largeS = good.clone();
        byte[] order = HexFormat.of().parseHex(ORDER_OF_THE_GROUP);
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (largeS[32 + i] & 0xFF) + (order[i] & 0xFF) + carry;
            largeS[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        byte[] wrongFirst = good.clone();
        wrongFirst[3] ^= 0x10;
        byte[] wrongSecond = good.clone();
        wrongSecond[35] ^= 0x10;
        return List.of(
                refusedSignature("a signature with an S that is too large", key, message, largeS),
                refusedSignature("a signature with a wrong first half", key, message, wrongFirst),
                refusedSignature("a signature with a wrong second half", key, message, wrongSecond),
                refusedSignature("a signature over something else", key, "{} ".getBytes(UTF_8), good));
    }

    private static Json.Obj refusedSignature(String why, KeyPair key, byte[] message, byte[] signature) {
        return Json.object()
                .put("why", why)
                .put("key", Hex.encode(key.publicKey().bytes()))
                .put("message", Hex.encode(message))
                .put("signature", Hex.encode(signature))
                .build();
    }

    private static Json.Obj heads() {
        Ledger ledger = new Ledger();
        ledger.beginBlock(1_790_000_000_000L);
        Randomness random = Randomness.seeded(7);
        List<Json> heads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] hash = random.bytes(32);
            ledger.beginTransaction();
            if (i == 0) {
                ledger.apply(new Operation.OpenAccount(
                        pid("ann"), AccountStatus.ACTIVE, key("ann").publicKey()));
            }
            ledger.touch(pid("ann"));
            ledger.endTransaction(hash);
            heads.add(Json.object()
                    .put("transaction_hash", Hex.encode(hash))
                    .put("head", Hex.encode(ledger.view().account(pid("ann")).head()))
                    .build());
        }
        return Json.object().put("heads", each(heads)).build();
    }

    private static Json.Obj facts() {
        List<Json> keys = new ArrayList<>();
        for (String[] texts :
                new String[][] {{"scope", "body"}, {"scope", "another body"}, {"another scope", "body"}}) {
            byte[] scope = Sha256.of(texts[0].getBytes(UTF_8));
            byte[] body = Sha256.of(texts[1].getBytes(UTF_8));
            keys.add(Json.object()
                    .put("scope", Hex.encode(scope))
                    .put("body", Hex.encode(body))
                    .put("fact", new IdempotencyKey(scope, body).mark().fact())
                    .build());
        }
        List<Json> proposals = new ArrayList<>();
        for (int hops : new int[] {3, 5, 10}) {
            List<UUID> lines = new ArrayList<>();
            for (int i = 0; i < hops; i++) {
                lines.add(LineIds.of("line-" + i, 0));
            }
            UUID first =
                    lines.stream().min(Comparator.comparing(UUID::toString)).orElseThrow();
            Collections.rotate(lines, -lines.indexOf(first));
            proposals.add(Json.object()
                    .put(
                            "lines",
                            each(lines.stream()
                                    .map(line -> Json.of(line.toString()))
                                    .toList()))
                    .put("amount", "12.50")
                    .put("id", ProposalIds.of(lines, "12.50"))
                    .build());
        }
        return Json.object()
                .put("idempotency", each(keys))
                .put("regained", each(List.of(regained(0, 41), regained(28_159_534, 100_042))))
                .put("proposals", each(proposals))
                .put("admin", each(AdminVectors.acts()))
                .build();
    }

    /** A block that was lost, and what history says where something of it was given back. */
    private static Json regained(int epoch, long height) {
        BlockHeader lost = new BlockHeader(
                BlockHeader.VERSION,
                epoch,
                height,
                Sha256.of(new byte[] {1}),
                Sha256.of(new byte[] {2}),
                1_795_000_000_000L + height,
                3,
                Sha256.of(new byte[] {3}));
        return Json.object()
                .put("header", lost.toJson())
                .put("fact", Regained.of(lost).fact())
                .build();
    }

    /** JSON for people to read: a member or an item a line, texts as canonical JSON has them. */
    static String pretty(Json value, String indent) {
        StringBuilder text = new StringBuilder();
        switch (value) {
            case Json.Obj object
            when !object.fields().isEmpty() -> {
                text.append("{\n");
                for (Iterator<Map.Entry<String, Json>> fields =
                                object.fields().entrySet().iterator();
                        fields.hasNext(); ) {
                    Map.Entry<String, Json> field = fields.next();
                    text.append(indent).append("  ").append(CanonicalJson.text(Json.of(field.getKey())));
                    text.append(": ").append(pretty(field.getValue(), indent + "  "));
                    text.append(fields.hasNext() ? ",\n" : "\n");
                }
                text.append(indent).append('}');
            }
            case Json.Arr array
            when !array.items().isEmpty() -> {
                text.append("[\n");
                for (Iterator<Json> items = array.items().iterator(); items.hasNext(); ) {
                    text.append(indent).append("  ").append(pretty(items.next(), indent + "  "));
                    text.append(items.hasNext() ? ",\n" : "\n");
                }
                text.append(indent).append(']');
            }
            default -> text.append(CanonicalJson.text(value));
        }
        return text.toString();
    }
}
