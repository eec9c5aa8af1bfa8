package org.tallystick.sync;

import java.util.Optional;

/** What vouched for the certificate of an address when it was first used. A value. */
public sealed interface Pin {

    /** An authority that this machine knows; from then on only an authority will do. */
    record Authority() implements Pin {}

    /**
     * Nobody, so that it is the key itself that is known again.
     *
     * @param spkiSha256 standard base64 of the SHA-256 of the key as SubjectPublicKeyInfo
     */
    record Key(String spkiSha256) implements Pin {}

    /** As it is written down: {@code authority}, or {@code sha256/} and the hash. */
    default String text() {
        return switch (this) {
            case Authority _ -> "authority";
            case Key(String spkiSha256) -> "sha256/" + spkiSha256;
        };
    }

    /** Reads what {@link #text} wrote; nothing where it is none. */
    static Optional<Pin> parse(String text) {
        if (text.equals("authority")) {
            return Optional.of(new Authority());
        }
        return text.matches("sha256/[A-Za-z0-9+/]{43}=")
                ? Optional.of(new Key(text.substring("sha256/".length())))
                : Optional.empty();
    }
}
