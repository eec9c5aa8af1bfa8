package org.tallystick.app.bench;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What is counted in a soak. Any thread. */
final class SoakTally {

    private static final int MOST_DEFECTS = 50;

    private final LongAdder events = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();

    void event() {
        events.increment();
    }

    void doubled() {
        doubled.increment();
    }

    void count(String what) {
        counts.computeIfAbsent(what, none -> new LongAdder()).increment();
    }

    void defect(String what) {
        if (defects.size() < MOST_DEFECTS) {
            defects.add(what);
        }
    }

    long events() {
        return events.sum();
    }

    long doubledSoFar() {
        return doubled.sum();
    }

    long of(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    Queue<String> defects() {
        return defects;
    }

    Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }
}
