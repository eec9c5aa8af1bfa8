package org.tallystick.hub.live;

import static org.tallystick.base.Checks.require;

/**
 * The message that is coming in, piece by piece. What is too long is let run past, up to a limit, before the socket ends: the server
 * gives a connection up as soon as it has said why, and where something unread lies in it, or is still on its way, that resets it
 * (RFC 9293 §3.6.1), so that who still writes never hears why. One thread at a time.
 */
final class Incoming {

    /** How much longer than a message may be is what is let run past. */
    static final int PATIENCE = 16;

    /** How the message stands after a piece. */
    enum State {
        /** It goes on. */
        GOES_ON,
        /** It is all there. */
        WHOLE,
        /** It was too long and is over; or no more of it is let run past. */
        TOO_LONG
    }

    private final int limitBytes;
    private final StringBuilder text = new StringBuilder();
    private long bytes;

    /** Begins with nothing. */
    Incoming(int limitBytes) {
        require(limitBytes > 0, "A message may have a length");
        this.limitBytes = limitBytes;
    }

    /** A piece of a text. */
    State text(String piece, boolean last) {
        bytes += utf8Bytes(piece);
        if (isTooLong()) {
            forgetText();
        } else {
            text.append(piece);
        }
        return state(last);
    }

    /** A piece of something else; only its length counts. */
    State other(int pieceBytes, boolean last) {
        bytes += pieceBytes;
        return state(last);
    }

    /** The text that is whole; the next message begins. */
    String take() {
        String whole = text.toString();
        forgetText();
        bytes = 0;
        return whole;
    }

    /** Whether it is being let run past. */
    boolean isTooLong() {
        return bytes > limitBytes;
    }

    private State state(boolean last) {
        if (isTooLong()) {
            return last || bytes > (long) limitBytes * PATIENCE ? State.TOO_LONG : State.GOES_ON;
        }
        return last ? State.WHOLE : State.GOES_ON;
    }

    private void forgetText() {
        text.setLength(0);
        text.trimToSize();
    }

    private static long utf8Bytes(String piece) {
        long bytes = 0;
        for (int at = 0; at < piece.length(); at++) {
            char one = piece.charAt(at);
            if (one < 0x80) {
                bytes += 1;
            } else if (one < 0x800 || Character.isSurrogate(one)) {
                // Two surrogates make one character of four bytes.
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
