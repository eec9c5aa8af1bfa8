package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/**
 * Somebody's socket through all its connections: whenever it is cut it comes back and resumes behind the last event it saw. It
 * remembers the number of each event that it saw, so that what is missing and what came twice is known. Any thread.
 */
final class SoakEar {

    /** All that happens in a soak. */
    static final List<String> EVENTS =
            List.of("payment.received", "payment.sent", "payment.carried", "trustline.updated", "clearing.completed");

    private static final int LONGEST_PAUSE_MS = 3_000;
    private static final int AFTER_REFUSAL_MS = 1_000;

    private final SoakPeople people;
    private final int person;
    private final OkHttpClient client;
    private final String url;
    private final SoakTally tally;
    private final BitSet seen = new BitSet();
    private boolean based;
    private boolean stopped;
    private long position;
    private long greeted;
    private long sent;
    private long received;
    private @Nullable Connection connection;

    SoakEar(SoakPeople people, int person, OkHttpClient client, int port, SoakTally tally) {
        this.people = people;
        this.person = person;
        this.client = client;
        this.url = "http://127.0.0.1:" + port + "/api/v1/ws";
        this.tally = tally;
    }

    /** Where to begin; otherwise it begins at what the hub greets it with. */
    SoakEar after(long seq) {
        synchronized (this) {
            based = true;
            position = seq;
        }
        return this;
    }

    synchronized SoakEar open() {
        if (!stopped) {
            Connection next = new Connection();
            connection = next;
            next.socket = client.newWebSocket(
                    new Request.Builder()
                            .url(url)
                            .header("Sec-WebSocket-Protocol", "bearer, " + people.token(person))
                            .build(),
                    next);
        }
        return this;
    }

    /** The count of its person when it was greeted first. */
    synchronized long greeted() {
        return greeted;
    }

    synchronized long position() {
        return position;
    }

    synchronized BitSet seen() {
        return (BitSet) seen.clone();
    }

    synchronized long sent() {
        return sent;
    }

    synchronized long received() {
        return received;
    }

    int person() {
        return person;
    }

    /** Waits until it has seen so many events. */
    synchronized boolean awaitSeen(int events, long seconds) throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (seen.cardinality() < events && System.nanoTime() < endNs) {
            wait(500);
        }
        return seen.cardinality() >= events;
    }

    /** Waits until it is connected and, if it had to, has resumed. */
    synchronized boolean awaitReady(long seconds) throws InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!ready() && System.nanoTime() < endNs) {
            wait(500);
        }
        return ready();
    }

    private boolean ready() {
        return connection != null && connection.inOrder && !connection.ended;
    }

    /** Its connection is lost as by a power cut, or given up politely. */
    void cut(boolean politely) {
        Connection now;
        synchronized (this) {
            if (!ready()) {
                return;
            }
            now = connection;
        }
        if (now != null && now.socket != null) {
            tally.count(politely ? "left" : "cut");
            if (politely) {
                now.socket.close(1000, null);
            } else {
                now.socket.cancel();
            }
        }
    }

    /** Says the new access token on the connection that is open. */
    void authenticate() {
        say("{\"type\":\"auth\",\"payload\":{\"token\":\"" + people.token(person) + "\"}}");
    }

    private void say(String text) {
        WebSocket socket;
        synchronized (this) {
            socket = connection == null ? null : connection.socket;
        }
        if (socket != null && !socket.send(text)) {
            tally.count("said to nobody");
        }
    }

    /** Reads nothing and makes the hub talk until the hub has enough of it. */
    void dawdle(CountDownLatch stop) throws InterruptedException {
        Connection now;
        synchronized (this) {
            if (!ready()) {
                return;
            }
            now = connection;
        }
        if (now == null) {
            return;
        }
        now.gate = new CountDownLatch(1);
        tally.count("stopped reading");
        String fat = subscription(58);
        for (int i = 0; i < 1_200 && !now.ended && !stop.await(110, TimeUnit.MILLISECONDS); i++) {
            say(fat);
        }
        tally.count(now.ended ? "cut by the hub while not reading" : "went on reading");
        now.gate.countDown();
    }

    private static String subscription(int unknown) {
        StringBuilder names = new StringBuilder("\"" + String.join("\",\"", EVENTS) + "\"");
        for (int i = 0; i < unknown; i++) {
            names.append(",\"").append("x".repeat(60)).append('"');
        }
        return "{\"type\":\"subscribe\",\"payload\":{\"events\":[" + names + "]}}";
    }

    void stop() {
        Connection now;
        synchronized (this) {
            stopped = true;
            now = connection;
        }
        if (now != null && now.socket != null) {
            now.socket.cancel();
        }
    }

    /** One connection of it. */
    private final class Connection extends WebSocketListener {

        private final BitSet here = new BitSet();
        private long after = -1;
        private boolean inOrder;
        private volatile boolean ended;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile @Nullable WebSocket socket;

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            try {
                gate.await();
                hear(webSocket, Json.readObject(text.getBytes(UTF_8)));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (MalformedJson malformed) {
                tally.defect("malformed: " + text);
            }
        }

        private void hear(WebSocket from, Json.Obj frame) throws MalformedJson {
            synchronized (SoakEar.this) {
                if (ended) {
                    return;
                }
                String type = frame.text("type");
                switch (type) {
                    case "hello" -> greet(from, frame.number("seq"));
                    case "resumed" -> {
                        tally.count("resumed");
                        inOrder = true;
                        long to = Math.max(
                                here.length() - 1L, frame.object("payload").number("seq"));
                        position = Math.max(position, to);
                    }
                    case "error" -> tally.count("told " + frame.text("error"));
                    case "subscribed", "authenticated" -> {}
                    default -> event(type, frame);
                }
                SoakEar.this.notifyAll();
            }
        }

        private void greet(WebSocket to, long seq) {
            if (greeted == 0) {
                greeted = seq;
            }
            if (based) {
                after = position;
                to.send("{\"type\":\"resume\",\"payload\":{\"after\":" + position + "}}");
            } else {
                based = true;
                after = seq;
                position = seq;
                inOrder = true;
            }
            to.send(subscription(0));
        }

        private void event(String type, Json.Obj frame) throws MalformedJson {
            if (!EVENTS.contains(type)) {
                tally.defect("unexpected " + type);
                return;
            }
            tally.event();
            int seq = (int) frame.number("seq");
            if (seq <= after || here.get(seq)) {
                tally.doubled();
            }
            if (inOrder && seq <= position) {
                tally.count("out of order");
            }
            here.set(seq);
            if (inOrder) {
                position = Math.max(position, seq);
            }
            if (seen.get(seq)) {
                tally.count("seen before an unfinished resume");
            } else {
                seen.set(seq);
                sent += type.equals("payment.sent") ? 1 : 0;
                received += type.equals("payment.received") ? 1 : 0;
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(code, null);
            over("closed " + code + " " + reason, LONGEST_PAUSE_MS);
        }

        @Override
        public void onClosed(WebSocket webSocket, int code, String reason) {
            over("closed " + code + " " + reason, LONGEST_PAUSE_MS);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
            if (response == null) {
                over("connections lost", LONGEST_PAUSE_MS);
            } else {
                over("refused " + response.code(), AFTER_REFUSAL_MS);
            }
        }

        private void over(String how, int pauseMs) {
            synchronized (SoakEar.this) {
                if (ended) {
                    return;
                }
                ended = true;
                if (stopped) {
                    return;
                }
            }
            tally.count(how);
            CompletableFuture.delayedExecutor(ThreadLocalRandom.current().nextInt(pauseMs), TimeUnit.MILLISECONDS)
                    .execute(SoakEar.this::open);
        }
    }
}
