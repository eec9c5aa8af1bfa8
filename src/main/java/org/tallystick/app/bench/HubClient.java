package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection to a hub on this machine, kept open, that costs a measurement as little as can be: what is measured is the hub. One
 * thread.
 */
final class HubClient implements AutoCloseable {

    private static final String LENGTH = "Content-Length:";
    private static final int MAX_BODY = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] read = new byte[16 << 10];
    private int from;
    private int to;

    /** What was answered. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) {}

    HubClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    Answer get(String path, String token) throws IOException {
        return send("GET", path, token, new byte[0]);
    }

    Answer post(String path, String token, byte[] body) throws IOException {
        return send("POST", path, token, body);
    }

    /** Sends by any method; an empty token is none, an empty body is none. */
    Answer send(String method, String path, String token, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(" /api/v1")
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (!token.isEmpty()) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        byte[] headBytes = head.append("\r\n").toString().getBytes(US_ASCII);
        byte[] all = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length);
        out.write(all);
        return read();
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        if (length > MAX_BODY) {
            throw new IOException("A longer answer than is measured");
        }
        byte[] body = new byte[length];
        int buffered = Math.min(length, to - from);
        System.arraycopy(read, from, body, 0, buffered);
        from += buffered;
        if (in.readNBytes(body, buffered, length - buffered) < length - buffered) {
            throw new IOException("The hub hung up");
        }
        return new Answer(status, body);
    }

    private String line() throws IOException {
        int end = from;
        while (true) {
            while (end < to && read[end] != '\n') {
                end++;
            }
            if (end < to) {
                int length = end > from && read[end - 1] == '\r' ? end - 1 - from : end - from;
                String line = new String(read, from, length, ISO_8859_1);
                from = end + 1;
                return line;
            }
            end = fill();
        }
    }

    /** Gets more behind what is left; answers where that begins. */
    private int fill() throws IOException {
        System.arraycopy(read, from, read, 0, to - from);
        to -= from;
        from = 0;
        int count = to == read.length ? -1 : in.read(read, to, read.length - to);
        if (count < 0) {
            throw new IOException("The hub hung up");
        }
        int begin = to;
        to += count;
        return begin;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
