package org.tallystick.hub;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.tallystick.base.Clock;

/** Sets up the server below Javalin: its one connector, its bounds, and how it stops. Used once, by the thread that starts. */
final class JettyShape {

    private static final int HEADER_BYTES = 8 << 10;

    private final HubSettings settings;
    private final Clock clock;

    JettyShape(HubSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void apply(JavalinConfig config) {
        config.jetty.host = settings.bind();
        config.jetty.port = settings.port();
        config.jetty.modifyServer(this::shape);
        config.jetty.addConnector((server, shared) -> connector(server));
    }

    private void shape(Server server) {
        server.setStopTimeout(settings.limits().stopMs());
        server.insertHandler(new GracefulHandler());
        server.setErrorHandler(new Bare());
        NetworkConnectionLimit limit =
                new NetworkConnectionLimit(settings.limits().connections(), server);
        limit.setEndPointIdleTimeout(settings.limits().headMs());
        server.addBean(limit);
        server.addBean(new SlowConnections(server, clock, settings.limits().headMs()));
    }

    private ServerConnector connector(Server server) {
        HttpConnectionFactory http = new HttpConnectionFactory(http());
        ServerConnector connector = settings.tls()
                .map(tls ->
                        new ServerConnector(server, 1, 1, new SslConnectionFactory(certificate(tls), "http/1.1"), http))
                .orElseGet(() -> new ServerConnector(server, 1, 1, http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.limits().idleMs());
        return connector;
    }

    private HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        // Tokens, ids and keys differ from request to request: what is remembered of a connection would be thrown away
        // each time.
        http.setHeaderCacheSize(0);
        http.setUriCompliance(UriCompliance.RFC3986);
        if (settings.tls().isPresent()) {
            // The name in the certificate is for the client to check; this hub is asked for by address, too.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    private static SslContextFactory.Server certificate(HubSettings.Tls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStorePath(tls.file().toUri().toString());
        factory.setKeyStoreType("PKCS12");
        factory.setKeyStorePassword(new String(tls.password()));
        return factory;
    }

    /** What is no request of HTTP, or stops at the door, gets a status and nothing else. */
    private static final class Bare extends ErrorHandler {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("Content-Length", 0);
            response.write(true, null, callback);
            return true;
        }
    }
}
