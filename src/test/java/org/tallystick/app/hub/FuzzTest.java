package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.http.Route;

/** Nothing that a caller sends makes a hub fail, hang or grow; whatever it answers is what the document declares. */
class FuzzTest {

    private static final long SEED = 20_261_122L;
    private static final int CLIENTS = 2;
    private static final int AT_ONCE = 8;

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
            Fuzz fuzz = new Fuzz(world, new FuzzPeople(world));
            fuzz.send(0, cases / 2);
            long usedHalfway = usedBytes();
            fuzz.send(cases / 2, cases);
            assertThat(usedBytes()).as("bytes in use after garbage").isLessThan(usedHalfway + (48L << 20));
            assertThat(world.hub.meters().underWay()).isZero();
            assertThat(fuzz.answers.values().stream()
                            .mapToInt(LongAdder::intValue)
                            .sum())
                    .isEqualTo(cases);
            fuzz.everyRouteWasReached();
            fuzz.whatIsRightWasDone();
            System.out.printf("%d odd requests: %s%n", cases, byStatus(fuzz.answers));
        }
    }

    /** Some clients that share the cases out among them. */
    private static final class Fuzz {

        private final HubWorld world;
        private final FuzzPeople people;
        private final List<String> known;
        private final List<Route> routes;
        private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> answersToSigned = new ConcurrentHashMap<>();

        Fuzz(HubWorld world, FuzzPeople people) throws IOException {
            this.world = world;
            this.people = people;
            this.routes = world.hub.routes();
            this.known = List.of(
                    people.alice.pid.text(),
                    people.bob.pid.text(),
                    people.admin.pid.text(),
                    people.settle(),
                    "once",
                    "HOUR",
                    "UAH",
                    "1.00",
                    "250.5",
                    "0",
                    "2",
                    people.alice.key.publicKey().text(),
                    people.someSignature(),
                    "2027-01-01T00:00:00Z",
                    "Some words");
        }

        void send(int from, int to) throws Exception {
            try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    int first = from + i * AT_ONCE;
                    running.add(clients.submit(() -> {
                        try (Pipeline pipeline = new Pipeline(world.hub.port())) {
                            for (int number = first; number < to; number += CLIENTS * AT_ONCE) {
                                send(pipeline, number, Math.min(to, number + AT_ONCE));
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
        }

        private void send(Pipeline pipeline, int from, int to) throws IOException {
            List<FuzzCase> cases = new ArrayList<>();
            List<FuzzCase.Sent> sent = new ArrayList<>();
            for (int number = from; number < to; number++) {
                FuzzCase one = new FuzzCase(SEED + number, routes, known, people);
                cases.add(one);
                sent.add(one.request());
            }
            List<Pipeline.Told> told =
                    pipeline.send(sent.stream().map(FuzzCase.Sent::bytes).toList());
            for (int i = 0; i < told.size(); i++) {
                judge(from + i, cases.get(i).route().name(), sent.get(i), told.get(i));
            }
        }

        private void judge(int number, String route, FuzzCase.Sent sent, Pipeline.Told told) {
            int status = told.status();
            assertThat(status)
                    .as("case %d: %s %s", number, sent.method(), sent.path())
                    .isLessThan(500);
            // What is no path that HTTP lets through ends at the door, with a bare status.
            boolean bare = status == 400 && told.body().length == 0;
            if (!bare) {
                world.judge.judge(sent.method(), sent.path(), status, told.contentType(), told.body());
            }
            count(answers, status + " " + (bare ? "bare" : route));
            if (sent.signed()) {
                String body = new String(told.body(), UTF_8);
                // A key that is in force already is no new one, and refused as if it had not signed.
                assertThat(body.replace("{\"code\":\"E005\",\"details\":{\"field\":\"new_public_key\"}", ""))
                        .as("case %d is rightly signed", number)
                        .doesNotContain("\"E005\"", "\"E016\"");
                count(answersToSigned, (status < 300 ? "done " : "refused ") + route);
            }
        }

        private static void count(Map<String, LongAdder> sums, String what) {
            sums.computeIfAbsent(what, none -> new LongAdder()).increment();
        }

        void everyRouteWasReached() {
            List<String> never = new ArrayList<>();
            for (Route route : routes) {
                if (answers.keySet().stream().noneMatch(answer -> answer.endsWith(" " + route.name()))) {
                    never.add(route.name());
                }
            }
            assertThat(never).isEmpty();
        }

        /** What is rightly signed is also done where nothing else is odd about it, and sessions end. */
        void whatIsRightWasDone() {
            assertThat(answersToSigned.keySet())
                    .contains(
                            "done register",
                            "done updateOwnParticipant",
                            "done createTrustLine",
                            "done createPayment",
                            "done freezeMember",
                            "done banMember",
                            "done offerEquivalent",
                            "done updateConfig",
                            "refused createPayment",
                            "refused acceptProposal",
                            "refused changeKey");
            assertThat(answers.keySet()).contains("204 logout", "401 logout");
        }
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
