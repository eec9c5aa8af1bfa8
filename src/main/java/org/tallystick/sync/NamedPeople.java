package org.tallystick.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.replica.Names;

/** People whom a hub told of, those asked for last; at most a thousand. Any thread. */
final class NamedPeople implements Names {

    private static final int MOST = 1_000;
    private static final long FRESH_NS = 60_000_000_000L;

    private final Clock clock;
    private final Map<Pid, Known> known = new LinkedHashMap<>(64, 0.75f, true);

    private record Known(PersonCard card, long atNs) {}

    NamedPeople(Clock clock) {
        this.clock = clock;
    }

    /** Who was told of less than a minute ago. */
    synchronized Optional<PersonCard> find(Pid pid) {
        @Nullable Known found = known.get(pid);
        return found == null || clock.monotonicNs() - found.atNs() > FRESH_NS
                ? Optional.empty()
                : Optional.of(found.card());
    }

    /** However long ago it was told. */
    @Override
    public synchronized Optional<String> name(Pid person) {
        return Optional.ofNullable(known.get(person))
                .flatMap(found -> found.card().name());
    }

    @Override
    public synchronized boolean active(Pid person) {
        return Optional.ofNullable(known.get(person))
                .map(found -> found.card().active())
                .orElse(true);
    }

    /** From now on everybody is asked for anew; what they are called is kept for {@link #name}. */
    synchronized void age() {
        known.replaceAll((pid, one) -> new Known(one.card(), clock.monotonicNs() - FRESH_NS - 1));
    }

    /** Everybody, those asked for last at the end. */
    synchronized List<PersonCard> all() {
        return known.values().stream().map(Known::card).toList();
    }

    /** What was told at an earlier time: it is asked for anew. */
    void remind(List<PersonCard> cards) {
        cards.forEach(this::remember);
        age();
    }

    synchronized void remember(PersonCard card) {
        known.put(card.pid(), new Known(card, clock.monotonicNs()));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
