package org.tallystick.sync;

import java.util.Map;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.SealedHeader;

/** How far catching up came. A value. */
sealed interface CaughtUp {

    /**
     * All that the hub tells of is folded.
     *
     * @param seq the account's count
     * @param compared whether the hub's signed word was held against it; else it was so a moment ago
     */
    record Current(long seq, boolean compared) implements CaughtUp {}

    /** Some is folded, and there is more than one turn takes. */
    record More() implements CaughtUp {}

    /** What came shows nothing; asked again it may be better. */
    record Unproven(Applied.Why why) implements CaughtUp {}

    /** What came was right and could not be kept on this machine. */
    record Unkept() implements CaughtUp {}

    /** The hub lost blocks and began anew. */
    record NewEpoch(SealedHeader tip) implements CaughtUp {}

    /** The hub contradicts itself. */
    record Contradicted() implements CaughtUp {}

    /** The hub does not want to answer. */
    record Refused(String code, Map<String, String> details, long retryAfterMs) implements CaughtUp {}

    /** There is no answer that counts. */
    record Silent(HubAnswer.Why why) implements CaughtUp {}
}
