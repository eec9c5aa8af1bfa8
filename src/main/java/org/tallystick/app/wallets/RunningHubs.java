package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Exempt;
import org.tallystick.base.Ids;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.Wallet;

/**
 * The hubs elsewhere that are kept up with, each with the owner's wallet there. What waits for one of them goes out as soon as it is
 * within reach again, whichever is shown, and what is not clear is asked for and sent again until it is, each on a virtual thread of its
 * own. {@link #begin}, {@link #end} and {@link #close} may wait and
 * are called one at a time; the others answer at once, on any thread.
 */
final class RunningHubs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningHubs.class);
    private static final long HANDS_FREE_MS = 3_000;

    /** Between two looks for what is not clear. */
    private static final long AGAIN_NS = 30_000_000_000L;

    private final Ground ground;
    private final Runnable moved;
    private volatile Map<Pid, Running> running = Map.of();

    /**
     * What all hubs stand on.
     *
     * @param keys the owner's; closed by others
     * @param ownerName what the owner is called
     * @param journal theirs, open
     * @param far reaches hubs elsewhere
     * @param folder what is kept of hubs elsewhere
     */
    record Ground(
            OwnerKeys keys, String ownerName, OwnerJournal journal, FarHubs far, Path folder, Ids ids, Clock clock) {

        /** The owner with the key of an account. */
        FarHubs.Account account(long number) {
            return new FarHubs.Account(keys.of(number), ownerName);
        }
    }

    /** A payment whose outcome is not known, and whether nothing of it was sent. */
    private record Open(String txId, boolean waits) {}

    /** One hub with the owner's wallet there. */
    static final class Running {

        private final FarHubs.FarHub hub;
        private final Wallet wallet;
        private final Clock clock;
        private final Thread sending;
        private final BlockingQueue<Boolean> signals = new ArrayBlockingQueue<>(1);
        private HubReader.@Nullable Following listening;
        private boolean withinReach;
        private volatile boolean ended;

        @Exempt(
                rule = "threads",
                reason = "What waits goes out beside all else; its end is waited for when the hub is closed.")
        Running(FarHubs.FarHub hub, Wallet wallet, Clock clock, Runnable sent) {
            this.hub = hub;
            this.wallet = wallet;
            this.clock = clock;
            this.sending = Thread.ofVirtual().name("outbox").unstarted(() -> sendAll(sent));
        }

        FarHubs.FarHub hub() {
            return hub;
        }

        Wallet wallet() {
            return wallet;
        }

        private void start(Runnable moved) {
            synchronized (this) {
                listening = hub.listen(() -> {
                    if (cameBack()) {
                        wake();
                    }
                    moved.run();
                });
            }
            sending.start();
        }

        /** Whether it is within reach and was not the last time. */
        private synchronized boolean cameBack() {
            boolean before = withinReach;
            withinReach = hub.state() instanceof HubState.Connected;
            return withinReach && !before;
        }

        /** It looks now; where it was told so and did not yet, once is enough. */
        private void wake() {
            boolean told = signals.offer(true);
            LOG.trace("the outbox is told to look: {}", told);
        }

        private void sendAll(Runnable sent) {
            try {
                while (!ended) {
                    List<Open> before = open();
                    if (hub.state() instanceof HubState.Connected && !before.isEmpty()) {
                        sendWaiting();
                        if (!open().equals(before)) {
                            sent.run();
                        }
                    }
                    clock.await(signals, AGAIN_NS);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void sendWaiting() {
            try {
                wallet.sendWaiting();
            } catch (OwnerJournalFailed notWritten) {
                LOG.warn("what became of a payment cannot be written down: {}", notWritten.reason());
            } catch (RuntimeException defect) {
                // What waits is to go out all the same, with the next look.
                LOG.error("sending what waits for a hub failed", defect);
            }
        }

        private List<Open> open() {
            Pid here = hub.connection().hub();
            return wallet.state().outbox().stream()
                    .filter(intent -> intent.hub().equals(here))
                    .map(intent -> new Open(intent.txId(), wallet.state().isWaiting(intent.txId())))
                    .toList();
        }

        private void close() throws InterruptedException {
            synchronized (this) {
                Optional.ofNullable(listening).ifPresent(HubReader.Following::close);
            }
            ended = true;
            wake();
            hub.close();
            sending.join(HANDS_FREE_MS);
        }
    }

    /**
     * None yet.
     *
     * @param moved told whenever the state of one changes, and when something of what waits for one changed; must not wait
     */
    RunningHubs(Ground ground, Runnable moved) {
        this.ground = ground;
        this.moved = moved;
    }

    /** One that is kept up with. */
    Optional<Running> find(Pid hub) {
        return Optional.ofNullable(running.get(hub));
    }

    /**
     * Begins to keep up with a hub; ends what was begun with it before.
     *
     * @throws IOException when the machine refuses to read or write what is kept of it
     */
    void begin(JoinedHub hub) throws IOException {
        // The one of before stays in sight, ended, until the new one stands: who looks meanwhile finds the hub.
        find(hub.pid()).ifPresent(before -> close(List.of(before)));
        FarHubs.FarHub far = ground.far()
                .keepUp(
                        hub,
                        ground.account(hub.account()),
                        ground.journal(),
                        ground.folder().resolve(hub.pid().text()));
        Running one = new Running(
                far,
                new Wallet(
                        far.signing(), far.connection(), far.reader(), ground.journal(), ground.ids(), ground.clock()),
                ground.clock(),
                moved);
        Map<Pid, Running> more = new HashMap<>(running);
        more.put(hub.pid(), one);
        running = Map.copyOf(more);
        one.start(moved);
    }

    /** Keeps up with a hub no longer. */
    void end(Pid hub) {
        Running one = running.get(hub);
        if (one != null) {
            Map<Pid, Running> fewer = new HashMap<>(running);
            fewer.remove(hub);
            running = Map.copyOf(fewer);
            close(List.of(one));
        }
    }

    private static void close(List<Running> ended) {
        boolean interrupted = false;
        for (Running one : ended) {
            try {
                one.close();
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all. */
    @Override
    public void close() {
        List<Running> ended = new ArrayList<>(running.values());
        running = Map.of();
        close(ended);
    }
}
