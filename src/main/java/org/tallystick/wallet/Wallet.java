package org.tallystick.wallet;

import java.io.IOException;
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
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;

/**
 * One owner at one hub: what they may ask, and what they can do with their signature. Calls wait for the hub and the disk and are
 * never made on the JavaFX thread; any other thread may, and what is written is written one at a time.
 */
public final class Wallet {

    private final KeyPair owner;
    private final HubConnection hub;
    private final HubReader reader;
    private final OwnerJournal journal;
    private final Payments payments;
    private final Ids ids;

    /**
     * Makes the wallet of an owner.
     *
     * @param owner signs
     * @param hub takes statements
     * @param reader answers questions
     * @param journal the owner's, open
     * @param ids ids of payments
     * @param clock for the times in the journal
     */
    public Wallet(KeyPair owner, HubConnection hub, HubReader reader, OwnerJournal journal, Ids ids, Clock clock) {
        this.owner = owner;
        this.hub = hub;
        this.reader = reader;
        this.journal = journal;
        this.payments = new Payments(journal, hub, clock);
        this.ids = ids;
    }

    /** The owner. */
    public Pid me() {
        return owner.pid();
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

    private LineResult submit(String action, Json.ObjBuilder fields) {
        fields.put("statement_id", ids.next());
        try {
            return switch (hub.submit(SignedStatement.sign(owner, action, hub.hub(), fields.build()))) {
                case HubConnection.Submitted.Committed done -> new LineResult.Done(done.height());
                case HubConnection.Submitted.Refused refused ->
                    new LineResult.Refused(refused.code(), refused.details());
            };
        } catch (HubUnreachable nobodyKnows) {
            return new LineResult.Unknown();
        }
    }

    /**
     * Pays. Only {@link PaymentResult.Paid} is paid: the hub's proof was checked before.
     *
     * @param amountMinor in minor units, more than zero
     * @param note what the payee is to read
     * @throws OwnerJournalFailed when nothing was sent because it could not be written down first, or what came back could not
     * @throws IOException when an earlier intent cannot be read
     */
    public PaymentResult pay(Pid to, Unit unit, long amountMinor, Optional<String> note, Constraints constraints)
            throws OwnerJournalFailed, IOException {
        Json.Obj routes = Json.object()
                .put("max_hops", constraints.maxHops())
                .put("max_paths", constraints.maxPaths())
                .build();
        Json.Obj fields = Json.object()
                .put("tx_id", ids.next())
                .put("to", to.text())
                .put("equivalent", unit.code())
                .put("amount", DecimalText.print(amountMinor, unit.precision()))
                .put("constraints", routes)
                .putIfPresent("description", note)
                .build();
        return payments.pay(SignedStatement.sign(owner, "payment.create", hub.hub(), fields));
    }

    /** What the owner keeps for themselves. */
    public OwnerState state() {
        return journal.state();
    }
}
