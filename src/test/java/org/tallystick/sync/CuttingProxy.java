package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a wallet and a hub and passes everything on, until it is told to fail: to cut the connection where the answer to a
 * call comes back, before or after any of its bytes.
 */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> armed = new AtomicReference<>("");
    private volatile int bytesOfAnswer;
    private volatile boolean silent;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next request that begins so is passed on, and of its answer so many bytes come back before the connection is cut. */
    void cutAnswerTo(String begin, int bytes) {
        bytesOfAnswer = bytes;
        armed.set(begin);
    }

    /** Whether the cut was made. */
    boolean hasCut() {
        return armed.get().isEmpty();
    }

    /** From now on, or no longer, nothing passes in either direction, and no connection is closed. */
    void silent(boolean now) {
        silent = now;
    }

    /** Cuts every connection. */
    void cutAll() {
        open.forEach(CuttingProxy::end);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket wallet = server.accept();
                Socket hub = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(wallet);
                open.add(hub);
                AtomicReference<Integer> left = new AtomicReference<>(Integer.MAX_VALUE);
                Thread.ofVirtual().start(() -> pass(wallet, hub, left, true));
                Thread.ofVirtual().start(() -> pass(hub, wallet, left, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicReference<Integer> left, boolean request) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (silent) {
                    continue;
                }
                if (request) {
                    String begin = armed.get();
                    String text = new String(buffer, 0, count, ISO_8859_1);
                    if (!begin.isEmpty() && text.startsWith(begin) && armed.compareAndSet(begin, "")) {
                        left.set(bytesOfAnswer);
                    }
                    out.write(buffer, 0, count);
                } else if (count < left.get()) {
                    out.write(buffer, 0, count);
                    if (left.get() != Integer.MAX_VALUE) {
                        left.set(left.get() - count);
                    }
                } else {
                    out.write(buffer, 0, left.get());
                    break;
                }
            }
        } catch (IOException cut) {
            assert cut != null;
        }
        end(from);
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            assert gone != null;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
    }
}
