package org.tallystick.app.desktop;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.WalletHome;

/** Waits, at the end, for what is being made or opened, and closes it if nobody took it. */
final class GuardedHome implements WalletHome {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHome.class);
    private static final long CLOSING_SECONDS = 20;

    private final WalletHome home;
    private final ReentrantLock busy = new ReentrantLock();
    private volatile boolean ended;

    GuardedHome(WalletHome home) {
        this.home = home;
    }

    @Override
    public Found found() {
        return home.found();
    }

    @Override
    public List<String> freshWords() {
        return home.freshWords();
    }

    @Override
    public HubLook look(String text) {
        return home.look(text);
    }

    @Override
    public Outcome make(String ownerName, List<String> words, char[] password, Start start, Consumer<Step> progress) {
        return guarded(() -> home.make(ownerName, words, password, start, progress));
    }

    @Override
    public Outcome open(char[] password, Consumer<Step> progress) {
        return guarded(() -> home.open(password, progress));
    }

    @Override
    public String setAside() throws IOException {
        return home.setAside();
    }

    private Outcome guarded(Supplier<Outcome> work) {
        busy.lock();
        try {
            if (ended) {
                return new Outcome.Failed("the program is closing");
            }
            Outcome outcome = work.get();
            return ended ? dropped(outcome) : outcome;
        } finally {
            busy.unlock();
        }
    }

    private static Outcome dropped(Outcome outcome) {
        if (outcome instanceof Outcome.Opened late) {
            try {
                late.wallet().close();
            } catch (IOException notWritten) {
                LOG.warn("A wallet that nobody took did not close cleanly");
            }
        }
        return new Outcome.Failed("the program is closing");
    }

    void end() throws InterruptedException {
        ended = true;
        if (busy.tryLock(CLOSING_SECONDS, TimeUnit.SECONDS)) {
            busy.unlock();
        }
    }
}
