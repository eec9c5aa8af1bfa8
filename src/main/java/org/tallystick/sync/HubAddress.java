package org.tallystick.sync;

import static org.tallystick.base.Checks.require;

import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a hub is: scheme, host, port, and a path before {@code /api/v1} where it has one. Two texts of the same place are equal. A
 * value.
 *
 * @param text such as {@code https://hub.example} or {@code http://127.0.0.1:8080}, in the one form that there is for it
 */
public record HubAddress(String text) {

    /** Where the routes of a hub begin. */
    static final String BASE = "/api/v1";

    private static final int MAX_LENGTH = 300;

    /** Refuses another form; for what people type use {@link #parse}. */
    public HubAddress {
        require(normal(text).filter(text::equals).isPresent(), "An address is in its one form");
    }

    /**
     * Reads what somebody typed or a link holds: without a scheme it is {@code https}, on this very machine {@code http}; {@code
     * /api/v1} and slashes at the end are dropped.
     *
     * @return nothing where it is no address of a hub, such as one with a user, a query or another scheme
     */
    public static Optional<HubAddress> parse(String typed) {
        return normal(typed).map(HubAddress::new);
    }

    private static Optional<String> normal(String typed) {
        String stripped = typed.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        HttpUrl url = url(stripped);
        if (url == null || !isBare(url)) {
            return Optional.empty();
        }
        String path = url.encodedPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.endsWith(BASE)) {
            path = path.substring(0, path.length() - BASE.length());
        }
        String origin = url.newBuilder().encodedPath("/").build().toString();
        return Optional.of(origin.substring(0, origin.length() - 1) + path);
    }

    private static @Nullable HttpUrl url(String typed) {
        if (typed.contains("://")) {
            return HttpUrl.parse(typed);
        }
        HttpUrl url = HttpUrl.parse("https://" + typed);
        return url != null && isLoopback(url) ? HttpUrl.parse("http://" + typed) : url;
    }

    private static boolean isBare(HttpUrl url) {
        return url.query() == null
                && url.fragment() == null
                && url.username().isEmpty()
                && url.password().isEmpty();
    }

    /** Whether everybody between may read and change what is said. */
    public boolean isPlain() {
        return url().scheme().equals("http");
    }

    /** Whether it is this very machine. */
    public boolean isLoopback() {
        return isLoopback(url());
    }

    private static boolean isLoopback(HttpUrl url) {
        String host = url.host();
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Whether another address leads to the same place as far as can be seen: the same, or this machine at the same port. */
    public boolean isSamePlace(HubAddress other) {
        return equals(other)
                || (isLoopback()
                        && other.isLoopback()
                        && url().port() == other.url().port()
                        && isPlain() == other.isPlain()
                        && url().encodedPath().equals(other.url().encodedPath()));
    }

    /** As others have it. */
    public URI uri() {
        return URI.create(text);
    }

    /** The host without brackets. */
    String host() {
        return url().host();
    }

    /** Where a route is. */
    HttpUrl.Builder route(String path) {
        return HttpUrl.get(text + BASE + path).newBuilder();
    }

    private HttpUrl url() {
        return HttpUrl.get(text);
    }

    /** Says the address, which is no secret. */
    @Override
    public String toString() {
        return text;
    }
}
