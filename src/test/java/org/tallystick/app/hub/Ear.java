package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/** A WebSocket of a member under test. */
final class Ear implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Ear(Member member) {
        Request request = new Request.Builder()
                .url(member.world.url("/ws"))
                .header("Sec-WebSocket-Protocol", "bearer, " + member.access)
                .build();
        socket = member.world.client.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onMessage(WebSocket webSocket, String text) {
                heard.add(text);
            }

            @Override
            public void onClosing(WebSocket webSocket, int code, String reason) {
                heard.add("{\"type\":\"closing\",\"code\":" + code + "}");
                webSocket.close(code, null);
            }

            @Override
            public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
                heard.add("{\"type\":\"failed\"}");
            }
        });
    }

    static Ear of(Member member) throws InterruptedException {
        Ear ear = new Ear(member);
        ear.next("hello");
        return ear;
    }

    void send(String text) {
        assertThat(socket.send(text)).isTrue();
    }

    /** The next frame of a type; others before it are passed over. */
    Json.Obj next(String type) throws InterruptedException {
        while (true) {
            String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(text).as("a frame of type %s", type).isNotNull();
            if (text.equals(type)) {
                return Json.Obj.EMPTY;
            }
            try {
                Json.Obj frame = Json.readObject(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                if (frame.text("type").equals(type)) {
                    return frame;
                }
                assertThat(frame.text("type")).as(text).isNotEqualTo("failed");
            } catch (MalformedJson malformed) {
                assertThat(text).isEqualTo("pong");
            }
        }
    }

    @Override
    public void close() {
        socket.cancel();
    }
}
