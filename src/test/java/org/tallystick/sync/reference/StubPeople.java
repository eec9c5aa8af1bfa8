package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tallystick.sync.reference.StubReplies.detail;
import static org.tallystick.sync.reference.StubReplies.error;
import static org.tallystick.sync.reference.StubReplies.items;
import static org.tallystick.sync.reference.StubReplies.json;
import static org.tallystick.sync.reference.StubReplies.missing;
import static org.tallystick.sync.reference.StubReplies.now;
import static org.tallystick.sync.reference.StubReplies.ok;
import static org.tallystick.sync.reference.StubReplies.query;
import static org.tallystick.sync.reference.StubReplies.verify;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.sync.reference.ReferenceBooks.Member;
import org.tallystick.sync.reference.StubReplies.Failure;

/** Who somebody is at a reference hub: challenges, tokens, participants (GEO facts §3). Its owner's lock is held. */
final class StubPeople {

    private final ReferenceBooks books;
    private final Map<String, String> challenges = new HashMap<>();
    private final Map<String, String> access = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final Randomness randomness = Randomness.seeded(42);
    private Optional<String> hostile = Optional.empty();

    StubPeople(ReferenceBooks books) {
        this.books = books;
    }

    /** From now on this is what there is to sign. */
    void challengeWith(String text) {
        hostile = Optional.of(text);
    }

    void expireAccess() {
        access.clear();
    }

    void expireAll() {
        access.clear();
        refresh.clear();
    }

    /** Whose token it is; nothing for none that counts. */
    Optional<String> holder(String token) {
        return Optional.ofNullable(access.get(token));
    }

    MockResponse challenge(Json.Obj body) throws Failure, MalformedJson {
        String pid = body.text("pid");
        if (!books.members.containsKey(pid)) {
            return missing("Participant not found");
        }
        if (hostile.isPresent()) {
            return ok(Json.object()
                    .put("challenge", hostile.get())
                    .put("expires_at", now())
                    .build());
        }
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(randomness.bytes(32));
        challenges.put(challenge, pid);
        return ok(Json.object()
                .put("challenge", challenge)
                .put("expires_at", now())
                .build());
    }

    MockResponse login(Json.Obj body) throws Failure, MalformedJson, MalformedIdentity {
        String pid = body.text("pid");
        String challenge = body.text("challenge");
        if (!pid.equals(challenges.get(challenge))) {
            throw new Failure(error(401, "E006", "Invalid or expired challenge", Json.Obj.EMPTY));
        }
        PublicKey key = PublicKey.parse(books.members.get(pid).publicKey);
        if (!Ed25519.verify(key, challenge.getBytes(UTF_8), Signature.parse(body.text("signature")))) {
            throw new Failure(error(401, "E006", "Invalid signature", Json.Obj.EMPTY));
        }
        challenges.remove(challenge);
        return tokens(pid);
    }

    MockResponse refresh(Json.Obj body) throws Failure, MalformedJson {
        String pid = refresh.remove(body.text("refresh_token"));
        if (pid == null) {
            throw new Failure(error(401, "E006", "Invalid refresh token", Json.Obj.EMPTY));
        }
        return tokens(pid);
    }

    MockResponse tokens(String pid) {
        String accessToken = "a." + Hex.encode(randomness.bytes(16)) + ".s";
        String refreshToken = "r." + Hex.encode(randomness.bytes(16)) + ".s";
        access.put(accessToken, pid);
        refresh.put(refreshToken, pid);
        Member member = books.members.get(pid);
        return ok(Json.object()
                .put("access_token", accessToken)
                .put("refresh_token", refreshToken)
                .put("token_type", "Bearer")
                .put("expires_in", 900)
                .put(
                        "participant",
                        Json.object()
                                .put("pid", pid)
                                .put("display_name", member.name)
                                .put("status", member.status)
                                .build())
                .build());
    }

    Member me(RecordedRequest request) throws Failure {
        String header = request.getHeaders().get("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw new Failure(detail(401, "Not authenticated")
                    .newBuilder()
                    .addHeader("WWW-Authenticate", "Bearer")
                    .build());
        }
        String pid = access.get(header.substring("Bearer ".length()));
        if (pid == null) {
            throw new Failure(error(401, "E006", "Could not validate credentials", Json.Obj.EMPTY));
        }
        Member member = books.members.get(pid);
        if (!member.status.equals("active")) {
            throw new Failure(error(403, "E006", "Participant account is not active", Json.Obj.EMPTY));
        }
        return member;
    }

    MockResponse register(Json.Obj body) throws Failure, MalformedJson, MalformedIdentity {
        Json.ObjBuilder signed = Json.object()
                .put("display_name", body.text("display_name"))
                .put("type", body.optionalText("type").orElse("person"))
                .put("public_key", body.text("public_key"));
        body.find("profile")
                .filter(profile -> !(profile instanceof Json.Null))
                .ifPresent(p -> signed.put("profile", p));
        PublicKey key = PublicKey.parse(body.text("public_key"));
        verify(key, signed.build(), body);
        Pid pid = Pid.of(key);
        if (books.members.containsKey(pid.text())) {
            throw new Failure(error(409, "E008", "Participant already exists", Json.Obj.EMPTY));
        }
        Member member = new Member(
                pid.text(),
                body.text("public_key"),
                body.text("display_name"),
                body.optionalText("type").orElse("person"),
                now());
        books.members.put(pid.text(), member);
        return json(201, participant(member));
    }

    static Json.Obj participant(Member member) {
        return Json.object()
                .put("display_name", member.name)
                .put("type", member.type)
                .put("public_key", member.publicKey)
                .put("pid", member.pid)
                .put("status", member.status)
                .put("verification_level", 0)
                .put("created_at", member.createdAt)
                .put("updated_at", member.createdAt)
                .put("profile", Json.Null.NULL)
                .put("public_stats", Json.Null.NULL)
                .build();
    }

    MockResponse search(RecordedRequest request) throws Failure {
        me(request);
        int limit = Integer.parseInt(query(request, "limit").orElse("20"));
        if (limit < 1 || limit > 200) {
            throw new Failure(error(422, "E009", "Validation error", Json.Obj.EMPTY));
        }
        String wanted = query(request, "q").orElse("").toLowerCase(Locale.ROOT);
        return items(books.members.values().stream()
                .filter(member -> member.name.toLowerCase(Locale.ROOT).contains(wanted)
                        || member.pid.toLowerCase(Locale.ROOT).contains(wanted))
                .limit(limit)
                .map(member -> (Json) participant(member))
                .toList());
    }
}
