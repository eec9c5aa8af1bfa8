package org.tallystick.sync;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubUnreachable;

/**
 * The way of statements to a hub of our dialect far away. Each is sent once a call; what is not clearly answered is unreachable, so
 * that it is asked for by its id before it is sent again (design §5). Any thread; calls wait for the answer.
 */
public final class RemoteConnection implements HubConnection {

    /** After these one cannot know whether it was done. */
    private static final Set<String> UNSURE = Set.of(ErrorCode.E010.name(), ErrorCode.E020.name());

    private final Session session;
    private final Clock clock;
    private final Runnable committed;
    private final BooleanSupplier caughtUp;

    /**
     * Makes the connection.
     *
     * @param session the owner's at the hub
     * @param clock our own
     */
    public RemoteConnection(Session session, Clock clock) {
        this(session, clock, () -> {}, () -> true);
    }

    /**
     * As the other.
     *
     * @param committed told whenever the hub took a statement, so that nobody shows what was before it
     * @param caughtUp whether all that the hub has was here once
     */
    RemoteConnection(Session session, Clock clock, Runnable committed, BooleanSupplier caughtUp) {
        this.session = session;
        this.clock = clock;
        this.committed = committed;
        this.caughtUp = caughtUp;
    }

    @Override
    public Pid hub() {
        return session.hub();
    }

    @Override
    public boolean isCaughtUp() {
        return caughtUp.getAsBoolean();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for a statement that no route of a hub takes
     */
    @Override
    public Submitted submit(SignedStatement statement) throws HubUnreachable {
        if (!isCaughtUp()) {
            throw new HubUnreachable("what happened at the hub is not here yet");
        }
        return switch (session.ask(StatementRoutes.of(statement))) {
            case HubAnswer.Said said -> {
                committed.run();
                yield new Submitted.Committed(height(said));
            }
            case HubAnswer.Refused refused
            when refused.own() && !UNSURE.contains(refused.code()) ->
                new Submitted.Refused(refused.code(), refused.details());
            case HubAnswer.Refused refused -> throw new HubUnreachable("the hub answered " + refused.code());
            case HubAnswer.Unusable(HubAnswer.Why why) -> throw unreachable(why);
        };
    }

    /** Where nothing else stands in its way, an answer without its block is one of something between, and shows nothing. */
    private static long height(HubAnswer.Said said) throws HubUnreachable {
        OptionalLong beside = said.height();
        if (beside.isPresent()) {
            return beside.getAsLong();
        }
        if (said.data() instanceof Json.Obj data
                && data.fields().get("height") instanceof Json.Num height
                && height.isLong()
                && height.small() >= 0) {
            return height.small();
        }
        throw new HubUnreachable("the hub did not say in which block it stands");
    }

    /** The whole history is the hub's to look through, so that the lowest height is of no use here. */
    @Override
    public Found find(String txId, long fromHeight) throws HubUnreachable {
        Optional<Proof> proof = receipt(txId);
        if (proof.isPresent()) {
            return new Found.There(proof.get());
        }
        // The time before the question: what comes meanwhile is not later than this.
        long asOfMs = Math.min(clock.wallMs(), hubMs());
        Optional<Proof> meanwhile = receipt(txId);
        return meanwhile.isPresent() ? new Found.There(meanwhile.get()) : new Found.NotThere(asOfMs);
    }

    private Optional<Proof> receipt(String txId) throws HubUnreachable {
        return switch (session.ask(HubCall.get("/payments/" + txId + "/receipt"))) {
            case HubAnswer.Said(int _, Json.Obj data, OptionalLong _) -> Optional.of(proof(data));
            case HubAnswer.Said _ -> throw new HubUnreachable("the hub answered no receipt");
            case HubAnswer.Refused refused when isNoSuchPayment(refused, txId) -> Optional.empty();
            case HubAnswer.Refused refused -> throw new HubUnreachable("the hub answered " + refused.code());
            case HubAnswer.Unusable(HubAnswer.Why why) -> throw unreachable(why);
        };
    }

    private static Proof proof(Json.Obj receipt) throws HubUnreachable {
        try {
            return Proof.fromJson(receipt.object("proof"));
        } catch (MalformedJson malformed) {
            throw new HubUnreachable("the hub answered no proof", malformed);
        }
    }

    /** That there is no such route would be another thing. */
    private static boolean isNoSuchPayment(HubAnswer.Refused refused, String txId) {
        return refused.own()
                && refused.code().equals(ErrorCode.E015.name())
                && refused.details().equals(Map.of("tx_id", txId));
    }

    /** What it found nothing in has to be all of its history, or nothing would follow from that. */
    private long hubMs() throws HubUnreachable {
        HubAnswer answer = session.askOpenly(HubCall.get("/health"));
        try {
            if (answer instanceof HubAnswer.Said(int _, Json.Obj health, OptionalLong _)) {
                if (health.number("last_indexed_block") < health.number("chain_tip_block")) {
                    throw new HubUnreachable("the hub is behind with its own history");
                }
                return Instant.parse(health.text("timestamp")).toEpochMilli();
            }
        } catch (MalformedJson | DateTimeException | ArithmeticException noTime) {
            throw new HubUnreachable("the hub does not say what time it is", noTime);
        }
        throw new HubUnreachable("the hub does not say what time it is");
    }

    /** For the log: without content. */
    static HubUnreachable unreachable(HubAnswer.Why why) {
        return new HubUnreachable("no answer that counts: " + why);
    }
}
