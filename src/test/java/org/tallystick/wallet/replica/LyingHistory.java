package org.tallystick.wallet.replica;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;

/**
 * What a hub tells Ann, honestly until it is told to lie: she trusts Bob for 50 and lets nothing pass on that line, Cleo trusts her for
 * 40, and she has paid Cleo 5. For tests of other rooms. Not thread-safe but for {@link #page} and {@link #word}, once the lie is chosen.
 */
public final class LyingHistory {

    private static final String GIVEN = "given";
    private static final String GOT = "got";
    private static final long HONEST = 4;

    /** What a hub can sign that is not so. */
    public enum Lie {
        /** Bob owes her more than she let him. */
        BEYOND_THE_LIMIT,
        /** She has paid, without having signed. */
        UNSIGNED_PAYMENT,
        /** Bob has paid her, by a statement that he did not sign like this. */
        FORGED_COUNTERPARTY,
        /** Somebody's payment went through her, on a line on which she forbids it. */
        AGAINST_A_POLICY,
        /** Another block where there is one already. */
        TWO_BLOCKS,
        /** A block that does not stand on the one before. */
        REWRITTEN_BLOCK,
        /** A statement of her account that is not what its history comes to. */
        WRONG_BALANCE,
        /** A statement of her account that counts less than the history that the hub showed. */
        LOWER_COUNT
    }

    private final LyingHub hub = new LyingHub();
    private final Replica ann = ReplicaWorld.replica("Ann");
    private final FeedPage honest;
    private final SealedHeader fork;
    private volatile FeedPage next;
    private volatile Json.Obj said;

    /** A hub that has not lied yet. */
    public LyingHistory() throws Exception {
        fork = LyingHub.header(blocks(later())[3]);
        honest = hub.page(ann, part -> true, blocks(hub));
        take(honest);
        next = hub.page(ann, part -> true);
        said = word(HONEST, "-5.00");
    }

    private static LyingHub later() {
        LyingHub other = new LyingHub();
        other.timeMs++;
        return other;
    }

    private static Block[] blocks(LyingHub at) throws Exception {
        Json.Obj nothingPasses = Json.object().put("can_be_intermediate", false).build();
        return new Block[] {
            at.register("Ann"),
            at.line(GIVEN, "Ann", "Bob", "50.00", nothingPasses),
            at.line(GOT, "Cleo", "Ann", "40.00", Json.Obj.EMPTY),
            at.payment("p1", "Ann", "Cleo", "5.00")
                    .debt("debt.owe", GOT, "5.00")
                    .seal()
        };
    }

    private void take(FeedPage page) {
        if (!(ann.apply(page) instanceof Applied.Done)) {
            throw new AssertionError("What is honest is taken");
        }
    }

    /** The hub's key. */
    public static KeyPair hubKey() {
        return LyingHub.HUB;
    }

    /** Ann's key. */
    public static KeyPair annsKey() {
        return TestNode.key("Ann");
    }

    /** What the hub answers to somebody who knows so many of Ann's transactions. */
    public Json.Obj page(long after) {
        return (after < HONEST ? honest : next).toJson();
    }

    /** The hub's word on her account. */
    public Json.Obj word() {
        return said;
    }

    /** From now on it lies. */
    public void lie(Lie how) throws Exception {
        switch (how) {
            case BEYOND_THE_LIMIT ->
                showing(hub.payment("p2", "Bob", "Ann", "60.00")
                        .debt("debt.owe", GIVEN, "60.00")
                        .seal());
            case UNSIGNED_PAYMENT ->
                showing(hub.make("payment.create", "p2")
                        .debt("debt.owe", GOT, "1.00")
                        .seal());
            case FORGED_COUNTERPARTY ->
                showing(hub.make("payment.create", "p2")
                        .statement(forged())
                        .debt("debt.owe", GIVEN, "40.00")
                        .seal());
            case AGAINST_A_POLICY ->
                showing(
                        hub.payment("p2", "Bob", "Cleo", "2.00")
                                .debt("debt.owe", GIVEN, "2.00")
                                .debt("debt.owe", GOT, "2.00")
                                .seal(),
                        part -> part.kind() == PartKind.OPERATION);
            case TWO_BLOCKS -> next = LyingHub.page(ann, Optional.empty(), fork, List.of());
            case REWRITTEN_BLOCK -> {
                Block loose = hub.sealed(
                        hub.payment("p2", "Ann", "Cleo", "1.00")
                                .debt("debt.owe", GOT, "1.00")
                                .transactions(),
                        BlockHeader.noHash());
                hub.append(loose);
                showing(loose);
            }
            case WRONG_BALANCE -> said = word(HONEST, "-4.00");
            case LOWER_COUNT -> said = word(HONEST - 1, "0.00");
        }
    }

    private void showing(Block block) {
        showing(block, part -> true);
    }

    private void showing(Block block, Predicate<Part> shown) {
        next = hub.page(ann, shown, block);
    }

    private static SignedStatement forged() throws Exception {
        SignedStatement good = LyingHub.order("p2", "Bob", "Ann", "4.00");
        return SignedStatement.of(
                good.signer(),
                good.publicKey(),
                good.action(),
                good.hub(),
                LyingHub.order("p2", "Bob", "Ann", "40.00").fields(),
                good.signature());
    }

    /** About the newest honest block. */
    private Json.Obj word(long seq, String balance) throws Exception {
        return LyingHub.word(ann, seq, balance, honest.tip()).toJson();
    }

    /**
     * Bob pays her 7, and the hub keeps it from her: it shows that there are more blocks and gives its word that nothing in them is hers.
     *
     * @param wordHeight the block that the word is about, from 4 (the payment's) to 6
     * @return the proof as Bob has it
     */
    public byte[] withhold(int wordHeight) throws Exception {
        Block paid = hub.payment("p2", "Bob", "Ann", "7.00")
                .debt("debt.owe", GIVEN, "7.00")
                .seal();
        hub.register("Dora");
        next = hub.page(ann, part -> true);
        hub.register("Ewa");
        said = LyingHub.word(ann, HONEST, "-5.00", block(wordHeight)).toJson();
        return LyingHub.proof(paid).bytes();
    }

    /** Bob pays her 7 in a block that the hub shows to him alone, far below the newest that she knows: his proof. */
    public static byte[] paidInABlockThatIsNotShown() throws Exception {
        LyingHub shownToBob = later();
        shownToBob.register("Bob");
        Block paid = shownToBob
                .payment("p2", "Bob", "Ann", "7.00")
                .debt("debt.owe", GIVEN, "7.00")
                .seal();
        return LyingHub.proof(paid).bytes();
    }

    /** The hub shows her, after all, what it kept from her. */
    public void showAfterAll() throws Exception {
        next = hub.page(ann, part -> true, hub.block((int) HONEST));
    }

    private SealedHeader block(int height) {
        return LyingHub.header(hub.block(height));
    }

    /** A block of the hub, as it shows it to anybody. */
    public Json.Obj shownBlock(int height) {
        return block(height).toJson();
    }
}
