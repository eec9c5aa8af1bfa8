package org.tallystick.hub.auth;

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

/**
 * An entry of the hub's own journal, canonical JSON ({@code src/docs/hub-journal.md}). The set grows; what was written once can be
 * read for ever.
 */
sealed interface FamilyEntry {

    /** The most families that one entry keeps. */
    int MAX_KEPT = 1_000;

    /** Somebody logged in. */
    record Begun(Family family) implements FamilyEntry {}

    /** The refresh token was used, and another one counts. */
    record Rotated(String family, String refreshId, long expiresAtMs) implements FamilyEntry {}

    /** No token of the family counts any more. */
    record Ended(String family) implements FamilyEntry {}

    /** Families out of a journal that was written anew. */
    record Kept(List<Family> families) implements FamilyEntry {

        /** Keeps an unmodifiable copy. */
        public Kept {
            families = List.copyOf(families);
        }
    }

    /** An entry that this program does not know. */
    final class Unknown extends Exception {

        private static final long serialVersionUID = 1L;

        private final String entry;
        private final long version;

        Unknown(String entry, long version) {
            super("an entry of a later program");
            this.entry = entry;
            this.version = version;
        }

        String entry() {
            return entry;
        }

        long version() {
            return version;
        }
    }

    /** The bytes of the entry. */
    default byte[] bytes() {
        return CanonicalJson.bytes(
                switch (this) {
                    case Begun begun -> begin("family.begin", members(begun.family()));
                    case Rotated rotated ->
                        begin(
                                "family.rotate",
                                Json.object()
                                        .put("family", rotated.family())
                                        .put("refresh", rotated.refreshId())
                                        .put("expires_at", rotated.expiresAtMs())
                                        .build());
                    case Ended ended ->
                        begin(
                                "family.end",
                                Json.object().put("family", ended.family()).build());
                    case Kept kept ->
                        begin(
                                "family.keep",
                                Json.object()
                                        .put(
                                                "families",
                                                Json.of(kept.families().stream()
                                                        .map(FamilyEntry::members)
                                                        .toList()))
                                        .build());
                });
    }

    private static Json.Obj begin(String entry, Json.Obj members) {
        return members.with("entry", Json.of(entry)).with("v", Json.of(1));
    }

    private static Json.Obj members(Family family) {
        return Json.object()
                .put("family", family.id())
                .put("pid", family.pid().text())
                .put("key", family.key().text())
                .put("refresh", family.refreshId())
                .put("expires_at", family.expiresAtMs())
                .build();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws Unknown when a later program wrote it
     * @throws MalformedJson when it is no entry at all
     */
    static FamilyEntry read(byte[] bytes) throws Unknown, MalformedJson {
        Json.Obj json = Json.readObject(bytes, JsonLimits.DEFAULT);
        String entry = json.text("entry");
        long version = json.number("v");
        if (version != 1) {
            throw new Unknown(entry, version);
        }
        Json.Obj members = json.without("entry").without("v");
        return switch (entry) {
            case "family.begin" -> new Begun(family(members));
            case "family.rotate" -> {
                members.onlyNames(Set.of("family", "refresh", "expires_at"));
                yield new Rotated(members.text("family"), members.text("refresh"), members.number("expires_at"));
            }
            case "family.end" -> {
                members.onlyNames(Set.of("family"));
                yield new Ended(members.text("family"));
            }
            case "family.keep" -> {
                members.onlyNames(Set.of("families"));
                List<Family> families = new ArrayList<>();
                for (Json.Obj one : members.array("families").objects()) {
                    families.add(family(one));
                }
                yield new Kept(families);
            }
            default -> throw new Unknown(entry, version);
        };
    }

    private static Family family(Json.Obj json) throws MalformedJson {
        json.onlyNames(Set.of("family", "pid", "key", "refresh", "expires_at"));
        try {
            return new Family(
                    json.text("family"),
                    Pid.parse(json.text("pid")),
                    PublicKey.parse(json.text("key")),
                    json.text("refresh"),
                    json.number("expires_at"));
        } catch (MalformedIdentity wrong) {
            throw new MalformedJson("a key or a PID is expected", "$");
        }
    }
}
