package org.tallystick.wallet;

import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.node.block.Transaction;

/**
 * A proof that somebody handed to the owner, such as the payer of a payment ({@code src/docs/format.md} §10), with what came of checking
 * it alone. A value.
 *
 * @param proof as it was read
 * @param check of it
 */
public record ShownProof(Proof proof, ProofCheck check) {

    /** The longest file that is read, in bytes: four times what a payment on the most ways has. */
    public static final int MAX_BYTES = 4 << 20;

    private static final String PAYMENT = "payment.create";
    private static final int LONGEST = 64;

    /**
     * The payment that it proves.
     *
     * @param from who signed for it
     * @param to whom it is to
     * @param equivalent the unit's code
     * @param amount as its payer wrote it
     */
    public record Payment(Pid from, Pid to, String equivalent, String amount) {}

    /**
     * Reads and checks one; takes some tenths of a millisecond, more where it is long.
     *
     * @param utf8 hostile input
     * @return nothing where it is no proof of this version, or too long
     */
    public static Optional<ShownProof> read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            Proof proof = Proof.parse(utf8);
            return Optional.of(new ShownProof(proof, proof.check()));
        } catch (MalformedJson malformed) {
            return Optional.empty();
        }
    }

    /** The hub whose history it is said to be of. */
    public Pid hub() {
        return proof.hub();
    }

    /** The height of the block. */
    public long height() {
        return proof.header().height();
    }

    /** The payment, where it holds and shows one: not of somebody who only passed it on, nor of a payer who was erased. */
    public Optional<Payment> payment() {
        return check instanceof ProofCheck.Proven(Transaction transaction, byte[] _)
                        && transaction.frame().type().equals(PAYMENT)
                ? transaction.statements().stream().findFirst().flatMap(ShownProof::payment)
                : Optional.empty();
    }

    private static Optional<Payment> payment(SignedStatement statement) {
        try {
            Json.Obj fields = statement.fields();
            String equivalent = fields.text("equivalent");
            String amount = fields.text("amount");
            return equivalent.length() > LONGEST || amount.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new Payment(statement.signer(), Pid.parse(fields.text("to")), equivalent, amount));
        } catch (MalformedJson | MalformedIdentity malformed) {
            return Optional.empty();
        }
    }
}
