package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.StrictBase64;
import org.tallystick.node.PersonVault;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.StatementPart;

/**
 * Entries as canonical JSON ({@code src/docs/owner-journal.md}). Statements and proofs are sealed under the key of who signed
 * them, so that an erasure reaches them here as well. Any thread.
 */
final class OwnerEntryCodec {

    private static final long VERSION = 1;
    private static final String INTENT = "outbox.intent";
    private static final String OUTCOME = "outbox.outcome";
    private static final String PROOF = "proof";
    private static final String HEAD = "head";
    private static final String CONTACT = "contact";
    private static final String SETTING = "setting";
    private static final String HUB_JOINED = "hub.joined";
    private static final String HUB_LEFT = "hub.left";
    private static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(OwnerLimits.MAX_ENTRY_BYTES);

    private final PersonVault vault;

    OwnerEntryCodec(PersonVault vault) {
        this.vault = vault;
    }

    byte[] encode(OwnerEntry entry) throws OwnerJournalFailed {
        byte[] bytes = CanonicalJson.bytes(toJson(entry));
        if (bytes.length > OwnerLimits.MAX_ENTRY_BYTES) {
            throw new OwnerJournalFailed(OwnerJournalFailed.Reason.FULL, "the entry is too long");
        }
        return bytes;
    }

    private Json.Obj toJson(OwnerEntry entry) throws OwnerJournalFailed {
        return switch (entry) {
            case OwnerEntry.OutboxIntent intent -> intent(intent);
            case OwnerEntry.OutboxOutcome outcome -> outcome(outcome);
            case OwnerEntry.ProofReceived received ->
                begin(PROOF)
                        .put("tx_id", received.txId())
                        .put("signer", received.signer().text())
                        .put(
                                "sealed",
                                seal(
                                        PROOF,
                                        received.txId(),
                                        received.signer(),
                                        received.proof().map(Proof::bytes)))
                        .build();
            case OwnerEntry.HeadSeen seen ->
                begin(HEAD)
                        .put("hub", seen.head().hub().text())
                        .put("epoch", seen.head().epoch())
                        .put("height", seen.head().height())
                        .put("block_hash", seen.head().blockHash())
                        .build();
            case OwnerEntry.ContactNamed named ->
                begin(CONTACT)
                        .put("hub", named.contact().hub().text())
                        .put("pid", named.contact().pid().text())
                        .putIfPresent("name", named.name())
                        .build();
            case OwnerEntry.SettingChanged changed ->
                begin(SETTING)
                        .put("name", changed.name())
                        .putIfPresent("value", changed.value())
                        .build();
            case OwnerEntry.HubJoined joined -> joined(joined);
            case OwnerEntry.HubLeft left ->
                begin(HUB_LEFT)
                        .put("hub", left.hub().text())
                        .put("at", left.atMs())
                        .build();
        };
    }

    private static Json.ObjBuilder begin(String entry) {
        return Json.object().put("entry", entry).put("v", VERSION);
    }

    private Json.Obj intent(OwnerEntry.OutboxIntent intent) throws OwnerJournalFailed {
        Json.ObjBuilder json = begin(INTENT)
                .put("tx_id", intent.txId())
                .put("hub", intent.hub().text())
                .put("signer", intent.signer().text())
                .put("after_height", intent.afterHeight())
                .put("at", intent.atMs())
                .put(
                        "sealed",
                        seal(
                                INTENT,
                                intent.txId(),
                                intent.signer(),
                                intent.statement().map(StatementPart::content)));
        if (intent.validUntilMs() != OwnerEntry.FOR_EVER) {
            json.put("valid_until", intent.validUntilMs());
        }
        return json.build();
    }

    private static Json.Obj joined(OwnerEntry.HubJoined joined) {
        JoinedHub hub = joined.hub();
        return begin(HUB_JOINED)
                .put("hub", hub.pid().text())
                .putIfPresent("key", hub.key().map(PublicKey::text))
                .put("url", hub.address())
                .put("name", hub.name())
                .put("colour", hub.colour())
                .put("dialect", hub.dialect().word())
                .put("account", hub.account())
                .putIfPresent("pin", hub.pin())
                .put("plain", hub.plainAllowed())
                .put("at", joined.atMs())
                .build();
    }

    private static Json.Obj outcome(OwnerEntry.OutboxOutcome entry) {
        Json.ObjBuilder json = begin(OUTCOME).put("tx_id", entry.txId()).put("at", entry.atMs());
        return switch (entry.outcome()) {
            case OwnerEntry.Outcome.Committed committed ->
                json.put("outcome", "committed")
                        .put("height", committed.height())
                        .build();
            case OwnerEntry.Outcome.Refused refused ->
                json.put("outcome", "refused").put("code", refused.code()).build();
            case OwnerEntry.Outcome.Waiting _ -> json.put("outcome", "waiting").build();
            case OwnerEntry.Outcome.Withdrawn _ ->
                json.put("outcome", "withdrawn").build();
            case OwnerEntry.Outcome.Said _ -> json.put("outcome", "said").build();
            case OwnerEntry.Outcome.Unknown _ -> json.put("outcome", "unknown").build();
        };
    }

    private String seal(String entry, String txId, Pid signer, Optional<byte[]> content) throws OwnerJournalFailed {
        if (content.isEmpty()) {
            throw new OwnerJournalFailed(OwnerJournalFailed.Reason.KEYS, "what was erased is not written again");
        }
        if (content.get().length > OwnerLimits.MAX_SEALED_BYTES) {
            throw new OwnerJournalFailed(OwnerJournalFailed.Reason.FULL, "a statement or proof is too long");
        }
        try {
            vault.ensure(List.of(signer));
            return StrictBase64.encode(vault.seal(signer, context(entry, txId), content.get()));
        } catch (PersonErased erased) {
            throw new OwnerJournalFailed(
                    OwnerJournalFailed.Reason.KEYS, "nothing is written for who was erased", erased);
        } catch (IOException notDurable) {
            throw new OwnerJournalFailed(
                    OwnerJournalFailed.Reason.KEYS, "the key of a person could not be made durable", notDurable);
        }
    }

    private static byte[] context(String entry, String txId) {
        return Sha256.of(("tallystick.owner." + entry + "\0" + txId).getBytes(UTF_8));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws UnknownOwnerEntry when a newer program wrote it
     * @throws MalformedJson when it is no entry at all
     */
    OwnerEntry decode(byte[] bytes) throws UnknownOwnerEntry, MalformedJson {
        Json.Obj json = Json.readObject(bytes, LIMITS);
        String entry = json.text("entry");
        long version = json.number("v");
        if (version != VERSION) {
            throw new UnknownOwnerEntry(entry, version);
        }
        try {
            return switch (entry) {
                case INTENT -> readIntent(json);
                case OUTCOME -> readOutcome(json);
                case PROOF -> readProof(json);
                case HEAD -> readHead(json);
                case CONTACT -> readContact(json);
                case SETTING -> {
                    json.onlyNames(Set.of("entry", "v", "name", "value"));
                    yield new OwnerEntry.SettingChanged(json.text("name"), json.optionalText("value"));
                }
                case HUB_JOINED -> readJoined(json);
                case HUB_LEFT -> {
                    json.onlyNames(Set.of("entry", "v", "hub", "at"));
                    yield new OwnerEntry.HubLeft(Pid.parse(json.text("hub")), json.number("at"));
                }
                default -> throw new UnknownOwnerEntry(entry, version);
            };
        } catch (MalformedIdentity | IllegalArgumentException | ArithmeticException wrong) {
            throw new MalformedJson("an entry that cannot be", "$");
        }
    }

    private OwnerEntry readIntent(Json.Obj json) throws MalformedJson, MalformedIdentity {
        json.onlyNames(Set.of("entry", "v", "tx_id", "hub", "signer", "after_height", "at", "sealed", "valid_until"));
        Optional<byte[]> content = open(json, INTENT);
        return new OwnerEntry.OutboxIntent(
                json.text("tx_id"),
                Pid.parse(json.text("hub")),
                Pid.parse(json.text("signer")),
                content.isEmpty()
                        ? Optional.empty()
                        : Optional.of(StatementPart.parse(Json.readObject(content.get(), LIMITS))),
                json.optionalNumber("valid_until").orElse(OwnerEntry.FOR_EVER),
                json.number("after_height"),
                json.number("at"));
    }

    private static OwnerEntry readOutcome(Json.Obj json) throws MalformedJson {
        json.onlyNames(Set.of("entry", "v", "tx_id", "at", "outcome", "height", "code"));
        OwnerEntry.Outcome outcome = switch (json.text("outcome")) {
            case "committed" -> new OwnerEntry.Outcome.Committed(json.number("height"));
            case "refused" -> new OwnerEntry.Outcome.Refused(json.text("code"));
            case "waiting" -> new OwnerEntry.Outcome.Waiting();
            case "withdrawn" -> new OwnerEntry.Outcome.Withdrawn();
            case "said" -> new OwnerEntry.Outcome.Said();
            case "unknown" -> new OwnerEntry.Outcome.Unknown();
            default -> throw new MalformedJson("an outcome that cannot be", "$.outcome");
        };
        return new OwnerEntry.OutboxOutcome(json.text("tx_id"), outcome, json.number("at"));
    }

    private OwnerEntry readProof(Json.Obj json) throws MalformedJson, MalformedIdentity {
        json.onlyNames(Set.of("entry", "v", "tx_id", "signer", "sealed"));
        Optional<byte[]> content = open(json, PROOF);
        return new OwnerEntry.ProofReceived(
                json.text("tx_id"),
                Pid.parse(json.text("signer")),
                content.isEmpty() ? Optional.empty() : Optional.of(Proof.parse(content.get())));
    }

    private static OwnerEntry readHead(Json.Obj json) throws MalformedJson, MalformedIdentity {
        json.onlyNames(Set.of("entry", "v", "hub", "epoch", "height", "block_hash"));
        return new OwnerEntry.HeadSeen(new Head(
                Pid.parse(json.text("hub")),
                Math.toIntExact(json.number("epoch")),
                json.number("height"),
                json.text("block_hash")));
    }

    private static OwnerEntry readContact(Json.Obj json) throws MalformedJson, MalformedIdentity {
        json.onlyNames(Set.of("entry", "v", "hub", "pid", "name"));
        return new OwnerEntry.ContactNamed(
                new OwnerEntry.Contact(Pid.parse(json.text("hub")), Pid.parse(json.text("pid"))),
                json.optionalText("name"));
    }

    private static OwnerEntry readJoined(Json.Obj json) throws MalformedJson, MalformedIdentity {
        json.onlyNames(Set.of(
                "entry", "v", "hub", "key", "url", "name", "colour", "dialect", "account", "pin", "plain", "at"));
        Optional<String> key = json.optionalText("key");
        return new OwnerEntry.HubJoined(
                new JoinedHub(
                        Pid.parse(json.text("hub")),
                        key.isPresent() ? Optional.of(PublicKey.parse(key.get())) : Optional.empty(),
                        json.text("url"),
                        json.text("name"),
                        Math.toIntExact(json.number("colour")),
                        HubDialect.of(json.text("dialect"))
                                .orElseThrow(() -> new MalformedJson("a dialect that cannot be", "$.dialect")),
                        json.number("account"),
                        json.optionalText("pin"),
                        json.flag("plain")),
                json.number("at"));
    }

    /** The bytes are those that were written, by checksum and hash; what does not open has lost its key. */
    private Optional<byte[]> open(Json.Obj json, String entry) throws MalformedJson, MalformedIdentity {
        byte[] sealed = StrictBase64.decode(json.text("sealed"))
                .orElseThrow(() -> new MalformedJson("base64 is expected", "$.sealed"));
        try {
            return vault.open(Pid.parse(json.text("signer")), context(entry, json.text("tx_id")), sealed);
        } catch (BlockDamaged anotherKey) {
            return Optional.empty();
        }
    }
}
