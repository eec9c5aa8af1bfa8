package org.tallystick.sync;

import org.tallystick.wallet.replica.Applied;

/** How it stands with one hub far away. A value. */
public sealed interface HubState {

    /** Nobody asked it yet. */
    record Connecting() implements HubState {}

    /**
     * It answers, and what happened meanwhile is being fetched.
     *
     * @param seq the account's count so far
     */
    record Syncing(long seq) implements HubState {}

    /**
     * All that it tells of is here and was checked.
     *
     * @param seq the account's count
     * @param live whether it tells at once what happens; else it is asked now and then
     */
    record Connected(long seq, boolean live) implements HubState {}

    /**
     * It answers, and what it gives shows nothing; it is asked again.
     *
     * @param seq the account's count so far
     * @param why what was missing or wrong
     */
    record Behind(long seq, Applied.Why why) implements HubState {}

    /**
     * It does not answer in a way that counts; it is asked again.
     *
     * @param sinceMs the time since when
     * @param why for the owner
     */
    record Offline(long sinceMs, HubAnswer.Why why) implements HubState {}

    /**
     * It does not want to serve the owner; it is asked again, seldom.
     *
     * @param code an error code of the API map, such as E011 for who has no account there, E006 for who is excluded
     */
    record Refused(String code) implements HubState {}

    /**
     * What answers at its address is not the hub that was there, or cannot show that it is; nothing is sent to it.
     *
     * @param lie what does not hold
     */
    record NotTheHub(Greeting.Lie lie) implements HubState {}

    /**
     * It lost blocks and began a new epoch; the replica has to be begun anew, and nothing is fetched until then.
     *
     * @param epoch the new one
     */
    record Recovered(int epoch) implements HubState {}

    /** It contradicts itself: nothing is fetched any more, and nothing was changed. It does not heal by itself. */
    record Contradicting() implements HubState {}
}
