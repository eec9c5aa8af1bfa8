package org.tallystick.hub.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a client wants. Without a word from the client: all of its own, and no {@code block.sealed}, which is everybody's.
 *
 * @param named those it named, also unknown ones; nothing where it named none
 */
record Wanted(Optional<Set<String>> named) {

    /** The events that are a participant's own. */
    static final List<String> OWN = List.of(
            "payment.received",
            "payment.sent",
            "payment.carried",
            "trustline.created",
            "trustline.updated",
            "trustline.closed",
            "clearing.completed",
            "clearing.proposed",
            "participant.updated");

    static final Wanted OWN_EVENTS = new Wanted(Optional.empty());

    static Wanted only(List<String> events) {
        return new Wanted(Optional.of(new LinkedHashSet<>(events)));
    }

    /** What is left without some; without any where none are named. */
    Wanted without(List<String> events) {
        if (events.isEmpty()) {
            return only(List.of());
        }
        Set<String> left = new LinkedHashSet<>(names());
        events.forEach(left::remove);
        return new Wanted(Optional.of(left));
    }

    Set<String> names() {
        return named.orElseGet(() -> new LinkedHashSet<>(OWN));
    }

    boolean wants(String event) {
        return named.isEmpty()
                ? !event.equals(Frames.BLOCK_SEALED)
                : named.get().contains(event);
    }
}
