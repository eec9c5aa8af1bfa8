package org.tallystick.hub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.tallystick.base.Clock;

/**
 * Closes connections whose request does not come to its end in time although bytes trickle in: the limit on silence does not see
 * them. Looks at all of them a few times in that time, on the server's own scheduler.
 */
final class SlowConnections extends AbstractLifeCycle implements Connection.Listener {

    private static final int LOOKS = 4;

    private final Server server;
    private final Clock clock;
    private final int requestMs;
    private final Map<Connection, Seen> seen = new ConcurrentHashMap<>();
    private volatile boolean over;

    /**
     * What a connection had brought when it last brought a whole request or nothing.
     *
     * @param requests how many requests had begun
     * @param bytes how many bytes had come
     */
    private record Seen(long requests, long bytes, long atNs) {}

    SlowConnections(Server server, Clock clock, int requestMs) {
        this.server = server;
        this.clock = clock;
        this.requestMs = requestMs;
    }

    @Override
    protected void doStart() {
        for (Connector connector : server.getConnectors()) {
            connector.addBean(this, false);
        }
        lookLater();
    }

    @Override
    protected void doStop() {
        over = true;
        seen.clear();
    }

    private void lookLater() {
        Scheduler scheduler = server.getScheduler();
        if (!over && scheduler != null) {
            scheduler.schedule(this::look, requestMs / LOOKS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            seen.replaceAll(this::look);
        } finally {
            lookLater();
        }
    }

    private Seen look(Connection connection, Seen before) {
        long now = clock.monotonicNs();
        Seen current = new Seen(connection.getMessagesIn(), connection.getBytesIn(), now);
        if (current.requests() != before.requests() || current.bytes() == before.bytes()) {
            return current;
        }
        if (now - before.atNs() > requestMs * 1_000_000L) {
            connection.getEndPoint().close();
        }
        return before;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            seen.put(connection, new Seen(0, 0, clock.monotonicNs()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        seen.remove(connection);
    }
}
