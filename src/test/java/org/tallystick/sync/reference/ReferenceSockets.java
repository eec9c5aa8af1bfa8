package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;

/** The sockets of a reference hub: nothing comes before a subscription, and nothing is ever sent twice (GEO facts §8). */
final class ReferenceSockets {

    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile int opened;

    /** One connection. */
    private final class Ear extends WebSocketListener {

        private final String pid;
        private final Set<String> wanted = ConcurrentHashMap.newKeySet();
        private @Nullable WebSocket socket;

        Ear(String pid) {
            this.pid = pid;
        }

        @Override
        public synchronized void onOpen(WebSocket webSocket, Response response) {
            socket = webSocket;
            ears.add(this);
            opened++;
            say(Json.object()
                    .put("type", "hello")
                    .put("pid", pid)
                    .put("ts", "2026-11-22T12:00:00.123456+00:00")
                    .build());
        }

        @Override
        public synchronized void onMessage(WebSocket webSocket, String text) {
            if (silent) {
                return;
            }
            if (text.equals("ping")) {
                webSocket.send("pong");
                return;
            }
            try {
                Json.Obj message = Json.readObject(text.getBytes(UTF_8));
                if (message.optionalText("type").orElse("").equals("subscribe")) {
                    wanted.clear();
                    if (message.has("events")) {
                        wanted.addAll(message.array("events").texts());
                    }
                    say(Json.object()
                            .put("type", "subscribed")
                            .put("events", Json.of(wanted.stream().map(Json::of).toList()))
                            .build());
                } else {
                    say(error("unknown_message"));
                }
            } catch (MalformedJson malformed) {
                say(error("invalid_json"));
            }
        }

        private static Json.Obj error(String what) {
            return Json.object().put("type", "error").put("error", what).build();
        }

        private void say(Json.Obj message) {
            if (socket != null && !silent) {
                socket.send(CanonicalJson.text(message));
            }
        }

        synchronized void tell(Json.Obj event) {
            if (wanted.contains("payment.received")) {
                say(event);
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            ears.remove(this);
            webSocket.close(code, null);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            ears.remove(this);
        }

        synchronized void flood() {
            if (socket != null) {
                socket.send("a".repeat(1 << 20));
            }
        }

        synchronized void cut() {
            if (socket != null) {
                socket.close(1012, null);
            }
            ears.remove(this);
        }
    }

    WebSocketListener open(String pid) {
        return new Ear(pid);
    }

    void tell(String pid, Json.Obj event) {
        ears.stream().filter(ear -> ear.pid.equals(pid)).forEach(ear -> ear.tell(event));
    }

    /** How many are subscribed to what is told. */
    long subscribed() {
        return ears.stream()
                .filter(ear -> ear.wanted.contains("payment.received"))
                .count();
    }

    void silence() {
        silent = true;
    }

    void flood() {
        ears.forEach(Ear::flood);
    }

    void cut() {
        silent = false;
        ears.forEach(Ear::cut);
    }

    /** How many were opened in all. */
    int opened() {
        return opened;
    }

    int count() {
        return ears.size();
    }
}
