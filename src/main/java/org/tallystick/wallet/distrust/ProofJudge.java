package org.tallystick.wallet.distrust;

import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.identity.Pid;
import org.tallystick.node.Place;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.SealedHeader;

/**
 * Holds a proof that somebody handed over against what one wallet knows of the hub. A hub is convicted only by what convicts it before a
 * stranger, since anybody may hand over anything. Changes nothing; any thread.
 */
public final class ProofJudge {

    private final ShownProof shown;
    private final Proof proof;
    private final Replica replica;
    private final Optional<WordAtBlock> word;

    private ProofJudge(ShownProof shown, Replica replica, Optional<WordAtBlock> word) {
        this.shown = shown;
        this.proof = shown.proof();
        this.replica = replica;
        this.word = word;
    }

    /**
     * Judges a proof.
     *
     * @param shown of the hub of the replica
     * @param replica what is known
     * @param word the hub's newest word on the account that agreed with the replica, signed by it, if there is one
     */
    public static ProofJudgement judge(ShownProof shown, Replica replica, Optional<WordAtBlock> word) {
        require(shown.hub().equals(replica.hub()), "A proof is held against what is known of its hub");
        return new ProofJudge(shown, replica, word).judge();
    }

    private ProofJudgement judge() {
        if (shown.check() instanceof ProofCheck.Failed failed) {
            return against(new Contradiction.Forged(proof)).orElseGet(() -> new ProofJudgement.Invalid(failed.step()));
        }
        Optional<ProofJudgement> ofItsBlock =
                headers().flatMap(known -> against(known).stream()).findFirst();
        if (ofItsBlock.isPresent()) {
            return ofItsBlock.get();
        }
        Optional<Place> place = replica.find(proof.transactionHash());
        if (place.isPresent()) {
            return new ProofJudgement.InHistory(place.get());
        }
        return shown.payment().map(this::missing).orElseGet(ProofJudgement.NoPayment::new);
    }

    private Stream<SealedHeader> headers() {
        return Stream.concat(replica.newest().stream(), word.map(WordAtBlock::block).stream());
    }

    /** The block of the proof beside one that the hub showed the owner. */
    private Optional<ProofJudgement> against(SealedHeader known) {
        SealedHeader block = SealedHeader.of(proof);
        if (block.contradicts(known)) {
            return against(new Contradiction.TwoBlocks(known, block));
        }
        if (isRightAbove(known, block)) {
            return against(new Contradiction.BrokenLink(known, block));
        }
        return isRightAbove(block, known) ? against(new Contradiction.BrokenLink(block, known)) : Optional.empty();
    }

    private static boolean isRightAbove(SealedHeader below, SealedHeader above) {
        return above.epoch() == below.epoch()
                && above.height() == below.height() + 1
                && !Arrays.equals(above.header().prevHash(), below.header().hash());
    }

    private ProofJudgement missing(ShownProof.Payment payment) {
        Pid me = replica.owner();
        if (!payment.from().equals(me) && !payment.to().equals(me)) {
            return new ProofJudgement.BetweenOthers();
        }
        int epoch = proof.header().epoch();
        if (replica.newest().filter(newest -> newest.epoch() > epoch).isPresent()) {
            return new ProofJudgement.Lost();
        }
        return word.filter(said -> said.block().epoch() == epoch && said.word().height() >= shown.height())
                .flatMap(said -> against(new Contradiction.Withheld(
                        said, replica.counted(said.word().seq()), proof)))
                .orElseGet(ProofJudgement.NotYet::new);
    }

    private Optional<ProofJudgement> against(Contradiction contradiction) {
        Evidence evidence = new Evidence(proof.hub(), proof.hubKey(), contradiction);
        return EvidenceCheck.of(evidence) instanceof EvidenceCheck.Verdict.Convicts
                ? Optional.of(new ProofJudgement.Against(contradiction))
                : Optional.empty();
    }
}
