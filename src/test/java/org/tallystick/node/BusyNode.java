package org.tallystick.node;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.base.Clock;

/**
 * A process that is there to be killed: opens (or makes) a node and pays as fast as it is answered, as often as it is told,
 * telling on standard output what it was told. Lines: {@code ready}, {@code ack <txId> <height>}, {@code saw <name> <seq>}.
 */
public final class BusyNode {

    static final int PEOPLE = 12;
    private static final int SUBMITTERS = 6;

    private BusyNode() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        long run = Long.parseLong(arguments[1]);
        long payments = Long.parseLong(arguments[2]);
        try (FileOutputStream out = new FileOutputStream(java.io.FileDescriptor.out)) {
            TestNode node =
                    Files.exists(folder.resolve("journal")) ? TestNode.open(folder, Clock.system()) : make(folder);
            // The first payment loads half the program; what is to be killed is a node that is busy.
            node.pay(name(0), name(1), "HOUR", "1.00", "run" + run + "-warm-up");
            tell(out, "ready");
            AtomicLong counter = new AtomicLong();
            Thread[] submitters = new Thread[SUBMITTERS];
            for (int i = 0; i < SUBMITTERS; i++) {
                Random random = new Random(run * 31 + i);
                submitters[i] =
                        Thread.ofPlatform().daemon().start(() -> pay(node, run, payments, counter, random, out));
            }
            for (Thread submitter : submitters) {
                submitter.join();
            }
            node.close();
        }
    }

    static TestNode make(Path folder) throws IOException {
        TestNode node = TestNode.create(folder, Clock.system());
        node.define("HOUR", 2);
        for (int i = 0; i < PEOPLE; i++) {
            node.register(name(i));
        }
        for (int i = 0; i < PEOPLE; i++) {
            for (int step : new int[] {1, 2, 5, PEOPLE - 1}) {
                node.trust(name(i), name((i + step) % PEOPLE), "HOUR", "1000000.00");
            }
        }
        return node;
    }

    static String name(int number) {
        return "person-" + number;
    }

    private static void pay(
            TestNode node, long run, long payments, AtomicLong counter, Random random, FileOutputStream out) {
        while (counter.get() < payments) {
            int from = random.nextInt(PEOPLE);
            int to = (from + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            String txId = "run" + run + "-" + counter.incrementAndGet();
            String amount = (1 + random.nextInt(500)) + "." + (10 + random.nextInt(90));
            Answer answer = node.pay(name(from), name(to), "HOUR", amount, txId);
            if (answer instanceof Answer.Committed committed) {
                tell(out, "ack " + txId + " " + committed.height());
            }
            if (random.nextInt(4) == 0) {
                long seq = node.node.query(
                        view -> java.util.Objects.requireNonNull(view.ledger().account(TestNode.pid(name(from))))
                                .seq());
                tell(out, "saw " + name(from) + " " + seq);
            }
        }
    }

    private static void tell(FileOutputStream out, String line) {
        try {
            // One write call a line: what the parent reads is whole lines, up to the kill.
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
