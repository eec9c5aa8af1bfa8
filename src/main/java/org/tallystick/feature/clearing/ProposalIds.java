package org.tallystick.feature.clearing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import org.tallystick.base.Hex;
import org.tallystick.identity.Sha256;

/** Ids of proposals, the hash of circle and amount ({@code src/docs/format.md} §8). Stateless; any thread. */
public final class ProposalIds {

    private ProposalIds() {}

    /**
     * The id of a proposal.
     *
     * @param lines the lines in the order of the ring, beginning with the one whose id comes first as text
     * @param amount what is to be taken off each debt, with all decimals of the unit
     * @return 64 characters of hex
     */
    public static String of(List<UUID> lines, String amount) {
        StringBuilder text = new StringBuilder("tallystick.proposal");
        for (UUID line : lines) {
            text.append('\0').append(line);
        }
        return Hex.encode(Sha256.of(text.append('\0').append(amount).toString().getBytes(UTF_8)));
    }
}
