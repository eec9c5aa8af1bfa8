package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.tallystick.base.Hex;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;

/**
 * A proof as a person reads it, after it was checked.
 *
 * @param hub whose history it is of
 * @param height of the block
 * @param timestampMs the block's time
 * @param blockHash 64 hexadecimal digits
 * @param holds whether everything in it fits, signatures included
 * @param signers who asked for it, as far as it holds and they are shown; none for what the hub did alone
 * @param pathSteps hashes on the way from it to what the hub signed
 * @param json the whole proof in canonical form, for others to check
 */
public record Evidence(
        Pid hub,
        long height,
        long timestampMs,
        String blockHash,
        boolean holds,
        List<Pid> signers,
        int pathSteps,
        String json) {

    /** Keeps an unmodifiable copy. */
    public Evidence {
        signers = List.copyOf(signers);
    }

    /** Checks a proof, which takes some tenths of a millisecond. */
    static Evidence of(Proof proof) {
        ProofCheck check = proof.check();
        List<SignedStatement> statements = switch (check) {
            case ProofCheck.Proven proven -> proven.transaction().statements();
            case ProofCheck.Partly partly -> partly.shown().statements();
            case ProofCheck.Failed _ -> List.of();
        };
        return new Evidence(
                proof.hub(),
                proof.header().height(),
                proof.header().timestampMs(),
                Hex.encode(proof.header().hash()),
                !(check instanceof ProofCheck.Failed),
                statements.stream().map(SignedStatement::signer).toList(),
                proof.path().size(),
                new String(proof.bytes(), UTF_8));
    }
}
