package org.tallystick.wallet;

import java.io.IOException;
import java.util.List;
import org.tallystick.identity.Pid;

/**
 * The hubs of one owner: one identity, an account at each, each with its own state. What the owner joined stands in their journal.
 * Any thread; but for {@link #all}, {@link #active} and {@link #follow} calls wait for network and disk and are never made on the
 * JavaFX thread.
 */
public interface Hubs {

    /** The most hubs of one owner. */
    int MAX_HUBS = 100;

    /** The longest name of a hub. */
    int MAX_NAME = 100;

    /** The longest address of a hub. */
    int MAX_ADDRESS = 300;

    /** All of them, the one in this program first, then as they were joined. From memory. */
    List<KnownHub> all();

    /** The hub whose wallet is to be shown. From memory. */
    Pid active();

    /**
     * Looks what stands behind what somebody typed, pasted or scanned. Nothing is written, and nothing is sent but the question who
     * is there.
     *
     * @param text an address, a {@code tallystick:} or {@code geo://} link; hostile input
     */
    HubLook look(String text);

    /**
     * Joins a hub: opens an account, or logs in where there is one already, and writes the hub down. The same again does no harm.
     *
     * @param offer as {@link #look} found it
     * @param yes whether the owner said yes to what is unusual; without it nothing plain is begun
     */
    HubJoining join(HubOffer offer, boolean yes);

    /**
     * Shows a hub from now on, also after the next start.
     *
     * @param hub one of {@link #all}
     * @throws IOException when what is needed for it cannot be read or written; the active hub stays the same then
     */
    AtHub open(Pid hub) throws IOException;

    /**
     * Where the owner stands at a hub, whether it is shown or not.
     *
     * @return one entry for each unit in which they have a neighbour
     * @throws HubUnreachable when it does not answer and nothing is known from before
     */
    List<UnitStanding> standings(Pid hub) throws HubUnreachable;

    /**
     * Gives a hub a name of the owner's own.
     *
     * @param name 1 to {@link #MAX_NAME} characters
     * @throws OwnerJournalFailed when it is not durable
     */
    void rename(Pid hub, String name) throws OwnerJournalFailed;

    /**
     * Goes to a hub at another address from now on.
     *
     * @param offer as {@link #look} found it there; of the same PID
     * @param yes as in {@link #join}
     */
    HubJoining move(Pid hub, HubOffer offer, boolean yes);

    /**
     * Leaves a hub: the wallet forgets it. The account stays at the hub, with all that is owed.
     *
     * @param evenSo whether the owner said yes to leaving debts, holds, payments on their way, or what nobody knows of, behind
     */
    HubLeaving leave(Pid hub, boolean evenSo);

    /**
     * Says of a proof that somebody handed over whether the owner's history has what it proves. Where a hub has kept it from them, trust
     * in the hub ends as at each other contradiction; nothing else is changed.
     *
     * @param proof a text in UTF-8, as it was saved or copied; hostile input
     * @throws HubUnreachable when the node of this program, or what was kept of a hub, cannot be read
     */
    ProofAnswer check(byte[] proof) throws HubUnreachable;

    /**
     * Takes a payment back of which nothing was sent, whichever hub is shown; never while something is being sent to its hub.
     *
     * @param hub one of {@link #all}
     * @return false where it may have been sent, or is no longer open
     * @throws OwnerJournalFailed when that is not durable, so that it still waits
     */
    boolean withdraw(Pid hub, String txId) throws OwnerJournalFailed;

    /** How far a hub that lost blocks has been given back what it lost of the owner's; answers at once. */
    GivenBack givenBack(Pid hub);

    /** Tries to reach a hub now instead of later. */
    void retry(Pid hub);

    /**
     * Tells whenever the list, or the state of a hub in it, changed.
     *
     * @param changed called on any thread; must not wait
     * @return ends it when it is closed
     */
    HubReader.Following follow(Runnable changed);
}
