package org.tallystick.wallet.replica;

import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Place;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.node.block.ShownParts;

/**
 * An own transaction, proven, as far as it is shown. A value.
 *
 * @param seq the owner's count with it
 * @param proof that was checked
 * @param shown what is shown
 * @param steps the shown steps
 * @param hash of the transaction, 32 bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record OwnTransaction(long seq, Proof proof, ShownParts shown, List<Step> steps, byte[] hash) {

    static final String PAYMENT = "payment.create";

    /** Keeps an unmodifiable copy. */
    OwnTransaction {
        steps = List.copyOf(steps);
    }

    /**
     * What a check has shown.
     *
     * @return nothing where it has shown nothing
     */
    static Optional<OwnTransaction> of(long seq, Proof proof, ProofCheck check) {
        return switch (check) {
            case ProofCheck.Proven proven ->
                of(
                        seq,
                        proof,
                        ShownParts.of(proven.transaction()),
                        proven.transaction().hash());
            case ProofCheck.Partly partly -> of(seq, proof, partly.shown(), partly.transactionHash());
            case ProofCheck.Failed _ -> Optional.empty();
        };
    }

    static Optional<OwnTransaction> of(long seq, Proof proof, ShownParts shown, byte[] hash) {
        try {
            return Optional.of(new OwnTransaction(seq, proof, shown, Step.of(proof, shown.operations()), hash));
        } catch (MalformedJson malformed) {
            return Optional.empty();
        }
    }

    BlockHeader header() {
        return proof.header();
    }

    Place place() {
        return new Place(header().height(), proof.index());
    }

    /** The type; empty where no frame is shown. */
    String type() {
        return shown.frame().map(Frame::type).orElse("");
    }

    /** The id; empty where no frame is shown. */
    String txId() {
        return shown.frame().map(Frame::txId).orElse("");
    }

    /** The first shown statement that somebody signed. */
    Optional<SignedStatement> statementOf(Pid signer) {
        return shown.statements().stream()
                .filter(statement -> statement.signer().equals(signer))
                .findFirst();
    }

    Optional<String> text(String field, Pid owner) {
        return shown.texts().stream()
                .filter(text -> text.field().equals(field) && text.owner().equals(owner))
                .map(PersonalText::text)
                .findFirst();
    }

    /** The proposal that a clearing carries out, where it names one. */
    Optional<String> proposal() throws RuleBroken {
        try {
            for (Json.Obj fact : shown.facts()) {
                if (fact.text("fact").equals("of_proposal")) {
                    return Optional.of(fact.text("proposal"));
                }
            }
            return Optional.empty();
        } catch (MalformedJson malformed) {
            throw new RuleBroken(Violation.Kind.IMPOSSIBLE_STEP, "a fact cannot be read");
        }
    }
}
