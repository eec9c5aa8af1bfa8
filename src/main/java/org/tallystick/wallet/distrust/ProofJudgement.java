package org.tallystick.wallet.distrust;

import org.tallystick.node.Place;
import org.tallystick.node.block.ProofCheck;

/** What a proof that somebody handed over says about a hub, and about what the hub told the owner. A value. */
public sealed interface ProofJudgement {

    /**
     * It does not hold.
     *
     * @param step the first that does not
     */
    record Invalid(ProofCheck.Step step) implements ProofJudgement {}

    /** It holds, and shows no payment that could be looked for. */
    record NoPayment() implements ProofJudgement {}

    /**
     * The owner's history has it.
     *
     * @param place where
     */
    record InHistory(Place place) implements ProofJudgement {}

    /** The payment is neither from nor to the owner. */
    record BetweenOthers() implements ProofJudgement {}

    /** What is known of the hub does not reach so far, or its word on the account does not. */
    record NotYet() implements ProofJudgement {}

    /** It stands in an epoch before the one that is known: the hub may have lost it, and said that it lost blocks. */
    record Lost() implements ProofJudgement {}

    /**
     * The hub signed what cannot all be true.
     *
     * @param contradiction which convicts it before a stranger
     */
    record Against(Contradiction contradiction) implements ProofJudgement {}
}
