package org.tallystick.hub.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/** A client that listens and keeps what it hears. */
class Ear extends WebSocketListener {

    private static final int PATIENCE_SECONDS = 20;

    final WebSocket socket;
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Response> opened = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    volatile int refusedWith;
    volatile String refusal = "";

    Ear(OkHttpClient client, Request request) {
        this.socket = client.newWebSocket(request, this);
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        opened.complete(response);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        heard.add(text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(code, null);
        closed.complete(code + " " + reason);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
        if (response != null) {
            refusedWith = response.code();
            try {
                refusal = response.body().string();
            } catch (java.io.IOException unread) {
                refusal = "";
            }
        }
        opened.completeExceptionally(failure);
        closed.complete("failed");
    }

    String word() throws InterruptedException {
        String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("Nothing was heard in time; closed: " + closed.getNow("no"));
        }
        return text;
    }

    Json.Obj frame() throws InterruptedException {
        String text = word();
        try {
            return Json.readObject(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (MalformedJson malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    Json.Obj frame(String type) throws Exception {
        Json.Obj frame = frame();
        if (!frame.text("type").equals(type)) {
            throw new AssertionError("Instead of " + type + ": " + org.tallystick.identity.CanonicalJson.text(frame));
        }
        return frame;
    }

    Json.Obj payload(String type) throws Exception {
        return frame(type).object("payload");
    }

    Json.Obj ask(String text) throws InterruptedException {
        say(text);
        return frame();
    }

    void say(String text) {
        if (!socket.send(text)) {
            throw new AssertionError("The socket takes nothing");
        }
    }

    String ended() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
