package org.tallystick.wallet.distrust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.StatementPart;
import org.tallystick.node.block.Transaction;
import org.tallystick.wallet.replica.SealedHeader;

/** A hub that signs whatever a test wants. */
final class LyingHub {

    private static final Randomness SALTS = Randomness.seeded(11);

    final KeyPair key = key("hub");
    final KeyPair ann = key("ann");
    final KeyPair bob = key("bob");

    static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    /** A header above some hash, with a transaction root that tells it from others. */
    SealedHeader header(int epoch, long height, byte[] below, String content) {
        return seal(new BlockHeader(
                BlockHeader.VERSION,
                epoch,
                height,
                below,
                Sha256.of("history".getBytes(US_ASCII)),
                1_790_000_000_000L + height,
                1,
                Sha256.of(content.getBytes(US_ASCII))));
    }

    private SealedHeader seal(BlockHeader header) {
        return new SealedHeader(header, key.sign(BlockHeader.sealMessage(key.pid(), header.hash())));
    }

    /** Its word on Bob's account. */
    WordAtBlock word(long seq, String head, String balance, SealedHeader block) throws MalformedJson {
        Json.Obj word = Json.object()
                .put("hub", key.pid().text())
                .put("pid", bob.pid().text())
                .put("seq", seq)
                .put("head", head)
                .put("balances", Json.object().put("HOUR", balance).build())
                .put("height", block.header().height())
                .put("block_hash", block.hash())
                .put("at", "2026-11-22T12:00:00Z")
                .build();
        Signature signature = key.sign(CanonicalJson.bytes(word.with("action", Json.of("hub.statement"))));
        return new WordAtBlock(AccountWord.fromJson(word.with("signature", Json.of(signature.text()))), block);
    }

    /** Ann pays Bob, in a block of its own. */
    Proof payment(int epoch, long height) throws BlockDamaged {
        return proof(epoch, height, StatementPart.content(statement()));
    }

    /** As {@link #payment}, but another amount stands in it than Ann signed. */
    Proof forgedPayment(int epoch, long height) throws BlockDamaged {
        String content = new String(StatementPart.content(statement()), UTF_8).replace("\"5\"", "\"500\"");
        return proof(epoch, height, content.getBytes(UTF_8));
    }

    private SignedStatement statement() {
        return SignedStatement.sign(
                ann,
                "payment.create",
                key.pid(),
                Json.object()
                        .put("tx_id", "p-1")
                        .put("to", bob.pid().text())
                        .put("equivalent", "HOUR")
                        .put("amount", "5")
                        .build());
    }

    private Proof proof(int epoch, long height, byte[] statement) throws BlockDamaged {
        Frame frame = new Frame("p-1", "payment.create", 1);
        Transaction transaction = Transaction.read(List.of(
                Part.open(PartKind.FRAME, SALTS.bytes(Part.SALT_BYTES), frame.content()),
                Part.open(PartKind.STATEMENT, SALTS.bytes(Part.SALT_BYTES), statement)));
        BlockHeader header = new BlockHeader(
                BlockHeader.VERSION,
                epoch,
                height,
                new byte[32],
                new byte[32],
                1_790_000_000_000L + height,
                1,
                Block.transactionRoot(List.of(transaction)));
        Block block = new Block(
                header,
                header.hash(),
                key.sign(BlockHeader.sealMessage(key.pid(), header.hash())).bytes(),
                List.of(transaction));
        return Proof.of(key.pid(), key.publicKey(), block, 0, part -> true);
    }

    /** The hash of some other transaction. */
    static String hash(String what) {
        return Hex.encode(Sha256.of(what.getBytes(US_ASCII)));
    }

    /** The running hash of an account that transactions with these hashes have touched (format of signed history, §7). */
    static String head(List<String> hashes) {
        byte[] head = new byte[32];
        for (String hash : hashes) {
            head = Sha256.of(
                    "tallystick.head".getBytes(US_ASCII), head, Hex.decode(hash).orElseThrow());
        }
        return Hex.encode(head);
    }

    Evidence evidence(Contradiction contradiction) {
        return new Evidence(key.pid(), key.publicKey(), contradiction);
    }
}
