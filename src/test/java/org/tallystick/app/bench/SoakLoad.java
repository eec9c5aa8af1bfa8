package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** The clients of a soak: each does one thing after the other at a moderate pace, now as this person and now as that. */
final class SoakLoad {

    static final int CLIENTS = 8;

    private static final int MOST_AGAIN = 20;
    private static final long MAX_LATENCY_US = 120_000_000;
    private static final List<String> READS = List.of(
            "/balance",
            "/balance/debts",
            "/balance/history?per_page=20",
            "/participants/me",
            "/participants/{other}",
            "/participants?per_page=20",
            "/payments?per_page=20",
            "/payments?direction=received&per_page=5&page=2",
            "/payments/capacity?to={other}&equivalent=HOUR&amount=5.00",
            "/payments/max-flow?to={other}&equivalent=HOUR",
            "/payments/{tx}",
            "/payments/{tx}/receipt",
            "/trustlines?direction=all&per_page=20",
            "/blocks?per_page=20",
            "/blocks/2",
            "/integrity/status",
            "/equivalents",
            "/hub",
            "/health",
            "/metrics");

    private final SoakPeople people;
    private final int port;
    private final SoakTally tally;
    private final long periodMs;
    private final ConcurrentHistogram paymentUs = new ConcurrentHistogram(MAX_LATENCY_US, 3);
    private final ConcurrentHistogram readUs = new ConcurrentHistogram(MAX_LATENCY_US, 3);
    private final LongAdder limits = new LongAdder();
    private final AtomicIntegerArray sent;
    private final AtomicIntegerArray received;

    /**
     * Makes the clients.
     *
     * @param perSecond what all do together
     */
    SoakLoad(SoakPeople people, int port, SoakTally tally, int perSecond) {
        this.people = people;
        this.port = port;
        this.tally = tally;
        this.periodMs = 1_000L * CLIENTS / perSecond;
        this.sent = new AtomicIntegerArray(people.size());
        this.received = new AtomicIntegerArray(people.size());
    }

    ConcurrentHistogram paymentUs() {
        return paymentUs;
    }

    ConcurrentHistogram readUs() {
        return readUs;
    }

    long limitsChanged() {
        return limits.sum();
    }

    /** How many payments somebody made. */
    int sent(int person) {
        return sent.get(person);
    }

    /** How many payments somebody got. */
    int received(int person) {
        return received.get(person);
    }

    /** One client, until it is told to stop. */
    void run(int number, CountDownLatch stop) {
        SplittableRandom random = new SplittableRandom(number);
        long nextNs = System.nanoTime();
        while (stop.getCount() > 0) {
            try (HubClient client = new HubClient(port)) {
                Client one = new Client(client, random, number);
                long leftNs = 0;
                while (!stop.await(Math.max(0, leftNs), TimeUnit.NANOSECONDS)) {
                    one.act();
                    nextNs = Math.max(nextNs + periodMs * 1_000_000, System.nanoTime() - 2_000_000_000L);
                    leftNs = nextNs - System.nanoTime();
                }
            } catch (IOException hungUp) {
                tally.defect("the hub hung up on a client: " + hungUp.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What one client does with one connection. */
    private final class Client {

        private final HubClient hub;
        private final SplittableRandom random;
        private final int number;
        private int payer = -1;
        private String paid = "";

        Client(HubClient hub, SplittableRandom random, int number) {
            this.hub = hub;
            this.random = random;
            this.number = number;
        }

        void act() throws IOException {
            int what = random.nextInt(100);
            if (what < 40) {
                pay();
            } else if (what < 43) {
                changeALimit();
            } else {
                look();
            }
        }

        private void pay() throws IOException {
            int from = random.nextInt(people.size());
            int to = (from + 1 + random.nextInt(people.size() - 1)) % people.size();
            String txId = "soak-" + number + "-" + people.newId();
            String amount = String.format(Locale.ROOT, "%d.%02d", random.nextInt(10), 1 + random.nextInt(99));
            byte[] body = people.payment(from, to, txId, amount);
            long startNs = System.nanoTime();
            HubClient.Answer answer = hub.post("/payments", people.token(from), body);
            for (int again = 0; again < MOST_AGAIN && answer.status() == 408; again++) {
                tally.count("payments sent again because the time for them had run out");
                answer = hub.post("/payments", people.token(from), body);
            }
            record(paymentUs, startNs);
            if (!expect(201, answer, "POST /payments")) {
                return;
            }
            sent.incrementAndGet(from);
            received.incrementAndGet(to);
            payer = from;
            paid = txId;
            if (random.nextInt(20) == 0) {
                tally.count("payments sent again");
                expect(200, hub.post("/payments", people.token(from), body), "POST /payments again");
            }
        }

        private void changeALimit() throws IOException {
            int person = random.nextInt(people.size());
            List<String> own = people.lines(person);
            String line = own.get(random.nextInt(own.size()));
            byte[] body = people.newLimit(person, line, 1_000_000 + random.nextInt(1_000) + ".00");
            HubClient.Answer answer = hub.send("PATCH", "/trustlines/" + line, people.token(person), body);
            if (expect(200, answer, "PATCH /trustlines/{id}")) {
                limits.increment();
            }
        }

        private void look() throws IOException {
            String route = READS.get(random.nextInt(READS.size()));
            int person = random.nextInt(people.size());
            if (route.contains("{tx}")) {
                if (payer < 0) {
                    return;
                }
                person = payer;
            }
            int other = (person + 1 + random.nextInt(people.size() - 1)) % people.size();
            String path = route.replace("{tx}", paid).replace("{other}", people.pid(other));
            long startNs = System.nanoTime();
            HubClient.Answer answer = hub.get(path, people.token(person));
            record(readUs, startNs);
            expect(200, answer, "GET " + route);
        }

        private boolean expect(int status, HubClient.Answer answer, String what) {
            if (answer.status() != status) {
                tally.count("refused: " + what + " " + answer.status());
                tally.defect(what + " was answered " + answer.status() + " " + new String(answer.body(), UTF_8));
            }
            return answer.status() == status;
        }

        private static void record(ConcurrentHistogram histogram, long startNs) {
            histogram.recordValue(Math.min(MAX_LATENCY_US, (System.nanoTime() - startNs) / 1_000));
        }
    }
}
