package org.tallystick.hub;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.http.Method;

/**
 * The pages of other addresses that may call this hub from somebody's browser (Fetch standard, CORS). No cookies are at work here,
 * so that nothing is allowed but to read answers. Any thread.
 */
final class Origins {

    private static final String ORIGIN = "Origin";
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, X-Request-ID";
    private static final String SHOWN = "X-Request-ID, X-Block-Height, Retry-After, WWW-Authenticate";
    private static final String KEPT_SECONDS = "600";

    private final Set<String> allowed;

    Origins(Set<URI> allowed) {
        this.allowed = allowed.stream().map(Origins::text).collect(Collectors.toUnmodifiableSet());
    }

    /** The origin that an address names, or nothing where it names more or less than that. */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text.toLowerCase(Locale.ROOT));
            boolean only = uri.getRawUserInfo() == null
                    && (uri.getRawPath() == null
                            || uri.getRawPath().isEmpty()
                            || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return only && web && uri.getHost() != null ? Optional.of(URI.create(text(uri))) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    /** As browsers write it: without the port that goes without saying. */
    private static String text(URI uri) {
        boolean usual = uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 || usual ? "" : ":" + uri.getPort());
    }

    boolean isEmpty() {
        return allowed.isEmpty();
    }

    private static @Nullable String origin(HttpServletRequest request) {
        return request.getHeader(ORIGIN);
    }

    private boolean accepts(@Nullable String origin) {
        return origin != null && allowed.contains(origin);
    }

    /** Lets a page of another address read the answer, if it may. */
    void mark(HttpServletRequest request, HttpServletResponse response) {
        if (allowed.isEmpty()) {
            return;
        }
        response.addHeader("Vary", ORIGIN);
        String origin = origin(request);
        if (accepts(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", SHOWN);
        }
    }

    /** Answers a browser that asks first; false where it is not told anything. */
    boolean answersPreflight(HttpServletRequest request, HttpServletResponse response, Set<Method> methods) {
        if (!accepts(origin(request)) || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setHeader(
                "Access-Control-Allow-Methods",
                methods.stream().map(Method::name).sorted().collect(Collectors.joining(", ")));
        response.setHeader("Access-Control-Allow-Headers", HEADERS);
        response.setHeader("Access-Control-Max-Age", KEPT_SECONDS);
        return true;
    }

    /** Whether a socket may be opened: by what is no page, by the hub's own pages, and by those of allowed origins. */
    boolean opensSockets(HttpServletRequest request) {
        String origin = origin(request);
        String host = request.getHeader("Host");
        return origin == null
                || accepts(origin)
                || (host != null
                        && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host)));
    }
}
