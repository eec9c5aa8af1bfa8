package org.tallystick.sync;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Sockets that take in so many bytes and then break, until they are allowed more; live ones take in as much as comes, but no more than
 * a little of it when they close. The client gathers some of what a hub sends before it looks at it, such as the line that says how
 * long a piece is (RFC 9112 §7.1), so that only what it is not given cannot fill the memory. Counted below TLS, whose bytes are never
 * fewer. A socket to a SOCKS proxy is made by the client itself and not counted. Any thread.
 */
final class BoundedSockets extends SocketFactory {

    /** What may come before anything is allowed: handshakes. */
    private static final long FIRST_BYTES = 1 << 20;

    /** Heads, and what goes around the pieces of a body. */
    private static final long AROUND_BYTES = 1 << 20;

    /**
     * What may be passed over when a connection ends. TLS empties what has come before it closes, for as long as there is something,
     * so that whoever goes on sending would hold the wallet in it.
     */
    private static final int PASSED_OVER_BYTES = 64 << 10;

    private final long firstBytes;
    private final Map<Integer, Bounded> open = new ConcurrentHashMap<>();

    private BoundedSockets(long firstBytes) {
        this.firstBytes = firstBytes;
    }

    /** Sockets for answers. */
    static BoundedSockets forAnswers() {
        return new BoundedSockets(FIRST_BYTES);
    }

    /** Live sockets, which may say little at a time but as long as they live: only their end is bounded here. */
    static BoundedSockets forLive() {
        return new BoundedSockets(Long.MAX_VALUE);
    }

    /** More came than was allowed. */
    static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("more came than any answer may have");
        }
    }

    /**
     * From now on an answer may come on a connection.
     *
     * @param connection one of these, or a socket above one
     * @param answerBytes the longest answer; in small pieces it may be twice that on the wire
     */
    void allow(Socket connection, int answerBytes) {
        Bounded below = open.get(connection.getLocalPort());
        if (below != null) {
            below.leftBytes.set(2L * answerBytes + AROUND_BYTES);
        }
    }

    @Override
    public Socket createSocket() {
        return new Bounded();
    }

    /** A socket that counts; it is known by its port, which those above it have too. */
    private final class Bounded extends Socket {

        private final AtomicLong leftBytes = new AtomicLong(firstBytes);

        @Override
        public void connect(SocketAddress to, int timeoutMs) throws IOException {
            super.connect(to, timeoutMs);
            open.put(getLocalPort(), this);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), leftBytes);
        }

        @Override
        public void close() throws IOException {
            open.values().remove(this);
            super.close();
        }
    }

    private static final class Counted extends FilterInputStream {

        private final AtomicLong leftBytes;
        private final AtomicLong leftToPassOver = new AtomicLong(PASSED_OVER_BYTES);

        Counted(InputStream in, AtomicLong leftBytes) {
            super(in);
            this.leftBytes = leftBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            if (count > 0 && leftBytes.addAndGet(-count) < 0) {
                throw new TooMuch();
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return leftToPassOver.get() > 0 ? super.available() : 0;
        }

        @Override
        public long skip(long most) throws IOException {
            long skipped = super.skip(Math.clamp(most, 0, Math.max(0, leftToPassOver.get())));
            leftToPassOver.addAndGet(-skipped);
            return skipped;
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
