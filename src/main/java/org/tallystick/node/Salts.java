package org.tallystick.node;

import java.util.Arrays;
import org.tallystick.base.Randomness;
import org.tallystick.node.block.Part;

/** Salts for parts, drawn in larger pieces. Belongs to one thread. */
final class Salts {

    private static final int BUFFER_BYTES = 256 * Part.SALT_BYTES;

    private final Randomness randomness;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used = BUFFER_BYTES;

    Salts(Randomness randomness) {
        this.randomness = randomness;
    }

    byte[] next() {
        if (used == BUFFER_BYTES) {
            randomness.fill(buffer);
            used = 0;
        }
        byte[] salt = Arrays.copyOfRange(buffer, used, used + Part.SALT_BYTES);
        used += Part.SALT_BYTES;
        return salt;
    }
}
