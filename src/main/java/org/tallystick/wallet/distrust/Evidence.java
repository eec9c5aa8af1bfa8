package org.tallystick.wallet.distrust;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.SealedHeader;

/**
 * A contradiction of a hub as a file that anybody can check who knows the hub's PID ({@code src/docs/format.md} §14). Reading it
 * checks nothing; {@link EvidenceCheck} does. A value.
 *
 * @param hub who is said to contradict itself
 * @param hubKey the key that its PID names
 * @param contradiction what it signed
 */
public record Evidence(Pid hub, PublicKey hubKey, Contradiction contradiction) {

    /** The longest file that is read, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final String FORMAT = "tallystick-evidence-1";
    private static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(MAX_BYTES);
    private static final Set<String> NAMES = Set.of("format", "hub", "hub_key", "kind", "signed");

    /** The file. */
    public byte[] bytes() {
        return CanonicalJson.bytes(Json.object()
                .put("format", FORMAT)
                .put("hub", hub.text())
                .put("hub_key", hubKey.text())
                .put("kind", contradiction.kind())
                .put("signed", signed(contradiction))
                .build());
    }

    private static Json.Obj signed(Contradiction contradiction) {
        return switch (contradiction) {
            case Contradiction.TwoBlocks(SealedHeader one, SealedHeader other) ->
                pair("one", one.toJson(), "other", other.toJson());
            case Contradiction.BrokenLink(SealedHeader below, SealedHeader above) ->
                pair("below", below.toJson(), "above", above.toJson());
            case Contradiction.TwoWords(WordAtBlock one, WordAtBlock other) ->
                pair("one", one.toJson(), "other", other.toJson());
            case Contradiction.CountFell(WordAtBlock earlier, WordAtBlock later) ->
                pair("earlier", earlier.toJson(), "later", later.toJson());
            case Contradiction.Withheld(WordAtBlock word, List<String> counted, Proof payment) ->
                Json.object()
                        .put("word", word.toJson())
                        .put("counted", Json.of(counted.stream().map(Json::of).toList()))
                        .put("payment", payment.toJson())
                        .build();
            case Contradiction.Forged(Proof proof) ->
                Json.object().put("proof", proof.toJson()).build();
            case Contradiction.Unlawful(Pid pid, List<FeedPage> pages) ->
                Json.object().put("pid", pid.text()).put("pages", json(pages)).build();
            case Contradiction.WrongSum(WordAtBlock word, List<FeedPage> pages) ->
                Json.object()
                        .put("word", word.toJson())
                        .put("pages", json(pages))
                        .build();
        };
    }

    private static Json json(List<FeedPage> pages) {
        return Json.of(pages.stream().map(page -> (Json) page.toJson()).toList());
    }

    private static List<FeedPage> pages(Json.Obj signed) throws MalformedJson {
        List<FeedPage> pages = new ArrayList<>();
        for (Json.Obj page : signed.array("pages").objects()) {
            pages.add(FeedPage.parse(page));
        }
        return pages;
    }

    private static Json.Obj pair(String first, Json.Obj one, String second, Json.Obj other) {
        return Json.object().put(first, one).put(second, other).build();
    }

    /**
     * Reads a file strictly.
     *
     * @param utf8 at most {@link #MAX_BYTES}
     * @throws MalformedJson when it is no evidence of this version; says what and where
     */
    public static Evidence parse(byte[] utf8) throws MalformedJson {
        Json.Obj json = Json.readObject(utf8, LIMITS);
        json.onlyNames(NAMES);
        if (!json.text("format").equals(FORMAT)) {
            throw new MalformedJson("another format than " + FORMAT, "$.format");
        }
        try {
            return new Evidence(
                    Pid.parse(json.text("hub")),
                    PublicKey.parse(json.text("hub_key")),
                    contradiction(json.text("kind"), json.object("signed")));
        } catch (MalformedIdentity malformed) {
            throw new MalformedJson(String.valueOf(malformed.getMessage()), "$");
        }
    }

    private static Contradiction contradiction(String kind, Json.Obj signed) throws MalformedJson, MalformedIdentity {
        return switch (kind) {
            case "two_blocks" -> {
                signed.onlyNames(Set.of("one", "other"));
                yield new Contradiction.TwoBlocks(header(signed, "one"), header(signed, "other"));
            }
            case "broken_link" -> {
                signed.onlyNames(Set.of("below", "above"));
                yield new Contradiction.BrokenLink(header(signed, "below"), header(signed, "above"));
            }
            case "two_words" -> {
                signed.onlyNames(Set.of("one", "other"));
                yield new Contradiction.TwoWords(word(signed, "one"), word(signed, "other"));
            }
            case "count_fell" -> {
                signed.onlyNames(Set.of("earlier", "later"));
                yield new Contradiction.CountFell(word(signed, "earlier"), word(signed, "later"));
            }
            case "withheld" -> {
                signed.onlyNames(Set.of("word", "counted", "payment"));
                yield new Contradiction.Withheld(
                        word(signed, "word"),
                        signed.array("counted").texts(),
                        Proof.fromJson(signed.object("payment")));
            }
            case "forged" -> {
                signed.onlyNames(Set.of("proof"));
                yield new Contradiction.Forged(Proof.fromJson(signed.object("proof")));
            }
            case "unlawful" -> {
                signed.onlyNames(Set.of("pid", "pages"));
                yield new Contradiction.Unlawful(Pid.parse(signed.text("pid")), pages(signed));
            }
            case "wrong_sum" -> {
                signed.onlyNames(Set.of("word", "pages"));
                yield new Contradiction.WrongSum(word(signed, "word"), pages(signed));
            }
            default -> throw new MalformedJson("a kind that this program does not know", "$.kind");
        };
    }

    private static SealedHeader header(Json.Obj signed, String name) throws MalformedJson {
        return SealedHeader.parse(signed.object(name));
    }

    private static WordAtBlock word(Json.Obj signed, String name) throws MalformedJson {
        return WordAtBlock.fromJson(signed.object(name));
    }
}
