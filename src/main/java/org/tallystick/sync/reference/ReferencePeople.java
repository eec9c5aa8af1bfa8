package org.tallystick.sync.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;

/**
 * The people of a hub of the reference dialect; at most two thousand are remembered for a minute. Any thread; calls wait for the
 * hub.
 */
final class ReferencePeople {

    private static final int MOST_FOUND = 200;
    private static final int MOST_KNOWN = 2_000;
    private static final int MOST_ASKED_AT_ONCE = 10;
    private static final long FRESH_NS = 60_000_000_000L;

    private final ReferenceSession session;
    private final Clock clock;
    private final Map<Pid, Known> known = new LinkedHashMap<>(64, 0.75f, true);

    private record Known(PersonCard card, long atNs) {}

    ReferencePeople(ReferenceSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    private synchronized Optional<PersonCard> remembered(Pid pid) {
        @Nullable Known found = known.get(pid);
        return found == null || clock.monotonicNs() - found.atNs() > FRESH_NS
                ? Optional.empty()
                : Optional.of(found.card());
    }

    /** Remembers how a trust line names somebody, unless more is known of them; whether they are active it does not say. */
    synchronized PersonCard named(Pid pid, Optional<String> name) {
        Optional<PersonCard> before = remembered(pid);
        return before.orElseGet(() -> new PersonCard(pid, name, true));
    }

    private synchronized void remember(PersonCard card) {
        known.put(card.pid(), new Known(card, clock.monotonicNs()));
        if (known.size() > MOST_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Somebody by their PID. */
    Optional<PersonCard> person(Pid pid) throws HubUnreachable {
        Optional<PersonCard> before = remembered(pid);
        if (before.isPresent()) {
            return before;
        }
        HubAnswer answer = session.ask(HubCall.get("/participants/" + pid.text()));
        if (Codes.isMissing(answer)) {
            return Optional.empty();
        }
        if (answer instanceof HubAnswer.Said(int _, Json.Obj person, OptionalLong _)) {
            PersonCard card = card(person);
            if (card.pid().equals(pid)) {
                return Optional.of(card);
            }
        }
        throw Codes.unreachable(answer);
    }

    /** Several; a few who are not remembered are asked for, of the others there is no name. */
    Map<Pid, PersonCard> all(Set<Pid> pids) throws HubUnreachable {
        Map<Pid, PersonCard> cards = new LinkedHashMap<>();
        int unknown = 0;
        for (Pid pid : pids) {
            unknown += remembered(pid).isEmpty() ? 1 : 0;
        }
        if (unknown > 1) {
            search("");
        }
        int asked = 0;
        for (Pid pid : pids) {
            Optional<PersonCard> card = remembered(pid);
            if (card.isEmpty() && asked < MOST_ASKED_AT_ONCE) {
                asked++;
                card = person(pid);
            }
            cards.put(pid, card.orElseGet(() -> new PersonCard(pid, Optional.empty(), true)));
        }
        return cards;
    }

    /** People whose name begins with a text, or the one person whose PID it is; the hub also finds what is in the middle. */
    List<PersonCard> find(String text, int limit) throws HubUnreachable {
        String wanted = text.strip();
        try {
            Optional<PersonCard> person = person(Pid.parse(wanted));
            if (person.isPresent()) {
                return List.of(person.get());
            }
        } catch (MalformedIdentity noPid) {
            // Then it is the beginning of a name, which is what people type.
            assert noPid != null;
        }
        String beginning = wanted.toLowerCase(Locale.ROOT);
        return search(wanted).stream()
                .filter(card -> card.name()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
                        .isPresent())
                .limit(limit)
                .toList();
    }

    private List<PersonCard> search(String text) throws HubUnreachable {
        HubCall call = HubCall.get("/participants/search").with("limit", Integer.toString(MOST_FOUND));
        HubAnswer answer = session.ask(text.isEmpty() ? call : call.with("q", text));
        if (!(answer instanceof HubAnswer.Said(int _, Json.Arr found, OptionalLong _))) {
            throw Codes.unreachable(answer);
        }
        try {
            List<PersonCard> cards = new ArrayList<>();
            for (Json.Obj one : found.objects()) {
                if (cards.size() < MOST_FOUND) {
                    cards.add(card(one));
                }
            }
            return cards;
        } catch (MalformedJson malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }

    private PersonCard card(Json.Obj person) throws HubUnreachable {
        try {
            PersonCard card = new PersonCard(
                    Pid.parse(person.text("pid")),
                    person.optionalText("display_name"),
                    person.text("status").equals("active"));
            remember(card);
            return card;
        } catch (MalformedJson | MalformedIdentity malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }
}
