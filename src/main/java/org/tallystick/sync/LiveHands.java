package org.tallystick.sync;

import java.util.OptionalLong;

/**
 * What the course of a live socket does in the world. Called by the thread that runs it. What connects and sends is called as the
 * last thing of a step, so that it may tell the course at once that it failed.
 */
interface LiveHands {

    /**
     * Begins to open a socket; what it says comes with its number.
     *
     * @param socket the number, higher than all before
     * @param freshToken whether the token so far does not count any more
     */
    void connect(int socket, boolean freshToken);

    /** Sends a text on the socket of a number. */
    void send(int socket, String text);

    /** Leaves a socket; nothing that it says counts any more. */
    void leave(int socket);

    /** Wants a newer token for the socket that is open, told by {@link LiveCourse#token}. */
    void renew(int socket);

    /**
     * There may be something to fetch.
     *
     * @param seq the account's count as the hub tells it; nothing where it tells none
     */
    void look(OptionalLong seq);

    /** Whether the hub tells what happens from now on. */
    void live(boolean live);
}
