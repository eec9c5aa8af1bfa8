package org.tallystick.hub.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Hex;
import org.tallystick.base.Randomness;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;

/** Logging in, going on, logging out. Any thread but the node's own; each waits for the ledger thread and the disk. */
final class Sessions {

    private static final int ID_BYTES = 16;

    private final Desk desk;
    private final Challenges challenges;
    private final Families families;
    private final Tokens tokens;
    private final AuthLimits limits;
    private final Clock clock;
    private final Randomness randomness;

    /** A participant as the ledger knows them now. */
    record Person(Pid pid, int account, AccountStatus status, Optional<PublicKey> key) {}

    /** New tokens. */
    record Issued(String access, String refresh, Person person) {}

    Sessions(
            Desk desk,
            Challenges challenges,
            Families families,
            Tokens tokens,
            AuthLimits limits,
            Clock clock,
            Randomness randomness) {
        this.desk = desk;
        this.challenges = challenges;
        this.families = families;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.randomness = randomness;
    }

    private Optional<Person> person(Pid pid) throws ApiError {
        return desk.ask(view -> {
            @Nullable Account account = view.ledger().account(pid);
            return account == null
                    ? Optional.empty()
                    : Optional.of(
                            new Person(pid, account.number(), account.status(), Optional.ofNullable(account.key())));
        });
    }

    Challenges.Challenge challenge(Pid pid) throws ApiError {
        if (person(pid).isEmpty()) {
            throw ApiError.of(ErrorCode.E011, "participant", pid.text());
        }
        return challenges.make(pid);
    }

    Issued login(Pid pid, String challenge, String signature) throws ApiError {
        Optional<Person> person = person(pid);
        if (person.isEmpty() || !challenges.isLive(challenge, pid)) {
            throw refused("challenge");
        }
        Signature signed;
        try {
            signed = Signature.parse(signature);
        } catch (MalformedIdentity malformed) {
            throw ApiError.field("signature");
        }
        Optional<PublicKey> key = person.get().key();
        if (key.isEmpty() || !Ed25519.verify(key.get(), challenge.getBytes(UTF_8), signed)) {
            throw ApiError.of(ErrorCode.E005, "participant", pid.text());
        }
        refuseBanned(person.get());
        if (!challenges.use(challenge, pid)) {
            throw refused("challenge");
        }
        long nowMs = nowMs();
        Family family = new Family(id(), pid, key.get(), id(), nowMs + limits.refreshMs());
        families.begin(family);
        // Whoever was banned or changed their key in between was not found among the families then.
        checkStill(family);
        return issue(person.get(), family, nowMs);
    }

    private Person checkStill(Family family) throws ApiError {
        Optional<Person> person = person(family.pid());
        boolean counts = person.isPresent() && person.get().key().equals(Optional.of(family.key()));
        if (!counts || person.get().status() == AccountStatus.BANNED) {
            families.end(family.id());
        }
        if (!counts) {
            throw refused("revoked");
        }
        refuseBanned(person.get());
        return person.get();
    }

    private static void refuseBanned(Person person) throws ApiError {
        if (person.status() == AccountStatus.BANNED) {
            throw ApiError.of(ErrorCode.E006, "participant", person.pid().text());
        }
    }

    Issued refresh(String token) throws ApiError {
        Optional<Tokens.Claims> claims = tokens.read(token, Tokens.Kind.REFRESH);
        if (claims.isEmpty()) {
            throw refused("invalid");
        }
        long nowMs = nowMs();
        @Nullable Family family = families.find(claims.get().family());
        if (family == null || !family.pid().equals(claims.get().pid())) {
            throw refused(claims.get().expiresAtMs() <= nowMs ? "expired" : "revoked");
        }
        if (claims.get().expiresAtMs() <= nowMs) {
            throw refused("expired");
        }
        Person person = checkStill(family);
        Family next = family.rotated(id(), nowMs + limits.refreshMs());
        if (!families.rotate(family.id(), claims.get().id(), next.refreshId(), next.expiresAtMs())) {
            throw refused("reused");
        }
        return issue(person, next, nowMs);
    }

    void logout(Authenticated who) throws ApiError {
        if (!families.end(who.family())) {
            throw ApiError.of(ErrorCode.E020, "reason", "disk");
        }
    }

    private Issued issue(Person person, Family family, long nowMs) {
        String access = tokens.make(new Tokens.Claims(
                Tokens.Kind.ACCESS, person.pid(), family.id(), id(), nowMs, nowMs + limits.accessMs()));
        String refresh = tokens.make(new Tokens.Claims(
                Tokens.Kind.REFRESH, person.pid(), family.id(), family.refreshId(), nowMs, family.expiresAtMs()));
        return new Issued(access, refresh, person);
    }

    /** Tokens count in whole seconds. */
    private long nowMs() {
        return Math.floorDiv(clock.wallMs(), 1_000L) * 1_000;
    }

    private String id() {
        return Hex.encode(randomness.bytes(ID_BYTES));
    }

    private static ApiError refused(String reason) {
        return ApiError.of(ErrorCode.E016, "reason", reason);
    }
}
