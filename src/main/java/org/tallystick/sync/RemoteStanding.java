package org.tallystick.sync;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.tallystick.wallet.HubReader.Following;

/**
 * How it stands with one hub far away, whether the owner's calls go there, and who is told. One thread moves the state, but for the end
 * of trust, which anybody may bring at any time and nothing takes back. Listeners are called where the state moves and must not wait.
 * Any thread may look.
 */
final class RemoteStanding {

    private final Session session;
    private final Set<Consumer<RemoteState>> listeners = new CopyOnWriteArraySet<>();
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();
    private final Object moving = new Object();
    private boolean distrusted;
    private volatile RemoteState state = new RemoteState.Connecting();

    /** Each following is its own, also where the same is told twice. */
    private static final class Follower {

        private final Runnable changed;

        Follower(Runnable changed) {
            this.changed = changed;
        }
    }

    /**
     * Nobody asked it yet.
     *
     * @param session the owner's there, by which no call goes out to one who is not the hub or is not trusted
     */
    RemoteStanding(Session session) {
        this.session = session;
    }

    /** How it stands. */
    RemoteState state() {
        return state;
    }

    /** The account's count where all that the hub told of is here; else less than any. */
    long knownSeq() {
        return switch (state) {
            case RemoteState.Connected connected -> connected.seq();
            case RemoteState.Waiting waiting -> waiting.seq();
            default -> -1;
        };
    }

    /** The hub contradicts itself: no call goes there any more, and the state stays what it is then. */
    void distrust() {
        synchronized (moving) {
            distrusted = true;
            session.suspend(true);
        }
        become(new RemoteState.Contradicting());
    }

    /** It proved who it is, so that calls go there, if it is trusted. */
    void proved() {
        synchronized (moving) {
            session.suspend(distrusted);
        }
    }

    /** What answers is not the hub, or does not show it: no call goes there until it does. */
    void notTheHub(RemoteState.NotTheHub stranger) {
        session.suspend(true);
        become(stranger);
    }

    /** Tells where it is another than before; where trust has ended it is that. */
    void become(RemoteState wanted) {
        RemoteState next;
        synchronized (moving) {
            next = distrusted ? new RemoteState.Contradicting() : wanted;
            if (next.equals(state)) {
                return;
            }
            state = next;
        }
        tell(next);
    }

    /** As {@link RemoteHub#listen}. */
    Following listen(Consumer<RemoteState> told) {
        listeners.add(told);
        told.accept(state);
        return () -> listeners.remove(told);
    }

    /** As {@link RemoteHub#follow}. */
    Following follow(Runnable changed) {
        Follower own = new Follower(changed);
        followers.add(own);
        return () -> followers.remove(own);
    }

    /** Tells listeners the same state again, since more was given back. */
    void tellAgain() {
        tell(state);
    }

    private void tell(RemoteState told) {
        listeners.forEach(listener -> listener.accept(told));
    }

    /** Something new of the owner's was folded, or a gap is over. */
    void tellFollowers() {
        followers.forEach(follower -> follower.changed.run());
    }
}
