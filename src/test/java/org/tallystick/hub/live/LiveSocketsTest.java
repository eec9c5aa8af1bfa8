package org.tallystick.hub.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.TestNode;

/** The WebSocket over real connections. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LiveSocketsTest {

    /** Nobody waits for a first word of a client. */
    private static final long AT_ONCE = 0;

    /** Nothing goes out before the first word of a client, however slow the machine. */
    private static final long UNTIL_SPOKEN = 100_000;

    @TempDir
    Path temp;

    private LiveHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new LiveHub(temp, limits(256, 16, 1_000));
    }

    private static LiveLimits limits(int queue, int errors, int burst) {
        return new LiveLimits(
                20, 3, 64 << 10, queue, 16 << 20, 30_000, 2_000, AT_ONCE, 30_000, 90_000, 10, burst, errors, 10_000);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    private Ear greeted(String name) throws Exception {
        Ear ear = hub.listen(name);
        ear.frame("hello");
        return ear;
    }

    @Test
    void allThreeWaysToGiveATokenWorkAndTheSubprotocolIsSelected() throws Exception {
        String token = hub.token("Ann");
        Ear byQuery = hub.listen(new Request.Builder().url(hub.url("?token=" + token)));
        Ear byHeader = hub.listen(new Request.Builder().url(hub.url("")).header("Authorization", "Bearer " + token));
        Ear byProtocol =
                hub.listen(new Request.Builder().url(hub.url("")).header("Sec-WebSocket-Protocol", "bearer, " + token));
        for (Ear ear : List.of(byQuery, byHeader, byProtocol)) {
            Json.Obj hello = ear.frame("hello");
            assertThat(hello.text("pid")).isEqualTo(TestNode.pid("Ann").text());
            assertThat(hello.number("seq")).isEqualTo(hub.node.seq("Ann"));
            assertThat(hello.text("ts")).isEqualTo("2027-01-15T08:00:00Z");
        }
        try (Response response = byProtocol.opened.get(20, TimeUnit.SECONDS)) {
            assertThat(response.header("Sec-WebSocket-Protocol")).isEqualTo("bearer");
            assertThat(response.header("Sec-WebSocket-Extensions")).isNull();
        }
        assertThat(hub.sockets.connected())
                .containsExactly(new LiveSockets.Connected(TestNode.pid("Ann"), 3, hub.clock.wallMs()));
    }

    @Test
    void aPageOfAnotherAddressOpensNoSocketAndOneOfTheHubDoes() throws Exception {
        java.net.URI address = java.net.URI.create(hub.url(""));
        String own = "http://" + address.getHost() + ":" + address.getPort();
        Ear page = hub.listen(
                new Request.Builder().url(hub.url("?token=" + hub.token("Ann"))).header("Origin", own));
        page.frame("hello");
        for (String elsewhere : List.of("https://evil.example", "null", own + "1")) {
            Ear ear = hub.listen(new Request.Builder()
                    .url(hub.url("?token=" + hub.token("Ann")))
                    .header("Origin", elsewhere));
            assertThat(ear.ended()).isEqualTo("failed");
            assertThat(ear.refusedWith).isEqualTo(403);
            assertThat(ear.refusal).contains("E006", "origin");
        }
    }

    @Test
    void withoutAGoodTokenThereIsNoSocket() throws Exception {
        String refreshToken = hub.logIn("Ann").text("refresh_token");
        List<Request.Builder> requests = List.of(
                new Request.Builder().url(hub.url("")),
                new Request.Builder().url(hub.url("?token=x")),
                new Request.Builder().url(hub.url("?token=" + refreshToken)),
                new Request.Builder().url(hub.url("")).header("Sec-WebSocket-Protocol", "bearer"),
                new Request.Builder().url(hub.url("")).header("Authorization", "Basic x"));
        for (Request.Builder request : requests) {
            Ear ear = hub.listen(request);
            assertThat(ear.ended()).isEqualTo("failed");
            assertThat(ear.refusedWith).isEqualTo(401);
            assertThat(ear.refusal).contains("E016");
        }
        assertThat(hub.refused).hasValue(5);
        try (Response response = hub.client
                .newCall(new Request.Builder()
                        .url(hub.url("?token=" + hub.token("Ann")))
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(422);
            assertThat(response.header("X-Request-ID")).isNotBlank();
        }
        try (Response response = hub.client
                .newCall(new Request.Builder()
                        .url(hub.url("?token=" + hub.token("Ann")))
                        .header("Host", "evil.example")
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(403);
        }
    }

    @Test
    void aParticipantHasOnlySoManySockets() throws Exception {
        for (int i = 0; i < 3; i++) {
            greeted("Ann");
        }
        Ear oneMore = hub.listen("Ann");
        assertThat(oneMore.ended()).isEqualTo("failed");
        assertThat(oneMore.refusedWith).isEqualTo(429);
        greeted("Bob");
    }

    @Test
    void bothEndsOfAPaymentAndWhoCarriedItAreToldWhatTheyMaySee() throws Exception {
        Ear ann = greeted("Ann");
        Ear bob = greeted("Bob");
        Ear cat = greeted("Cat");
        Ear dan = greeted("Dan");
        hub.submit(
                "Ann",
                "payment.create",
                Json.object()
                        .put("tx_id", "p1")
                        .put("to", TestNode.pid("Cat").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "12.5")
                        .put("description", "Bread")
                        .build());
        Json.Obj received = cat.frame("payment.received");
        assertThat(received.text("event")).isEqualTo("payment.received");
        assertThat(received.number("seq")).isEqualTo(hub.node.seq("Cat"));
        assertThat(received.text("timestamp")).isEqualTo("2027-01-15T08:00:00Z");
        Json.Obj payload = received.object("payload");
        assertThat(payload.text("tx_id")).isEqualTo("p1");
        assertThat(payload.text("from")).isEqualTo(TestNode.pid("Ann").text());
        assertThat(payload.text("from_name")).isEqualTo("Ann");
        assertThat(payload.text("to")).isEqualTo(TestNode.pid("Cat").text());
        assertThat(payload.text("amount")).isEqualTo("12.50");
        assertThat(payload.text("equivalent")).isEqualTo("HOUR");
        assertThat(payload.text("description")).isEqualTo("Bread");
        assertThat(ann.payload("payment.sent")).isEqualTo(payload);
        Json.Obj carried = bob.payload("payment.carried");
        assertThat(carried.fields()).containsOnlyKeys("equivalent", "amount", "legs");
        assertThat(carried.text("amount")).isEqualTo("12.50");
        assertThat(carried.array("legs").objects())
                .extracting(leg -> leg.text("neighbour_name") + " " + leg.text("change"))
                .containsExactlyInAnyOrder("Ann 12.50", "Cat -12.50");
        dan.say("ping");
        assertThat(dan.word()).isEqualTo("pong");
    }

    @Test
    void theTwoPartiesOfALineAreToldOfIt() throws Exception {
        Ear ann = greeted("Ann");
        Ear dan = greeted("Dan");
        hub.trust("Ann", "Dan", "7");
        Json.Obj created = ann.payload("trustline.created");
        assertThat(dan.payload("trustline.created")).isEqualTo(created);
        assertThat(created.text("limit")).isEqualTo("7.00");
        assertThat(created.text("status")).isEqualTo("active");
        assertThat(created.text("from_name")).isEqualTo("Ann");
        assertThat(created.text("to")).isEqualTo(TestNode.pid("Dan").text());
        String id = created.text("id");
        hub.submit(
                "Ann",
                "trustline.update",
                Json.object().put("id", id).put("limit", "9.00").build());
        Json.Obj updated = dan.payload("trustline.updated");
        assertThat(updated.text("id")).isEqualTo(id);
        assertThat(updated.text("limit")).isEqualTo("9.00");
        assertThat(updated.text("previous_limit")).isEqualTo("7.00");
        hub.submit(
                "Ann",
                "trustline.update",
                Json.object().put("id", id).put("status", "frozen").build());
        assertThat(dan.payload("trustline.updated").text("status")).isEqualTo("frozen");
        hub.submit("Ann", "trustline.close", Json.object().put("id", id).build());
        assertThat(dan.payload("trustline.closed").text("status")).isEqualTo("closed");
    }

    @Test
    void membersOfACircleAreToldThatItWasCleared() throws Exception {
        hub.trust("Ann", "Cat", "100");
        Ear bob = greeted("Bob");
        bob.ask("{\"type\":\"subscribe\",\"payload\":{\"events\":[\"clearing.completed\"]}}");
        hub.pay("Ann", "Bob", "5.00", "a");
        hub.pay("Bob", "Cat", "4.00", "b");
        hub.pay("Cat", "Ann", "3.00", "c");
        Json.Obj cleared = bob.payload("clearing.completed");
        assertThat(cleared.text("amount")).isEqualTo("3.00");
        assertThat(cleared.text("my_debt_reduced")).isEqualTo("3.00");
        assertThat(cleared.number("length")).isEqualTo(3);
        assertThat(cleared.text("tx_id")).startsWith("hub:clear-");
        assertThat(cleared.array("cycle").texts())
                .containsExactly(
                        TestNode.pid("Bob").text(),
                        TestNode.pid("Cat").text(),
                        TestNode.pid("Ann").text(),
                        TestNode.pid("Bob").text());
        assertThat(cleared.array("edges").objects())
                .extracting(edge -> edge.text("debtor_name") + " " + edge.text("creditor_name"))
                .containsExactlyInAnyOrder("Bob Cat", "Ann Bob");
    }

    @Test
    void membersOfACircleAreToldThatItIsProposedAndWhoIsAskedReadsSo() throws Exception {
        hub.submit(
                "Ann",
                "trustline.create",
                Json.object()
                        .put("to", TestNode.pid("Cat").text())
                        .put("equivalent", "HOUR")
                        .put("limit", "100")
                        .put("policy", Json.object().put("auto_clearing", false).build())
                        .build());
        Ear ann = greeted("Ann");
        Ear bob = greeted("Bob");
        for (Ear ear : List.of(ann, bob)) {
            ear.ask("{\"type\":\"subscribe\",\"payload\":{\"events\":[\"clearing.proposed\",\"clearing.completed\"]}}");
        }
        hub.pay("Ann", "Bob", "5.00", "a");
        hub.pay("Bob", "Cat", "4.00", "b");
        hub.pay("Cat", "Ann", "3.00", "c");
        Json.Obj asked = ann.payload("clearing.proposed");
        Json.Obj told = bob.payload("clearing.proposed");
        assertThat(asked.flag("asks_you")).isTrue();
        assertThat(told.flag("asks_you")).isFalse();
        assertThat(told.text("id")).isEqualTo(asked.text("id"));
        assertThat(told.text("amount")).isEqualTo("3.00");
        assertThat(told.number("length")).isEqualTo(3);
        assertThat(told.text("expires_at")).endsWith("Z");
        assertThat(told.array("edges").objects())
                .extracting(edge -> edge.text("debtor_name") + " " + edge.text("creditor_name"))
                .containsExactlyInAnyOrder("Bob Cat", "Ann Bob");
        hub.submit(
                "Ann",
                "clearing.accept",
                Json.object().put("id", asked.text("id")).build());
        assertThat(bob.payload("clearing.completed").text("amount")).isEqualTo("3.00");
    }

    @Test
    void somebodyIsToldOfTheirOwnAccount() throws Exception {
        Ear ann = greeted("Ann");
        hub.submit(
                "Ann",
                "participant.update",
                Json.object()
                        .put("display_name", "Ann of the mill")
                        .put(
                                "profile",
                                Json.object().put("description", "Flour").build())
                        .build());
        Json.Obj updated = ann.payload("participant.updated");
        assertThat(updated.array("changed").texts()).containsExactlyInAnyOrder("display_name", "profile");
        assertThat(updated.text("display_name")).isEqualTo("Ann of the mill");
        assertThat(updated.object("profile").text("description")).isEqualTo("Flour");
        // Names are remembered, but not beyond a change.
        Ear cat = greeted("Cat");
        hub.pay("Ann", "Cat", "1.00", "p");
        assertThat(cat.payload("payment.received").text("from_name")).isEqualTo("Ann of the mill");
        hub.submit(
                "Ann",
                "participant.update",
                Json.object().put("display_name", "Ann again").build());
        hub.pay("Ann", "Cat", "1.00", "q");
        assertThat(cat.payload("payment.received").text("from_name")).isEqualTo("Ann again");
    }

    @Test
    void sealedBlocksAreForThoseWhoAskForThem() throws Exception {
        Ear ann = greeted("Ann");
        Ear dan = greeted("Dan");
        ann.ask("{\"type\":\"subscribe\",\"events\":[\"block.sealed\",\"made.up\"]}");
        hub.pay("Ann", "Bob", "1.00", "p");
        Json.Obj sealed = ann.frame("block.sealed");
        assertThat(sealed.has("seq")).isFalse();
        assertThat(sealed.number("height")).isEqualTo(hub.node.node.health().height());
        assertThat(sealed.object("payload").text("hash")).isEqualTo(hub.node.tipHash());
        dan.say("ping");
        assertThat(dan.word()).isEqualTo("pong");
    }

    @Test
    void bothFormsOfSubscribingAreAnsweredAndReplaceTheSetBefore() throws Exception {
        Ear cat = greeted("Cat");
        Json.Obj first = cat.ask("{\"type\":\"subscribe\",\"payload\":{\"events\":[\"trustline.updated\"]}}");
        assertThat(first.text("type")).isEqualTo("subscribed");
        assertThat(first.array("events").texts()).containsExactly("trustline.updated");
        // Another socket of the same person, told after the first one, says when the first one was passed over.
        Ear after = greeted("Cat");
        hub.pay("Ann", "Cat", "1.00", "unheard");
        after.frame("payment.received");
        Json.Obj second = cat.ask("{\"type\":\"subscribe\",\"events\":[\"payment.received\",\"no.such\"]}");
        assertThat(second.object("payload").array("events").texts()).containsExactly("payment.received", "no.such");
        hub.pay("Ann", "Cat", "1.00", "heard");
        assertThat(cat.payload("payment.received").text("tx_id")).isEqualTo("heard");
        Json.Obj third = cat.ask("{\"type\":\"unsubscribe\",\"payload\":{\"events\":[\"payment.received\"]}}");
        assertThat(third.text("type")).isEqualTo("unsubscribed");
        assertThat(third.array("events").texts()).containsExactly("no.such");
        hub.pay("Ann", "Cat", "1.00", "unheard-too");
        assertThat(cat.ask("{\"type\":\"ping\"}").text("type")).isEqualTo("pong");
    }

    @Test
    void pingsAreAnsweredInBothForms() throws Exception {
        Ear ann = greeted("Ann");
        ann.say("ping");
        assertThat(ann.word()).isEqualTo("pong");
        Json.Obj pong = ann.ask("{\"type\":\"ping\"}");
        assertThat(pong.text("type")).isEqualTo("pong");
        assertThat(pong.text("timestamp")).isEqualTo("2027-01-15T08:00:00Z");
    }

    @Test
    void whatIsWrongIsAnsweredAndTheSocketLives() throws Exception {
        Ear ann = greeted("Ann");
        assertThat(ann.ask("{").text("error")).isEqualTo("invalid_json");
        assertThat(ann.ask("[1]").text("error")).isEqualTo("invalid_message");
        assertThat(ann.ask("{\"a\":1,\"a\":2}").text("error")).isEqualTo("invalid_json");
        assertThat(ann.ask("{}").text("error")).isEqualTo("unknown_message");
        assertThat(ann.ask("{\"type\":\"dance\"}").text("error")).isEqualTo("unknown_message");
        assertThat(ann.ask("{\"type\":7}").text("error")).isEqualTo("invalid_message");
        assertThat(ann.ask("{\"type\":\"subscribe\"}").text("error")).isEqualTo("invalid_message");
        assertThat(ann.ask("{\"type\":\"subscribe\",\"events\":[1]}").text("error"))
                .isEqualTo("invalid_message");
        assertThat(ann.ask("{\"type\":\"resume\",\"after\":-1}").text("error")).isEqualTo("invalid_message");
        assertThat(ann.ask("[".repeat(40) + "]".repeat(40)).text("error")).isEqualTo("invalid_json");
        ann.socket.send(ByteString.of((byte) 1));
        assertThat(ann.frame().text("error")).isEqualTo("text_expected");
        ann.say("ping");
        assertThat(ann.word()).isEqualTo("pong");
    }

    @Test
    void tooMuchThatIsWrongEndsTheSocket() throws Exception {
        Ear ann = greeted("Ann");
        for (int i = 0; i < 15; i++) {
            assertThat(ann.ask("{").text("error")).isEqualTo("invalid_json");
        }
        ann.say("{");
        assertThat(ann.ended()).isEqualTo("1008 too_many_errors");
    }

    @Test
    void tooManyMessagesAreRefusedAndThenEndTheSocket() throws Exception {
        hub.close();
        hub = new LiveHub(temp.resolve("second"), limits(256, 3, 5));
        Ear ann = greeted("Ann");
        for (int i = 0; i < 5; i++) {
            ann.say("ping");
            assertThat(ann.word()).isEqualTo("pong");
        }
        assertThat(ann.ask("ping").text("error")).isEqualTo("rate_limited");
        hub.clock.pass(100);
        ann.say("ping");
        assertThat(ann.word()).isEqualTo("pong");
        for (int i = 0; i < 3; i++) {
            ann.say("ping");
        }
        assertThat(ann.ended()).isEqualTo("1008 too_many_errors");
    }

    @Test
    void aMessageThatIsTooLongEndsTheSocketAndTheClientHearsWhy() throws Exception {
        Ear ann = greeted("Ann");
        ann.say(" ".repeat(60_000) + "ping");
        assertThat(ann.word()).isEqualTo("pong");
        ann.say(" ".repeat(70_000) + "ping");
        assertThat(ann.frame("error").text("error")).isEqualTo("message_too_long");
        assertThat(ann.ended()).isEqualTo("1009 message_too_long");
        Ear bob = greeted("Bob");
        bob.socket.send(ByteString.of(new byte[70_000]));
        assertThat(bob.ended()).isEqualTo("1009 message_too_long");
    }

    @Test
    void whatIsTooLongIsReadToItsEndBeforeTheGoodbye() throws Exception {
        try (java.net.Socket ann = hub.bare(hub.token("Ann"))) {
            say(ann, FIRST_TEXT, 70_000);
            say(ann, PING, 0);
            assertThat(frame(ann, 0x8A))
                    .as("a pong, so that the hub still reads")
                    .isEmpty();
            say(ann, MORE, 70_000);
            say(ann, PING, 0);
            assertThat(frame(ann, 0x8A)).isEmpty();
            say(ann, LAST, 1);
            assertThat(goodbye(ann)).isEqualTo("1009 message_too_long");
        }
    }

    @Test
    void whatIsMuchTooLongIsNotReadToItsEnd() throws Exception {
        try (java.net.Socket ann = hub.bare(hub.token("Ann"))) {
            say(ann, FIRST_TEXT, 1 << 20);
            say(ann, PING, 0);
            assertThat(frame(ann, 0x8A)).isEmpty();
            say(ann, MORE, 1);
            assertThat(goodbye(ann)).isEqualTo("1009 message_too_long");
        }
    }

    @Test
    void whatIsTooLongAndComesToNoEndIsNotWaitedFor() throws Exception {
        try (java.net.Socket ann = hub.bare(hub.token("Ann"))) {
            say(ann, FIRST_TEXT, 70_000);
            say(ann, PING, 0);
            assertThat(frame(ann, 0x8A)).isEmpty();
            hub.clock.pass(29_000);
            hub.sockets.look();
            say(ann, PING, 0);
            assertThat(frame(ann, 0x8A)).isEmpty();
            hub.clock.pass(2_000);
            hub.sockets.look();
            assertThat(goodbye(ann)).isEqualTo("1009 message_too_long");
        }
    }

    private static final int FIRST_TEXT = 0x01;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final int PING = 0x89;

    /** Writes a frame of blanks, masked with zeros (RFC 6455 §5.2). */
    private static void say(java.net.Socket socket, int kind, int length) throws Exception {
        java.nio.ByteBuffer frame = java.nio.ByteBuffer.allocate(length + 14);
        frame.put((byte) kind);
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else {
            frame.put((byte) (0x80 | 127)).putLong(length);
        }
        frame.putInt(0);
        int head = frame.position();
        java.util.Arrays.fill(frame.array(), head, head + length, (byte) ' ');
        socket.getOutputStream().write(frame.array(), 0, head + length);
    }

    /** The code and the word of the close frame. */
    private static String goodbye(java.net.Socket socket) throws Exception {
        byte[] goodbye = frame(socket, 0x88);
        return (((goodbye[0] & 0xFF) << 8) | (goodbye[1] & 0xFF)) + " "
                + new String(goodbye, 2, goodbye.length - 2, US_ASCII);
    }

    @Test
    void theEndOfATokenEndsItsSockets() throws Exception {
        Json.Obj first = hub.logIn("Ann");
        Ear ann = hub.listen(new Request.Builder().url(hub.url("?token=" + first.text("access_token"))));
        ann.frame("hello");
        Ear another = greeted("Ann");
        hub.call("logout", Json.Obj.EMPTY, first.text("access_token"));
        assertThat(ann.frame("error").text("error")).isEqualTo("token_revoked");
        assertThat(ann.ended()).isEqualTo("4401 token_revoked");
        hub.clock.jump(899_999);
        hub.sockets.look();
        another.say("ping");
        assertThat(another.word()).isEqualTo("pong");
        hub.clock.jump(1);
        hub.sockets.look();
        assertThat(another.ended()).isEqualTo("4401 token_expired");
    }

    @Test
    void aFreshTokenKeepsASocketOpen() throws Exception {
        Ear ann = greeted("Ann");
        hub.clock.jump(600_000);
        Json.Obj told = ann.ask("{\"type\":\"auth\",\"payload\":{\"token\":\"" + hub.token("Ann") + "\"}}");
        assertThat(told.text("type")).isEqualTo("authenticated");
        assertThat(told.object("payload").text("token_expires_at")).isEqualTo("2027-01-15T08:25:00Z");
        assertThat(ann.ask("{\"type\":\"auth\",\"token\":\"" + hub.token("Bob") + "\"}")
                        .text("error"))
                .isEqualTo("another_participant");
        assertThat(ann.ask("{\"type\":\"auth\",\"token\":\"x\"}").text("error")).isEqualTo("invalid_token");
        hub.clock.jump(400_000);
        hub.sockets.look();
        ann.say("ping");
        assertThat(ann.word()).isEqualTo("pong");
    }

    @Test
    void aBanEndsAllSockets() throws Exception {
        Ear ann = greeted("Ann");
        Ear more = greeted("Ann");
        Ear bob = greeted("Bob");
        LiveHub.committed(hub.node
                .node
                .submitAlone(HubTransactions.imported(
                        "ban",
                        List.of(),
                        List.of(),
                        List.of(new Operation.ChangeAccount(TestNode.pid("Ann"), AccountStatus.BANNED, null))))
                .join());
        assertThat(ann.ended()).isEqualTo("4401 token_revoked");
        assertThat(more.ended()).isEqualTo("4401 token_revoked");
        bob.say("ping");
        assertThat(bob.word()).isEqualTo("pong");
    }

    @Test
    void aPeerThatSaysNothingIsAskedAndLeft() throws Exception {
        // A client that is none: it answers no ping.
        try (java.net.Socket ann = hub.bare(hub.token("Ann"))) {
            hub.clock.pass(31_000);
            hub.sockets.look();
            assertThat(frame(ann, 0x89)).as("a ping").isEmpty();
            hub.clock.pass(60_000);
            hub.sockets.look();
            assertThat(goodbye(ann)).isEqualTo("4408 silent");
        }
    }

    /** Reads on to the next short frame of a kind, and what stands in it; texts are ASCII here. */
    private static byte[] frame(java.net.Socket socket, int kind) throws Exception {
        int one;
        do {
            one = socket.getInputStream().read();
            assertThat(one).isNotNegative();
        } while (one != kind);
        return socket.getInputStream().readNBytes(socket.getInputStream().read());
    }

    @Test
    void aStoppingHubSaysGoodbye() throws Exception {
        Ear ann = greeted("Ann");
        hub.sockets.close();
        assertThat(ann.ended()).isEqualTo("1001 going_away");
        awaitSockets(0);
        Ear late = hub.listen("Ann");
        assertThat(late.ended()).isEqualTo("failed");
        assertThat(late.refusedWith).isEqualTo(503);
    }

    private List<Long> seqs(Ear ear, String until) throws Exception {
        List<Long> seqs = new ArrayList<>();
        while (true) {
            Json.Obj frame = ear.frame();
            if (frame.text("type").equals(until)) {
                return seqs;
            }
            seqs.add(frame.number("seq"));
        }
    }

    private static List<Long> range(long first, long last) {
        List<Long> all = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            all.add(seq);
        }
        return all;
    }

    @Test
    void whatWasMissedIsGivenInOrderAndOnlyOnce() throws Exception {
        long before = hub.node.seq("Cat");
        for (int i = 0; i < 250; i++) {
            hub.pay("Ann", "Cat", "0.01", "p" + i);
        }
        Ear cat = hub.listen("Cat");
        long now = cat.frame("hello").number("seq");
        assertThat(now).isEqualTo(before + 250);
        cat.say("{\"type\":\"resume\",\"payload\":{\"after\":" + before + "}}");
        assertThat(seqs(cat, "resumed")).isEqualTo(range(before + 1, now));
        // What went out on this socket does not go out again.
        Json.Obj again = cat.ask("{\"type\":\"resume\",\"after\":" + (before + 5) + "}");
        assertThat(again.text("type")).isEqualTo("resumed");
        assertThat(again.object("payload").number("seq")).isEqualTo(now);
        // Only what lies before it does.
        cat.say("{\"type\":\"resume\",\"after\":" + (before - 1) + "}");
        assertThat(seqs(cat, "resumed")).containsExactly(before);
        hub.pay("Ann", "Cat", "0.01", "live");
        assertThat(cat.frame("payment.received").number("seq")).isEqualTo(now + 1);
        assertThat(cat.ask("{\"type\":\"resume\",\"after\":" + (now + 5) + "}").text("error"))
                .isEqualTo("seq_ahead");
    }

    @Test
    void theSameEventLooksTheSameLiveAndLater() throws Exception {
        Ear cat = greeted("Cat");
        hub.pay("Ann", "Cat", "3.00", "p");
        String live = cat.word();
        Ear later = hub.listen("Cat");
        long seq = later.frame("hello").number("seq");
        later.say("{\"type\":\"resume\",\"after\":" + (seq - 1) + "}");
        assertThat(later.word()).isEqualTo(live);
    }

    @Test
    void whoComesAndGoesWhilePaymentsGoOnHearsOfEachOnceAndInOrder() throws Exception {
        hub.close();
        LiveLimits patient = new LiveLimits(
                20, 3, 64 << 10, 256, 16 << 20, 30_000, 2_000, UNTIL_SPOKEN, 30_000, 90_000, 10, 1_000, 16, 10_000);
        hub = new LiveHub(temp.resolve("second"), patient);
        java.util.Random random = new java.util.Random(11);
        long last = hub.node.seq("Cat");
        int payments = 400;
        Thread payer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < payments; i++) {
                hub.pay("Ann", "Cat", "0.01", "p" + i);
            }
        });
        long end = last + payments;
        int connections = 0;
        while (last < end) {
            connections++;
            Ear cat = hub.listen("Cat");
            cat.frame("hello");
            cat.say("{\"type\":\"resume\",\"payload\":{\"after\":" + last + "}}");
            int stay = 1 + random.nextInt(60);
            for (int i = 0; i < stay && last < end; i++) {
                Json.Obj frame = cat.frame();
                if (!frame.text("type").equals("resumed")) {
                    assertThat(frame.number("seq")).isEqualTo(last + 1);
                    last++;
                }
            }
            cat.socket.cancel();
        }
        payer.join();
        assertThat(connections).isGreaterThan(5);
        assertThat(hub.node.seq("Cat")).isEqualTo(end);
    }

    @Test
    void aGoodbyeIsAnswered() throws Exception {
        Ear bob = greeted("Bob");
        bob.socket.close(1000, null);
        assertThat(bob.ended()).startsWith("1000");
        awaitSockets(0);
    }

    @Test
    void aSlowReaderIsCutWhileTheOthersGoOn() throws Exception {
        Ear bob = greeted("Bob");
        CountDownLatch gate = new CountDownLatch(1);
        Ear slow = new Ear(
                hub.client,
                new Request.Builder().url(hub.url("?token=" + hub.token("Cat"))).build()) {
            @Override
            public void onMessage(okhttp3.WebSocket webSocket, String text) {
                try {
                    gate.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                super.onMessage(webSocket, text);
            }
        };
        slow.opened.get(20, TimeUnit.SECONDS).close();
        // Long answers that nobody reads fill what lies between, then the queue.
        String names = String.join("\",\"", java.util.Collections.nCopies(64, "x".repeat(64)));
        String subscribe = "{\"type\":\"subscribe\",\"events\":[\"" + names + "\"]}";
        int said = 0;
        while (hub.sockets.gauges().get("sockets_cut_slow_total") == 0) {
            assertThat(said++).isLessThan(20_000);
            slow.socket.send(subscribe);
            hub.clock.pass(200);
            if (said % 16 == 0) {
                hub.pay("Ann", "Bob", "0.01", "p" + said);
                assertThat(bob.payload("payment.received").text("tx_id")).isEqualTo("p" + said);
                bob.say("ping");
                assertThat(bob.word()).isEqualTo("pong");
            }
        }
        gate.countDown();
        assertThat(slow.ended()).isIn("4408 too_slow", "failed");
        bob.say("ping");
        assertThat(bob.word()).isEqualTo("pong");
        awaitSockets(1);
    }

    private void awaitSockets(int count) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (hub.sockets.count() != count && System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
        assertThat(hub.sockets.count()).isEqualTo(count);
    }

    @Test
    void manyIdleSocketsCostNoThreadsOfTheMachine() throws Exception {
        hub.close();
        LiveLimits many = new LiveLimits(
                600, 600, 64 << 10, 256, 16 << 20, 30_000, 2_000, AT_ONCE, 30_000, 90_000, 10, 40, 16, 10_000);
        hub = new LiveHub(temp.resolve("second"), many);
        String token = hub.token("Cat");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<java.net.Socket> sockets = new ArrayList<>();
        int before = threads.getThreadCount();
        for (int i = 0; i < 300; i++) {
            sockets.add(hub.bare(token));
        }
        assertThat(hub.sockets.count()).isEqualTo(300);
        assertThat(threads.getThreadCount() - before).isLessThan(50);
        hub.pay("Ann", "Cat", "0.01", "p");
        for (java.net.Socket socket : sockets) {
            assertThat(LiveHub.heard(socket, "payment.received")).isTrue();
            socket.close();
        }
    }

    @Test
    void aHistoryThatIsTooLongIsGivenInPart() throws Exception {
        hub.close();
        LiveLimits few =
                new LiveLimits(20, 3, 64 << 10, 256, 16 << 20, 30_000, 2_000, AT_ONCE, 30_000, 90_000, 10, 40, 16, 5);
        hub = new LiveHub(temp.resolve("second"), few);
        for (int i = 0; i < 8; i++) {
            hub.pay("Ann", "Cat", "0.01", "p" + i);
        }
        Ear cat = hub.listen("Cat");
        long now = cat.frame("hello").number("seq");
        cat.say("{\"type\":\"resume\",\"after\":0}");
        Json.Obj partial = cat.payload("resume.partial");
        assertThat(partial.number("from")).isEqualTo(now - 4);
        assertThat(seqs(cat, "resumed")).isEqualTo(range(now - 4, now));
    }
}
