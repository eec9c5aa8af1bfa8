package org.tallystick.wallet;

import java.util.List;
import java.util.Optional;
import org.tallystick.node.block.Proof;

/**
 * Something that happened, with what the owner may see of it.
 *
 * @param activity what it was
 * @param legs what changed between the owner and their neighbours
 * @param proof where it stands in the hub's signed history, to be checked before it is called verified; nothing where the hub
 *     has no such history
 */
public record ActivityDetail(Activity activity, List<Leg> legs, Optional<Proof> proof) {

    /** Keeps an unmodifiable copy. */
    public ActivityDetail {
        legs = List.copyOf(legs);
    }

    /** With a proof. */
    public ActivityDetail(Activity activity, List<Leg> legs, Proof proof) {
        this(activity, legs, Optional.of(proof));
    }

    /** The proof, checked now, as a person reads it. */
    public Optional<Evidence> evidence() {
        return proof.map(Evidence::of);
    }

    /**
     * What changed between the owner and a neighbour.
     *
     * @param neighbour who
     * @param unit the unit
     * @param changeMinor by how much the owner's balance with them changed: negative where the owner owes more or is owed less
     */
    public record Leg(PersonCard neighbour, Unit unit, long changeMinor) {}
}
