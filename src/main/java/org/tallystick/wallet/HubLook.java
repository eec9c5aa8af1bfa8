package org.tallystick.wallet;

import org.tallystick.identity.Pid;

/** What stands behind an address, a link or the text of a QR code. A value. */
public sealed interface HubLook {

    /**
     * A hub.
     *
     * @param offer what it is
     */
    record Found(HubOffer offer) implements HubLook {}

    /** The text is neither an address nor a link. */
    record NoAddress() implements HubLook {}

    /**
     * The link names a hub without saying where it is, and the owner does not know it.
     *
     * @param pid the hub's
     */
    record Nowhere(Pid pid) implements HubLook {}

    /**
     * The link names a hub that the owner has joined.
     *
     * @param pid the hub's
     */
    record Known(Pid pid) implements HubLook {}

    /**
     * Something answers, and it is no hub, or cannot prove to be one.
     *
     * @param address where
     */
    record NotAHub(String address) implements HubLook {}

    /**
     * A hub answers that says it is at home elsewhere: somebody may be passing its words on.
     *
     * @param address where it was asked
     * @param says where it says it is
     */
    record Elsewhere(String address, String says) implements HubLook {}

    /**
     * Nobody answers.
     *
     * @param address where
     */
    record Silent(String address) implements HubLook {}

    /**
     * The certificate is neither one that an authority vouches for nor the one that was there before.
     *
     * @param address where
     */
    record BadCertificate(String address) implements HubLook {}

    /**
     * Another hub answers than the one that was expected there, by the link or because the owner joined it at this address.
     *
     * @param address where
     * @param expected whom the owner expects there
     */
    record AnotherHub(String address, Pid expected) implements HubLook {}
}
