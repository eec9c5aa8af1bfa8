package org.tallystick.wallet.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.explorer.FeedWord;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleTree;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.StatementPart;
import org.tallystick.node.block.Transaction;
import org.tallystick.wallet.distrust.AccountWord;

/** A hub that signs whatever it is told to into a history that holds together. For tests. */
final class LyingHub {

    static final KeyPair HUB = TestNode.HUB;
    static final Pid PID = Pid.of(HUB.publicKey());

    private final MerkleHasher hasher = new MerkleHasher();
    private final List<Block> blocks = new ArrayList<>();
    private final MerkleTree history = new MerkleTree();
    private int salts;
    long timeMs = 1_790_000_000_000L;
    int epoch;

    /** Parts of a transaction, collected in their order. */
    final class Making {

        private final List<Part> parts = new ArrayList<>();

        Making statement(SignedStatement statement) {
            return part(PartKind.STATEMENT, StatementPart.content(statement));
        }

        Making text(String field, String owner, String text) {
            return part(PartKind.TEXT, new PersonalText(field, pid(owner), text).content());
        }

        Making fact(String name, Map<String, String> members) {
            Json.ObjBuilder fact = Json.object().put("part", "fact").put("fact", name);
            members.forEach(fact::put);
            return part(PartKind.FACT, CanonicalJson.bytes(fact.build()));
        }

        Making step(String op, String... members) {
            Json.ObjBuilder step = Json.object().put("part", "operation").put("op", op);
            for (int i = 0; i < members.length; i += 2) {
                step.put(members[i], members[i + 1]);
            }
            return step(step.build());
        }

        Making step(Json.Obj step) {
            return part(PartKind.OPERATION, CanonicalJson.bytes(step));
        }

        Making debt(String op, String txOfLine, String amount) {
            return step(op, "line", LineIds.of(txOfLine, 0).toString(), "equivalent", "HOUR", "amount", amount);
        }

        private Making part(PartKind kind, byte[] content) {
            byte[] salt = new byte[Part.SALT_BYTES];
            salt[0] = (byte) salts;
            salt[1] = (byte) (salts++ >> 8);
            parts.add(Part.open(kind, salt, content));
            return this;
        }

        List<Transaction> transactions() throws Exception {
            return List.of(Transaction.read(parts));
        }

        /** Seals it alone into a block. */
        Block seal() throws Exception {
            return LyingHub.this.seal(transactions());
        }
    }

    Making make(String type, String txId) {
        return new Making().part(PartKind.FRAME, new Frame(txId, type, 1).content());
    }

    static Pid pid(String name) {
        return TestNode.pid(name);
    }

    static SignedStatement signed(String name, String action, Json.Obj fields) {
        return SignedStatement.sign(TestNode.key(name), action, PID, fields);
    }

    Block register(String name) throws Exception {
        KeyPair key = TestNode.key(name);
        return make("participant.register", "reg-" + name)
                .statement(signed(
                        name,
                        "participant.register",
                        Json.object()
                                .put("display_name", name)
                                .put("public_key", key.publicKey().text())
                                .put("statement_id", "reg-" + name)
                                .build()))
                .step(
                        "account.open",
                        "pid",
                        pid(name).text(),
                        "status",
                        "active",
                        "key",
                        key.publicKey().text())
                .seal();
    }

    /** A line under the id of a transaction, signed for one limit and opened with another. */
    Making line(String txId, String from, String to, String signedLimit, String limit, Json.Obj policy) {
        Json.Obj whole = policy.has("can_be_intermediate") ? policy : policy.with("can_be_intermediate", Json.of(true));
        return make("trustline.create", txId)
                .statement(signed(
                        from,
                        "trustline.create",
                        Json.object()
                                .put("to", pid(to).text())
                                .put("equivalent", "HOUR")
                                .put("limit", signedLimit)
                                .put("policy", policy)
                                .put("statement_id", txId)
                                .build()))
                .step(Json.object()
                        .put("part", "operation")
                        .put("op", "line.open")
                        .put("line", LineIds.of(txId, 0).toString())
                        .put("creditor", pid(from).text())
                        .put("debtor", pid(to).text())
                        .put("equivalent", "HOUR")
                        .put("limit", limit)
                        .put("policy", whole)
                        .build());
    }

    Block line(String txId, String from, String to, String limit, Json.Obj policy) throws Exception {
        return line(txId, from, to, limit, limit, policy).seal();
    }

    Making payment(String txId, String from, String to, String amount) {
        return make("payment.create", txId).statement(order(txId, from, to, amount));
    }

    static SignedStatement order(String txId, String from, String to, String amount) {
        return signed(
                from,
                "payment.create",
                Json.object()
                        .put("tx_id", txId)
                        .put("to", pid(to).text())
                        .put("equivalent", "HOUR")
                        .put("amount", amount)
                        .build());
    }

    Block seal(List<Transaction> transactions) {
        Block block = sealed(
                transactions,
                blocks.isEmpty() ? BlockHeader.noHash() : blocks.getLast().hash());
        append(block);
        return block;
    }

    void append(Block block) {
        blocks.add(block);
        history.append(hasher.leaf(block.hash()));
    }

    Block sealed(List<Transaction> transactions, byte[] prevHash) {
        BlockHeader header = new BlockHeader(
                BlockHeader.VERSION,
                epoch,
                blocks.size(),
                prevHash,
                history.root(),
                timeMs,
                transactions.size(),
                Block.transactionRoot(transactions));
        return new Block(
                header,
                header.hash(),
                HUB.sign(BlockHeader.sealMessage(PID, header.hash())).bytes(),
                transactions);
    }

    Block block(int height) {
        return blocks.get(height);
    }

    static SealedHeader header(Block block) {
        return new SealedHeader(block.header(), Signature.of(block.signature()));
    }

    /** A page with the only transactions of some blocks. */
    FeedPage page(Replica replica, Predicate<Part> shown, Block... own) {
        Block tip = blocks.getLast();
        int size = (int) tip.header().height();
        List<FeedPage.Entry> entries = new ArrayList<>();
        long seq = replica.seq();
        for (Block block : own) {
            int height = (int) block.header().height();
            entries.add(new FeedPage.Entry(
                    ++seq,
                    Proof.of(PID, HUB.publicKey(), block, 0, shown),
                    height == size ? Optional.empty() : Optional.of(history.inclusionProof(height, size))));
        }
        Optional<FeedPage.Since> since = replica.newest().map(known -> {
            int height = (int) known.height();
            return height == size
                    ? new FeedPage.Since(height, List.of(), List.of())
                    : new FeedPage.Since(
                            height, history.consistencyProof(height, size), history.inclusionProof(height, size));
        });
        return page(replica, since, header(tip), entries);
    }

    /** Everything of a block's only transaction, as its payer has it. */
    static Proof proof(Block block) {
        return Proof.of(PID, HUB.publicKey(), block, 0, part -> true);
    }

    /** The hub's word on an account that counts so many, about a block. */
    static AccountWord word(Replica of, long seq, String balance, SealedHeader block) throws Exception {
        AccountStatement statement = new AccountStatement(
                of.owner(),
                seq,
                Hex.encode(of.fold().headAt(seq)),
                Map.of("HOUR", balance),
                block.height(),
                block.hash(),
                block.header().timestampMs());
        Signature signature = HUB.sign(statement.message(PID));
        return AccountWord.fromJson(statement.json(PID).with("signature", Json.of(signature.text())));
    }

    /** A page with the hub's word on it. */
    static FeedPage page(
            Replica replica, Optional<FeedPage.Since> since, SealedHeader tip, List<FeedPage.Entry> entries) {
        byte[] digest = FeedWord.digest(FeedPage.transactions(entries));
        long seq = replica.seq() + entries.size();
        FeedWord word = new FeedWord(
                PID, replica.owner(), replica.seq(), seq, tip.header().hash(), digest);
        return new FeedPage(seq, tip, since, entries, new FeedPage.Word(HUB.sign(word.message()), digest));
    }
}
