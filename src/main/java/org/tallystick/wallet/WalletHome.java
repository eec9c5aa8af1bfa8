package org.tallystick.wallet;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the wallet of this machine lives: makes it, opens it, and puts it into a community. Calls wait, some for seconds, and are
 * never made on the JavaFX thread.
 */
public interface WalletHome {

    /** What is there. */
    sealed interface Found {

        /** There is no wallet on this machine. */
        record Nothing() implements Found {}

        /**
         * There is one.
         *
         * @param ownerName what its owner calls themselves
         * @param locked whether a password opens it
         */
        record Wallet(String ownerName, boolean locked) implements Found {}
    }

    /** Where a new wallet begins. */
    sealed interface Start {

        /** In an invented town in which nothing is real. */
        record PracticeTown() implements Start {}

        /**
         * In a community of the owner's own, whose hub is this program.
         *
         * @param name of the community
         * @param unit the first unit
         */
        record OwnCommunity(String name, Unit unit) implements Start {}

        /**
         * In a community whose hub is elsewhere; there is none in this program then.
         *
         * @param offer the hub, as {@link WalletHome#look} found it
         * @param yes whether the owner said yes to what is unusual about it
         */
        record AtHub(HubOffer offer, boolean yes) implements Start {}
    }

    /** What is being done, in the order in which it happens. */
    enum Step {
        /** Keys are derived and sealed; the password costs time on purpose. */
        KEYS,
        /** The community is made. */
        COMMUNITY,
        /** Everything is checked once more. */
        CHECKING,
        /** The node starts and the owner joins. */
        JOINING
    }

    /** What came of making or opening. */
    sealed interface Outcome {

        /**
         * It is open.
         *
         * @param wallet closed by whoever got it
         */
        record Opened(OpenedWallet wallet) implements Outcome {}

        /** The password is wrong, or the file is damaged: both look the same. */
        record WrongPassword() implements Outcome {}

        /** There is a wallet already; it was not touched. */
        record Exists() implements Outcome {}

        /**
         * Another window has it open.
         *
         * @param holder what it wrote about itself, perhaps nothing
         */
        record InUse(String holder) implements Outcome {}

        /**
         * The hub did not take the owner; nothing was changed here.
         *
         * @param why one that is not a success
         */
        record NotJoined(HubJoining why) implements Outcome {}

        /**
         * Something stands against it; nothing was changed.
         *
         * @param what one clause for people, naming file and cause
         */
        record Failed(String what) implements Outcome {}
    }

    /** What is there now; quick. */
    Found found();

    /** Twelve fresh words, kept nowhere. */
    List<String> freshWords();

    /**
     * Looks what stands behind an address, a link or the text of a QR code, for {@link Start.AtHub}; waits for the network.
     *
     * @param text hostile input
     */
    HubLook look(String text);

    /**
     * Makes the wallet of these words and its community. Nothing is left behind when it fails, or is stopped at any moment.
     *
     * @param ownerName what the owner calls themselves, 1 to 100 characters
     * @param words twelve or more that fit together; the same words give the same PID
     * @param password wiped; empty for none
     * @param progress hears each step when it begins, on the calling thread
     */
    Outcome make(String ownerName, List<String> words, char[] password, Start start, Consumer<Step> progress);

    /**
     * Opens what is there.
     *
     * @param password wiped; empty for none
     */
    Outcome open(char[] password, Consumer<Step> progress);

    /**
     * Moves the wallet that is there to a place beside, so that another can be made; for somebody who does not know its password
     * any more. Nothing of it is changed or deleted.
     *
     * @return where it is now
     * @throws IOException when it is open somewhere, or the machine refuses; it is then where it was
     */
    String setAside() throws IOException;
}
