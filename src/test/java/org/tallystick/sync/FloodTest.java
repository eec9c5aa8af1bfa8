package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.sync.HubAnswer.Said;
import org.tallystick.sync.HubAnswer.Unusable;
import org.tallystick.sync.HubAnswer.Why;

/** However much a hub sends at once, a wallet takes in little of it, over real sockets. */
class FloodTest {

    private static final long PATIENCE_SECONDS = 20;
    private static final int PIECE = 32 << 10;
    private static final byte[] LETTERS = "a".repeat(PIECE).getBytes(ISO_8859_1);
    private static final byte[] NOTHING = {};
    private static final int TEXT = 0x81;
    private static final int BEGIN = 0x01;
    private static final int MORE = 0x00;
    private static final int COMPRESSED = 0xC1;
    private static final int PING = 0x89;

    private static byte[] frame(int begin, byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .put((byte) begin)
                .put((byte) 126)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private static byte[] frameOfAGigabyte() {
        return ByteBuffer.allocate(10)
                .put((byte) TEXT)
                .put((byte) 127)
                .putLong(1 << 30)
                .array();
    }

    /** Opens a socket and waits until it ends. */
    private static Throwable ended(FloodingHub hub) throws Exception {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        try (HubHttp http = hub.http()) {
            assertThat(http.open("token", new WebSocketListener() {
                        @Override
                        public void onFailure(WebSocket open, Throwable failure, Response response) {
                            failures.add(failure);
                        }
                    }))
                    .isPresent();
            Throwable failure = failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(failure).as("the end of the socket").isNotNull();
            assertThat(hub.sentBytes()).as("what was taken in").isLessThan(FloodingHub.MOST_BYTES);
            assertThat(hub.asked()).doesNotContainKey("sec-websocket-extensions");
            return failure;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFrameThatSaysToBeAGigabyteEndsASocketAtOnce(boolean secure) throws Exception {
        try (FloodingHub hub = new FloodingHub(secure, FloodingHub.socket("", frameOfAGigabyte()), LETTERS)) {
            assertThat(ended(hub)).hasMessage("a frame that is too long");
        }
    }

    @Test
    void aMessageOfFragmentsWithoutEndEndsASocket() throws Exception {
        try (FloodingHub hub =
                new FloodingHub(false, FloodingHub.socket("", frame(BEGIN, LETTERS)), frame(MORE, LETTERS))) {
            assertThat(ended(hub)).hasMessage("a message that is too long");
        }
    }

    @Test
    void whoPingsAndTakesInNoAnswerIsLeft() throws Exception {
        byte[] pings = new byte[PIECE];
        for (int i = 0; i < pings.length; i += 2) {
            pings[i] = (byte) PING;
        }
        try (FloodingHub hub = new FloodingHub(false, FloodingHub.socket("", NOTHING), pings)) {
            assertThat(ended(hub)).hasMessage("too many control frames");
        }
    }

    @Test
    void whatIsCompressedIsNotTaken() throws Exception {
        try (FloodingHub hub =
                new FloodingHub(false, FloodingHub.socket("", NOTHING), frame(COMPRESSED, new byte[PIECE]))) {
            assertThat(ended(hub)).hasMessage("Unexpected rsv1 flag");
        }
        String agreed = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
        try (FloodingHub hub =
                new FloodingHub(false, FloodingHub.socket(agreed, NOTHING), frame(COMPRESSED, new byte[PIECE]))) {
            assertThat(ended(hub)).hasMessage("an extension that nobody asked for");
        }
    }

    @Test
    void framesAreFoundWhereverTheirBytesAreCut() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(frame(BEGIN, LETTERS));
        all.write(new byte[] {(byte) PING, 2, 'a', 'b'});
        all.write(frame(MORE, LETTERS));
        all.write(frame(TEXT, LETTERS));
        all.write(new byte[] {(byte) TEXT, 0});
        for (int step : new int[] {1, 2, 3, 5, 1_000, 100_000}) {
            FrameHeads heads = new FrameHeads();
            for (int at = 0; at < all.size(); at += step) {
                heads.see(ByteBuffer.wrap(all.toByteArray(), at, Math.min(step, all.size() - at)));
            }
            assertThat(refused(heads, frameOfAGigabyte())).isEqualTo("a frame that is too long");
        }
    }

    private static String refused(FrameHeads heads, byte[] bytes) {
        try {
            heads.see(ByteBuffer.wrap(bytes));
            return "";
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void aSocketThatSaysTooMuchIsOpenedAgainLater() throws Exception {
        KeyPair ann = StubHub.key("Ann");
        BlockingQueue<Long> waitsMs = new LinkedBlockingQueue<>();
        BlockingQueue<Boolean> lives = new LinkedBlockingQueue<>();
        BlockingQueue<WebSocket> sockets = new LinkedBlockingQueue<>();
        Clock clock = new Noting(waitsMs);
        try (StubHub hub = new StubHub().loggingIn(ann.pid());
                HubHttp http = hub.http()) {
            hub.on(
                    "GET /ws",
                    request -> StubHub.socket(new WebSocketListener() {
                        @Override
                        public void onOpen(WebSocket open, Response response) {
                            open.send(
                                    "{\"type\":\"hello\",\"pid\":\"" + ann.pid().text() + "\",\"seq\":1}");
                            sockets.add(open);
                        }
                    }));
            Session session = new Session(http, hub.key.pid(), ann.pid(), ann, clock);
            try (LiveLink link = new LiveLink(
                    http,
                    session.login(),
                    new OwnFrames(ann.pid()),
                    new Telling(lives, waitsMs),
                    clock,
                    Randomness.seeded(4))) {
                link.start();
                for (int times = 1; times <= 2; times++) {
                    assertThat(lives.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                    sockets.take().send("a".repeat(BoundedFrames.MAX_MESSAGE + 1));
                    assertThat(lives.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
                    assertThat(hub.count("GET /ws")).isEqualTo(times);
                    assertThat(waitsMs.take()).isGreaterThan(times == 1 ? 7_000L : 20_000L);
                    link.wake();
                }
            }
        }
    }

    /** Told by the link before it waits again. */
    private record Telling(BlockingQueue<Boolean> lives, BlockingQueue<Long> waitsMs) implements LiveLink.Ear {

        @Override
        public void look(OptionalLong seq) {}

        @Override
        public void live(boolean live) {
            waitsMs.clear();
            lives.add(live);
        }
    }

    /** The machine's clock, which notes how long somebody means to wait. */
    private record Noting(BlockingQueue<Long> waitsMs) implements Clock {

        @Override
        public long wallMs() {
            return Clock.system().wallMs();
        }

        @Override
        public long monotonicNs() {
            return Clock.system().monotonicNs();
        }

        @Override
        public <T> T await(BlockingQueue<T> queue, long waitNs) throws InterruptedException {
            waitsMs.add(waitNs / 1_000_000);
            return Clock.super.await(queue, waitNs);
        }
    }

    private static HubAnswer answer(boolean secure, String head, byte[] again) throws Exception {
        try (FloodingHub hub = new FloodingHub(secure, FloodingHub.head(head), again)) {
            HubAnswer answer;
            try (HubHttp http = hub.http()) {
                answer = http.ask(HubCall.post("/thing", Json.object().build()), "");
            }
            assertThat(hub.sentBytes()).as("what was taken in").isLessThan(FloodingHub.MOST_BYTES);
            return answer;
        }
    }

    @Test
    void anAnswerThatSaysToBeAGigabyteIsNotTakenIn() throws Exception {
        assertThat(answer(false, "Content-Length: 1073741824\r\n\r\n", LETTERS)).isEqualTo(new Unusable(Why.TOO_LARGE));
    }

    @Test
    void whatComesAfterAnAnswerIsNotTakenIn() throws Exception {
        assertThat(answer(false, "Content-Length: 2\r\n\r\n{}", LETTERS))
                .isEqualTo(new Said(200, Json.Obj.EMPTY, OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerOfPiecesWithoutEndIsNotTakenIn(boolean secure) throws Exception {
        byte[] piece = ("8000\r\n" + "a".repeat(PIECE) + "\r\n").getBytes(ISO_8859_1);

        assertThat(answer(secure, "Transfer-Encoding: chunked\r\n\r\n", piece)).isEqualTo(new Unusable(Why.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLineBeforeAPieceThatDoesNotEndIsNotTakenIn(boolean secure) throws Exception {
        assertThat(answer(secure, "Transfer-Encoding: chunked\r\n\r\n8000;", LETTERS))
                .isEqualTo(new Unusable(Why.TOO_LARGE));
    }

    @Test
    void headsWithoutEndAreNotTakenIn() throws Exception {
        assertThat(answer(false, "X-Long: ", LETTERS)).isInstanceOf(Unusable.class);
        assertThat(answer(false, "", "X-Many: one\r\n".repeat(1_000).getBytes(ISO_8859_1)))
                .isInstanceOf(Unusable.class);
    }

    /** As TLS does when it closes. */
    @Test
    void littleIsPassedOverWhenAConnectionEndsOnWhichMoreAndMoreComes() throws Exception {
        try (ServerSocket hub = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket wallet = BoundedSockets.forLive().createSocket()) {
            wallet.connect(hub.getLocalSocketAddress(), 2_000);
            try (Socket accepted = hub.accept()) {
                accepted.getOutputStream().write(new byte[128 << 10]);
                InputStream in = wallet.getInputStream();
                assertThat(in.read()).isZero();

                assertThat(in.skip(128 << 10)).isEqualTo(64 << 10);

                assertThat(in.available()).isZero();
                assertThat(in.skip(1)).isZero();
                assertThat(in.read()).isZero();
            }
        }
    }

    @Test
    void whatIsSmallOnlyWhileItIsCompressedIsNotUnfolded() throws Exception {
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(folded)) {
            for (int i = 0; i < 2_048; i++) {
                out.write(LETTERS);
            }
        }
        String head =
                "Content-Encoding: gzip\r\nContent-Length: " + folded.size() + "\r\n\r\n" + folded.toString(ISO_8859_1);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long beforeBytes = threads.getCurrentThreadAllocatedBytes();

        assertThat(answer(false, head, NOTHING)).isEqualTo(new Unusable(Why.TOO_LARGE));

        assertThat(threads.getCurrentThreadAllocatedBytes() - beforeBytes).isLessThan(16L << 20);
    }
}
