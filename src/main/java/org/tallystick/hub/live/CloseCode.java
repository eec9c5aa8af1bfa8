package org.tallystick.hub.live;

/**
 * Why the hub closes a socket: the code of the close frame (RFC 6455 §7.4) and one word.
 *
 * @param code its number
 * @param reason the word
 */
record CloseCode(int code, String reason) {

    /** The hub is stopping. */
    static final CloseCode GOING_AWAY = new CloseCode(1001, "going_away");

    /** Too much that is wrong, or too many messages. */
    static final CloseCode TOO_MANY_ERRORS = new CloseCode(1008, "too_many_errors");

    /** A message is longer than one may be. */
    static final CloseCode TOO_LONG = new CloseCode(1009, "message_too_long");

    /** There is no room, or history cannot be read now. */
    static final CloseCode TRY_LATER = new CloseCode(1013, "try_again_later");

    /** The access token has run out. */
    static final CloseCode TOKEN_EXPIRED = new CloseCode(4401, "token_expired");

    /** The login has ended. */
    static final CloseCode TOKEN_REVOKED = new CloseCode(4401, "token_revoked");

    /** The reader did not keep up. */
    static final CloseCode TOO_SLOW = new CloseCode(4408, "too_slow");

    /** The peer answers nothing. */
    static final CloseCode SILENT = new CloseCode(4408, "silent");
}
