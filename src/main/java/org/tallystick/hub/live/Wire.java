package org.tallystick.hub.live;

import java.util.concurrent.CompletableFuture;

/** The connection below an outlet. Any thread. */
interface Wire {

    /** Sends a text; completed when the peer's machine has taken it. */
    CompletableFuture<Void> send(String text);

    /** Says goodbye; completed when that is sent. */
    CompletableFuture<Void> close(CloseCode why);

    /** Cuts the connection. */
    void cut();
}
