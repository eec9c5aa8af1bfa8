package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.sync.HubAddress;

/**
 * What stands in the place of a PID for a hub that has none: base58 of the SHA-256 of {@code "tallystick.reference-hub"}, a zero byte
 * and the address. A PID is the hash of 32 bytes of a key, and what is hashed here is longer, so that no key has this PID
 * and nothing can be signed in its name (decision 17). Stateless; any thread.
 */
public final class StandIn {

    private static final byte[] TAG = "tallystick.reference-hub".getBytes(US_ASCII);
    private static final byte[] SEPARATOR = {0};

    private StandIn() {}

    /**
     * The name on this machine of whatever hub of the reference dialect is at an address; the same for the same address, always.
     * It is never sent to anybody.
     */
    public static Pid of(HubAddress address) {
        return Pid.ofBytes(Sha256.of(TAG, SEPARATOR, address.text().getBytes(UTF_8)));
    }
}
