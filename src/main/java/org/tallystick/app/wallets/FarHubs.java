package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Signing;

/** How hubs that are not this program are found and reached. Any thread that may wait. */
public interface FarHubs {

    /**
     * Looks who is at an address.
     *
     * @param address as somebody typed it
     * @param expected who has to be there, where a link says so
     * @param known the hub that the owner joined at an address in its one form
     */
    HubLook look(String address, Optional<Pid> expected, Function<String, Optional<JoinedHub>> known);

    /** Opens an account, or logs in where there is one. */
    Admission join(HubOffer offer, Account account);

    /**
     * Begins to keep up with a hub.
     *
     * @param journal the owner's, open
     * @param folder for what is kept of this hub; need not exist
     * @throws IOException when the machine refuses to read or write there
     */
    FarHub keepUp(JoinedHub hub, Account account, OwnerJournal journal, Path folder) throws IOException;

    /**
     * Who joins.
     *
     * @param key the owner's, of the account that is used at the hub
     * @param name what they want to be called
     */
    record Account(KeyPair key, String name) {}

    /** What came of joining. */
    sealed interface Admission {

        /**
         * The account is there.
         *
         * @param pin what vouched for the certificate, as in {@link JoinedHub#pin()}
         * @param waits whether the operator has to approve it first
         */
        record In(Optional<String> pin, boolean waits) implements Admission {}

        /**
         * It is not.
         *
         * @param why one that is not a success
         */
        record Out(HubJoining why) implements Admission {}
    }

    /** One hub that is kept up with. */
    interface FarHub extends AutoCloseable {

        /** How the owner signs there. */
        Signing signing();

        /** The way of statements. */
        HubConnection connection();

        /** What may be asked. */
        HubReader reader();

        /** How it is. */
        HubState state();

        /** When it was last in step, by the wall clock. */
        OptionalLong seenAtMs();

        /**
         * As {@link org.tallystick.wallet.Hubs#check}, of a proof that says it is of this hub.
         *
         * @throws HubUnreachable when what was kept of it cannot be read
         */
        ProofAnswer check(ShownProof shown) throws HubUnreachable;

        /** How far it has been given back what it lost; from memory. */
        GivenBack givenBack();

        /** Asks now, whatever it waits for. */
        void wake();

        /** Tells when the state changes; the told must not wait. */
        HubReader.Following listen(Runnable changed);

        @Override
        void close();
    }
}
