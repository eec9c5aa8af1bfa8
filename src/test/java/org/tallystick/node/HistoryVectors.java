package org.tallystick.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tallystick.node.FormatVectors.HUB;
import static org.tallystick.node.FormatVectors.each;
import static org.tallystick.node.FormatVectors.key;
import static org.tallystick.node.FormatVectors.pid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.PersonKey;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SealedText;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.OperationCodec;
import org.tallystick.ledger.Policy;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.PersonalSeal;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.StatementPart;
import org.tallystick.node.block.Transaction;

/** The vectors of sections 3 to 6; see {@link FormatVectors}. */
final class HistoryVectors {

    static final int PRECISION = 2;

    private static final long START_MS = 1_790_000_000_000L;
    private static final UUID LINE = LineIds.of("line-1", 0);
    private static final UUID BACK = LineIds.of("line-2", 0);
    private static final UUID HOLD = UUID.fromString("5f0c0a52-7c0b-8d3e-9a51-0c5d6f7a8b90");

    private HistoryVectors() {}

    /** Seals for test persons: the key of each is made of a seed. */
    static final class TestSeal implements PersonalSeal {

        private final Randomness nonces = Randomness.seeded(99);

        static Randomness source(Pid owner) {
            return Randomness.seeded(owner.bytes()[0]);
        }

        @Override
        public byte[] seal(Pid owner, byte[] leaf, byte[] saltAndContent) throws PersonErased {
            return SealedText.seal(PersonKey.generate(source(owner)), context(leaf), saltAndContent, nonces);
        }

        @Override
        public Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) {
            return SealedText.open(PersonKey.generate(source(owner)), context(leaf), ciphertext);
        }

        static byte[] context(byte[] leaf) {
            byte[] context = Arrays.copyOf("tallystick.part".getBytes(US_ASCII), 15 + leaf.length);
            System.arraycopy(leaf, 0, context, 15, leaf.length);
            return context;
        }
    }

    /** Transactions of one, three, four and six parts. */
    private static List<Transaction> madeTransactions(PersonalSeal seal) {
        Randomness salts = Randomness.seeded(3);
        List<SignedStatement> statements = FormatVectors.statements();
        SignedStatement payment = statements.getFirst();
        PersonalText note = new PersonalText(
                "description",
                payment.signer(),
                payment.fields()
                        .find("description")
                        .map(text -> ((Json.Str) text).value())
                        .orElseThrow());
        Json.Obj fact = Json.object()
                .put("fact", "genesis")
                .put("format", 1)
                .put("hub", HUB.pid().text())
                .put("key", HUB.publicKey().text())
                .put("part", "fact")
                .put("practice", true)
                .build();
        SignedStatement line = statements.get(3);
        return List.of(
                transaction(
                        new Frame("hub:genesis", "node.genesis", 1),
                        List.of(),
                        List.of(),
                        List.of(fact),
                        0,
                        seal,
                        salts),
                transaction(FormatVectors.frame(payment), List.of(payment), List.of(note), List.of(), 3, seal, salts),
                transaction(FormatVectors.frame(line), List.of(line), List.of(), List.of(), 1, seal, salts),
                transaction(
                        new Frame("hub:clear", "clearing.cycle", 1), List.of(), List.of(), List.of(), 0, seal, salts));
    }

    private static Part sealed(PartKind kind, byte[] salt, byte[] content, Pid owner, PersonalSeal seal) {
        try {
            return Part.sealed(kind, salt, content, owner, seal);
        } catch (PersonErased erased) {
            throw new AssertionError("nobody is erased in the vectors", erased);
        }
    }

    private static Transaction transaction(
            Frame frame,
            List<SignedStatement> statements,
            List<PersonalText> texts,
            List<Json.Obj> facts,
            int operationCount,
            PersonalSeal seal,
            Randomness salts) {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.open(PartKind.FRAME, salts.bytes(Part.SALT_BYTES), frame.content()));
        for (SignedStatement statement : statements) {
            byte[] content = StatementPart.content(statement);
            byte[] salt = salts.bytes(Part.SALT_BYTES);
            parts.add(
                    texts.isEmpty()
                            ? Part.open(PartKind.STATEMENT, salt, content)
                            : sealed(PartKind.STATEMENT, salt, content, statement.signer(), seal));
        }
        for (PersonalText text : texts) {
            parts.add(sealed(PartKind.TEXT, salts.bytes(Part.SALT_BYTES), text.content(), text.owner(), seal));
        }
        for (Json.Obj fact : facts) {
            parts.add(Part.open(PartKind.FACT, salts.bytes(Part.SALT_BYTES), CanonicalJson.bytes(fact)));
        }
        List<Done> done = done().subList(0, operationCount);
        for (Done one : done) {
            parts.add(Part.open(PartKind.OPERATION, salts.bytes(Part.SALT_BYTES), one.content()));
        }
        return Transaction.of(
                frame,
                statements,
                texts,
                facts,
                done.stream().map(Done::operation).toList(),
                parts);
    }

    static Json.Obj transactions() {
        List<Json> transactions = new ArrayList<>();
        for (Transaction transaction : madeTransactions(new TestSeal())) {
            transactions.add(Json.object()
                    .put(
                            "parts",
                            each(transaction.parts().stream()
                                    .map(HistoryVectors::part)
                                    .toList()))
                    .put("hash", Hex.encode(transaction.hash()))
                    .build());
        }
        List<Json> lines = new ArrayList<>();
        for (String txId : List.of("line-1", "01890a5d-ac96-774b-bcce-b302099a8057")) {
            for (int n : new int[] {0, 1, 10}) {
                lines.add(Json.object()
                        .put("tx_id", txId)
                        .put("n", n)
                        .put("line", LineIds.of(txId, n).toString())
                        .build());
            }
        }
        return Json.object()
                .put("transactions", each(transactions))
                .put("lines", each(lines))
                .build();
    }

    private static Json.Obj part(Part part) {
        return Json.object()
                .put("kind", part.kind().word())
                .put("salt", Hex.encode(part.salt().orElseThrow()))
                .put("content", new String(part.content().orElseThrow(), UTF_8))
                .put("leaf", Hex.encode(part.leaf()))
                .build();
    }

    /** Three blocks, the last behind heights that were left out, and the history before each and after. */
    static Json.Obj blocks() {
        List<Transaction> all = madeTransactions(new TestSeal());
        NodeState state = new NodeState(List.of());
        List<Json> blocks = new ArrayList<>();
        List<Json> entries = new ArrayList<>();
        List<Json> histories = new ArrayList<>();
        long[] heights = {0, 1, 5};
        for (int i = 0; i < heights.length; i++) {
            histories.add(history(entries, heights[i], state));
            Block block = block(state, i == 2 ? 1 : 0, heights[i], all.subList(0, i + 1));
            state.advance(block);
            blocks.add(block(block));
            entries.add(Json.object()
                    .put("height", heights[i])
                    .put("block_hash", Hex.encode(block.hash()))
                    .build());
        }
        histories.add(history(entries, 6, state));
        histories.add(history(entries, 9, state));
        return Json.object()
                .put("hub", HUB.pid().text())
                .put("hub_seed", Hex.encode(HUB.seed()))
                .put("blocks", each(blocks))
                .put("histories", each(histories))
                .build();
    }

    private static Json.Obj history(List<Json> entries, long nextHeight, NodeState state) {
        return Json.object()
                .put("entries", each(entries))
                .put("next_height", nextHeight)
                .put("history_root", Hex.encode(state.historyUpTo(nextHeight).root()))
                .build();
    }

    private static Block block(NodeState state, int epoch, long height, List<Transaction> transactions) {
        BlockHeader header = new BlockHeader(
                BlockHeader.VERSION,
                epoch,
                height,
                state.tipHash,
                state.historyUpTo(height).root(),
                START_MS + height,
                transactions.size(),
                Block.transactionRoot(transactions));
        byte[] hash = header.hash();
        return new Block(
                header, hash, HUB.sign(BlockHeader.sealMessage(HUB.pid(), hash)).bytes(), transactions);
    }

    private static Json.Obj block(Block block) {
        return Json.object()
                .put("header", block.header().toJson())
                .put("canonical", new String(block.header().canonical(), US_ASCII))
                .put("block_hash", Hex.encode(block.hash()))
                .put("seal", new String(BlockHeader.sealMessage(HUB.pid(), block.hash()), US_ASCII))
                .put("signature", Hex.encode(block.signature()))
                .put(
                        "transaction_hashes",
                        each(block.transactions().stream()
                                .map(transaction -> Json.of(Hex.encode(transaction.hash())))
                                .toList()))
                .build();
    }

    static Json.Obj record() {
        Block block = block(new NodeState(List.of()), 0, 0, madeTransactions(new TestSeal()));
        TreeMap<String, Json> keys = new TreeMap<>();
        List<Json> contents = new ArrayList<>();
        for (Transaction transaction : block.transactions()) {
            List<Json> ofTransaction = new ArrayList<>();
            for (Part part : transaction.parts()) {
                ofTransaction.add(Json.of(new String(part.content().orElseThrow(), UTF_8)));
                part.sealedFor()
                        .ifPresent(owner -> keys.put(
                                owner.text(),
                                Json.of(Hex.encode(TestSeal.source(owner).bytes(32)))));
            }
            contents.add(each(ofTransaction));
        }
        return Json.object()
                .put("header", block.header().toJson())
                .put("signature", Hex.encode(block.signature()))
                .put("person_keys", new Json.Obj(keys))
                .put("contents", each(contents))
                .put("payload", HexFormat.of().formatHex(BlockCodec.encode(block)))
                .build();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Done(Operation operation, byte[] content) {}

    /** Each operation of the closed set, done by a ledger; the first three can stand in a payment. */
    private static List<Done> done() {
        Ledger ledger = new Ledger();
        ledger.beginBlock(START_MS);
        ledger.beginTransaction();
        List<Done> done = new ArrayList<>();
        Policy policy = new Policy(
                false,
                Optional.of(false),
                OptionalLong.of(10_000),
                OptionalLong.of(0),
                List.of(pid("cleo"), pid("hub")),
                Optional.of(new Policy.AllowHolds(2_550, 30)));
        for (Operation operation : List.of(
                new Operation.OpenAccount(
                        pid("ann"), AccountStatus.ACTIVE, key("ann").publicKey()),
                new Operation.OpenAccount(
                        pid("bob"), AccountStatus.ACTIVE, key("bob").publicKey()),
                new Operation.OpenAccount(Pid.unclaimed(HUB.pid(), "35"), AccountStatus.UNCLAIMED, null),
                new Operation.DefineEquivalent("HOUR", PRECISION, true),
                new Operation.OpenLine(LINE, pid("bob"), pid("ann"), "HOUR", 10_000, Policy.DEFAULT),
                new Operation.OpenLine(BACK, pid("ann"), pid("bob"), "HOUR", 0, policy),
                new Operation.ChangeLine(BACK, OptionalLong.of(1), Optional.empty(), Optional.empty()),
                new Operation.CloseLine(BACK),
                new Operation.MoveDebt(LINE, Direction.OWE, 1_250, Operation.DebtUse.PAYMENT),
                new Operation.MoveDebt(LINE, Direction.CANCEL, 50, Operation.DebtUse.PAYMENT),
                new Operation.MoveDebt(LINE, Direction.CANCEL, 7, Operation.DebtUse.CLEARING),
                new Operation.OpenHold(HOLD, pid("ann"), List.of(pid("ann"), pid("bob")), START_MS + 86_400_000),
                new Operation.HoldLeg(HOLD, 0, LINE, Direction.OWE, 500),
                new Operation.MoveDebt(LINE, Direction.OWE, 200, new Operation.DebtUse.Capture(HOLD, 0)),
                new Operation.ReleaseHold(HOLD, 0, LINE, 300),
                new Operation.ChangeLine(
                        LINE, OptionalLong.of(20_000), Optional.of(policy), Optional.of(LineStatus.FROZEN)),
                new Operation.ChangeAccount(pid("bob"), AccountStatus.FROZEN, null),
                new Operation.ChangeAccount(
                        pid("ann"), null, key("ann's second").publicKey()),
                new Operation.OpenAccount(
                        pid("cleo"), AccountStatus.PENDING, key("cleo").publicKey()),
                new Operation.ChangeAccount(pid("cleo"), null, null))) {
            ledger.apply(operation).ifPresent(refusal -> {
                throw new AssertionError(operation + " was refused: " + refusal);
            });
            done.add(new Done(operation, OperationCodec.encode(operation, ledger.view())));
        }
        return done;
    }

    /** The operations whose parts the vectors are, in their order. */
    static List<Operation> operationsDone() {
        return done().stream().map(Done::operation).toList();
    }

    static Json.Obj operations() {
        List<Json> operations = done().stream()
                .map(one -> (Json) Json.object()
                        .put("content", new String(one.content(), UTF_8))
                        .build())
                .toList();
        return Json.object()
                .put("precision", PRECISION)
                .put("operations", each(operations))
                .build();
    }
}
