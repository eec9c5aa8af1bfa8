package org.tallystick.hub.live;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** The connection of a socket, through the server. Any thread. */
final class JettyWire implements Wire {

    private final Session.Listener.Abstract socket;

    JettyWire(Session.Listener.Abstract socket) {
        this.socket = socket;
    }

    private CompletableFuture<Void> with(java.util.function.BiConsumer<Session, Callback> action) {
        Callback.Completable done = new Callback.Completable();
        @Nullable Session session = socket.getSession();
        if (session == null) {
            done.fail(new IllegalStateException("not open"));
        } else {
            action.accept(session, done);
        }
        return done;
    }

    @Override
    public CompletableFuture<Void> send(String text) {
        return with((session, done) -> session.sendText(text, done));
    }

    @Override
    public CompletableFuture<Void> close(CloseCode why) {
        return with((session, done) -> session.close(why.code(), why.reason(), done));
    }

    @Override
    public void cut() {
        @Nullable Session session = socket.getSession();
        if (session != null) {
            session.disconnect();
        }
    }
}
