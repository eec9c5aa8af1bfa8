package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.identity.StatementForm;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.PaymentResult.Doubt;
import org.tallystick.wallet.PaymentResult.Why;

/**
 * Pays so that a stop at any moment leaves nothing in doubt: the intent is durable before anything is sent, the proof is checked
 * before anything counts as paid, and what was open is asked for at the next start (design §4, §5). One thread, which waits for
 * the hub and the disk.
 */
public final class Payments {

    /**
     * Among the details of a refusal: the hub began, ran into others who paid at the same time, and gave up; the same payment
     * under a new id may be done.
     */
    public static final String WITH_A_NEW_ID = "new_tx_id";

    private static final String ACTION = "payment.create";

    /** Refusals that say nothing about the payment, only about the moment. */
    private static final Set<String> NOT_NOW = Set.of(ErrorCode.E014.name(), ErrorCode.E020.name());

    private final OwnerJournal journal;
    private final HubConnection hub;
    private final Clock clock;
    private final Missed missed;

    /**
     * Makes the payments of an owner at a hub.
     *
     * @param journal the owner's, open
     * @param hub the way to the hub
     * @param clock for the times in the journal
     */
    public Payments(OwnerJournal journal, HubConnection hub, Clock clock) {
        this.journal = journal;
        this.hub = hub;
        this.clock = clock;
        this.missed = new Missed(clock);
    }

    /** As {@link #pay(SignedStatement, long)}, until the end that was signed. */
    public PaymentResult pay(SignedStatement statement) throws OwnerJournalFailed, IOException {
        return pay(statement, OwnerEntry.FOR_EVER);
    }

    /**
     * Pays. The same statement again, after whatever stop, pays once and is answered again.
     *
     * @param statement a {@code payment.create} with a {@code tx_id}, for this hub
     * @param untilMs after which it is not sent any more, by our own clock, whatever end was signed
     * @return where it stands; a statement with an id that was used for another one is refused with E008
     * @throws OwnerJournalFailed when the intent was not durable, so that nothing was sent; or what the hub said is not, so that
     *     the payment stays open and has to be resolved
     * @throws IOException when an earlier intent cannot be read
     */
    public PaymentResult pay(SignedStatement statement, long untilMs) throws OwnerJournalFailed, IOException {
        String txId = check(statement);
        Optional<OwnerEntry.OutboxIntent> known = journal.intent(txId);
        if (known.isPresent()) {
            return known.get().statement().filter(statement::equals).isEmpty()
                    ? new PaymentResult.Refused(txId, ErrorCode.E008.name(), Map.of("tx_id", txId))
                    : again(txId);
        }
        OwnerEntry.OutboxIntent intent = intent(txId, statement, untilMs);
        journal.append(intent);
        return submit(intent, statement, true);
    }

    /** As {@link #prepare(SignedStatement, long)}, until the end that was signed. */
    public PaymentResult prepare(SignedStatement statement) throws OwnerJournalFailed {
        return prepare(statement, OwnerEntry.FOR_EVER);
    }

    /**
     * Writes a payment down that waits for the hub; sends nothing.
     *
     * @param statement as for {@link #pay}, of an id that was not used yet
     * @param untilMs after which it is not sent any more, by our own clock, whatever end was signed
     * @throws OwnerJournalFailed when it is not durable
     */
    public PaymentResult prepare(SignedStatement statement, long untilMs) throws OwnerJournalFailed {
        OwnerEntry.OutboxIntent intent = intent(check(statement), statement, untilMs);
        journal.append(intent);
        end(intent, new OwnerEntry.Outcome.Waiting());
        return new PaymentResult.Pending(intent.txId(), Why.WAITS);
    }

    /**
     * Takes a payment back of which nothing was sent.
     *
     * @return false where it may have been sent, or is no longer open
     * @throws OwnerJournalFailed when that is not durable, so that it still waits
     */
    public boolean withdraw(String txId) throws OwnerJournalFailed {
        Optional<OwnerEntry.OutboxIntent> intent = journal.state().open(txId);
        if (intent.isEmpty() || !journal.state().isWaiting(txId)) {
            return false;
        }
        end(intent.get(), new OwnerEntry.Outcome.Withdrawn());
        return true;
    }

    private OwnerEntry.OutboxIntent intent(String txId, SignedStatement statement, long untilMs) {
        long afterHeight = journal.state().head(hub.hub()).map(Head::height).orElse(-1L);
        return new OwnerEntry.OutboxIntent(
                txId,
                hub.hub(),
                statement.signer(),
                Optional.of(statement),
                Math.min(validUntil(statement), untilMs),
                afterHeight,
                clock.wallMs());
    }

    private PaymentResult again(String txId) throws OwnerJournalFailed {
        return switch (journal.state().outcome(txId).orElse(new OwnerEntry.Outcome.Unknown())) {
            case OwnerEntry.Outcome.Committed committed -> new PaymentResult.Paid(txId, committed.height());
            case OwnerEntry.Outcome.Said _ -> new PaymentResult.SaidPaid(txId);
            case OwnerEntry.Outcome.Refused refused -> new PaymentResult.Refused(txId, refused.code(), Map.of());
            case OwnerEntry.Outcome.Withdrawn _ ->
                new PaymentResult.Refused(txId, ErrorCode.E008.name(), Map.of("tx_id", txId));
            case OwnerEntry.Outcome.Unknown _, OwnerEntry.Outcome.Waiting _ -> send(txId);
        };
    }

    private String check(SignedStatement statement) {
        require(statement.action().equals(ACTION), "A payment is a payment.create");
        require(statement.hub().equals(hub.hub()), "A payment is signed for the hub that it is sent to");
        require(statement.fields().find("tx_id").isPresent(), "A payment of the wallet has an id");
        try {
            return statement.fields().text("tx_id");
        } catch (MalformedJson noText) {
            throw new IllegalArgumentException("A payment of the wallet has an id", noText);
        }
    }

    private static long validUntil(SignedStatement statement) {
        Optional<Json> end = statement.fields().find("valid_until").filter(value -> !(value instanceof Json.Null));
        if (end.isEmpty()) {
            return OwnerEntry.FOR_EVER;
        }
        try {
            require(end.get() instanceof Json.Str, "The end of a payment is text");
            return Instant.parse(((Json.Str) end.get()).value()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException noTime) {
            throw new IllegalArgumentException("The end of a payment is a time", noTime);
        }
    }

    /**
     * Sends an open intent once more, unless the hub has it already: the same bytes pay once.
     *
     * @param txId of an open intent
     * @throws OwnerJournalFailed as {@link #pay}
     */
    public PaymentResult send(String txId) throws OwnerJournalFailed {
        OwnerEntry.OutboxIntent intent = journal.state()
                .open(txId)
                .orElseThrow(() -> new IllegalArgumentException("Only an open intent is sent again"));
        if (journal.state().isWaiting(txId) && intent.statement().isPresent()) {
            return release(intent, intent.statement().get());
        }
        return onceMore(intent, ask(intent));
    }

    /**
     * Sends what {@link #resolve} has just found waiting or not there, without asking for it again. What was ended meanwhile is not
     * sent, and what has no end is not sent again by itself: it would be paid whenever there is room for it.
     *
     * @param found what was found
     * @throws OwnerJournalFailed as {@link #pay}
     */
    public PaymentResult sendFound(PaymentResult.Pending found) throws OwnerJournalFailed {
        Optional<OwnerEntry.OutboxIntent> open = journal.state().open(found.txId());
        if (open.isEmpty()) {
            return again(found.txId());
        }
        OwnerEntry.OutboxIntent intent = open.get();
        if (journal.state().isWaiting(intent.txId()) && intent.statement().isPresent()) {
            return release(intent, intent.statement().get());
        }
        return intent.validUntilMs() == OwnerEntry.FOR_EVER ? found : onceMore(intent, found);
    }

    private PaymentResult onceMore(OwnerEntry.OutboxIntent intent, PaymentResult before) throws OwnerJournalFailed {
        boolean mayBeSent = before instanceof PaymentResult.Pending pending
                && pending.why() == Why.NOT_THERE
                && clock.wallMs() <= intent.validUntilMs();
        return mayBeSent && intent.statement().isPresent()
                ? submit(intent, intent.statement().get(), false)
                : before;
    }

    /** From the first byte on it cannot be taken back; that it is sent is written down before. */
    private PaymentResult release(OwnerEntry.OutboxIntent intent, SignedStatement statement) throws OwnerJournalFailed {
        if (clock.wallMs() > intent.validUntilMs()) {
            String tooLate = ErrorCode.E007.name();
            end(intent, new OwnerEntry.Outcome.Refused(tooLate));
            return new PaymentResult.Refused(intent.txId(), tooLate, Map.of("field", "valid_until"));
        }
        end(intent, new OwnerEntry.Outcome.Unknown());
        return submit(intent, statement, true);
    }

    /**
     * Asks the hub what became of each open intent; sends nothing. To be called at each start.
     *
     * @return where each stands, oldest first
     * @throws OwnerJournalFailed when what was learnt is not durable
     */
    public List<PaymentResult> resolve() throws OwnerJournalFailed {
        List<PaymentResult> results = new ArrayList<>();
        for (OwnerEntry.OutboxIntent intent : journal.state().outbox()) {
            if (intent.hub().equals(hub.hub())) {
                results.add(
                        journal.state().isWaiting(intent.txId())
                                ? new PaymentResult.Pending(intent.txId(), Why.WAITS)
                                : ask(intent));
            }
        }
        return results;
    }

    private PaymentResult submit(OwnerEntry.OutboxIntent intent, SignedStatement statement, boolean first)
            throws OwnerJournalFailed {
        HubConnection.Submitted answer;
        missed.forget(intent.txId());
        try {
            answer = hub.submit(statement);
        } catch (HubUnreachable noAnswer) {
            return unknown(intent, Why.UNREACHABLE);
        }
        return switch (answer) {
            case HubConnection.Submitted.Committed committed -> prove(intent, committed);
            case HubConnection.Submitted.Refused refused -> refuse(intent, refused, first);
            case HubConnection.Submitted.Said _ -> believe(intent);
            case HubConnection.Submitted.Aborted aborted -> abort(intent, aborted.code());
        };
    }

    /** Only a hub to which nothing else can be signed is taken at its word; one with a history has to show it. */
    private PaymentResult believe(OwnerEntry.OutboxIntent intent) throws OwnerJournalFailed {
        if (intent.statement().isPresent() && !isReference(intent)) {
            return unknown(intent, Why.NOT_SHOWN);
        }
        end(intent, new OwnerEntry.Outcome.Said());
        return new PaymentResult.SaidPaid(intent.txId());
    }

    private static boolean isReference(OwnerEntry.OutboxIntent intent) {
        return intent.statement()
                .filter(statement -> statement.form() == StatementForm.REFERENCE)
                .isPresent();
    }

    private PaymentResult abort(OwnerEntry.OutboxIntent intent, String code) throws OwnerJournalFailed {
        end(intent, new OwnerEntry.Outcome.Refused(code));
        boolean onlyTheId = code.equals(ErrorCode.E008.name());
        return new PaymentResult.Refused(intent.txId(), code, onlyTheId ? Map.of(WITH_A_NEW_ID, "true") : Map.of());
    }

    private PaymentResult prove(OwnerEntry.OutboxIntent intent, HubConnection.Submitted.Committed committed)
            throws OwnerJournalFailed {
        try {
            return switch (hub.find(intent.txId(), Math.clamp(committed.height(), 0, intent.afterHeight() + 1))) {
                case HubConnection.Found.There there -> receive(intent, there.proof());
                case HubConnection.Found.NotThere _,
                        HubConnection.Found.Said _,
                        HubConnection.Found.Aborted _,
                        HubConnection.Found.UnderWay _ -> unknown(intent, Why.NOT_SHOWN);
            };
        } catch (HubUnreachable noAnswer) {
            return unknown(intent, Why.UNREACHABLE);
        }
    }

    private PaymentResult refuse(OwnerEntry.OutboxIntent intent, HubConnection.Submitted.Refused refused, boolean first)
            throws OwnerJournalFailed {
        if (NOT_NOW.contains(refused.code())) {
            return new PaymentResult.Pending(intent.txId(), Why.BUSY);
        }
        if (!first) {
            // What was sent before may have come in between, and then this refusal is of the second sending only.
            PaymentResult asked = ask(intent);
            boolean stillOpen = asked instanceof PaymentResult.Pending;
            return stillOpen ? unknown(intent, Why.EARLIER_MAY_ARRIVE) : asked;
        }
        end(intent, new OwnerEntry.Outcome.Refused(refused.code()));
        return new PaymentResult.Refused(intent.txId(), refused.code(), refused.details());
    }

    private PaymentResult ask(OwnerEntry.OutboxIntent intent) throws OwnerJournalFailed {
        HubConnection.Found found;
        try {
            found = hub.find(intent.txId(), intent.afterHeight() + 1);
        } catch (HubUnreachable noAnswer) {
            return unknown(intent, Why.UNREACHABLE);
        }
        if (!(found instanceof HubConnection.Found.NotThere)) {
            missed.forget(intent.txId());
        }
        return switch (found) {
            case HubConnection.Found.There there -> receive(intent, there.proof());
            case HubConnection.Found.Said said ->
                PaymentCheck.isSame(said, intent) ? believe(intent) : unknown(intent, Why.NOT_SHOWN);
            case HubConnection.Found.Aborted aborted -> abort(intent, aborted.code());
            case HubConnection.Found.UnderWay _ -> unknown(intent, Why.UNDER_WAY);
            case HubConnection.Found.NotThere notThere -> {
                if (notThere.asOfMs() <= intent.validUntilMs() && !isMissed(intent)) {
                    yield new PaymentResult.Pending(intent.txId(), Why.NOT_THERE);
                }
                String tooLate = ErrorCode.E007.name();
                end(intent, new OwnerEntry.Outcome.Refused(tooLate));
                yield new PaymentResult.Refused(intent.txId(), tooLate, Map.of("field", "valid_until"));
            }
        };
    }

    /** Whether a hub of the reference dialect, which tells no time, does not have what was sent for the last time long ago. */
    private boolean isMissed(OwnerEntry.OutboxIntent intent) {
        boolean isSentNoMore = intent.validUntilMs() == OwnerEntry.FOR_EVER || clock.wallMs() > intent.validUntilMs();
        return isReference(intent) && isSentNoMore && missed.forLong(intent.txId());
    }

    private PaymentResult unknown(OwnerEntry.OutboxIntent intent, Why why) throws OwnerJournalFailed {
        if (!journal.state().isUnsure(intent.txId())) {
            end(intent, new OwnerEntry.Outcome.Unknown());
        }
        return new PaymentResult.Pending(intent.txId(), why);
    }

    private PaymentResult receive(OwnerEntry.OutboxIntent intent, Proof proof) throws OwnerJournalFailed {
        Optional<Doubt> doubt = PaymentCheck.doubt(intent, proof, hub.hub(), journal.state());
        if (doubt.isPresent()) {
            return new PaymentResult.Suspect(intent.txId(), proof, doubt.get());
        }
        Head head = Head.of(hub.hub(), proof.header());
        if (intent.statement().isPresent()) {
            journal.append(new OwnerEntry.ProofReceived(intent.txId(), intent.signer(), Optional.of(proof)));
        }
        if (journal.state()
                .head(head.hub())
                .filter(known -> !head.isAfter(known))
                .isEmpty()) {
            journal.append(new OwnerEntry.HeadSeen(head));
        }
        end(intent, new OwnerEntry.Outcome.Committed(head.height()));
        return new PaymentResult.Paid(intent.txId(), head.height());
    }

    private void end(OwnerEntry.OutboxIntent intent, OwnerEntry.Outcome outcome) throws OwnerJournalFailed {
        journal.append(new OwnerEntry.OutboxOutcome(intent.txId(), outcome, clock.wallMs()));
        if (outcome.isFinal()) {
            missed.forget(intent.txId());
        }
    }
}
