package org.tallystick.hub;

import static org.tallystick.base.Checks.invariant;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.hub.live.Door;
import org.tallystick.ledger.ErrorCode;

/** A hub that serves; any thread may start and stop it. */
public final class HubServer implements AutoCloseable {

    /** Below which all routes stand. */
    public static final String BASE = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(HubServer.class);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String REQUEST_ID_HEADER = "X-Request-ID";
    private static final String BLOCK_HEIGHT_HEADER = "X-Block-Height";
    private static final String JSON = "application/json";

    private final HubSettings settings;
    private final Dispatcher dispatcher;
    private final Origins origins;
    private final Meters meters;
    private final Ids ids;
    private final Javalin javalin;
    private boolean stopped;

    /**
     * Puts a hub together; it serves from {@link #start} on.
     *
     * @param settings how it is reached
     * @param routes all that it serves
     * @param callers who calls
     * @param rates how often somebody may call, as it is now
     * @param meters counts what it answers
     * @param clock for limits
     * @param ids ids of requests
     * @param more what else is mounted, such as the WebSocket, with what every request has to pass
     */
    public HubServer(
            HubSettings settings,
            List<Route> routes,
            Callers callers,
            Supplier<Rates> rates,
            Meters meters,
            Clock clock,
            Ids ids,
            BiConsumer<JavalinConfig, Door> more) {
        this.settings = settings;
        this.dispatcher = new Dispatcher(settings, callers, new RateLimiter(clock, rates), clock);
        this.origins = new Origins(settings.origins());
        this.meters = meters;
        this.ids = ids;
        this.javalin = Javalin.create(config -> {
            new JettyShape(settings, clock).apply(config);
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            config.http.prefer405over404 = true;
            config.http.generateEtags = false;
            config.http.defaultContentType = JSON;
            config.router.contextPath = BASE;
            mount(config, routes);
            more.accept(config, new FrontDoor());
        });
    }

    private void mount(JavalinConfig config, List<Route> routes) {
        config.routes.before(this::begin);
        for (Route route : routes) {
            config.routes.addHttpHandler(
                    HandlerType.findOrCreate(route.method().name()), route.path(), context -> answer(route, context));
        }
        if (!origins.isEmpty()) {
            Map<String, Set<Method>> methods = new TreeMap<>();
            routes.forEach(route -> methods.computeIfAbsent(route.path(), path -> EnumSet.noneOf(Method.class))
                    .add(route.method()));
            methods.forEach((path, known) ->
                    config.routes.addHttpHandler(HandlerType.OPTIONS, path, context -> preflight(context, known)));
        }
        config.routes.exception(ApiError.class, (error, context) -> fail(context, error));
        config.routes.exception(HttpResponseException.class, (error, context) -> fail(context, ofStatus(error)));
        config.routes.exception(Exception.class, (thrown, context) -> defect(context, thrown));
        config.routes.after(context -> meters.end(context.statusCode()));
    }

    /** Begins to serve. */
    public void start() throws CannotListen {
        if (settings.tls().isPresent()) {
            Listening.check(settings.tls().get());
        }
        try {
            javalin.start();
        } catch (RuntimeException failed) {
            throw Listening.failed(settings, failed);
        }
    }

    /** The port that it listens at. */
    public int port() {
        return javalin.port();
    }

    private void begin(Context context) throws ApiError {
        meters.begin();
        begin(context.req(), context.res());
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) throws ApiError {
        @Nullable String wanted = request.getHeader(REQUEST_ID_HEADER);
        response.setHeader(
                REQUEST_ID_HEADER, wanted != null && REQUEST_ID.matcher(wanted).matches() ? wanted : ids.next());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        dispatcher.checkHost(request);
        origins.mark(request, response);
    }

    /** A browser asks whether a page of another address may call a route. */
    private void preflight(Context context, Set<Method> methods) throws ApiError {
        if (!origins.answersPreflight(context.req(), context.res(), methods)) {
            throw ApiError.of(ErrorCode.E022);
        }
        context.status(204);
    }

    /** What the way in to the WebSocket has in common with all routes. */
    private final class FrontDoor implements Door {

        @Override
        public void admit(HttpServletRequest request, HttpServletResponse response) throws ApiError {
            begin(request, response);
            if (!origins.opensSockets(request)) {
                throw ApiError.of(ErrorCode.E006, "reason", "origin");
            }
        }

        @Override
        public void refused(HttpServletRequest request) throws ApiError {
            dispatcher.countStranger(request);
        }

        @Override
        public byte[] failure(ApiError error) {
            return Answers.failure(error);
        }
    }

    private void answer(Route route, Context context) throws ApiError, IOException, InterruptedException {
        Reply reply = dispatcher.dispatch(route, context);
        invariant(route.replies().containsKey(reply.status()), "A route answers what it declares");
        context.status(reply.status());
        if (route.cacheSeconds() > 0) {
            context.header("Cache-Control", "public, max-age=" + route.cacheSeconds());
        }
        reply.height().ifPresent(height -> context.header(BLOCK_HEIGHT_HEADER, Long.toString(height)));
        byte[] content = Answers.envelope(reply);
        if (reply instanceof Reply.Plain plain) {
            context.contentType(plain.mediaType());
        } else {
            context.contentType(JSON);
        }
        if (!(reply instanceof Reply.Nothing)) {
            // Straight out: as a result of the framework it would be copied through a buffer of its own once more.
            context.res().setContentLength(content.length);
            context.res().getOutputStream().write(content);
        }
    }

    private static void fail(Context context, ApiError error) {
        error.details()
                .find("retry_after_seconds")
                .ifPresent(seconds -> context.header("Retry-After", retryAfter(seconds)));
        if (error.code() == ErrorCode.E016) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.status(error.status());
        context.contentType(JSON);
        context.result(Answers.failure(error));
    }

    private static String retryAfter(Json seconds) {
        return switch (seconds) {
            case Json.Num number -> Long.toString(number.small());
            case Json.Str text -> text.value();
            default -> "1";
        };
    }

    private static ApiError ofStatus(HttpResponseException error) {
        return switch (error.getStatus()) {
            case 404 -> ApiError.of(ErrorCode.E015, "reason", "route");
            case 405 -> ApiError.of(ErrorCode.E022);
            case 413 -> ApiError.of(ErrorCode.E021);
            case 415 -> ApiError.of(ErrorCode.E023);
            default -> ApiError.of(ErrorCode.E009, "field", "request");
        };
    }

    /** What was thrown may repeat what somebody sent, so the log gets only its kind and its way. */
    private static void defect(Context context, Exception thrown) {
        if (isOfTheConnection(thrown)) {
            fail(context, ApiError.of(ErrorCode.E009, "field", "body"));
            return;
        }
        LOG.error(
                "A defect while answering {} ({}): {}",
                context.method(),
                context.res().getHeader(REQUEST_ID_HEADER),
                Defects.describe(thrown));
        fail(context, new ApiError(ErrorCode.E010, Json.Obj.EMPTY, Optional.empty()));
    }

    /** A body that breaks off is what the client did. */
    private static boolean isOfTheConnection(Throwable thrown) {
        return thrown instanceof IOException || thrown.getClass().getName().startsWith("org.eclipse.jetty.");
    }

    /** Takes nothing new, lets those under way finish, and stops. */
    @Override
    public synchronized void close() {
        if (!stopped) {
            stopped = true;
            try {
                javalin.stop();
            } catch (JavalinException late) {
                LOG.warn("Some requests did not end in time when the hub stopped");
            }
        }
    }
}
