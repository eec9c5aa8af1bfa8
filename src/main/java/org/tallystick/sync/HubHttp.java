package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509TrustManager;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.sync.HubAnswer.Why;

/**
 * Calls one hub over HTTP. Bounds every wait and every answer, sends what changes something once only, and follows no redirect
 * but of a reading call to the same host over {@code https} (design §5, RFC 9110 §9.2.2, §15.4). Any thread; calls wait on the
 * thread that makes them.
 */
public final class HubHttp implements AutoCloseable {

    /** What a block's height is told by where the body of an answer has no place for it. */
    static final String BLOCK_HEIGHT = "X-Block-Height";

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MAX_REDIRECTS = 3;

    /** Shorter than a hub lets a silent connection live, so that a write seldom meets one that is already closed. */
    private static final long IDLE_SECONDS = 30;

    private static final long HANDS_FREE_SECONDS = 2;

    private final HubAddress address;
    private final boolean allowed;
    private final Ids ids;
    private final BoundedSockets sockets = BoundedSockets.forAnswers();
    private final OkHttpClient client;
    private final OkHttpClient socketClient;
    private final HttpLimits limits;
    private volatile boolean closed;

    /**
     * What a connection stands on.
     *
     * @param plainAllowed whether the owner said yes to plain {@code http} at this address; loopback needs no yes
     * @param pins what certificates were seen
     * @param authorities who may vouch for certificates; empty for those that this machine knows
     * @param limits of time and size
     */
    public record Ground(boolean plainAllowed, Pins pins, Optional<X509TrustManager> authorities, HttpLimits limits) {

        /** The usual limits and the machine's authorities. */
        public static Ground of(boolean plainAllowed, Pins pins) {
            return new Ground(plainAllowed, pins, Optional.empty(), HttpLimits.DEFAULT);
        }
    }

    /**
     * Makes the way to a hub; nothing is connected yet.
     *
     * @param address where it is
     * @param ground what the connection stands on
     * @param ids for {@code X-Request-ID}
     */
    public HubHttp(HubAddress address, Ground ground, Ids ids) {
        this.address = address;
        this.allowed = !address.isPlain() || address.isLoopback() || ground.plainAllowed();
        this.ids = ids;
        this.limits = ground.limits();
        Certificates certificates =
                new Certificates(address, ground.pins(), ground.authorities().orElseGet(Certificates::ofMachine));
        // One call at a time on a connection: so what comes on it is of that call and can be counted.
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofMillis(limits.connectMs()))
                .readTimeout(Duration.ofMillis(limits.readMs()))
                .writeTimeout(Duration.ofMillis(limits.writeMs()))
                .callTimeout(Duration.ofMillis(limits.callMs()))
                .connectionPool(new ConnectionPool(4, IDLE_SECONDS, TimeUnit.SECONDS));
        if (address.isLoopback()) {
            builder.proxy(Proxy.NO_PROXY);
        }
        if (!address.isPlain()) {
            builder.sslSocketFactory(certificates.sockets(), certificates).hostnameVerifier(certificates);
        }
        this.client = builder.socketFactory(sockets)
                .addNetworkInterceptor(this::bounded)
                .build();
        // A socket lives on after its handshake; who waits for what it says has a clock of their own.
        this.socketClient = client.newBuilder()
                .socketFactory(BoundedSockets.forLive())
                .addInterceptor(new BoundedFrames())
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ofMillis(limits.callMs()))
                .build();
    }

    /** How long the answer to a call may be. */
    private record AnswerLimit(int bytes) {}

    private Response bounded(Interceptor.Chain chain) throws IOException {
        Connection connection = chain.connection();
        AnswerLimit limit = chain.request().tag(AnswerLimit.class);
        if (connection != null && limit != null) {
            sockets.allow(connection.socket(), limit.bytes());
        }
        return chain.proceed(chain.request());
    }

    /** Where the hub is. */
    public HubAddress address() {
        return address;
    }

    /**
     * Makes a call. What reads is asked once more when the connection broke off under it, since it may have been an old one that
     * the hub had closed.
     *
     * @param token an access token; empty for none
     */
    public HubAnswer ask(HubCall call, String token) {
        if (!allowed || closed) {
            return new HubAnswer.Unusable(closed ? Why.NOT_ASKED : Why.PLAIN);
        }
        HubAnswer first = send(call, token);
        return !closed && call.isRead() && first instanceof HubAnswer.Unusable(Why why) && why == Why.BROKEN_OFF
                ? send(call, token)
                : first;
    }

    private HubAnswer send(HubCall call, String token) {
        HttpUrl.Builder url = address.route(call.path());
        int answerBytes = call.answerBytes() > 0 ? call.answerBytes() : limits.bodyBytes();
        call.query().forEach(url::addQueryParameter);
        Request.Builder request = request(token)
                .tag(AnswerLimit.class, new AnswerLimit(answerBytes))
                .method(call.method(), call.body().map(HubHttp::content).orElse(null));
        call.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
        HttpUrl target = url.build();
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                try (Response response =
                        client.newCall(request.url(target).build()).execute()) {
                    if (!response.isRedirect()) {
                        return read(response, answerBytes);
                    }
                    Optional<HttpUrl> next = next(call, response);
                    if (next.isEmpty()) {
                        break;
                    }
                    target = next.get();
                }
            }
            return new HubAnswer.Unusable(Why.REDIRECTED);
        } catch (IOException failed) {
            return new HubAnswer.Unusable(why(failed));
        }
    }

    private Request.Builder request(String token) {
        Request.Builder request = new Request.Builder()
                .header("Accept", "application/json")
                .header("User-Agent", "Tallystick")
                .header("X-Request-ID", ids.next());
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static RequestBody content(Json.Obj body) {
        return RequestBody.create(CanonicalJson.text(body).getBytes(UTF_8), JSON);
    }

    /** The token goes along, so that it has to be the same host, and nobody between may read it. */
    private Optional<HttpUrl> next(HubCall call, Response response) {
        String location = response.header("Location");
        HttpUrl here = response.request().url();
        HttpUrl there = location == null ? null : here.resolve(location);
        return there != null && call.isRead() && isSameHost(here, there) ? Optional.of(there) : Optional.empty();
    }

    private static boolean isSameHost(HttpUrl here, HttpUrl there) {
        return here.isHttps() && there.isHttps() && there.host().equals(here.host()) && there.port() == here.port();
    }

    private static HubAnswer read(Response response, int maxBytes) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(maxBytes + 1L)) {
            return new HubAnswer.Unusable(Why.TOO_LARGE);
        }
        AnswerReader.Head head =
                new AnswerReader.Head(response.code(), number(response, BLOCK_HEIGHT), number(response, "Retry-After"));
        return AnswerReader.read(head, source.readByteArray());
    }

    private static OptionalLong number(Response response, String header) {
        @Nullable String text = response.header(header);
        return text != null && text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * Opens the socket of the hub. One on which more comes than a hub says ({@link BoundedFrames}) fails.
     *
     * @param token an access token
     * @param listener called on threads of the client
     * @return nothing where it would go in plain text and nobody allowed that, and after the end
     */
    public Optional<WebSocket> open(String token, WebSocketListener listener) {
        if (!allowed || closed) {
            return Optional.empty();
        }
        Request request = request("")
                .header("Sec-WebSocket-Protocol", "bearer, " + token)
                .url(address.route("/ws").build())
                .build();
        return Optional.of(socketClient.newWebSocket(request, listener));
    }

    /** What an exception of the client means. */
    static Why why(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return Why.CERTIFICATE;
            }
            if (cause instanceof BoundedSockets.TooMuch) {
                return Why.TOO_LARGE;
            }
        }
        return switch (failed) {
            case InterruptedIOException _ -> Why.TIMED_OUT;
            case ConnectException _ -> Why.NO_CONNECTION;
            case UnknownHostException _ -> Why.NO_CONNECTION;
            case NoRouteToHostException _ -> Why.NO_CONNECTION;
            default -> Why.BROKEN_OFF;
        };
    }

    /** Ends all calls and sockets; none is begun any more. */
    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        try {
            if (!client.dispatcher().executorService().awaitTermination(HANDS_FREE_SECONDS, TimeUnit.SECONDS)) {
                client.dispatcher().executorService().shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
