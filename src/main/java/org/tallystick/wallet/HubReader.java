package org.tallystick.wallet;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.node.Place;

/**
 * What an owner may ask a hub, be it the node of this program or far away. Calls wait for the answer and are never made on the
 * JavaFX thread; any other thread may.
 */
public interface HubReader {

    /** The most entries of one page. */
    int MAX_PAGE = 500;

    /** How the hub is. */
    HubStatus status() throws HubUnreachable;

    /** The units that can be used, in the order of their codes. */
    List<Unit> units() throws HubUnreachable;

    /** Where somebody stands; nothing where they have no account. */
    Optional<Standing> standing(Pid person) throws HubUnreachable;

    /** With whom somebody has lines, one entry a person and unit, in the order of names. */
    List<Neighbour> neighbours(Pid person) throws HubUnreachable;

    /** Somebody by their PID. */
    Optional<PersonCard> person(Pid pid) throws HubUnreachable;

    /**
     * People whose name begins with a text, whatever the case; or the one person whose PID it is.
     *
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    List<PersonCard> find(String text, int limit) throws HubUnreachable;

    /**
     * How a payment could go now.
     *
     * @param amountMinor in minor units; what cannot be paid, such as zero, is refused in its turn, after what comes before it
     */
    Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints) throws HubUnreachable;

    /**
     * The ways that a payment really took, which may be others than those that were proposed before.
     *
     * @param payer who paid; nobody else sees them
     * @param height the block that the payment stands in
     * @param txId its id
     * @return each with its share, together the whole amount; none where there is no such payment of theirs
     */
    List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable;

    /** Of which kinds the hub keeps what happened; of others there is nothing to show, although it may have happened. */
    default Set<Activity.Kind> remembered() {
        return EnumSet.allOf(Activity.Kind.class);
    }

    /**
     * A page of what happened to somebody, the latest first.
     *
     * @param kinds which to show; none means all
     * @param text shows only entries with a name, note, amount, id or block that contains it; empty for all
     * @param from {@link ActivityPage#next()} of the page before, or nothing for the first page
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit)
            throws HubUnreachable;

    /** What somebody may see of one thing that happened to them; nothing where it is not theirs. */
    Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable;

    /**
     * Tells whenever the hub has a new block that touches somebody, and at least once after a gap.
     *
     * @param changed called on a thread of the connection; must not wait
     * @return ends it when it is closed
     */
    Following follow(Pid person, Runnable changed);

    /** Something that is being followed. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
