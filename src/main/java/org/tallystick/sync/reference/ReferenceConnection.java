package org.tallystick.sync.reference;

import static org.tallystick.base.Checks.require;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubUnreachable;

/**
 * The way of statements to a hub of the reference dialect (GEO facts §6). Where it ran into others the very same bytes are sent
 * again a few times, which it takes for one and the same; whatever else is not clearly answered is unreachable, so that it is
 * asked for by its id before it is sent again. What it says was done it cannot prove. Any thread; calls wait for the answer.
 */
public final class ReferenceConnection implements HubConnection {

    private static final Pattern TX_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String PAYMENT = "payment.create";
    private static final int MOST_TRIES = 4;
    private static final long FIRST_PAUSE_MS = 100;

    /** After these one cannot know whether it was done. */
    private static final Set<String> UNSURE =
            Set.of(ErrorCode.E007.name(), ErrorCode.E010.name(), ErrorCode.E020.name());

    private final ReferenceSession session;
    private final Refusals refusals;
    private final Pause pause;
    private final Runnable changed;

    /**
     * Makes the connection.
     *
     * @param session the owner's at the hub
     * @param pause between tries
     * @param changed called when something was done
     */
    ReferenceConnection(ReferenceSession session, Pause pause, Runnable changed) {
        this.session = session;
        this.refusals = new Refusals(session);
        this.pause = pause;
        this.changed = changed;
    }

    @Override
    public Pid hub() {
        return session.hub();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for a statement that no route of such a hub takes
     */
    @Override
    public Submitted submit(SignedStatement statement) throws HubUnreachable {
        HubCall call = ReferenceRoutes.of(statement);
        HubAnswer answer = session.ask(call);
        for (int tried = 1; tried < MOST_TRIES && Codes.isConflict(answer); tried++) {
            pause.waitMs(FIRST_PAUSE_MS << tried);
            answer = session.ask(call);
        }
        try {
            return Codes.isConflict(answer)
                    ? new Submitted.Refused(ErrorCode.E020.name(), Map.of())
                    : taken(statement, answer);
        } finally {
            changed.run();
        }
    }

    private Submitted taken(SignedStatement statement, HubAnswer answer) throws HubUnreachable {
        return switch (answer) {
            case HubAnswer.Said said when statement.action().equals(PAYMENT) -> paid(statement, said);
            case HubAnswer.Said _ -> new Submitted.Said();
            case HubAnswer.Refused refused
            when !refused.own() || UNSURE.contains(refused.code()) -> throw Codes.unreachable(refused);
            case HubAnswer.Refused refused
            when statement.action().equals(PAYMENT) && refused.code().equals(ErrorCode.E008.name()) -> clash(statement);
            case HubAnswer.Refused refused -> refusals.of(statement, refused);
            case HubAnswer.Unusable unusable -> throw Codes.unreachable(unusable);
        };
    }

    private static Submitted paid(SignedStatement statement, HubAnswer.Said said) throws HubUnreachable {
        PaymentRecord payment = record(said);
        if (!payment.isOf(statement)) {
            throw new HubUnreachable("the hub answered for another payment");
        }
        return switch (payment.state()) {
            case PaymentRecord.State.Committed _ -> new Submitted.Said();
            case PaymentRecord.State.Aborted(String code) -> new Submitted.Aborted(code);
            case PaymentRecord.State.UnderWay _ -> throw new HubUnreachable("the hub is not done with it");
        };
    }

    /** The id is in use: by the same payment, sent before and not done yet or done by now; by another; or by somebody else. */
    private Submitted clash(SignedStatement statement) throws HubUnreachable {
        String txId = txId(statement);
        HubAnswer answer = session.ask(payment(txId));
        if (Codes.isMissing(answer)) {
            return new Submitted.Refused(ErrorCode.E008.name(), Map.of("tx_id", txId));
        }
        if (!(answer instanceof HubAnswer.Said said)) {
            throw Codes.unreachable(answer);
        }
        return record(said).isOf(statement)
                ? paid(statement, said)
                : new Submitted.Refused(ErrorCode.E008.name(), Map.of("tx_id", txId));
    }

    private static String txId(SignedStatement statement) {
        try {
            return statement.fields().text("tx_id");
        } catch (MalformedJson noId) {
            throw new IllegalArgumentException("A payment of this dialect has an id", noId);
        }
    }

    /** Such a hub tells no time and knows no ends, so that nothing is ever too late here; it has no blocks either. */
    @Override
    public Found find(String txId, long fromHeight) throws HubUnreachable {
        HubAnswer answer = session.ask(payment(txId));
        if (Codes.isMissing(answer)) {
            return new Found.NotThere(0);
        }
        if (!(answer instanceof HubAnswer.Said said)) {
            throw Codes.unreachable(answer);
        }
        PaymentRecord payment = record(said);
        if (!payment.txId().equals(txId)) {
            throw new HubUnreachable("the hub answered for another payment");
        }
        return switch (payment.state()) {
            case PaymentRecord.State.Committed _ ->
                new Found.Said(payment.from(), payment.to(), payment.equivalent(), payment.amount());
            case PaymentRecord.State.Aborted(String code) -> new Found.Aborted(code);
            case PaymentRecord.State.UnderWay _ -> new Found.UnderWay();
        };
    }

    static HubCall payment(String txId) {
        require(TX_ID.matcher(txId).matches(), "An id of a payment can stand in a path");
        // Of dots alone a path would be made of what they mean there.
        require(!txId.matches("\\.{1,2}"), "An id of a payment is no step in a path");
        return HubCall.get("/payments/" + txId);
    }

    private static PaymentRecord record(HubAnswer.Said said) throws HubUnreachable {
        if (said instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _)) {
            try {
                return PaymentRecord.read(data);
            } catch (MalformedJson malformed) {
                throw Codes.notUnderstood(malformed);
            }
        }
        throw Codes.unreachable(said);
    }
}
