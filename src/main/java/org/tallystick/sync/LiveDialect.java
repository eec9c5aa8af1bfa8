package org.tallystick.sync;

import java.util.Optional;
import java.util.OptionalLong;

/** What is said on a live socket in one dialect. Stateless; any thread. */
public interface LiveDialect {

    /** What a text of a hub comes to. */
    sealed interface Said {

        /**
         * The hub tells what happens from now on, and there may be something to fetch.
         *
         * @param seq the account's count as the hub tells it; nothing where it tells none
         */
        record Look(OptionalLong seq) implements Said {}

        /** It was understood, and nothing happened. */
        record Nothing() implements Said {}

        /** The token counts no more. */
        record TokenOver() implements Said {}

        /** The socket is another owner's. */
        record AnotherOwner() implements Said {}

        /** It says nothing. */
        record Nonsense() implements Said {}
    }

    /** Reads a text of the hub; what is asked by the bare text {@code ping} and answered by {@code pong} is not read here. */
    Said read(String text);

    /** What the wallet says first on a socket, if anything. */
    Optional<String> opening();

    /** How a newer token is said on an open socket, if it can be. */
    Optional<String> renewing(String access);

    /** Whether a socket that was refused so by HTTP wants another token. */
    boolean isTokenOver(int status);
}
