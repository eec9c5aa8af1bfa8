package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * A connection to a hub on this machine, kept open, that costs a measurement as little as can be: what is measured is the hub. One
 * thread.
 */
final class HubClient implements AutoCloseable {

    private static final int MAX_LINE = 8_192;
    private static final int MAX_BODY = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** What was answered. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) {}

    HubClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
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
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length > MAX_BODY) {
            throw new IOException("A longer answer than is measured");
        }
        return new Answer(status, in.readNBytes(length));
    }

    private String line() throws IOException {
        byte[] bytes = new byte[256];
        int length = 0;
        while (true) {
            int next = in.read();
            if (next < 0 || length == MAX_LINE) {
                throw new IOException("The hub hung up");
            }
            if (next == '\n') {
                return new String(bytes, 0, length, ISO_8859_1);
            }
            if (next != '\r') {
                if (length == bytes.length) {
                    bytes = java.util.Arrays.copyOf(bytes, length * 2);
                }
                bytes[length++] = (byte) next;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
