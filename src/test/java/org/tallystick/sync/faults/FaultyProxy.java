package org.tallystick.sync.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between wallets and a hub and does to them what networks do: whole messages of HTTP and whole frames of sockets go through
 * it, and each may be late, in single bytes, cut at any byte, lost, doubled or overtaken. What it does follows from a seed, the
 * number of the connection and that of the message.
 */
final class FaultyProxy implements AutoCloseable {

    /** Frames that were held back to be overtaken go on when so long none comes. */
    private static final long QUIET_MS = 3;

    private static final long IDLE_MS = 500;

    /** So many bytes of a message go alone, the head among them, and those behind in pieces. */
    private static final int BYTEWISE = 400;

    private static final int MAX_PIECE = 256;

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Set<Connection> silenced = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int target;
    private volatile Faults faults = Faults.NONE;
    private volatile long seed;
    private volatile Message.Gate gate = Message.Gate.OPEN;

    /** Leads nowhere before {@link #lead}. */
    FaultyProxy() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on the hub is there. */
    void lead(int port) {
        target = port;
    }

    void gate(Message.Gate who) {
        gate = who;
    }

    /** From now on this goes wrong. */
    void faults(Faults now, long seedOfIt) {
        connections.set(0);
        if (now.silent() || now.away()) {
            silenced.forEach(Connection::end);
            silenced.clear();
        }
        seed = seedOfIt;
        faults = now;
        if (now.away()) {
            cutAll();
        }
    }

    void cutAll() {
        open.forEach(Connection::end);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket wallet = server.accept();
                if (faults.away()) {
                    wallet.setSoLinger(true, 0);
                    wallet.close();
                    continue;
                }
                wallet.setTcpNoDelay(true);
                Connection connection = new Connection(wallet, connections.incrementAndGet());
                open.add(connection);
                Thread.ofVirtual().start(connection::run);
            } catch (IOException closed) {
                assert closed != null;
            }
        }
    }

    private final class Connection {

        private final Socket wallet;
        private final Random random;
        private volatile Socket hub = new Socket();
        private String host = "";

        Connection(Socket wallet, int number) {
            this.wallet = wallet;
            this.random = new Random(seed * 1_000_003 + number);
        }

        void end() {
            end(wallet);
            end(hub);
        }

        private void end(Socket socket) {
            try {
                socket.close();
            } catch (IOException gone) {
                assert gone != null;
            }
        }

        void run() {
            try {
                hub = new Socket(InetAddress.getLoopbackAddress(), target);
                hub.setTcpNoDelay(true);
                InputStream fromWallet = new BufferedInputStream(wallet.getInputStream());
                InputStream fromHub = new BufferedInputStream(hub.getInputStream());
                boolean live = false;
                while (!live) {
                    live = call(fromWallet, fromHub);
                }
                Course told = new Course(Message.Kind.TOLD, wallet, random.nextLong());
                Course said = new Course(Message.Kind.SAID, hub, random.nextLong());
                Thread.ofVirtual().start(() -> read(fromHub, told));
                Thread.ofVirtual().start(() -> write(told));
                Thread.ofVirtual().start(() -> write(said));
                read(fromWallet, said);
            } catch (IOException | RuntimeException cut) {
                gone();
            }
        }

        private void gone() {
            end();
            open.remove(this);
        }

        /** One call and its answer; whether a socket follows. */
        private boolean call(InputStream fromWallet, InputStream fromHub) throws IOException {
            byte[] head = Wire.head(fromWallet);
            host = Wire.header(head, "Host").replaceFirst(":.*", "");
            String label = Wire.label(head);
            byte[] body = Wire.body(head, fromWallet);
            carry(new Message(host, Message.Kind.CALL, label), joined(head, body), hub, random);
            byte[] answer = Wire.head(fromHub);
            byte[] content = Wire.hasBody(answer) ? Wire.body(answer, fromHub) : new byte[0];
            carry(new Message(host, Message.Kind.ANSWER, label), joined(answer, content), wallet, random);
            return new String(answer, 9, 3, java.nio.charset.StandardCharsets.ISO_8859_1).equals("101");
        }

        private void carry(Message message, byte[] bytes, Socket to, Random random) throws IOException {
            gate.at(message, false);
            carry(bytes, to, random);
            gate.at(message, true);
        }

        private void carry(byte[] bytes, Socket to, Random random) throws IOException {
            Faults now = faults;
            if (now.silent()) {
                // What is lost here never comes, and what is behind it neither.
                silenced.add(this);
                while (!wallet.isClosed()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(QUIET_MS));
                }
                throw new IOException("ended");
            }
            if (now.delayUs() > 0) {
                LockSupport.parkNanos(random.nextLong(now.delayUs() * 1_000L));
            }
            OutputStream out = to.getOutputStream();
            boolean cut = random.nextInt(1_000) < now.cutPerMille();
            int length = cut ? random.nextInt(bytes.length + 1) : bytes.length;
            if (now.bytewise()) {
                for (int i = 0; i < length; ) {
                    int piece = i < BYTEWISE ? 1 : Math.min(length - i, 1 + random.nextInt(MAX_PIECE));
                    out.write(bytes, i, piece);
                    i += piece;
                }
            } else {
                out.write(bytes, 0, length);
            }
            if (cut) {
                throw new IOException("cut");
            }
        }

        private void read(InputStream in, Course course) {
            try {
                while (true) {
                    course.frames.put(Wire.frame(in));
                }
            } catch (IOException cut) {
                gone();
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(Course course) {
            try {
                while (!wallet.isClosed()) {
                    byte[] frame =
                            course.frames.poll(course.held.isEmpty() ? IDLE_MS : QUIET_MS, TimeUnit.MILLISECONDS);
                    for (byte[] next : course.next(frame, faults)) {
                        if (Wire.isText(next)) {
                            carry(new Message(host, course.kind, Wire.type(next)), next, course.to, course.random);
                        } else {
                            carry(next, course.to, course.random);
                        }
                    }
                }
            } catch (IOException cut) {
                gone();
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** The frames of one direction of a socket: in which order they go, and how often. One thread but for the queue. */
    private static final class Course {

        private final Message.Kind kind;
        private final Socket to;
        private final Random random;
        private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>(1_000);
        private final List<Held> held = new ArrayList<>();

        /** A frame that others overtake. */
        private static final class Held {
            private final byte[] frame;
            private int overtaken;

            Held(byte[] frame) {
                this.frame = frame;
            }
        }

        Course(Message.Kind kind, Socket to, long seed) {
            this.kind = kind;
            this.to = to;
            this.random = new Random(seed);
        }

        /** What goes now; without a frame none has come for a while. */
        List<byte[]> next(byte[] frame, Faults now) {
            List<byte[]> going = new ArrayList<>();
            if (frame == null) {
                while (!held.isEmpty()) {
                    going.add(held.remove(random.nextInt(held.size())).frame);
                }
            } else if (!Wire.isText(frame)) {
                going.add(frame);
            } else if (!(now.deaf() && isTold(frame)) && random.nextInt(1_000) >= now.droppedPerMille()) {
                int copies = random.nextInt(1_000) < now.doubledPerMille() ? 2 : 1;
                for (int i = 0; i < copies; i++) {
                    if (now.reordered() && random.nextBoolean()) {
                        held.add(new Held(frame));
                    } else {
                        going.add(frame);
                    }
                }
                overtake(going);
            }
            return going;
        }

        private boolean isTold(byte[] frame) {
            return kind == Message.Kind.TOLD && !Wire.type(frame).equals(Message.PONG);
        }

        private void overtake(List<byte[]> going) {
            int passed = going.size();
            for (Held one : List.copyOf(held)) {
                one.overtaken += passed;
                if (one.overtaken >= Faults.WINDOW || (passed > 0 && random.nextInt(4) == 0)) {
                    held.remove(one);
                    going.add(one.frame);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
    }
}
