package org.tallystick.sync;

import static org.tallystick.base.Checks.require;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.replica.Names;

/**
 * What is asked of a hub of our dialect: how it is, what can be owed in, who is there, how a payment could go. Nothing of it is
 * proof, and nothing is shown as more than what the hub says. Any thread; calls wait for the answer.
 */
public final class RemoteQuestions {

    /** The most people of one search, since the hub gives no more. */
    public static final int MOST_PEOPLE = 100;

    private static final String AMOUNT = "amount";

    /** Refusals that say nothing about what was asked, only about the moment or about the login. */
    private static final Set<String> NOT_NOW =
            Set.of(ErrorCode.E010.name(), ErrorCode.E014.name(), ErrorCode.E016.name(), ErrorCode.E020.name());

    /** What a hub says of itself is asked for so often, since each question counts. */
    private static final long FACTS_NS = 10_000_000_000L;

    private final Session session;
    private final Clock clock;
    private final NamedPeople people;
    private volatile @Nullable Known known;

    /** What the hub said of itself, and when. */
    private record Known(HubFacts facts, long atNs) {}

    /**
     * Makes the questions of an owner.
     *
     * @param session the owner's at the hub
     * @param clock for how long what was told counts
     */
    public RemoteQuestions(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.people = new NamedPeople(clock);
    }

    /** Who was told of, for another time. */
    public List<PersonCard> known() {
        return people.all();
    }

    /** Who was told of at an earlier time; everybody is asked for anew. */
    public void remind(List<PersonCard> earlier) {
        people.remind(earlier);
    }

    /** What people call themselves, as far as it was told before. */
    Names names() {
        return people;
    }

    /** How the hub is. */
    public HubStatus status() throws HubUnreachable {
        HubFacts facts = facts();
        Json.Obj health = object(session.askOpenly(HubCall.get("/health")));
        try {
            return new HubStatus(
                    facts.pid(),
                    health.number("chain_tip_block"),
                    Instant.parse(health.text("last_indexed_timestamp")).toEpochMilli(),
                    health.number("ingestion_lag_transactions"),
                    !health.text("status").equals("ok"),
                    facts.practice());
        } catch (MalformedJson | DateTimeException | ArithmeticException malformed) {
            throw notUnderstood(malformed);
        }
    }

    /** The units that can be used, in the order of their codes. */
    public List<Unit> units() throws HubUnreachable {
        return facts().units();
    }

    /** Forgets what may be different now, such as after a statement of the owner's. */
    void askAnew() {
        known = null;
        people.age();
    }

    private HubFacts facts() throws HubUnreachable {
        Known before = known;
        if (before != null && clock.monotonicNs() - before.atNs() < FACTS_NS) {
            return before.facts();
        }
        HubFacts facts = asked();
        known = new Known(facts, clock.monotonicNs());
        return facts;
    }

    private HubFacts asked() throws HubUnreachable {
        Json.Obj hub = object(session.askOpenly(HubCall.get("/hub")));
        try {
            HubFacts facts = Hello.facts(hub);
            if (!facts.pid().equals(session.hub())) {
                throw new HubUnreachable("another hub answered");
            }
            return facts;
        } catch (MalformedJson | MalformedIdentity malformed) {
            throw notUnderstood(malformed);
        }
    }

    /** Somebody by their PID; what was told less than a minute ago is not asked again. */
    public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
        Optional<PersonCard> known = people.find(pid);
        if (known.isPresent()) {
            return known;
        }
        HubAnswer answer = session.ask(HubCall.get("/participants/" + pid.text()));
        if (answer instanceof HubAnswer.Refused refused && refused.code().equals(ErrorCode.E011.name())) {
            return Optional.empty();
        }
        return Optional.of(card(object(answer)));
    }

    /**
     * People whose name begins with a text, or the one person whose PID it is.
     *
     * @param limit how many at most; more than {@link #MOST_PEOPLE} are not given
     */
    public List<PersonCard> find(String text, int limit) throws HubUnreachable {
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
        HubCall call =
                HubCall.get("/participants/search").with("limit", Integer.toString(Math.min(limit, MOST_PEOPLE)));
        HubAnswer answer = session.ask(wanted.isEmpty() ? call : call.with("q", wanted));
        if (answer instanceof HubAnswer.Said(int _, Json.Arr found, OptionalLong _)) {
            try {
                List<PersonCard> cards = new ArrayList<>();
                for (Json.Obj one : found.objects()) {
                    cards.add(card(one));
                }
                return cards.subList(0, Math.min(cards.size(), limit));
            } catch (MalformedJson malformed) {
                throw notUnderstood(malformed);
            }
        }
        throw refused(answer);
    }

    private PersonCard card(Json.Obj person) throws HubUnreachable {
        try {
            PersonCard card = new PersonCard(
                    Pid.parse(person.text("pid")),
                    person.optionalText("display_name"),
                    person.text("status").equals("active"));
            people.remember(card);
            return card;
        } catch (MalformedJson | MalformedIdentity malformed) {
            throw notUnderstood(malformed);
        }
    }

    /**
     * How a payment of the owner's could go now.
     *
     * @param from the owner; of others' payments a hub tells nothing
     */
    public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints) throws HubUnreachable {
        require(from.equals(session.me()), "A hub tells how a payment could go to its payer only");
        HubCall call = HubCall.get("/payments/capacity")
                .with("to", to.text())
                .with("equivalent", unit.code())
                .with(AMOUNT, DecimalText.print(amountMinor, unit.precision()))
                .with("max_hops", Integer.toString(constraints.maxHops()))
                .with("max_paths", Integer.toString(constraints.maxPaths()));
        HubAnswer answer = session.ask(
                constraints.avoid().isEmpty()
                        ? call
                        : call.with(
                                "avoid",
                                constraints.avoid().stream().map(Pid::text).collect(Collectors.joining(","))));
        if (answer instanceof HubAnswer.Refused(int _, String code, Map<String, String> details, boolean own, long _)
                && own
                && !NOT_NOW.contains(code)) {
            return new Routes.Refused(code, details);
        }
        Json.Obj capacity = object(answer);
        try {
            long atLeastMinor = minor(capacity.text("max_amount"), unit.precision());
            if (capacity.flag("can_pay")) {
                return new Routes.Found(ways(capacity.array("routes"), unit.precision()), atLeastMinor);
            }
            // The hub's whole flow passes through everybody, so that it says nothing where somebody is avoided.
            long flowMinor = constraints.avoid().isEmpty() ? flowMinor(to, unit) : 0;
            return new Routes.TooLittle(atLeastMinor, flowMinor > atLeastMinor ? flowMinor : 0);
        } catch (MalformedJson malformed) {
            throw notUnderstood(malformed);
        }
    }

    private long flowMinor(Pid to, Unit unit) throws HubUnreachable, MalformedJson {
        Json.Obj flow = object(session.ask(
                HubCall.get("/payments/max-flow").with("to", to.text()).with("equivalent", unit.code())));
        return minor(flow.text("max_amount"), unit.precision());
    }

    /** The ways that a payment of the owner's really took; none where there is no such payment of theirs. */
    public List<Routes.Way> ways(Pid payer, String txId) throws HubUnreachable {
        if (!payer.equals(session.me())) {
            return List.of();
        }
        HubAnswer answer = session.ask(HubCall.get("/payments/" + txId));
        if (answer instanceof HubAnswer.Refused refused && refused.code().equals(ErrorCode.E015.name())) {
            return List.of();
        }
        Json.Obj payment = object(answer);
        try {
            Optional<Json.Arr> routes = payment.optionalArray("routes");
            // Answers have all decimals of the unit, be it in use still or not.
            String amount = payment.text(AMOUNT);
            int precision = amount.indexOf('.') < 0 ? 0 : amount.length() - amount.indexOf('.') - 1;
            return routes.isEmpty() ? List.of() : ways(routes.get(), precision);
        } catch (MalformedJson malformed) {
            throw notUnderstood(malformed);
        }
    }

    private List<Routes.Way> ways(Json.Arr routes, int precision) throws MalformedJson, HubUnreachable {
        List<Routes.Way> ways = new ArrayList<>();
        int people = 0;
        for (Json.Obj route : routes.objects()) {
            List<PersonCard> passed = new ArrayList<>();
            for (String pid : route.array("path").texts()) {
                // Each may be a question of its own, so that nobody is led to ask without end.
                if (++people > MOST_PEOPLE) {
                    throw new MalformedJson("too many people on the ways", "$.routes");
                }
                passed.add(named(pid));
            }
            ways.add(new Routes.Way(passed, minor(route.text(AMOUNT), precision)));
        }
        return ways;
    }

    private PersonCard named(String text) throws HubUnreachable {
        try {
            Pid pid = Pid.parse(text);
            return person(pid).orElseGet(() -> new PersonCard(pid, Optional.empty(), false));
        } catch (MalformedIdentity malformed) {
            throw notUnderstood(malformed);
        }
    }

    private static long minor(String amount, int precision) throws MalformedJson {
        if (precision >= 0
                && precision <= 8
                && DecimalText.parse(amount, precision) instanceof ParsedAmount.Ok(long minor)) {
            return minor;
        }
        throw new MalformedJson("an amount is expected", "$");
    }

    private static Json.Obj object(HubAnswer answer) throws HubUnreachable {
        if (answer instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _)) {
            return data;
        }
        throw refused(answer);
    }

    private static HubUnreachable refused(HubAnswer answer) {
        return switch (answer) {
            case HubAnswer.Refused refused -> new HubUnreachable("the hub answered " + refused.code());
            case HubAnswer.Unusable(HubAnswer.Why why) -> RemoteConnection.unreachable(why);
            case HubAnswer.Said _ -> new HubUnreachable("the hub answered something else");
        };
    }

    private static HubUnreachable notUnderstood(Exception malformed) {
        return new HubUnreachable("the hub answered something else", malformed);
    }
}
