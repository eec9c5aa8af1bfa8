package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;

/** The people of a soak: their keys, their tokens, which are renewed in time, and what they sign. Any thread. */
final class SoakPeople {

    private static final Duration VALID = Duration.ofMinutes(2);

    private final BenchCommunity community;
    private final Pid hub;
    private final int port;
    private final Clock clock;
    private final Ids ids;
    private final AtomicReferenceArray<String> access;
    private final AtomicReferenceArray<String> refresh;
    private final List<List<String>> lines = new ArrayList<>();

    private SoakPeople(BenchCommunity community, Pid hub, int port, Clock clock, Ids ids) {
        this.community = community;
        this.hub = hub;
        this.port = port;
        this.clock = clock;
        this.ids = ids;
        this.access = new AtomicReferenceArray<>(community.people());
        this.refresh = new AtomicReferenceArray<>(community.people());
    }

    /** Everybody logs in and looks which lines are theirs to change. */
    static SoakPeople logIn(BenchCommunity community, Pid hub, int port, Clock clock, Ids ids) throws Exception {
        SoakPeople people = new SoakPeople(community, hub, port, clock, ids);
        try (HubClient client = new HubClient(port)) {
            for (int person = 0; person < community.people(); person++) {
                people.logIn(client, person);
                HubClient.Answer own = client.get("/trustlines?direction=outgoing&per_page=20", people.token(person));
                List<String> found = new ArrayList<>();
                for (Json.Obj line : read(own, 200).array("data").objects()) {
                    found.add(line.text("id"));
                }
                assertThat(found).isNotEmpty();
                people.lines.add(List.copyOf(found));
            }
        }
        return people;
    }

    private void logIn(HubClient client, int person) throws IOException, MalformedJson {
        KeyPair key = community.key(person);
        String challenge = read(client.get("/auth/challenge?pid=" + key.pid().text(), ""), 200)
                .object("data")
                .text("challenge");
        Json.Obj login = Json.object()
                .put("pid", key.pid().text())
                .put("challenge", challenge)
                .put("signature", key.sign(challenge.getBytes(UTF_8)).text())
                .build();
        take(person, client.post("/auth/login", "", CanonicalJson.bytes(login)));
    }

    /** Everybody gets new tokens for their refresh token; the access tokens before count until they run out. */
    void renew() throws IOException, MalformedJson {
        try (HubClient client = new HubClient(port)) {
            for (int person = 0; person < size(); person++) {
                Json.Obj body =
                        Json.object().put("refresh_token", refresh.get(person)).build();
                take(person, client.post("/auth/refresh", "", CanonicalJson.bytes(body)));
            }
        }
    }

    private void take(int person, HubClient.Answer answer) throws MalformedJson {
        Json.Obj tokens = read(answer, 200).object("data");
        refresh.set(person, tokens.text("refresh_token"));
        access.set(person, tokens.text("access_token"));
    }

    static Json.Obj read(HubClient.Answer answer, int status) throws MalformedJson {
        assertThat(answer.status()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
        return Json.readObject(answer.body());
    }

    int size() {
        return community.people();
    }

    String pid(int person) {
        return community.key(person).pid().text();
    }

    String token(int person) {
        return access.get(person);
    }

    /** The lines that somebody gives. */
    List<String> lines(int person) {
        return lines.get(person);
    }

    String newId() {
        return ids.next();
    }

    /** The body of a payment, good for as long as the wallet's own are. */
    byte[] payment(int payer, int payee, String txId, String amount) {
        Instant until = Instant.ofEpochMilli(clock.wallMs()).plus(VALID).truncatedTo(ChronoUnit.SECONDS);
        return CanonicalJson.bytes(signed(
                payer,
                "payment.create",
                Json.object()
                        .put("tx_id", txId)
                        .put("to", pid(payee))
                        .put("equivalent", BenchCommunity.UNIT)
                        .put("amount", amount)
                        .put("valid_until", until.toString())
                        .build()));
    }

    /** The body that gives a line another limit; what the path names is signed along. */
    byte[] newLimit(int person, String line, String limit) {
        Instant until = Instant.ofEpochMilli(clock.wallMs()).plus(VALID).truncatedTo(ChronoUnit.SECONDS);
        Json.Obj fields = Json.object()
                .put("id", line)
                .put("limit", limit)
                .put("statement_id", newId())
                .put("valid_until", until.toString())
                .build();
        return CanonicalJson.bytes(signed(person, "trustline.update", fields).without("id"));
    }

    private Json.Obj signed(int person, String action, Json.Obj fields) {
        KeyPair key = community.key(person);
        return fields.with(
                "signature",
                Json.of(SignedStatement.sign(key.pid(), key, action, hub, fields)
                        .signature()
                        .text()));
    }
}
