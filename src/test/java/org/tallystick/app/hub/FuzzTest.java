package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
        try (ExecutorService judge = Executors.newSingleThreadExecutor();
                HubWorld world = HubWorld.start(folder.resolve("hub"))) {
            Member admin = world.member("Admin");
            Member alice = world.member("Alice");
            Member bob = world.member("Bob");
            Json.Obj line = bob.trust(alice, "HOUR", "1000.00").data();
            alice.pay("once", bob, "HOUR", "1.00", Json.Obj.EMPTY).data();
            List<String> tokens = List.of(alice.access, bob.access, admin.access);
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
            // Whoever is logged out cannot be asked on.
            List<Route> routes = world.hub.routes().stream()
                    .filter(route -> !route.path().equals("/auth/logout"))
                    .toList();
            // A connection may be closed behind an answer that came before the whole body: then the next case uses
            // another one.
            OkHttpClient client = new OkHttpClient.Builder()
                    .retryOnConnectionFailure(true)
                    .callTimeout(20, TimeUnit.SECONDS)
                    .build();
            HttpUrl base = world.url("");
            Map<String, Integer> answers = new TreeMap<>();
            long usedHalfway = 0;
            // An answer is judged while the next request is under way.
            CompletableFuture<Void> judged = CompletableFuture.completedFuture(null);
            for (int i = 0; i < cases; i++) {
                FuzzCase one = new FuzzCase(SEED + i, routes, known);
                Request request = one.request(base, tokens);
                try (Response response = client.newCall(request).execute()) {
                    byte[] body = response.body().bytes();
                    assertThat(response.code()).as("case %d: %s", i, request).isLessThan(500);
                    if (response.code() == 400 && body.length == 0) {
                        // Not a path that HTTP lets through: it ends at the door, with a bare status.
                        answers.merge("400 bare", 1, Integer::sum);
                        continue;
                    }
                    judged.get();
                    String path = request.url().encodedPath().substring(HubServer.BASE.length());
                    int status = response.code();
                    String type = response.header("Content-Type", "");
                    judged = CompletableFuture.runAsync(
                            () -> world.judge.judge(request.method(), path, status, type, body), judge);
                    answers.merge(response.code() + " " + one.route().name(), 1, Integer::sum);
                }
                if (i == cases / 2) {
                    usedHalfway = usedBytes();
                }
            }
            judged.get();
            assertThat(usedBytes()).as("bytes in use after garbage").isLessThan(usedHalfway + (48L << 20));
            assertThat(world.hub.meters().underWay()).isZero();
            everyRouteWasReached(routes, answers);
            System.out.printf("%d odd requests: %s%n", cases, byStatus(answers));
        }
    }

    private static String text(Member member, String field) {
        return Member.text(member.signed("payment.create", Json.Obj.EMPTY), field);
    }

    private static void everyRouteWasReached(List<Route> routes, Map<String, Integer> answers) {
        List<String> never = new ArrayList<>();
        for (Route route : routes) {
            if (answers.keySet().stream().noneMatch(answer -> answer.endsWith(" " + route.name()))) {
                never.add(route.name());
            }
        }
        assertThat(never).isEmpty();
    }

    private static Map<String, Integer> byStatus(Map<String, Integer> answers) {
        Map<String, Integer> sums = new TreeMap<>();
        answers.forEach((answer, count) -> sums.merge(answer.substring(0, 3), count, Integer::sum));
        return sums;
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
