package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.tallystick.base.Hex;
import org.tallystick.identity.Pid;
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
 * @param json the whole proof in canonical form, for others to check
 */
public record Evidence(Pid hub, long height, long timestampMs, String blockHash, boolean holds, String json) {

    /** Checks a proof, which takes some tenths of a millisecond. */
    static Evidence of(Proof proof) {
        return new Evidence(
                proof.hub(),
                proof.header().height(),
                proof.header().timestampMs(),
                Hex.encode(proof.header().hash()),
                proof.check() instanceof ProofCheck.Proven,
                new String(proof.bytes(), UTF_8));
    }
}
