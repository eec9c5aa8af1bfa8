package org.tallystick.sync.reference;

import org.tallystick.base.Randomness;

/**
 * When to connect, to ping, to give up and to look, by the monotonic clock. Knows nothing of sockets. For one thread.
 */
final class Pulse {

    private static final long NS_PER_MS = 1_000_000;

    private final Rhythm rhythm;
    private final Randomness randomness;
    private State state = State.WAITING;
    private long retryMs;
    private long connectAtNs;
    private long pingAtNs;
    private long heardAtNs;
    private long lookAtNs;

    private enum State {
        WAITING,
        CONNECTING,
        OPEN
    }

    /** What is to be done now. */
    enum Step {
        /** Connect. */
        CONNECT,
        /** Ask whether it still lives. */
        PING,
        /** It has said nothing for too long: drop it. */
        DROP,
        /** Look at the account. */
        LOOK,
        /** Wait. */
        NOTHING
    }

    Pulse(Rhythm rhythm, Randomness randomness, long nowNs) {
        this.rhythm = rhythm;
        this.randomness = randomness;
        this.retryMs = rhythm.firstRetryMs();
        this.connectAtNs = nowNs;
        this.lookAtNs = nowNs + rhythm.pollMs() * NS_PER_MS;
    }

    /** The next step; to be asked until it is nothing. */
    Step next(long nowNs) {
        if (state == State.WAITING && connectAtNs - nowNs <= 0) {
            state = State.CONNECTING;
            heardAtNs = nowNs;
            return Step.CONNECT;
        }
        if (state != State.WAITING && heardAtNs + rhythm.deadMs() * NS_PER_MS - nowNs <= 0) {
            ended(nowNs);
            return Step.DROP;
        }
        if (state == State.OPEN && pingAtNs - nowNs <= 0) {
            pingAtNs = nowNs + rhythm.pingMs() * NS_PER_MS;
            return Step.PING;
        }
        if (lookAtNs - nowNs <= 0) {
            lookAtNs = nowNs + rhythm.pollMs() * NS_PER_MS;
            return Step.LOOK;
        }
        return Step.NOTHING;
    }

    /** How long there is nothing to do, in nanoseconds, at least one. */
    long waitNs(long nowNs) {
        long untilNs = lookAtNs - nowNs;
        if (state == State.WAITING) {
            untilNs = Math.min(untilNs, connectAtNs - nowNs);
        } else {
            untilNs = Math.min(untilNs, heardAtNs + rhythm.deadMs() * NS_PER_MS - nowNs);
        }
        if (state == State.OPEN) {
            untilNs = Math.min(untilNs, pingAtNs - nowNs);
        }
        return Math.max(1, untilNs);
    }

    /** Connects and looks as soon as it is asked what to do. */
    void hurry(long nowNs) {
        connectAtNs = nowNs;
        lookAtNs = nowNs;
    }

    /** The socket is open. */
    void opened(long nowNs) {
        state = State.OPEN;
        heardAtNs = nowNs;
        pingAtNs = nowNs + rhythm.pingMs() * NS_PER_MS;
    }

    /** Something came, so that the hub lives. */
    void heard(long nowNs) {
        heardAtNs = nowNs;
        retryMs = rhythm.firstRetryMs();
    }

    /** There is no socket; later each time, and never all wallets at once. */
    void ended(long nowNs) {
        if (state != State.WAITING) {
            state = State.WAITING;
            connectAtNs = nowNs + spread(retryMs) * NS_PER_MS;
            retryMs = Math.min(rhythm.lastRetryMs(), retryMs * 2);
        }
    }

    /** Between half of it and all of it. */
    private long spread(long ms) {
        byte[] bytes = randomness.bytes(2);
        int part = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return ms / 2 + (ms - ms / 2) * part / 0xffff;
    }
}
