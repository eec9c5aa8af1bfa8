package org.tallystick.hub.live;

import java.util.concurrent.atomic.LongAdder;

/** What all sockets did so far. Any thread. */
final class Counters {

    private final LongAdder opened = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder slow = new LongAdder();

    void opened() {
        opened.increment();
    }

    void sent() {
        sent.increment();
    }

    void slow() {
        slow.increment();
    }

    long openedSoFar() {
        return opened.sum();
    }

    long sentSoFar() {
        return sent.sum();
    }

    long slowSoFar() {
        return slow.sum();
    }
}
