package org.tallystick.sync;

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
}
