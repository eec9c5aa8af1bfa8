package org.tallystick.wallet.replica;

import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ShownParts;

/**
 * A transaction that a hub signed into a block which it lost, and that its owner can give back (decision 18). A value.
 *
 * @param hash of the transaction in hex
 * @param proof with no more than the hub needs: frame and statement
 */
public record Lost(String hash, Proof proof) {

    /** What its signer alone gives back. */
    private static final Set<String> OF_SIGNER =
            Set.of("trustline.create", "trustline.update", "trustline.close", "participant.update");

    /** What somebody can give back of what they were shown; nothing where it is another's to give. */
    static Optional<Lost> of(Pid owner, Proof proof) throws BlockDamaged {
        ShownParts shown = proof.shown();
        if (shown.frame().isEmpty() || shown.statements().size() != 1) {
            return Optional.empty();
        }
        String type = shown.frame().get().type();
        SignedStatement statement = shown.statements().getFirst();
        boolean signer = statement.signer().equals(owner);
        boolean own = type.equals(OwnTransaction.PAYMENT)
                ? signer || statement.fields().find("to").equals(Optional.of(Json.of(owner.text())))
                : signer && OF_SIGNER.contains(type);
        return own ? Optional.of(new Lost(Hex.encode(proof.transactionHash()), reduced(proof))) : Optional.empty();
    }

    private static Proof reduced(Proof proof) {
        return proof.showing(part -> part.kind() == PartKind.FRAME || part.kind() == PartKind.STATEMENT);
    }
}
