package org.tallystick.hub.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.http.ApiError;

/** Does what an outlet wants done, one thing after the other, on a virtual thread that waits for the peer and for history. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int PAGE = 100;
    private static final int ATTEMPTS = 60;
    private static final long PAUSE_MS = 250;

    private final Outlet outlet;
    private final Wire wire;
    private final Pages past;
    private final Frames frames;
    private final LiveLimits limits;
    private final Counters counters;

    Sender(Outlet outlet, Wire wire, Outlet.Shared shared) {
        this.outlet = outlet;
        this.wire = wire;
        this.past = shared.past();
        this.frames = shared.frames();
        this.limits = shared.limits();
        this.counters = shared.counters();
    }

    /** Sends until there is nothing to send. */
    void run() {
        try {
            boolean more = true;
            while (more) {
                Outlet.Step step = outlet.next();
                more = step != null && !(step instanceof Outlet.Step.Close);
                switch (step) {
                    case null -> {}
                    case Outlet.Step.Send send -> send(send.text());
                    case Outlet.Step.Listen listen -> listen();
                    case Outlet.Step.Replay replay -> replay(replay.after());
                    case Outlet.Step.CatchUp catchUp -> catchUp();
                    case Outlet.Step.Close close -> close(close.why());
                }
            }
        } catch (Gone gone) {
            wire.cut();
            outlet.closed();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("A defect while sending to a socket; it is closed", defect);
            wire.cut();
            outlet.closed();
        }
    }

    /** The peer takes nothing any more. */
    private static final class Gone extends Exception {

        private static final long serialVersionUID = 1L;

        Gone() {
            super("the peer is gone", null, false, false);
        }
    }

    private void listen() throws InterruptedException {
        boolean inTime = outlet.awaitSpoken(limits.listenMs());
        LOG.trace("A client spoke in time: {}", inTime);
    }

    private void send(String text) throws Gone, InterruptedException {
        try {
            wire.send(text).get(limits.sendMs(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            throw new Gone();
        }
    }

    private void close(CloseCode why) throws Gone, InterruptedException {
        send(frames.error(why.reason()));
        try {
            wire.close(why).get(limits.goodbyeMs(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            throw new Gone();
        }
    }

    private void replay(long after) throws Gone, InterruptedException {
        long end = outlet.floor();
        if (after > outlet.heard()) {
            send(frames.error("seq_ahead"));
            return;
        }
        long at = after;
        if (end - at > limits.replay()) {
            at = end - limits.replay();
            send(frames.partial(after, at + 1));
        }
        while (at < end && !outlet.ending()) {
            Optional<List<Told>> page = page(at);
            if (page.isEmpty()) {
                return;
            }
            for (Told event : page.get()) {
                if (event.seq() > end || outlet.ending()) {
                    break;
                }
                if (event.seq() > at + 1) {
                    send(frames.partial(after, event.seq()));
                }
                sendIfWanted(event);
                at = event.seq();
            }
        }
        outlet.lower(after, end);
        send(frames.resumed(after, outlet.told()));
    }

    private void catchUp() throws Gone, InterruptedException {
        Optional<List<Told>> page = page(outlet.told());
        if (page.isEmpty()) {
            return;
        }
        for (Told event : page.get()) {
            if (outlet.ending()) {
                return;
            }
            if (event.seq() > outlet.told() + 1) {
                send(frames.partial(outlet.told(), event.seq()));
            }
            sendIfWanted(event);
            outlet.passed(event.seq());
        }
    }

    private void sendIfWanted(Told event) throws Gone, InterruptedException {
        if (event.text().isPresent() && outlet.wanted().wants(event.type())) {
            counters.sent();
            send(event.text().get());
        }
    }

    /** Waits until there is something behind an event, which is known to have happened; nothing where it cannot be read. */
    private Optional<List<Told>> page(long after) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && !outlet.ending(); attempt++) {
            try {
                List<Told> page = past.after(outlet.participant(), after, PAGE);
                if (!page.isEmpty()) {
                    return Optional.of(page);
                }
            } catch (ApiError unavailable) {
                LOG.debug("History cannot be read now", unavailable);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        outlet.end(CloseCode.TRY_LATER);
        return Optional.empty();
    }
}
