package org.tallystick.hub.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.http.LastingFacts.Party;

/**
 * What goes out on one socket, in order: answers, events as they happen, and events that were missed. Each event of the
 * participant goes out at most once on a socket, and after it none that came before, but for those asked for by {@link #resume}.
 *
 * <p>Events as they happen are laid into a bounded queue; a reader who lets it fill is cut off. What is missing, because it
 * happened before the socket was ready or while the follower was behind, is read out of history; until that is done, events as they
 * happen are only counted, and are read as well.
 *
 * <p>Any thread lays in; one virtual thread at a time sends, for as long as there is something to send.
 */
final class Outlet {

    private final Wire wire;
    private final Sender sender;
    private final LiveLimits limits;
    private final AtomicLong queuedCharacters;
    private final Counters counters;

    private final CountDownLatch gone = new CountDownLatch(1);
    private final CountDownLatch spoken = new CountDownLatch(1);
    private final Deque<String> queue = new ArrayDeque<>();
    private Wanted wanted = Wanted.OWN_EVENTS;
    private boolean started;
    private boolean listening;
    private boolean live;
    private boolean sending;
    private boolean closed;
    private @Nullable CloseCode closing;
    private @Nullable Party whom;

    /** All events behind {@link #floor} up to here went out, or were not wanted. */
    private long told;

    /** The last event before those that went out. */
    private long floor;

    /** The last event that is known to have happened. */
    private long heard;

    private OptionalLong resumeAfter = OptionalLong.empty();

    /** What all outlets have in common. */
    record Shared(Pages past, Frames frames, LiveLimits limits, AtomicLong queuedCharacters, Counters counters) {}

    Outlet(Wire wire, Shared shared) {
        this.wire = wire;
        this.sender = new Sender(this, wire, shared);
        this.limits = shared.limits();
        this.queuedCharacters = shared.queuedCharacters();
        this.counters = shared.counters();
    }

    /**
     * Begins: what happens from here on goes out, after a moment in which the client may say that it wants to go on from earlier, so
     * that everything comes in order.
     *
     * @param greeting the first frame
     * @param participant whose socket it is
     * @param seq their count, asked after events began to be offered
     */
    synchronized void start(String greeting, Party participant, long seq) {
        whom = participant;
        started = true;
        listening = true;
        told = seq;
        floor = seq;
        heard = Math.max(heard, seq);
        queue.addFirst(greeting);
        queuedCharacters.addAndGet(greeting.length());
        send();
    }

    /** The client has said something; what it was follows. */
    void spoken() {
        spoken.countDown();
    }

    /** Something has happened. */
    synchronized void offer(Told event) {
        heard = Math.max(heard, event.seq());
        if (!live || closing != null || event.seq() <= told) {
            return;
        }
        told = event.seq();
        if (event.text().isPresent() && wanted.wants(event.type())) {
            counters.sent();
            lay(event.text().get());
        }
    }

    /** Something may have happened that was not offered. */
    synchronized void behind(long seq) {
        heard = Math.max(heard, seq);
        if (heard > told) {
            live = false;
            send();
        }
    }

    /** A block was sealed; a reader who is behind is not told of each. */
    synchronized void sealed(String text) {
        if (started && wanted.wants(Frames.BLOCK_SEALED) && queue.size() < limits.queue() / 4) {
            lay(text);
        }
    }

    /** An answer to the client. */
    synchronized void answer(String text) {
        lay(text);
    }

    /** Whether events go out as they happen. */
    synchronized boolean isLive() {
        return live;
    }

    synchronized Wanted wanted() {
        return wanted;
    }

    /** From here on other events go out. */
    synchronized void want(Wanted others, String answer) {
        wanted = others;
        lay(answer);
    }

    /**
     * Gives what happened after an event and did not go out on this socket, and then says so.
     *
     * @param after the count that the client knows
     */
    synchronized void resume(long after) {
        resumeAfter = OptionalLong.of(resumeAfter.isPresent() ? Math.min(resumeAfter.getAsLong(), after) : after);
        send();
    }

    private void lay(String text) {
        if (closing != null || closed) {
            return;
        }
        boolean crowded = queuedCharacters.get() > limits.queuedCharacters() && queue.size() > limits.queue() / 8;
        if (queue.size() >= limits.queue() || crowded) {
            counters.slow();
            end(CloseCode.TOO_SLOW);
            return;
        }
        queue.addLast(text);
        queuedCharacters.addAndGet(text.length());
        send();
    }

    /** Tells the client, if it still listens, and closes; what waited does not go out. */
    synchronized void end(CloseCode why) {
        if (closing != null || closed) {
            return;
        }
        closing = why;
        live = false;
        drop();
        send();
        Thread.ofVirtual().name("live-goodbye").start(this::cutLater);
    }

    private void cutLater() {
        try {
            awaitClosed(limits.goodbyeMs());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connection is gone. */
    synchronized void closed() {
        closed = true;
        live = false;
        drop();
        gone.countDown();
    }

    /** Waits until the connection is gone, but not for long. */
    void awaitClosed(long atMostMs) throws InterruptedException {
        if (!gone.await(atMostMs, TimeUnit.MILLISECONDS)) {
            wire.cut();
        }
    }

    private void drop() {
        for (String text : queue) {
            queuedCharacters.addAndGet(-text.length());
        }
        queue.clear();
    }

    private void send() {
        if (!sending && !closed && (started || closing != null)) {
            sending = true;
            Thread.ofVirtual().name("live-sender").start(sender::run);
        }
    }

    /** What the sender does next. */
    sealed interface Step {

        record Send(String text) implements Step {}

        record Listen() implements Step {}

        record Replay(long after) implements Step {}

        record CatchUp() implements Step {}

        record Close(CloseCode why) implements Step {}
    }

    /** What is to be done next; nothing when the sender may rest. */
    synchronized @Nullable Step next() {
        if (!closed && closing != null) {
            return new Step.Close(closing);
        }
        if (!closed && !queue.isEmpty()) {
            String text = queue.removeFirst();
            queuedCharacters.addAndGet(-text.length());
            return new Step.Send(text);
        }
        if (!closed && listening) {
            listening = false;
            return new Step.Listen();
        }
        if (!closed && resumeAfter.isPresent()) {
            long after = resumeAfter.getAsLong();
            resumeAfter = OptionalLong.empty();
            live = false;
            return new Step.Replay(after);
        }
        if (!closed && !live) {
            live = heard <= told;
            if (!live) {
                return new Step.CatchUp();
            }
        }
        sending = false;
        return null;
    }

    /** Whose socket it is, once it was started. */
    synchronized Party participant() {
        return Objects.requireNonNull(whom, "An outlet sends when it was started");
    }

    /** Waits until the client has said something, but not for long. */
    boolean awaitSpoken(long atMostMs) throws InterruptedException {
        return spoken.await(atMostMs, TimeUnit.MILLISECONDS);
    }

    /** The last event before those that went out. */
    synchronized long floor() {
        return floor;
    }

    /** The last event that went out, or was not wanted. */
    synchronized long told() {
        return told;
    }

    /** The last event that is known to have happened. */
    synchronized long heard() {
        return heard;
    }

    /** Whether nothing more shall go out. */
    synchronized boolean ending() {
        return closed || closing != null;
    }

    /** What lay between went out by a replay. */
    synchronized void lower(long after, long end) {
        floor = Math.min(after, end);
    }

    /** An event out of history went out, or was not wanted. */
    synchronized void passed(long seq) {
        told = seq;
        heard = Math.max(heard, seq);
    }
}
