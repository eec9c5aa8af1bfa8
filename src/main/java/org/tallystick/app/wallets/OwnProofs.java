package org.tallystick.app.wallets;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.node.Place;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Wallet;

/**
 * Proofs of the node of this program, held against the history that is here: it keeps nothing from its own owner, but can have lost what
 * it signed. Stateless; any thread that may wait.
 */
final class OwnProofs {

    private OwnProofs() {}

    /** As {@link org.tallystick.wallet.Hubs#check}, of a proof that says it is of this node. */
    static ProofAnswer check(ShownProof shown, Wallet wallet) throws HubUnreachable {
        if (shown.check() instanceof ProofCheck.Failed failed) {
            return ProofAnswer.Invalid.at(failed.step());
        }
        Proof proof = shown.proof();
        Place place = new Place(proof.header().height(), proof.index());
        byte[] hash = proof.transactionHash();
        Optional<ActivityDetail> here = wallet.hub().detail(wallet.me(), place);
        if (here.flatMap(ActivityDetail::proof)
                .filter(own -> Arrays.equals(own.transactionHash(), hash))
                .isPresent()) {
            return new ProofAnswer.InHistory(shown.hub(), here.get().activity());
        }
        return shown.payment()
                .map(payment -> missing(shown.hub(), payment, wallet.me()))
                .orElseGet(() -> new ProofAnswer.NoPayment(shown.hub()));
    }

    private static ProofAnswer missing(Pid hub, ShownProof.Payment payment, Pid me) {
        return payment.from().equals(me) || payment.to().equals(me)
                ? new ProofAnswer.Lost(hub)
                : new ProofAnswer.BetweenOthers(hub);
    }
}
