package org.tallystick.hub.live;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.tallystick.http.ApiError;
import org.tallystick.hub.auth.Authenticated;
import org.tallystick.hub.auth.Authenticator;
import org.tallystick.ledger.ErrorCode;

/**
 * Lets clients in: who gives no token that counts is refused before there is a socket. Compression is not taken up, so that a frame
 * is as long as it is and a connection costs little. Any thread of the server.
 */
final class LiveServlet extends JettyWebSocketServlet {

    private static final long serialVersionUID = 1L;
    private static final String BEARER = "bearer";
    private static final String WHO = "org.tallystick.hub.live.who";
    private static final int OUTPUT_BUFFER_BYTES = 4 << 10;

    private final transient Door door;
    private final transient Authenticator authenticator;
    private final transient Fan fan;
    private final transient LiveSocket.Shared shared;

    LiveServlet(Door door, Fan fan, LiveSocket.Shared shared) {
        this.door = door;
        this.authenticator = shared.authenticator();
        this.fan = fan;
        this.shared = shared;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        // Frames come piece by piece, as far as they are there, so that none is ever held whole; Incoming knows how
        // long one may be.
        factory.setAutoFragment(true);
        factory.setMaxFrameSize(shared.limits().frameBytes());
        factory.setInputBufferSize(OUTPUT_BUFFER_BYTES);
        factory.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        factory.setCreator(this::socket);
    }

    private LiveSocket socket(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        if (request.getSubProtocols().stream().anyMatch(BEARER::equals)) {
            response.setAcceptedSubProtocol(BEARER);
        }
        response.setExtensions(List.of());
        return new LiveSocket(
                fan,
                (Authenticated) Objects.requireNonNull(request.getServletAttribute(WHO), "Who it is was asked"),
                shared);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            door.admit(request, response);
            if (!isUpgrade(request)) {
                throw ApiError.of(ErrorCode.E009, "field", "Upgrade");
            }
            request.setAttribute(WHO, who(request));
        } catch (ApiError refused) {
            refuse(response, refused);
            return;
        }
        super.service(request, response);
    }

    private static boolean isUpgrade(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return request.getMethod().equals("GET")
                && upgrade != null
                && upgrade.toLowerCase(Locale.ROOT).equals("websocket");
    }

    private Authenticated who(HttpServletRequest request) throws ApiError {
        Authenticated who;
        try {
            who = authenticator.authenticate(token(request).orElse(""));
        } catch (ApiError nobody) {
            door.refused(request);
            throw nobody;
        }
        fan.checkRoom(who.pid());
        return who;
    }

    /** By header, by subprotocol, or behind the question mark, since browsers can set no header. */
    private static Optional<String> token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER + " ", 0, BEARER.length() + 1)) {
            return Optional.of(header.substring(BEARER.length() + 1).strip());
        }
        String protocols = request.getHeader("Sec-WebSocket-Protocol");
        if (protocols != null) {
            String[] offered = protocols.split(",", 4);
            if (offered.length == 2 && offered[0].strip().equals(BEARER)) {
                return Optional.of(offered[1].strip());
            }
        }
        return Optional.ofNullable(request.getParameter("token"));
    }

    private void refuse(HttpServletResponse response, ApiError refused) throws IOException {
        if (refused.code() == ErrorCode.E016) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatus(refused.status());
        response.setContentType("application/json");
        byte[] body = door.failure(refused);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
