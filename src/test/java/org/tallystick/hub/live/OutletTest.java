package org.tallystick.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

final class OutletTest {

    private static final Party ANN = new Party(0, TestNode.pid("Ann"));
    private static final String HELLO = "hello";

    /** A connection that keeps what goes out, or takes nothing. */
    private static class Tape implements Wire {

        private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        private final CompletableFuture<CloseCode> closed = new CompletableFuture<>();
        private final CompletableFuture<Boolean> cut = new CompletableFuture<>();
        private final boolean takes;

        Tape(boolean takes) {
            this.takes = takes;
        }

        @Override
        public CompletableFuture<Void> send(String text) {
            sent.add(text);
            return takes ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Void> close(CloseCode why) {
            closed.complete(why);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void cut() {
            cut.complete(true);
        }

        String next() throws InterruptedException {
            String text = sent.poll(20, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("Nothing went out in time");
            }
            return text;
        }
    }

    /** What happened, of which history knows a part already. */
    private static final class Story implements Pages {

        private final AtomicLong projected = new AtomicLong();

        @Override
        public List<Told> after(Party whom, long seq, int limit) {
            return LongStream.rangeClosed(seq + 1, Math.min(projected.get(), seq + limit))
                    .mapToObj(OutletTest::told)
                    .toList();
        }
    }

    private static Told told(long seq) {
        return new Told(seq, "payment.received", Optional.of(Long.toString(seq)));
    }

    private final Story story = new Story();
    private final AtomicLong queued = new AtomicLong();

    private Outlet outlet(Tape tape, LiveLimits limits) {
        Outlet outlet =
                new Outlet(tape, new Outlet.Shared(story, new Frames(new SetClock(0)), limits, queued, new Counters()));
        outlet.spoken();
        return outlet;
    }

    private static List<Long> read(Tape tape, long until) throws InterruptedException {
        List<Long> seqs = new ArrayList<>();
        while (seqs.isEmpty() || seqs.getLast() != until) {
            String text = tape.next();
            if (text.matches("[0-9]+")) {
                seqs.add(Long.parseLong(text));
            }
        }
        return seqs;
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void whateverIsMissedEachEventGoesOutOnceAndInOrder(@ForAll long seed) throws InterruptedException {
        Random random = new Random(seed);
        long start = random.nextInt(150);
        long end = start + 1 + random.nextInt(400);
        long after = random.nextInt((int) start + 1);
        boolean resumes = random.nextBoolean();
        int lost = random.nextInt(3);
        story.projected.set(start);
        Tape tape = new Tape(true);
        LiveLimits roomy = new LiveLimits(
                20, 3, 64 << 10, 1_000, 16 << 20, 30_000, 2_000, 250, 30_000, 90_000, 10, 40, 16, 10_000);
        Outlet outlet = outlet(tape, roomy);
        if (resumes) {
            outlet.resume(after);
        }
        outlet.start(HELLO, ANN, start);
        for (long seq = start + 1; seq <= end; seq++) {
            // What is lost is known to history before anybody says that something was lost.
            boolean offered = random.nextInt(10) >= lost;
            if (offered) {
                outlet.offer(told(seq));
            }
            if (random.nextInt(4) == 0 || !offered || seq == end) {
                story.projected.set(seq);
            }
            if (!offered) {
                outlet.behind(seq);
            }
        }
        List<Long> out = read(tape, end);
        assertThat(out).isEqualTo(range(resumes ? after + 1 : start + 1, end));
        assertThat(queued).hasValue(0);
    }

    @Test
    void aResumeInTheMiddleGivesOnlyWhatDidNotGoOut() throws Exception {
        story.projected.set(20);
        Tape tape = new Tape(true);
        Outlet outlet = outlet(tape, LiveLimits.DEFAULT);
        outlet.start(HELLO, ANN, 20);
        story.projected.set(21);
        outlet.offer(told(21));
        assertThat(read(tape, 21)).containsExactly(21L);
        outlet.resume(15);
        assertThat(read(tape, 20)).isEqualTo(range(16, 20));
        assertThat(tape.next()).contains("resumed", "\"seq\":21");
        outlet.resume(10);
        assertThat(read(tape, 15)).isEqualTo(range(11, 15));
        assertThat(tape.next()).contains("resumed", "\"after\":10");
        outlet.resume(12);
        assertThat(tape.next()).contains("resumed", "\"after\":12");
        story.projected.set(22);
        outlet.offer(told(22));
        assertThat(read(tape, 22)).containsExactly(22L);
    }

    @Test
    void anEventThatIsNotWantedCountsAsGone() throws Exception {
        story.projected.set(3);
        Tape tape = new Tape(true);
        Outlet outlet = outlet(tape, LiveLimits.DEFAULT);
        outlet.start(HELLO, ANN, 0);
        assertThat(tape.next()).isEqualTo(HELLO);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!outlet.isLive() && System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
        assertThat(outlet.isLive()).isTrue();
        outlet.want(Wanted.only(List.of("other")), "answer");
        outlet.offer(told(1));
        outlet.offer(told(2));
        outlet.want(Wanted.OWN_EVENTS, "another answer");
        outlet.offer(told(3));
        assertThat(read(tape, 3)).containsExactly(3L);
    }

    @Test
    void aReaderWhoTakesNothingIsCutOff() throws Exception {
        Tape tape = new Tape(false);
        LiveLimits shortGoodbye =
                new LiveLimits(20, 3, 64 << 10, 256, 16 << 20, 30_000, 50, 250, 30_000, 90_000, 10, 40, 16, 10_000);
        Outlet outlet = outlet(tape, shortGoodbye);
        outlet.start(HELLO, ANN, 0);
        assertThat(tape.next()).isEqualTo(HELLO);
        for (int i = 0; i < 256; i++) {
            outlet.answer("text");
        }
        assertThat(queued).hasValue(4 * 256);
        assertThat(tape.cut).isNotDone();
        outlet.answer("one too many");
        assertThat(queued).hasValue(0);
        assertThat(tape.cut.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aReaderWhoWasTooSlowForAMomentIsTold() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        Tape tape = new Tape(true) {
            @Override
            public CompletableFuture<Void> send(String text) {
                CompletableFuture<Void> taken = super.send(text);
                return text.equals(HELLO) ? first : taken;
            }
        };
        Outlet outlet = outlet(tape, LiveLimits.DEFAULT);
        outlet.start(HELLO, ANN, 0);
        assertThat(tape.next()).isEqualTo(HELLO);
        for (int i = 0; i < 257; i++) {
            outlet.answer("text");
        }
        first.complete(null);
        assertThat(tape.next()).contains("\"error\":\"too_slow\"");
        assertThat(tape.closed.get(20, TimeUnit.SECONDS)).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void whatWaitsForAllReadersIsBounded() throws Exception {
        LiveLimits little =
                new LiveLimits(20, 3, 64 << 10, 256, 1_000, 30_000, 50, 250, 30_000, 90_000, 10, 40, 16, 10_000);
        Tape tape = new Tape(false);
        Outlet outlet = outlet(tape, little);
        outlet.start(HELLO, ANN, 0);
        assertThat(tape.next()).isEqualTo(HELLO);
        for (int i = 0; i < 40; i++) {
            outlet.answer("x".repeat(50));
        }
        assertThat(tape.cut.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(queued).hasValue(0);
        outlet.closed();
    }

    @Test
    void sealedBlocksNeverFillTheQueue() throws Exception {
        Tape tape = new Tape(false);
        Outlet outlet = outlet(tape, LiveLimits.DEFAULT);
        outlet.start(HELLO, ANN, 0);
        assertThat(tape.next()).isEqualTo(HELLO);
        outlet.want(Wanted.only(List.of("block.sealed")), "answer");
        for (int i = 0; i < 1_000; i++) {
            outlet.sealed("block");
        }
        assertThat(queued.get()).isLessThan(1_000);
        outlet.closed();
    }
}
