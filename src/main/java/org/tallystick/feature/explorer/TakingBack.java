package org.tallystick.feature.explorer;

import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E006;
import static org.tallystick.ledger.ErrorCode.E008;
import static org.tallystick.ledger.ErrorCode.E009;
import static org.tallystick.ledger.ErrorCode.E017;
import static org.tallystick.ledger.ErrorCode.E020;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.Reply;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;
import org.tallystick.node.Place;
import org.tallystick.node.Regained;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.AsOf;

/**
 * Takes back what this hub signed into blocks that it has lost, from those who hold the proof (decision 18): the statement in it is
 * decided anew. A payment is taken from payer or payee, everything else from its signer. Any thread but the node's own.
 */
final class TakingBack {

    private static final String PROOF = "proof";
    private static final String PAYMENT = "payment.create";

    /** What its signer alone decides; a payment besides. */
    private static final Set<String> OF_SIGNER =
            Set.of("trustline.create", "trustline.update", "trustline.close", "participant.update");

    private final Desk desk;
    private final LastingFacts facts;
    private final RecoveryRoutes.PaymentIds payments;

    TakingBack(Desk desk, LastingFacts facts, RecoveryRoutes.PaymentIds payments) {
        this.desk = desk;
        this.facts = facts;
        this.payments = payments;
    }

    /** Where the history stands when something is given back. */
    private record Now(BlockHeader tip, long timestampMs) {}

    Reply take(Call call) throws ApiError, InterruptedException {
        Proof proof = proof(call);
        if (!(proof.check() instanceof ProofCheck.Proven(Transaction transaction, byte[] hash))) {
            throw ApiError.of(E005, "field", PROOF);
        }
        SignedStatement statement = statement(transaction);
        requireOwn(call.who().pid(), statement);
        Now now = desk.ask(view -> new Now(view.tip(), view.ledger().timestampMs()));
        requireLost(proof.header(), hash, now.tip());
        boolean inTime = endMs(statement) >= now.timestampMs();
        if (!inTime && statement.action().equals(PAYMENT)) {
            requireNew(statement, transaction.frame().txId(), now.tip());
        }
        // Who is in time asks as always: the id is still known if it was used since.
        Answer answer = (inTime
                        ? desk.node().submit(List.of(statement))
                        : desk.node().regain(statement, Regained.of(proof.header())))
                .join();
        return switch (answer) {
            case Answer.Refused refused -> throw ApiError.of(refused.refusal());
            case Answer.Committed done ->
                Reply.made(Json.object()
                                .put("tx_id", done.txId())
                                .put("type", transaction.frame().type())
                                .build())
                        .inBlock(done.height());
        };
    }

    private Proof proof(Call call) throws ApiError {
        try {
            Proof proof = Proof.fromJson(call.body().object(PROOF));
            if (proof.hub().equals(desk.node().hub())
                    && proof.hubKey().equals(desk.node().hubKey())) {
                return proof;
            }
        } catch (MalformedJson malformed) {
            throw ApiError.field(PROOF);
        }
        throw ApiError.field(PROOF);
    }

    private static SignedStatement statement(Transaction transaction) throws ApiError {
        List<SignedStatement> statements = transaction.statements();
        String type = transaction.frame().type();
        if (statements.size() != 1 || !(type.equals(PAYMENT) || OF_SIGNER.contains(type))) {
            throw ApiError.of(E009, "field", PROOF);
        }
        return statements.getFirst();
    }

    private static void requireOwn(Pid caller, SignedStatement statement) throws ApiError {
        boolean payee = statement.action().equals(PAYMENT)
                && statement.fields().find("to").equals(Optional.of(Json.of(caller.text())));
        if (!payee && !statement.signer().equals(caller)) {
            throw ApiError.of(E006);
        }
    }

    /** A block of an earlier epoch that does not stand in this history. */
    private void requireLost(BlockHeader header, byte[] hash, BlockHeader tip) throws ApiError {
        Optional<Block> there = desk.block(header.height());
        if (there.isPresent() && Arrays.equals(there.get().hash(), hash)) {
            throw ApiError.of(E008, "reason", "kept");
        }
        if (header.epoch() >= tip.epoch()) {
            throw ApiError.of(E017, "reason", "epoch");
        }
    }

    private static long endMs(SignedStatement statement) throws ApiError {
        try {
            Optional<String> end = statement.fields().optionalText("valid_until");
            return end.isPresent() ? Instant.parse(end.get()).toEpochMilli() : Long.MAX_VALUE;
        } catch (MalformedJson | DateTimeException | ArithmeticException unreadable) {
            throw ApiError.field(PROOF);
        }
    }

    /**
     * That a payment was not made since, by somebody who sent it again in time. Its end lies behind the tip's time, so that nobody
     * can make it any more but by this way, and the ledger knows for ever what came by this way.
     */
    private void requireNew(SignedStatement statement, String txId, BlockHeader tip)
            throws ApiError, InterruptedException {
        Optional<LastingFacts.Party> party = facts.party(statement.signer());
        if (party.isEmpty()) {
            return;
        }
        AsOf<Optional<Place>> made = desk.read(() -> payments.latest(party.get().number(), txId));
        if (made.height() < tip.height()) {
            throw ApiError.of(E020, "reason", "lag");
        }
        Optional<SignedStatement> there = made.value().isEmpty()
                ? Optional.empty()
                : desk.transaction(made.value().get())
                        .flatMap(recorded ->
                                recorded.transaction().statements().stream().findFirst());
        if (there.filter(statement::saysTheSameAs).isPresent()) {
            throw ApiError.of(E008, "tx_id", txId);
        }
    }
}
