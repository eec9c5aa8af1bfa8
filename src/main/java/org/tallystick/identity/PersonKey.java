package org.tallystick.identity;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.base.Checks;
import org.tallystick.base.Randomness;

/**
 * The key that a person's erasable texts are sealed under: names, notes, complaints. Where it is destroyed, they are. Any
 * thread.
 */
public final class PersonKey {

    /** The length of a key, in bytes. */
    static final int BYTES = Aead.KEY_BYTES;

    private final byte[] bytes;
    private boolean wiped;

    private PersonKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key. */
    public static PersonKey generate(Randomness randomness) {
        return new PersonKey(randomness.bytes(BYTES));
    }

    static PersonKey of(byte[] bytes) {
        Checks.require(bytes.length == BYTES, "a person key has 32 bytes");
        return new PersonKey(bytes.clone());
    }

    /** The bytes, or nothing once the key was wiped: a thread that still holds it must not seal under zeros. */
    synchronized Optional<byte[]> bytes() {
        return wiped ? Optional.empty() : Optional.of(bytes.clone());
    }

    /** After this nothing is sealed under the key, and nothing that was opens. */
    synchronized void wipe() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "PersonKey";
    }
}
