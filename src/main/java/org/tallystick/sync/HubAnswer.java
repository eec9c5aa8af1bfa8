package org.tallystick.sync;

import java.util.Map;
import java.util.OptionalLong;
import org.tallystick.base.Json;

/** What came of a call to a hub. A value. */
public sealed interface HubAnswer {

    /**
     * It was done.
     *
     * @param status of HTTP
     * @param data without the envelope; null of JSON where there is none
     * @param height of the block in which it stands, where the hub said so
     */
    record Said(int status, Json data, OptionalLong height) implements HubAnswer {}

    /**
     * It was refused.
     *
     * @param status of HTTP
     * @param code an error code of the API map
     * @param details facts by the names of the map; what is no text, number or truth value is left out
     * @param own whether the hub itself said the code; else it was guessed from the status, which may be that of something between
     * @param retryAfterMs when to ask again at the earliest; 0 where nothing was said
     */
    record Refused(int status, String code, Map<String, String> details, boolean own, long retryAfterMs)
            implements HubAnswer {

        /** Keeps an unmodifiable copy. */
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /**
     * There is no answer that counts; what was sent may have been done.
     *
     * @param why for the owner and the log
     */
    record Unusable(Why why) implements HubAnswer {}

    /** Why there is no answer that counts. */
    enum Why {
        /** It would go through the air in plain text, and nobody allowed that. */
        PLAIN,
        /** The name is not known, or nobody listens. */
        NO_CONNECTION,
        /** The certificate is not one to be taken. */
        CERTIFICATE,
        /** It took too long. */
        TIMED_OUT,
        /** The connection ended before the answer did. */
        BROKEN_OFF,
        /** The answer is longer than any may be. */
        TOO_LARGE,
        /** It leads elsewhere. */
        REDIRECTED,
        /** What came is not of this protocol. */
        NOT_UNDERSTOOD,
        /** The hub, or what stands before it, cannot answer now. */
        NOT_NOW,
        /** What was given to sign fits another hub or somebody else. */
        FOREIGN_CHALLENGE,
        /** It was not asked: what is there is not the hub, or is not believed any more, or the way to it was closed. */
        NOT_ASKED
    }
}
