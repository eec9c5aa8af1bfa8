package org.tallystick.wallet;

import org.tallystick.identity.Pid;
import org.tallystick.node.block.ProofCheck;

/** What a wallet says of a proof that somebody handed to its owner. A value. */
public sealed interface ProofAnswer {

    /** It is no proof of this version, or too long. */
    record NoProof() implements ProofAnswer {}

    /**
     * It does not hold.
     *
     * @param fault whose part of it does not
     */
    record Invalid(Fault fault) implements ProofAnswer {

        /** That a step of the check is the first that does not hold. */
        public static Invalid at(ProofCheck.Step step) {
            return new Invalid(
                    switch (step) {
                        case HUB_KEY, HEADER_SIGNATURE -> Fault.HUB;
                        case PARTS, INCLUSION -> Fault.PARTS;
                        case STATEMENT_HUB, STATEMENT_SIGNATURE, STATEMENT_FRAME -> Fault.PAYER;
                    });
        }
    }

    /** What does not hold. */
    enum Fault {
        /** The signature of the hub. */
        HUB,
        /** That what is shown is what the hub signed. */
        PARTS,
        /** The signature of whoever is said to have asked for it. */
        PAYER
    }

    /**
     * It holds, and is of the history of a hub where the owner is not.
     *
     * @param hub which
     */
    record OtherHub(Pid hub) implements ProofAnswer {}

    /**
     * It holds, and shows no payment that could be looked for.
     *
     * @param hub of which
     */
    record NoPayment(Pid hub) implements ProofAnswer {}

    /**
     * What it proves stands in the owner's history.
     *
     * @param hub at which
     * @param activity it, as the history has it
     */
    record InHistory(Pid hub, Activity activity) implements ProofAnswer {}

    /**
     * It holds, and the payment is neither from nor to the owner.
     *
     * @param hub of which
     */
    record BetweenOthers(Pid hub) implements ProofAnswer {}

    /**
     * It holds, and what is known of the hub does not reach so far yet, or has no word of it that does; the hub is asked, and the
     * proof is looked at again when it answered, until the program ends.
     *
     * @param hub which
     */
    record NotYet(Pid hub) implements ProofAnswer {}

    /**
     * It holds, and the hub has since lost the block and begun anew, or is the node of this program and does not have it.
     *
     * @param hub which
     */
    record Lost(Pid hub) implements ProofAnswer {}

    /**
     * Together with what the hub told the owner it shows that the hub contradicts itself, or the hub did before: it is not believed
     * any more.
     *
     * @param hub which
     * @param evidenceFile where that is shown to others; empty where it could not be written
     */
    record Contradicts(Pid hub, String evidenceFile) implements ProofAnswer {}
}
