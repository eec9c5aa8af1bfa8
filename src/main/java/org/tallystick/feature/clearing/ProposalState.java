package org.tallystick.feature.clearing;

import java.util.Locale;
import java.util.Optional;

/** What became of a proposal. */
public enum ProposalState {
    /** Some who were asked have not answered. */
    OPEN,
    /** All agreed, and the debts were cleared. */
    CLEARED,
    /** Somebody said no. */
    REJECTED,
    /** Its time ran out. */
    EXPIRED,
    /** The debts or policies were others when all had agreed, or a later proposal took its place. */
    DROPPED;

    /** Its name in answers, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with a name, if there is one. */
    public static Optional<ProposalState> of(String word) {
        for (ProposalState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
