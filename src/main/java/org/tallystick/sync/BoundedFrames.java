package org.tallystick.sync;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Sink;
import okio.Socket;
import okio.Source;

/**
 * Ends a live socket on which a hub sends more than any hub does. The client gathers a whole message before it hands it over, and
 * offers to have it compressed, so that a few bytes could become any number: here nothing is offered, and the heads of frames are
 * looked at as they come (RFC 6455 §5.2), so that a message that is too long ends the socket before it is gathered. Any thread.
 */
final class BoundedFrames implements Interceptor {

    /** The longest message, whole or in fragments. */
    static final int MAX_MESSAGE = 64 * 1024;

    /**
     * The most pings and the like in the life of a socket, since each is answered and the answers wait for a hub that reads nothing;
     * a hub that pings every 20 s comes to it after two days, and then there is another socket.
     */
    static final int MAX_CONTROL = 10_000;

    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    private static final int SWITCHED = 101;
    private static final int PIECE = 8 * 1024;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(
                chain.request().newBuilder().removeHeader(EXTENSIONS).build());
        Socket socket = response.socket();
        if (response.code() != SWITCHED || socket == null) {
            return response;
        }
        if (response.header(EXTENSIONS) != null) {
            socket.cancel();
            throw new ProtocolException("an extension that nobody asked for");
        }
        return response.newBuilder().socket(new Bounded(socket)).build();
    }

    private static final class Bounded implements Socket {

        private final Socket socket;
        private final Source source;

        Bounded(Socket socket) {
            this.socket = socket;
            this.source = new Watched(socket.getSource());
        }

        @Override
        public Source getSource() {
            return source;
        }

        @Override
        public Sink getSink() {
            return socket.getSink();
        }

        @Override
        public void cancel() {
            socket.cancel();
        }
    }

    /** Passes on what comes, piece by piece, after a look at the heads in it. */
    private static final class Watched extends ForwardingSource {

        private final Buffer piece = new Buffer();
        private final FrameHeads heads = new FrameHeads();

        Watched(Source from) {
            super(from);
        }

        @Override
        public long read(Buffer into, long most) throws IOException {
            long count = super.read(piece, Math.min(most, PIECE));
            if (count > 0) {
                heads.see(piece.snapshot().asByteBuffer());
                into.write(piece, count);
            }
            return count;
        }
    }
}
