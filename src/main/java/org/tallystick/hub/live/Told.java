package org.tallystick.hub.live;

import java.util.Optional;

/**
 * What a participant is told of one transaction.
 *
 * @param seq their count with it
 * @param type of the event; empty where there is nothing to tell
 * @param text the frame; nothing where there is nothing to tell
 */
record Told(long seq, String type, Optional<String> text) {

    static Told nothing(long seq) {
        return new Told(seq, "", Optional.empty());
    }
}
