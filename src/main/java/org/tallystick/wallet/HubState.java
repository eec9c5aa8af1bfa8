package org.tallystick.wallet;

/** How the way to a hub is just now. A value. */
public sealed interface HubState {

    /** It answers, and all that it has for the owner is here. */
    record Connected() implements HubState {}

    /** Nothing was heard yet since the program started. */
    record Connecting() implements HubState {}

    /**
     * It answers, and what it has for the owner is on its way here.
     *
     * @param entries how many of the owner's transactions are here
     */
    record Syncing(long entries) implements HubState {}

    /** It answers, and what it gives is not complete yet or shows nothing; it is asked again. */
    record Behind() implements HubState {}

    /**
     * It does not answer.
     *
     * @param sinceMs since when, by the wall clock
     * @param plainRefused whether that is because it would go over plain {@code http} and nobody allowed that
     */
    record Offline(long sinceMs, boolean plainRefused) implements HubState {}

    /** The owner's account there waits for the operator's approval. */
    record Waiting() implements HubState {}

    /**
     * It answers, and refuses the owner.
     *
     * @param code an error code of the API map
     */
    record Refused(String code) implements HubState {}

    /**
     * It lost blocks and began anew; what was lost is given back to it from here.
     *
     * @param epoch the new one
     */
    record Recovered(long epoch) implements HubState {}

    /**
     * Something else answers at its address than the hub that the owner joined; nothing is sent there.
     *
     * @param seen the PID that answered, or empty where what answered could not prove any
     */
    record Stranger(String seen) implements HubState {}

    /**
     * It signed two things that cannot both be true. Nothing of it is taken any more; this does not heal by itself.
     *
     * @param evidenceFile where both stand, for others to check
     */
    record Contradicting(String evidenceFile) implements HubState {}

    /** Whether paying makes sense: the hub can be reached, or may be in a moment, and is to be believed. */
    default boolean mayPay() {
        return switch (this) {
            case Connected _, Connecting _, Syncing _, Behind _, Offline _, Recovered _ -> true;
            case Waiting _, Refused _, Stranger _, Contradicting _ -> false;
        };
    }
}
