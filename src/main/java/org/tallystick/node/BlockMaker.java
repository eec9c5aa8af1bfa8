package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.OperationCodec;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Transaction;

/** Makes one block after the other out of what waits: decides, applies, and seals. Owned by the ledger thread. */
final class BlockMaker {

    private static final Logger LOG = LoggerFactory.getLogger(BlockMaker.class);
    private static final int MAX_FOLLOWING = 16;

    private final NodeState state;
    private final Graphs graphs;
    private final Applier applier;
    private final Pid hub;
    private final KeyPair hubKey;
    private final Salts salts;
    private final PersonalSealer sealer;
    private final List<Applied> applied = new ArrayList<>();
    private int bytes;
    private long height;
    private int epoch;
    private long droppedFollowing;

    BlockMaker(NodeState state, Graphs graphs, Pid hub, KeyPair hubKey, Randomness randomness, PersonVault vault) {
        this.state = state;
        this.graphs = graphs;
        this.applier = new Applier(state);
        this.hub = hub;
        this.hubKey = hubKey;
        this.salts = new Salts(randomness);
        this.sealer = new PersonalSealer(vault);
    }

    /** Begins the next block of the epoch. */
    void begin(long timestampMs) {
        begin(timestampMs, state.epoch(), state.height() + 1);
    }

    void begin(long timestampMs, int newEpoch, long newHeight) {
        invariant(applied.isEmpty(), "A block begins after the last was kept or undone");
        epoch = newEpoch;
        height = newHeight;
        bytes = 0;
        state.ledger.beginBlock(timestampMs);
        graphs.beginBlock();
    }

    int transactionCount() {
        return applied.size();
    }

    int bytes() {
        return bytes;
    }

    /** How often something that was to follow by itself did not hold any more when its turn came. */
    long droppedFollowing() {
        return droppedFollowing;
    }

    /**
     * Decides a statement; what is answered may be told when the block is durable.
     *
     * @param nowNs by the monotonic clock
     */
    <C> Answer add(Submission.Statement<C> statement, long nowNs) {
        Optional<Answer> known = known(statement);
        if (known.isPresent()) {
            return known.get();
        }
        if (statement.turn().isOver(nowNs)) {
            int timeoutMs = statement.turn().timeoutMs().orElseThrow();
            return new Answer.Refused(Refusal.of(ErrorCode.E007, "timeout_ms", Integer.toString(timeoutMs)));
        }
        Ledger ledger = state.ledger;
        Account account =
                ledger.view().account(statement.statements().getFirst().signer());
        Optional<Refusal> notNow = refuse(statement, account);
        if (notNow.isPresent()) {
            return new Answer.Refused(notNow.get());
        }
        Request request = new Request(
                statement.txId(),
                statement.statements().getFirst().signer(),
                account,
                statement.statements(),
                ledger.view(),
                graphs);
        return switch (statement.type().decide(statement.command(), request)) {
            case Decision.Refuse refuse -> new Answer.Refused(refuse.refusal());
            case Decision.Do decision -> carryOut(statement, decision);
        };
    }

    private Optional<Answer> known(Submission.Statement<?> statement) {
        if (statement.regained().isPresent()) {
            return givenBackOrUsed(statement);
        }
        Optional<Answer> byKey = statement.key().flatMap(this::known);
        return byKey.isPresent() ? byKey : knownById(statement);
    }

    private Optional<Answer> known(IdempotencyKey.Mark key) {
        OnceOnly.Entry used = state.onceOnly.findKey(key, state.ledger.view().timestampMs());
        if (used == null) {
            return Optional.empty();
        }
        return Optional.of(
                used.sameAs(key.body())
                        ? replayed(used)
                        : new Answer.Refused(Refusal.of(ErrorCode.E018, "field", "Idempotency-Key")));
    }

    private static Answer replayed(OnceOnly.Entry used) {
        return new Answer.Committed(used.txId(), used.height(), used.position(), used.timestampMs(), true, List.of());
    }

    /** What is given back counts by what was signed: its id may have been used for something else after its end. */
    private Optional<Answer> givenBackOrUsed(Submission.Statement<?> statement) {
        OnceOnly.Entry before = state.onceOnly.find(Regained.id(statement.fingerprint()));
        if (before != null) {
            return Optional.of(replayed(before));
        }
        OnceOnly.Entry used = state.onceOnly.find(statement.txId());
        return used != null && used.sameAs(statement.fingerprint()) ? Optional.of(replayed(used)) : Optional.empty();
    }

    private Optional<Answer> knownById(Submission.Statement<?> statement) {
        OnceOnly.Entry used = state.onceOnly.find(statement.txId());
        if (used == null) {
            return Optional.empty();
        }
        if (used.sameAs(statement.fingerprint()) && statement.type().answersReplays()) {
            return Optional.of(replayed(used));
        }
        return Optional.of(
                new Answer.Refused(Refusal.of(ErrorCode.E008, statement.type().idField(), statement.txId())));
    }

    private Optional<Refusal> refuse(Submission.Statement<?> statement, @Nullable Account account) {
        boolean late = statement.validUntilMs() < state.ledger.view().timestampMs();
        if (late && statement.regained().isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.E007, "field", "valid_until"));
        }
        SignedStatement first = statement.statements().getFirst();
        if (statement.type().opensAccount()) {
            return account == null
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            ErrorCode.E008, "participant", account.pid().text()));
        }
        if (account == null) {
            return Optional.of(
                    Refusal.of(ErrorCode.E011, "participant", first.signer().text()));
        }
        PublicKey inForce = account.key();
        if (statement.type().claimsAccount()) {
            return inForce == null
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            ErrorCode.E017, "status", account.status().word()));
        }
        return statement.keys().getFirst().equals(inForce) ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.E005));
    }

    private Answer carryOut(Submission.Statement<?> statement, Decision.Do decision) {
        StatementType<?> type = statement.type();
        Room room = Objects.requireNonNull(state.room(type.type(), type.version()), "A type has a room");
        return carryOut(
                room,
                statement.parts(),
                statement.statements(),
                statement.texts(),
                frameOf(statement),
                withFacts(decision, statement),
                Optional.of(Applier.Use.of(
                        statement.txId(),
                        statement.fingerprint(),
                        statement.validUntilMs(),
                        statement.regained().isPresent())));
    }

    private static Decision.Do withFacts(Decision.Do decision, Submission.Statement<?> statement) {
        List<Json.Obj> facts = new ArrayList<>(decision.facts());
        statement.key().ifPresent(key -> facts.add(key.fact()));
        statement.regained().ifPresent(lost -> facts.add(lost.fact()));
        return new Decision.Do(decision.operations(), facts);
    }

    private static Frame frameOf(Submission.Statement<?> statement) {
        return new Frame(
                statement.txId(), statement.type().type(), statement.type().version());
    }

    /** Does something that the hub decides alone. */
    Answer add(HubTransaction alone) {
        Optional<Room> room = applier.roomOf(alone.frame());
        invariant(room.isPresent(), "What the hub does alone has a room");
        Optional<Refusal> notNow = room.orElseThrow().refuses(alone, state.ledger.view());
        if (notNow.isPresent()) {
            return new Answer.Refused(notNow.get());
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.open(PartKind.FRAME, salts.next(), alone.frame().content()));
        try {
            for (PersonalText text : alone.texts()) {
                parts.add(sealer.text(text, salts.next()));
            }
        } catch (PersonErased erased) {
            return new Answer.Refused(Refusal.of(ErrorCode.E006, "reason", "erased"));
        }
        return carryOut(
                room.orElseThrow(),
                parts,
                List.of(),
                alone.texts(),
                alone.frame(),
                new Decision.Do(alone.operations(), alone.facts()),
                Optional.empty());
    }

    private Answer carryOut(
            Room room,
            List<Part> given,
            List<SignedStatement> statements,
            List<PersonalText> texts,
            Frame frame,
            Decision.Do decision,
            Optional<Applier.Use> use) {
        Ledger ledger = state.ledger;
        int mark = ledger.beginTransaction();
        List<Part> parts = new ArrayList<>(
                given.size() + decision.facts().size() + decision.operations().size());
        parts.addAll(given);
        List<Json.Obj> facts = decision.facts().stream()
                .map(fact -> fact.with("part", Json.of("fact")))
                .toList();
        for (Json.Obj fact : facts) {
            parts.add(Part.open(PartKind.FACT, salts.next(), CanonicalJson.bytes(fact)));
        }
        for (Operation operation : decision.operations()) {
            Optional<Refusal> refusal = ledger.apply(operation);
            if (refusal.isPresent()) {
                ledger.undoTransaction(mark);
                graphs.follow();
                return new Answer.Refused(refusal.get());
            }
            parts.add(Part.open(PartKind.OPERATION, salts.next(), OperationCodec.encode(operation, ledger.view())));
        }
        Transaction transaction = Transaction.of(frame, statements, texts, facts, decision.operations(), parts);
        Applied done = applier.finish(transaction, room, use, height, applied.size());
        applied.add(done);
        bytes += BlockCodec.size(transaction);
        graphs.follow();
        Answer answer = new Answer.Committed(
                frame.txId(), height, done.position(), ledger.view().timestampMs(), false, decision.operations());
        follow(done);
        return answer;
    }

    /** What rooms do because of a transaction stands right behind it; one that no longer holds is dropped and counted. */
    private void follow(Applied done) {
        int following = 0;
        for (Room room : state.rooms) {
            for (HubTransaction next : room.afterwards(done, state.ledger.view())) {
                if (following++ < MAX_FOLLOWING && add(next) instanceof Answer.Refused refused) {
                    droppedFollowing++;
                    LOG.info(
                            "Dropped a {} that no longer held: {}",
                            next.frame().type(),
                            refused.refusal().code());
                }
            }
        }
    }

    /** Checks and signs what has been done since {@link #begin}; there is something. */
    CommittedBlock seal() {
        state.ledger.checkBlock();
        List<Transaction> transactions =
                applied.stream().map(Applied::transaction).toList();
        BlockHeader header = new BlockHeader(
                BlockHeader.VERSION,
                epoch,
                height,
                state.tipHash,
                state.historyUpTo(height).root(),
                state.ledger.view().timestampMs(),
                transactions.size(),
                Block.transactionRoot(transactions));
        byte[] hash = header.hash();
        byte[] signature = hubKey.sign(BlockHeader.sealMessage(hub, hash)).bytes();
        return new CommittedBlock(new Block(header, hash, signature, transactions), applied);
    }

    /** The block is durable. */
    void keep(CommittedBlock block) {
        state.ledger.keepBlock();
        state.onceOnly.forgetBefore(block.block().header().timestampMs());
        state.advance(block.block());
        applied.clear();
    }

    /** Nothing is to be written, or it could not be. */
    void undo() {
        state.ledger.undoBlock();
        graphs.follow();
        applied.clear();
    }
}
