package org.tallystick.sync.faults;

import java.io.IOException;

/**
 * One message between a wallet and a hub.
 *
 * @param host what the wallet calls the hub, by which wallets of one test are told apart
 * @param kind which way it goes
 * @param label what it is, the same in each run
 */
record Message(String host, Kind kind, String label) {

    static final String PING = "ping";
    static final String PONG = "pong";

    enum Kind {
        /** A call of the wallet. */
        CALL,
        /** The hub's answer to one. */
        ANSWER,
        /** A text of the hub on a socket. */
        TOLD,
        /** A text of the wallet on a socket. */
        SAID
    }

    boolean isLive() {
        return kind == Kind.TOLD || kind == Kind.SAID;
    }

    /** Hears of each message on the thread that carries it, and may stop it. */
    interface Gate {

        Gate OPEN = (message, passed) -> {};

        /**
         * A message comes, or went.
         *
         * @param passed whether it went
         * @throws IOException so that the connection is cut
         */
        void at(Message message, boolean passed) throws IOException;
    }
}
