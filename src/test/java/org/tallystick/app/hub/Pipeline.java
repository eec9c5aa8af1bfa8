package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A client with one connection at a time that sends some requests before it reads their answers (RFC 9112 §9.3.2), byte for byte as
 * they are given. One thread.
 */
final class Pipeline implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;
    private static final int ATTEMPTS = 4;
    private static final int LONGEST_LINE = 16 << 10;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    Pipeline(int port) {
        this.port = port;
    }

    /** What was answered. */
    @SuppressWarnings("ArrayRecordComponent")
    record Told(int status, String contentType, byte[] body) {}

    /**
     * Sends requests and gives their answers. What is left unanswered by a connection that ends behind another answer, or before the
     * server has read a body that it does not want, is sent again.
     *
     * @throws IOException when a request is not answered in time, or not at all however often it is sent
     */
    List<Told> send(List<byte[]> requests) throws IOException {
        List<Told> answers = new ArrayList<>();
        int attempts = 0;
        while (answers.size() < requests.size()) {
            int before = answers.size();
            try {
                exchange(requests.subList(before, requests.size()), answers);
            } catch (SocketTimeoutException silent) {
                throw silent;
            } catch (IOException broken) {
                close();
                attempts = answers.size() > before ? 0 : attempts + 1;
                if (attempts == ATTEMPTS) {
                    throw new IOException(
                            "Nothing is answered to " + new String(requests.get(before), US_ASCII), broken);
                }
            }
        }
        return answers;
    }

    private void exchange(List<byte[]> requests, List<Told> answers) throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(PATIENCE_MS);
            open.setTcpNoDelay(true);
            socket = open;
            in = new BufferedInputStream(open.getInputStream(), 16 << 10);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] request : requests) {
            all.writeBytes(request);
        }
        all.writeTo(open.getOutputStream());
        for (int i = 0; i < requests.size() && socket != null; i++) {
            answers.add(read());
        }
    }

    private Told read() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        Map<String, String> head = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            head.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = body(status, head);
        if (head.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        if (head.getOrDefault("content-encoding", "").equals("gzip")) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return new Told(status, head.getOrDefault("content-type", ""), body);
    }

    private byte[] body(int status, Map<String, String> head) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (head.containsKey("content-length")) {
            return exactly(Integer.parseInt(head.get("content-length")));
        }
        if (!head.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = Integer.parseInt(line(), 16);
        while (length > 0) {
            body.writeBytes(exactly(length));
            line();
            length = Integer.parseInt(line(), 16);
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("An answer breaks off");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int one = in.read();
        while (one != '\n') {
            if (one < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("An answer breaks off in its head");
            }
            line.append((char) one);
            one = in.read();
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
