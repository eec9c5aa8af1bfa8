package org.tallystick.sync;

import java.util.Optional;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.replica.Applied;

/** How it stands with one hub far away. A value. */
public sealed interface RemoteState {

    /** Nobody asked it yet. */
    record Connecting() implements RemoteState {}

    /**
     * It answers, and what happened meanwhile is being fetched.
     *
     * @param seq the account's count so far
     */
    record Syncing(long seq) implements RemoteState {}

    /**
     * All that it tells of is here and was checked.
     *
     * @param seq the account's count
     * @param live whether it tells at once what happens; else it is asked now and then
     */
    record Connected(long seq, boolean live) implements RemoteState {}

    /**
     * It answers, and what it gives shows nothing, or cannot be kept on this machine; it is asked again.
     *
     * @param seq the account's count so far
     * @param why what was missing or wrong; nothing where it is the disk of this machine
     */
    record Behind(long seq, Optional<Applied.Why> why) implements RemoteState {}

    /**
     * All that it tells of is here, and the account waits for the operator's approval.
     *
     * @param seq the account's count
     */
    record Waiting(long seq) implements RemoteState {}

    /**
     * It does not answer in a way that counts; it is asked again.
     *
     * @param sinceMs the time since when
     * @param why for the owner
     */
    record Offline(long sinceMs, HubAnswer.Why why) implements RemoteState {}

    /**
     * It does not want to serve the owner; it is asked again, seldom.
     *
     * @param code an error code of the API map, such as E011 for who has no account there, E006 for who is excluded
     */
    record Refused(String code) implements RemoteState {}

    /**
     * What answers at its address is not the hub that was there, or cannot show that it is; nothing is sent to it.
     *
     * @param lie what does not hold
     * @param seen the PID that answered and proved itself; empty where none did
     */
    record NotTheHub(Greeting.Lie lie, String seen) implements RemoteState {}

    /**
     * It lost blocks and began a new epoch; the replica is begun anew, and what was lost is given back.
     *
     * @param epoch the new one
     */
    record Recovered(int epoch) implements RemoteState {}

    /** It contradicts itself: nothing is fetched any more, and nothing was changed. It does not heal by itself. */
    record Contradicting() implements RemoteState {}

    /**
     * The same as the window knows it.
     *
     * @param evidenceFile where a contradiction was written down, perhaps empty
     */
    default HubState shown(String evidenceFile) {
        return switch (this) {
            case Connecting _ -> new HubState.Connecting();
            case Syncing syncing -> new HubState.Syncing(syncing.seq());
            case Connected _ -> new HubState.Connected();
            case Behind _ -> new HubState.Behind();
            case Waiting _ -> new HubState.Waiting();
            case Offline offline -> new HubState.Offline(offline.sinceMs(), offline.why() == HubAnswer.Why.PLAIN);
            case Refused refused -> new HubState.Refused(refused.code());
            case NotTheHub stranger -> new HubState.Stranger(stranger.seen());
            case Recovered recovered -> new HubState.Recovered(recovered.epoch());
            case Contradicting _ -> new HubState.Contradicting(evidenceFile);
        };
    }
}
