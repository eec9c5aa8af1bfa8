package org.tallystick.sync;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.wallet.Unit;

/** Asks who is at an address, and has it proven (design §5: {@code GET /hub?nonce=}). Any thread; a call waits for the answer. */
public final class Hello {

    private static final int NONCE_BYTES = 24;
    private static final int NOT_FOUND = 404;
    private static final int MAX_UNITS = 10_000;
    private static final int MAX_NAME = 255;

    private final HubHttp http;
    private final Clock clock;
    private final Randomness randomness;

    /**
     * Makes the question.
     *
     * @param http the way to the address
     * @param clock our own
     * @param randomness makes nonces
     */
    public Hello(HubHttp http, Clock clock, Randomness randomness) {
        this.http = http;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Asks.
     *
     * @param known the PID that once proved itself at this address; the reference dialect is taken only where there is none
     */
    public Greeting ask(Optional<Pid> known) {
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(randomness.bytes(NONCE_BYTES));
        long beganNs = clock.monotonicNs();
        HubAnswer answer = http.ask(HubCall.get("/hub").with("nonce", nonce), "");
        long halfWayMs = clock.wallMs() - (clock.monotonicNs() - beganNs) / 2_000_000;
        return switch (answer) {
            case HubAnswer.Said said -> greet(said.data(), nonce, known, halfWayMs);
            case HubAnswer.Unusable(HubAnswer.Why why) -> new Greeting.Silent(why);
            case HubAnswer.Refused refused -> refused(refused, known);
        };
    }

    private static Greeting refused(HubAnswer.Refused refused, Optional<Pid> known) {
        boolean noSuchRoute = refused.status() == NOT_FOUND;
        if (noSuchRoute && known.isEmpty()) {
            return new Greeting.Reference();
        }
        if (noSuchRoute) {
            return lie(Greeting.Lie.NO_LONGER_PROVES);
        }
        return refused.code().equals(ErrorCode.E014.name()) || !refused.own()
                ? new Greeting.Silent(HubAnswer.Why.NOT_NOW)
                : lie(Greeting.Lie.NOT_A_HUB);
    }

    private Greeting greet(Json data, String nonce, Optional<Pid> known, long nowMs) {
        try {
            if (!(data instanceof Json.Obj hub)) {
                return lie(Greeting.Lie.NOT_A_HUB);
            }
            HubFacts facts = facts(hub);
            Json.Obj hello = hub.object("hello");
            String url = hello.text("url");
            Json.Obj signed = Json.object()
                    .put("action", "hub.hello")
                    .put("hub", facts.pid().text())
                    .put("nonce", hello.text("nonce"))
                    .put("url", url)
                    .put("time", hello.text("time"))
                    .build();
            Signature signature = Signature.parse(hello.text("signature"));
            if (!Pid.of(facts.key()).equals(facts.pid())
                    || !Ed25519.verify(facts.key(), CanonicalJson.bytes(signed), signature)) {
                return lie(Greeting.Lie.NO_PROOF);
            }
            if (!hello.text("nonce").equals(nonce)) {
                return lie(Greeting.Lie.OLD_ANSWER);
            }
            if (known.isPresent() && !known.get().equals(facts.pid())) {
                return new Greeting.Refused(
                        Greeting.Lie.ANOTHER_HUB, facts.pid().text());
            }
            if (HubAddress.parse(url).filter(http.address()::isSamePlace).isEmpty()) {
                return new Greeting.Refused(Greeting.Lie.ANOTHER_ADDRESS, url);
            }
            long hubMs = Instant.parse(hello.text("time")).toEpochMilli();
            return new Greeting.Ours(facts, Math.subtractExact(hubMs, nowMs));
        } catch (MalformedJson | MalformedIdentity | DateTimeException | ArithmeticException malformed) {
            return lie(known.isPresent() ? Greeting.Lie.NO_LONGER_PROVES : Greeting.Lie.NOT_A_HUB);
        }
    }

    private static Greeting lie(Greeting.Lie lie) {
        return new Greeting.Refused(lie, "");
    }

    /** What a hub says of itself; {@code hello} is for the caller to check. */
    static HubFacts facts(Json.Obj hub) throws MalformedJson, MalformedIdentity {
        List<Unit> units = new ArrayList<>();
        for (Json.Obj unit : hub.array("equivalents").objects()) {
            if (units.size() >= MAX_UNITS) {
                throw new MalformedJson("too many", "$.equivalents");
            }
            units.add(new Unit(unit.text("code"), precision(unit)));
        }
        units.sort(Comparator.comparing(Unit::code));
        String name = hub.optionalText("name").orElse("");
        return new HubFacts(
                Pid.parse(hub.text("pid")),
                PublicKey.parse(hub.text("public_key")),
                name.length() <= MAX_NAME ? name : "",
                hub.optionalText("version").orElse(""),
                hub.text("registration").equals("approval"),
                hub.flag("practice"),
                units,
                hub.number("height"),
                hub.number("epoch"));
    }

    private static int precision(Json.Obj unit) throws MalformedJson {
        long precision = unit.number("precision");
        if (precision < 0 || precision > 8) {
            throw new MalformedJson("no precision", "$.precision");
        }
        return (int) precision;
    }
}
