package org.tallystick.hub.live;

import java.time.Instant;
import java.util.Collection;
import org.tallystick.base.Clock;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.http.Event;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.Block;

/** What the hub says on a socket, as text (API map; reference hub, §8). Any thread. */
final class Frames {

    static final String BLOCK_SEALED = "block.sealed";

    private static final String TYPE = "type";
    private static final String PAYLOAD = "payload";
    private static final String TIMESTAMP = "timestamp";
    private static final String SEQ = "seq";
    private static final String EVENTS = "events";

    private final Clock clock;

    Frames(Clock clock) {
        this.clock = clock;
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private Json.ObjBuilder now(String type) {
        return Json.object().put(TYPE, type).put(TIMESTAMP, time(clock.wallMs()));
    }

    /** An event; {@code event} says the type again for older clients. */
    static String event(Event event, long seq, long timestampMs) {
        return CanonicalJson.text(Json.object()
                .put(TYPE, event.type())
                .put("event", event.type())
                .put(PAYLOAD, event.payload())
                .put(TIMESTAMP, time(timestampMs))
                .put(SEQ, seq)
                .build());
    }

    static String sealed(Block block) {
        long height = block.header().height();
        return CanonicalJson.text(Json.object()
                .put(TYPE, BLOCK_SEALED)
                .put("event", BLOCK_SEALED)
                .put(
                        PAYLOAD,
                        Json.object()
                                .put("height", height)
                                .put("epoch", block.header().epoch())
                                .put("hash", Hex.encode(block.hash()))
                                .put("tx_count", block.header().transactionCount())
                                .build())
                .put(TIMESTAMP, time(block.header().timestampMs()))
                .put("height", height)
                .build());
    }

    String hello(Pid pid, long seq, long expiresAtMs) {
        return CanonicalJson.text(now("hello")
                .put("pid", pid.text())
                .put(SEQ, seq)
                .put("ts", time(clock.wallMs()))
                .put(
                        PAYLOAD,
                        Json.object()
                                .put("pid", pid.text())
                                .put(SEQ, seq)
                                .put("token_expires_at", time(expiresAtMs))
                                .build())
                .build());
    }

    String pong() {
        return CanonicalJson.text(now("pong").build());
    }

    String subscription(String type, Collection<String> events) {
        Json names = Json.of(events.stream().map(Json::of).toList());
        return CanonicalJson.text(now(type)
                .put(EVENTS, names)
                .put(PAYLOAD, Json.object().put(EVENTS, names).build())
                .build());
    }

    String authenticated(long expiresAtMs) {
        return CanonicalJson.text(now("authenticated")
                .put(
                        PAYLOAD,
                        Json.object().put("token_expires_at", time(expiresAtMs)).build())
                .build());
    }

    /** Nothing before {@code from} is replayed. */
    String partial(long after, long from) {
        return CanonicalJson.text(now("resume.partial")
                .put(
                        PAYLOAD,
                        Json.object().put("after", after).put("from", from).build())
                .build());
    }

    String resumed(long after, long seq) {
        return CanonicalJson.text(now("resumed")
                .put(PAYLOAD, Json.object().put("after", after).put(SEQ, seq).build())
                .build());
    }

    String error(String what) {
        return CanonicalJson.text(now("error")
                .put("error", what)
                .put(PAYLOAD, Json.object().put("reason", what).build())
                .build());
    }
}
