package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.http.Route;
import org.tallystick.hub.HubServer;

/** Nothing that a caller sends makes a hub fail, hang or grow; whatever it answers is what the document declares. */
class FuzzTest {

    private static final long SEED = 20_261_122L;
    private static final int CLIENTS = 2;

    @TempDir
    Path folder;

    @Test
    void twentyThousandOddRequestsOverEveryRouteAreAllAnsweredAsDeclared() throws Exception {
        fuzz(20_000);
    }

    @Test
    @Tag("long")
    void aMillionOddRequestsOverEveryRouteAreAllAnsweredAsDeclared() throws Exception {
        fuzz(1_000_000);
    }

    private void fuzz(int cases) throws Exception {
        try (HubWorld world = HubWorld.start(folder.resolve("hub"))) {
            Member admin = world.member("Admin");
            Member alice = world.member("Alice");
            Member bob = world.member("Bob");
            Json.Obj line = bob.trust(alice, "HOUR", "1000.00").data();
            alice.pay("once", bob, "HOUR", "1.00", Json.Obj.EMPTY).data();
            List<String> known = List.of(
                    alice.pid.text(),
                    bob.pid.text(),
                    admin.pid.text(),
                    line.text("id"),
                    "once",
                    "HOUR",
                    "UAH",
                    "1.00",
                    "250.5",
                    "0",
                    "2",
                    alice.key.publicKey().text(),
                    text(alice, "signature"),
                    "2027-01-01T00:00:00Z",
                    "Some words");
            Fuzz fuzz = new Fuzz(world, known, List.of(alice.access, bob.access, admin.access));
            fuzz.send(0, cases / 2);
            long usedHalfway = usedBytes();
            fuzz.send(cases / 2, cases);
            assertThat(usedBytes()).as("bytes in use after garbage").isLessThan(usedHalfway + (48L << 20));
            assertThat(world.hub.meters().underWay()).isZero();
            assertThat(fuzz.answers.values().stream()
                            .mapToInt(LongAdder::intValue)
                            .sum())
                    .isEqualTo(cases);
            everyRouteWasReached(fuzz.routes, fuzz.answers.keySet());
            System.out.printf("%d odd requests: %s%n", cases, byStatus(fuzz.answers));
        }
    }

    /** Some clients that share the cases out among them. */
    private static final class Fuzz {

        private final HubWorld world;
        private final List<String> known;
        private final List<String> tokens;
        private final HttpUrl base;
        private final List<Route> routes;
        private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
        // A connection may be closed behind an answer that came before the whole body: then the next case uses another
        // one.
        private final OkHttpClient client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(true)
                .callTimeout(20, TimeUnit.SECONDS)
                .connectTimeout(0, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .build();

        Fuzz(HubWorld world, List<String> known, List<String> tokens) {
            this.world = world;
            this.known = known;
            this.tokens = tokens;
            this.base = world.url("");
            // Whoever is logged out cannot be asked on.
            this.routes = world.hub.routes().stream()
                    .filter(route -> !route.path().equals("/auth/logout"))
                    .toList();
        }

        void send(int from, int to) throws Exception {
            try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    int first = from + i;
                    running.add(clients.submit(() -> {
                        for (int number = first; number < to; number += CLIENTS) {
                            send(number);
                        }
                        return null;
                    }));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
        }

        private void send(int number) throws IOException {
            FuzzCase one = new FuzzCase(SEED + number, routes, known);
            Request request = one.request(base, tokens);
            try (Response response = client.newCall(request).execute()) {
                byte[] body = response.body().bytes();
                int status = response.code();
                assertThat(status).as("case %d: %s", number, request).isLessThan(500);
                // What is no path that HTTP lets through ends at the door, with a bare status.
                boolean bare = status == 400 && body.length == 0;
                if (!bare) {
                    String path = request.url().encodedPath().substring(HubServer.BASE.length());
                    world.judge.judge(request.method(), path, status, response.header("Content-Type", ""), body);
                }
                answers.computeIfAbsent(
                                status + " " + (bare ? "bare" : one.route().name()), none -> new LongAdder())
                        .increment();
            }
        }
    }

    private static String text(Member member, String field) {
        return Member.text(member.signed("payment.create", Json.Obj.EMPTY), field);
    }

    private static void everyRouteWasReached(List<Route> routes, Set<String> answers) {
        List<String> never = new ArrayList<>();
        for (Route route : routes) {
            if (answers.stream().noneMatch(answer -> answer.endsWith(" " + route.name()))) {
                never.add(route.name());
            }
        }
        assertThat(never).isEmpty();
    }

    private static Map<String, Integer> byStatus(Map<String, LongAdder> answers) {
        Map<String, Integer> sums = new TreeMap<>();
        answers.forEach((answer, count) -> sums.merge(answer.substring(0, 3), count.intValue(), Integer::sum));
        return sums;
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
