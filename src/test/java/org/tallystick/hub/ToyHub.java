package org.tallystick.hub;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Role;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;

/** A hub with routes made up for tests of what every call has to pass. */
final class ToyHub implements AutoCloseable {

    static final Pid ALICE = new Pid("3HhGPB6ht33n51YFaocqBtGePb3xqT4VgnjYbd81eeZW");
    static final MediaType JSON = MediaType.get("application/json");

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final HubServer server;
    final Meters meters;
    final OkHttpClient client =
            new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

    ToyHub(HubSettings settings, Rates rates, Clock clock) throws IOException {
        meters = new Meters(clock);
        server = new HubServer(
                settings,
                routes(),
                ToyHub::caller,
                () -> rates,
                meters,
                clock,
                new Ids(clock, Randomness.seeded(5)),
                (config, door) -> {});
        server.start();
    }

    static ToyHub start() throws IOException {
        return new ToyHub(HubSettings.loopback(0), Rates.DEFAULT, Clock.system());
    }

    private static Caller caller(String token, Access needed) throws ApiError {
        return switch (token) {
            case "alice" -> new Caller(ALICE, Set.of());
            case "admin" -> new Caller(ALICE, Set.of(Role.ADMIN));
            default -> throw ApiError.of(ErrorCode.E016, "reason", "unknown");
        };
    }

    private List<Route> routes() {
        return List.of(
                Route.get("/open/{id}", "open")
                        .about("toys", "Open to everybody")
                        .access(Access.PUBLIC)
                        .path("id", Schema.text(1, 8, "[a-z]+"))
                        .query("count", new Schema.Whole(1, 9))
                        .query("amount", Schemas.AMOUNT)
                        .answers(200, Schema.object(Schema.need("id", Schema.text(1, 8))))
                        .handledBy(call -> Reply.ok(
                                Json.object().put("id", call.need("id")).build())),
                Route.get("/slow", "slow")
                        .about("toys", "Answers when it is let")
                        .access(Access.PUBLIC)
                        .answersNothing()
                        .handledBy(call -> {
                            begun.countDown();
                            mayEnd.await();
                            return new Reply.Nothing();
                        }),
                Route.get("/constants", "constants")
                        .about("toys", "Never changes")
                        .access(Access.PUBLIC)
                        .cached(60)
                        .answers(200, Schema.object())
                        .handledBy(call -> Reply.ok(Json.Obj.EMPTY)),
                Route.post("/things", "make")
                        .about("toys", "Makes something")
                        .body(Schema.object(
                                Schema.need("name", Schema.text(1, 10)),
                                Schema.may("amount", Schemas.AMOUNT),
                                Schema.may("tags", Schema.list(Schema.text(1, 3), 2))))
                        .answers(201, Schema.object(Schema.need("name", Schema.text(1, 10))))
                        .handledBy(call -> Reply.made(
                                Json.object().put("name", call.bodyText("name")).build())),
                Route.get("/pages", "pages")
                        .about("toys", "Pages")
                        .answersPages(new Schema.Whole(0, 99))
                        .handledBy(call -> Reply.page(
                                java.util.stream.LongStream.range(0, 45)
                                        .mapToObj(Json::of)
                                        .toList(),
                                call.page())),
                Route.get("/governed", "governed")
                        .about("toys", "For those who govern")
                        .access(Access.ADMIN)
                        .answersNothing()
                        .handledBy(call -> new Reply.Nothing()),
                Route.post("/login", "login")
                        .about("toys", "Counts as proving who one is")
                        .access(Access.PUBLIC)
                        .rate(Rate.AUTH)
                        .answersNothing()
                        .handledBy(call -> new Reply.Nothing()),
                Route.get("/broken", "broken")
                        .about("toys", "Has a defect")
                        .access(Access.PUBLIC)
                        .answersNothing()
                        .handledBy(call -> {
                            throw new IllegalStateException("secret of somebody");
                        }));
    }

    HttpUrl url(String path) {
        return HttpUrl.get("http://127.0.0.1:" + server.port() + HubServer.BASE + path);
    }

    Request.Builder request(String path) {
        return new Request.Builder().url(url(path));
    }

    Response send(Request.Builder request) throws IOException {
        return client.newCall(request.build()).execute();
    }

    Response get(String path) throws IOException {
        return send(request(path));
    }

    Response post(String body) throws IOException {
        return send(request("/things")
                .header("Authorization", "Bearer alice")
                .post(RequestBody.create(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), JSON)));
    }

    static Json.Obj read(Response response) throws IOException {
        try {
            return Json.readObject(response.body().bytes());
        } catch (org.tallystick.base.MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        server.close();
    }
}
