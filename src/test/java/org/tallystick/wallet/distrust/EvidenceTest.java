package org.tallystick.wallet.distrust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Hex;
import org.tallystick.base.MalformedJson;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.distrust.EvidenceCheck.Verdict;
import org.tallystick.wallet.distrust.EvidenceCheck.Why;
import org.tallystick.wallet.replica.SealedHeader;

final class EvidenceTest {

    private static final byte[] BELOW = new byte[32];

    private final LyingHub hub = new LyingHub();

    /** What a stranger finds who gets the file. */
    private Verdict check(Contradiction contradiction) throws MalformedJson {
        Evidence read = Evidence.parse(hub.evidence(contradiction).bytes());
        assertThat(read.bytes()).isEqualTo(hub.evidence(contradiction).bytes());
        return EvidenceCheck.of(read);
    }

    private static Verdict fails(Why why) {
        return new Verdict.Fails(why);
    }

    @Test
    void twoBlocksAtOnePlaceConvictAndTheSameBlockTwiceDoesNot() throws Exception {
        SealedHeader one = hub.header(0, 7, BELOW, "one");
        assertThat(check(new Contradiction.TwoBlocks(one, hub.header(0, 7, BELOW, "other"))))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.TwoBlocks(one, one))).isEqualTo(fails(Why.NO_CONTRADICTION));
        assertThat(check(new Contradiction.TwoBlocks(one, hub.header(0, 8, BELOW, "other"))))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
        assertThat(check(new Contradiction.TwoBlocks(one, hub.header(9, 7, BELOW, "other"))))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
    }

    @Test
    void aBlockThatNamesAnotherOneBelowConvictsButOnlyRightAboveIt() throws Exception {
        SealedHeader below = hub.header(0, 7, BELOW, "below");
        assertThat(check(new Contradiction.BrokenLink(below, hub.header(0, 8, BELOW, "above"))))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.BrokenLink(
                        below, hub.header(0, 8, below.header().hash(), "above"))))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
        assertThat(check(new Contradiction.BrokenLink(below, hub.header(0, 9, BELOW, "above"))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
        assertThat(check(new Contradiction.BrokenLink(below, hub.header(1, 8, BELOW, "above"))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
    }

    @Test
    void twoWordsWithOneCountThatDifferConvictAndWordsOfTwoEpochsDoNot() throws Exception {
        SealedHeader seven = hub.header(0, 7, BELOW, "seven");
        SealedHeader nine = hub.header(0, 9, BELOW, "nine");
        WordAtBlock word = hub.word(3, LyingHub.hash("a"), "1.00", seven);
        assertThat(check(new Contradiction.TwoWords(word, hub.word(3, LyingHub.hash("b"), "1.00", nine))))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.TwoWords(word, hub.word(3, LyingHub.hash("a"), "2.00", nine))))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.TwoWords(word, hub.word(3, LyingHub.hash("a"), "1.00", nine))))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
        assertThat(check(new Contradiction.TwoWords(word, hub.word(4, LyingHub.hash("b"), "1.00", nine))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
        SealedHeader recovered = hub.header(5, 9, BELOW, "recovered");
        assertThat(check(new Contradiction.TwoWords(word, hub.word(3, LyingHub.hash("b"), "1.00", recovered))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
    }

    @Test
    void aCountThatFellConvictsAndOneThatFellInANewEpochDoesNot() throws Exception {
        WordAtBlock earlier = hub.word(3, LyingHub.hash("a"), "1.00", hub.header(0, 7, BELOW, "seven"));
        assertThat(check(new Contradiction.CountFell(
                        earlier, hub.word(2, LyingHub.hash("b"), "1.00", hub.header(0, 9, BELOW, "nine")))))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.CountFell(
                        earlier, hub.word(2, LyingHub.hash("b"), "1.00", hub.header(3, 9, BELOW, "nine")))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
        assertThat(check(new Contradiction.CountFell(
                        earlier, hub.word(3, LyingHub.hash("a"), "1.00", hub.header(0, 9, BELOW, "nine")))))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
        assertThat(check(new Contradiction.CountFell(
                        earlier, hub.word(2, LyingHub.hash("b"), "1.00", hub.header(0, 6, BELOW, "six")))))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
    }

    @Test
    void aWordAboutAnotherBlockThanItsOwnIsNoWord() throws Exception {
        WordAtBlock word = hub.word(3, LyingHub.hash("a"), "1.00", hub.header(0, 7, BELOW, "seven"));
        WordAtBlock swapped = new WordAtBlock(word.word(), hub.header(0, 7, BELOW, "another"));
        WordAtBlock other = hub.word(3, LyingHub.hash("b"), "1.00", hub.header(0, 9, BELOW, "nine"));
        assertThat(check(new Contradiction.TwoWords(swapped, other))).isEqualTo(fails(Why.NOT_SIGNED));
    }

    @Test
    void aPaymentThatTheWordDoesNotCountConvictsAndOneThatItCountsDoesNot() throws Exception {
        Proof payment = hub.payment(0, 5);
        String paid =
                Hex.encode(((ProofCheck.Proven) payment.check()).transaction().hash());
        List<String> without = List.of(LyingHub.hash("x"), LyingHub.hash("y"));
        List<String> with = List.of(LyingHub.hash("x"), paid);
        SealedHeader seven = hub.header(0, 7, BELOW, "seven");
        WordAtBlock silent = hub.word(2, LyingHub.head(without), "1.00", seven);
        assertThat(check(new Contradiction.Withheld(silent, without, payment))).isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.Withheld(hub.word(2, LyingHub.head(with), "1.00", seven), with, payment)))
                .isEqualTo(fails(Why.NO_CONTRADICTION));
        // Hashes that do not come to what the hub said are the accuser's own.
        assertThat(check(new Contradiction.Withheld(silent, with, payment))).isEqualTo(fails(Why.NOT_COMPARABLE));
        assertThat(check(new Contradiction.Withheld(silent, List.of(), payment)))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
        // What came after the word, or in a history that was lost, need not be counted.
        assertThat(check(new Contradiction.Withheld(silent, without, hub.payment(0, 8))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
        assertThat(check(new Contradiction.Withheld(silent, without, hub.payment(4, 5))))
                .isEqualTo(fails(Why.NOT_COMPARABLE));
    }

    @Test
    void aStatementThatNobodySignedLikeThisConvictsAndATrueOneDoesNot() throws Exception {
        assertThat(check(new Contradiction.Forged(hub.forgedPayment(0, 5)))).isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.Forged(hub.payment(0, 5)))).isEqualTo(fails(Why.NO_CONTRADICTION));
    }

    @Test
    void nothingThatTheHubDidNotSignConvictsIt() throws Exception {
        SealedHeader one = hub.header(0, 7, BELOW, "one");
        SealedHeader other = hub.header(0, 7, BELOW, "other");
        SealedHeader unsigned = new SealedHeader(other.header(), one.signature());
        assertThat(check(new Contradiction.TwoBlocks(one, unsigned))).isEqualTo(fails(Why.NOT_SIGNED));
        Evidence another = new Evidence(hub.ann.pid(), hub.ann.publicKey(), new Contradiction.TwoBlocks(one, other));
        assertThat(EvidenceCheck.of(another)).isEqualTo(fails(Why.NOT_SIGNED));
        Evidence foreignKey = new Evidence(hub.key.pid(), hub.ann.publicKey(), new Contradiction.TwoBlocks(one, other));
        assertThat(EvidenceCheck.of(foreignKey)).isEqualTo(fails(Why.KEY));
    }

    @Test
    void noChangedByteOfTheFileStillConvictsUnlessItSaysTheSame() throws Exception {
        byte[] file = hub.evidence(
                        new Contradiction.TwoBlocks(hub.header(0, 7, BELOW, "one"), hub.header(0, 7, BELOW, "other")))
                .bytes();
        List<Integer> convicting = new ArrayList<>();
        for (int i = 0; i < file.length; i++) {
            byte[] changed = Arrays.copyOf(file, file.length);
            changed[i] ^= 1;
            try {
                if (EvidenceCheck.of(Evidence.parse(changed)) instanceof Verdict.Convicts) {
                    convicting.add(i);
                }
            } catch (MalformedJson malformed) {
                assertThat(malformed).hasMessageNotContaining("null");
            }
        }
        assertThat(convicting).isEmpty();
    }
}
