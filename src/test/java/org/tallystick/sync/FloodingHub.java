package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Answers whoever asks as a test says, and then sends the same bytes again and again for as long as somebody takes them in. */
final class FloodingHub implements AutoCloseable {

    /** More than what a wallet and all buffers between may take in. */
    static final long MOST_BYTES = 48L << 20;

    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Optional<SSLSocketFactory> tls;
    private final CompletableFuture<Long> sentBytes = new CompletableFuture<>();
    private final CompletableFuture<Map<String, String>> asked = new CompletableFuture<>();

    /** What comes first, after what was asked. */
    interface Begin {
        byte[] bytes(Map<String, String> headers) throws IOException;
    }

    FloodingHub(boolean secure, Begin begin, byte[] again) throws IOException {
        tls = secure ? Optional.of(certificate().sslSocketFactory()) : Optional.empty();
        Thread.ofVirtual().start(() -> serve(begin, again));
    }

    private static HandshakeCertificates certificate() {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        return new HandshakeCertificates.Builder().heldCertificate(own).build();
    }

    HubHttp http() {
        String scheme = tls.isPresent() ? "https" : "http";
        return new HubHttp(
                HubAddress.parse(scheme + "://127.0.0.1:" + server.getLocalPort())
                        .orElseThrow(),
                new HubHttp.Ground(
                        false,
                        Pins.inMemory(),
                        Optional.empty(),
                        new HttpLimits(2_000, 5_000, 5_000, 10_000, 64 << 10)),
                StubHub.ids());
    }

    private void serve(Begin begin, byte[] again) {
        try {
            while (true) {
                try (Socket plain = server.accept();
                        Socket wallet = secured(plain)) {
                    Map<String, String> headers = headers(wallet);
                    asked.complete(headers);
                    OutputStream out = wallet.getOutputStream();
                    out.write(begin.bytes(headers));
                    flood(out, again);
                }
            }
        } catch (IOException closed) {
            sentBytes.completeExceptionally(closed);
        }
    }

    private Socket secured(Socket plain) throws IOException {
        return tls.isPresent() ? tls.get().createSocket(plain, null, true) : plain;
    }

    private static Map<String, String> headers(Socket wallet) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(wallet.getInputStream(), ISO_8859_1));
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private void flood(OutputStream out, byte[] again) {
        long sent = 0;
        try {
            while (again.length > 0 && sent < MOST_BYTES) {
                out.write(again);
                sent += again.length;
            }
            out.flush();
        } catch (IOException ended) {
            assert ended != null;
        }
        sentBytes.complete(sent);
    }

    /** How much the first who asked took in before they ended the connection; {@link #MOST_BYTES} where they took all. */
    long sentBytes() throws Exception {
        return sentBytes.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The headers of the first question. */
    Map<String, String> asked() throws Exception {
        return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A head of an answer. */
    static Begin head(String lines) {
        return headers -> ("HTTP/1.1 200 OK\r\n" + lines).getBytes(ISO_8859_1);
    }

    /** Opens a socket and sends so much on it. */
    static Begin socket(String moreHeaders, byte[] first) {
        return headers -> {
            byte[] head = (SWITCH + "Sec-WebSocket-Accept: " + accepted(headers.get("sec-websocket-key")) + "\r\n"
                            + moreHeaders + "\r\n")
                    .getBytes(ISO_8859_1);
            byte[] all = java.util.Arrays.copyOf(head, head.length + first.length);
            System.arraycopy(first, 0, all, head.length, first.length);
            return all;
        };
    }

    private static String accepted(String key) throws IOException {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1)));
        } catch (NoSuchAlgorithmException none) {
            throw new IOException(none);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
