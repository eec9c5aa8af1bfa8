package org.tallystick.wallet;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;

/**
 * One owner at one hub: what they may ask, and what they can do with their signature. Calls wait for the hub and the disk and are
 * never made on the JavaFX thread; any other thread may, and what is written is written one at a time.
 */
public final class Wallet {

    private static final long PAYMENT_VALID_MS = 2 * 60_000;
    private static final long WAITING_VALID_MS = 24 * 60 * 60_000;
    /** How often a payment is tried under another id after a hub began and gave up. */
    private static final int MOST_NEW_IDS = 3;

    private static final String ADMIN_EQUIVALENT = "admin.equivalent";
    private static final String FIELD = "field";
    private static final String PAYMENT = "payment.create";
    private static final Map<String, String> CATCHING_UP = Map.of("reason", "catching_up");
    private static final long LINE_VALID_MS = 24 * 60 * 60_000;

    private final Signing signing;
    private final HubConnection hub;
    private final HubReader reader;
    private final OwnerJournal journal;
    private final Payments payments;
    private final Ids ids;
    private final Clock clock;
    private final Object writing = new Object();

    /**
     * Makes the wallet of an owner at a hub of our dialect.
     *
     * @param owner signs
     * @param hub takes statements
     * @param reader answers questions
     * @param journal the owner's, open
     * @param ids ids of statements
     * @param clock for the ends of statements and the times in the journal
     */
    public Wallet(KeyPair owner, HubConnection hub, HubReader reader, OwnerJournal journal, Ids ids, Clock clock) {
        this(Signing.bound(owner, hub.hub()), hub, reader, journal, ids, clock);
    }

    /**
     * Makes the wallet of an owner at a hub of any dialect.
     *
     * @param signing signs as the hub understands it
     * @param hub takes statements
     * @param reader answers questions
     * @param journal the owner's, open
     * @param ids ids of statements
     * @param clock for the ends of statements and the times in the journal
     */
    public Wallet(Signing signing, HubConnection hub, HubReader reader, OwnerJournal journal, Ids ids, Clock clock) {
        this.signing = signing;
        this.hub = hub;
        this.reader = reader;
        this.journal = journal;
        this.payments = new Payments(journal, hub, clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** The owner. */
    public Pid me() {
        return signing.me();
    }

    /** The hub that it is at. */
    public Pid hubPid() {
        return hub.hub();
    }

    /** What may be asked. */
    public HubReader hub() {
        return reader;
    }

    /**
     * Trusts somebody up to a limit.
     *
     * @param limitMinor the most that they may owe, in minor units
     * @param policy what else is said about its use
     */
    public LineResult openLine(Pid to, Unit unit, long limitMinor, Policy policy) {
        Json.ObjBuilder fields = Json.object()
                .put("to", to.text())
                .put("equivalent", unit.code())
                .put("limit", DecimalText.print(limitMinor, unit.precision()))
                .put("policy", PolicyText.of(policy, unit.precision()));
        return submit("trustline.create", fields);
    }

    /**
     * Changes a line of the owner's; what is absent stays.
     *
     * @param line its id
     * @param unit the line's
     */
    public LineResult changeLine(
            UUID line, Unit unit, OptionalLong limitMinor, Optional<Policy> policy, Optional<LineStatus> status) {
        Json.ObjBuilder fields = Json.object().put("id", line.toString());
        limitMinor.ifPresent(minor -> fields.put("limit", DecimalText.print(minor, unit.precision())));
        policy.ifPresent(wanted -> fields.put("policy", PolicyText.of(wanted, unit.precision())));
        status.ifPresent(wanted -> fields.put("status", wanted.word()));
        return submit("trustline.update", fields);
    }

    /** Closes a line of the owner's, on which nothing may be owed or held. */
    public LineResult closeLine(UUID line) {
        return submit("trustline.close", Json.object().put("id", line.toString()));
    }

    /**
     * Whether this is why nothing was signed: what happened at the hub is still on its way here.
     *
     * @param details of a refusal with E020
     */
    public static boolean isCatchingUp(Map<String, String> details) {
        return details.equals(CATCHING_UP);
    }

    private LineResult submit(String action, Json.ObjBuilder fields) {
        if (!hub.isCaughtUp()) {
            return new LineResult.Refused(ErrorCode.E020.name(), CATCHING_UP);
        }
        fields.put("statement_id", ids.next()).put("valid_until", end(LINE_VALID_MS));
        try {
            return switch (submit(signing.sign(action, fields.build()))) {
                case HubConnection.Submitted.Committed done -> new LineResult.Done(done.height());
                case HubConnection.Submitted.Said _ -> new LineResult.Said();
                case HubConnection.Submitted.Aborted aborted -> new LineResult.Refused(aborted.code(), Map.of());
                case HubConnection.Submitted.Refused refused ->
                    new LineResult.Refused(refused.code(), refused.details());
            };
        } catch (CannotBeSigned noWords) {
            return new LineResult.Refused(ErrorCode.E019.name(), Map.of(FIELD, noWords.field()));
        } catch (HubUnreachable nobodyKnows) {
            return new LineResult.Unknown();
        }
    }

    /**
     * Does something that only those may who govern the hub.
     *
     * @return refused where the owner may not
     */
    public AdminResult govern(AdminAct act) {
        LineResult result = switch (act) {
            case AdminAct.Standing(Pid person, AdminAct.Step step) ->
                submit("admin." + step.verb(), Json.object().put("participant", person.text()));
            case AdminAct.Define(Unit unit) ->
                submit(ADMIN_EQUIVALENT, Json.object().put("code", unit.code()).put("precision", unit.precision()));
            case AdminAct.Offer(String code, boolean offered) ->
                submit(ADMIN_EQUIVALENT, Json.object().put("code", code).put("active", offered));
            case AdminAct.Approval(boolean needed) ->
                submit(
                        "admin.config",
                        Json.object()
                                .put(
                                        "updates",
                                        Json.object()
                                                .put("registration", needed ? "approval" : "open")
                                                .build()));
        };
        return switch (result) {
            case LineResult.Done done -> new AdminResult.Done(done.height());
            // Whoever governs a hub governs one with a history.
            case LineResult.Said _ -> new AdminResult.Unknown();
            case LineResult.Refused refused -> new AdminResult.Refused(refused.code(), refused.details());
            case LineResult.Unknown _ -> new AdminResult.Unknown();
        };
    }

    private HubConnection.Submitted submit(SignedStatement statement) throws HubUnreachable {
        synchronized (writing) {
            return hub.submit(statement);
        }
    }

    /** Until when a statement may be taken, so that a copy that was held back somewhere does nothing later (design §5). */
    private String end(long validMs) {
        return Instant.ofEpochMilli(clock.wallMs() + validMs).toString();
    }

    /**
     * Pays. Only {@link PaymentResult.Paid} is paid and proven: the hub's proof was checked before. Where a hub says for certain
     * that it began and gave up because of others, the same is tried under a new id. Refused with E020 while the wallet catches up.
     *
     * @param amountMinor in minor units, more than zero
     * @param note what the payee is to read
     * @throws OwnerJournalFailed when nothing was sent because it could not be written down first, or what came back could not
     * @throws IOException when an earlier intent cannot be read
     */
    public PaymentResult pay(Pid to, Unit unit, long amountMinor, Optional<String> note, Constraints constraints)
            throws OwnerJournalFailed, IOException {
        if (!hub.isCaughtUp()) {
            return new PaymentResult.Refused(ids.next(), ErrorCode.E020.name(), CATCHING_UP);
        }
        PaymentResult result = payOnce(to, unit, amountMinor, note, constraints);
        for (int more = 0; more < MOST_NEW_IDS && onlyTheIdIsSpent(result); more++) {
            result = payOnce(to, unit, amountMinor, note, constraints);
        }
        return result;
    }

    private static boolean onlyTheIdIsSpent(PaymentResult result) {
        return result instanceof PaymentResult.Refused refused
                && refused.details().containsKey(Payments.WITH_A_NEW_ID);
    }

    private PaymentResult payOnce(Pid to, Unit unit, long amountMinor, Optional<String> note, Constraints constraints)
            throws OwnerJournalFailed, IOException {
        PaymentOrder order = order(to, unit, amountMinor, note, constraints, PAYMENT_VALID_MS);
        try {
            SignedStatement statement = signing.sign(PAYMENT, order.fields());
            synchronized (writing) {
                return payments.pay(statement, clock.wallMs() + PAYMENT_VALID_MS);
            }
        } catch (CannotBeSigned noWords) {
            return cannot(order, noWords);
        }
    }

    private static PaymentResult cannot(PaymentOrder order, CannotBeSigned noWords) {
        return new PaymentResult.Refused(order.txId(), ErrorCode.E019.name(), Map.of(FIELD, noWords.field()));
    }

    private PaymentOrder order(
            Pid to, Unit unit, long amountMinor, Optional<String> note, Constraints constraints, long validMs) {
        return new PaymentOrder(
                ids.next(),
                to,
                unit.code(),
                DecimalText.print(amountMinor, unit.precision()),
                note,
                constraints,
                Optional.of(end(validMs)));
    }

    /**
     * Writes a payment down that is sent as soon as the hub is within reach and caught up with; nothing leaves this machine now, and
     * until something does, it can be taken back with {@link #withdraw}. It ends by itself after a day.
     *
     * @throws OwnerJournalFailed when it is not durable
     */
    public PaymentResult prepare(Pid to, Unit unit, long amountMinor, Optional<String> note, Constraints constraints)
            throws OwnerJournalFailed {
        PaymentOrder order = order(to, unit, amountMinor, note, constraints, WAITING_VALID_MS);
        try {
            SignedStatement statement = signing.sign(PAYMENT, order.fields());
            synchronized (writing) {
                return payments.prepare(statement, clock.wallMs() + WAITING_VALID_MS);
            }
        } catch (CannotBeSigned noWords) {
            return cannot(order, noWords);
        }
    }

    /**
     * Takes a payment back of which nothing was sent.
     *
     * @return false where it may have been sent, or is no longer open
     * @throws OwnerJournalFailed when that is not durable, so that it still waits
     */
    public boolean withdraw(String txId) throws OwnerJournalFailed {
        synchronized (writing) {
            return payments.withdraw(txId);
        }
    }

    /**
     * Asks what became of each payment whose outcome is not known; sends nothing.
     *
     * @return where each stands, oldest first
     * @throws OwnerJournalFailed when what was learnt is not durable
     */
    public List<PaymentResult> resolve() throws OwnerJournalFailed {
        synchronized (writing) {
            return payments.resolve();
        }
    }

    /**
     * Asks what became of what was sent, and sends what was only written down, if the hub answers: from then on it cannot be taken
     * back, so that it goes on waiting while nobody is there. What was sent and is not there is sent once more until its end, the same
     * bytes, which pay once.
     *
     * @return where each stands, oldest first
     * @throws OwnerJournalFailed when what was learnt is not durable
     */
    public List<PaymentResult> sendWaiting() throws OwnerJournalFailed {
        synchronized (writing) {
            List<PaymentResult> results = new ArrayList<>();
            for (PaymentResult result : payments.resolve()) {
                results.add(
                        result instanceof PaymentResult.Pending found && isToBeSent(found) && isWithinReach()
                                ? payments.sendFound(found)
                                : result);
            }
            return results;
        }
    }

    private static boolean isToBeSent(PaymentResult.Pending found) {
        return found.why() == PaymentResult.Why.WAITS || found.why() == PaymentResult.Why.NOT_THERE;
    }

    private boolean isWithinReach() {
        try {
            return hub.isCaughtUp() && !reader.status().readOnly();
        } catch (HubUnreachable notNow) {
            return false;
        }
    }

    /**
     * Sends an open payment once more, unless the hub has it already: the same bytes pay once.
     *
     * @param txId of a payment in {@link OwnerState#outbox()}
     * @throws OwnerJournalFailed when what was learnt is not durable
     */
    public PaymentResult sendAgain(String txId) throws OwnerJournalFailed {
        synchronized (writing) {
            if (!hub.isCaughtUp()) {
                boolean waits = journal.state().isWaiting(txId);
                return new PaymentResult.Pending(txId, waits ? PaymentResult.Why.WAITS : PaymentResult.Why.UNREACHABLE);
            }
            return payments.send(txId);
        }
    }

    /**
     * The proof of a payment of the owner's that was kept when it was paid, checked once more.
     *
     * @throws IOException when it cannot be read
     */
    public Optional<Evidence> evidence(String txId) throws IOException {
        return journal.proof(txId).map(Evidence::of);
    }

    /** What the owner keeps for themselves. */
    public OwnerState state() {
        return journal.state();
    }

    /**
     * Tells whenever what the owner keeps for themselves has changed.
     *
     * @param changed called on the thread that changed it; must not wait
     */
    public HubReader.Following follow(Runnable changed) {
        return journal.follow(changed);
    }
}
