package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/** Who may appear in a made-up history, the same in every run. */
final class Cast {

    /** Keys; the PID of each is that of a possible participant, and any may be somebody's next key. */
    static final List<PublicKey> KEYS = keys();

    /** Somebody who never registers. */
    static final Pid STRANGER = Pid.unclaimed(Pid.of(KEYS.getFirst()), "stranger");

    private Cast() {}

    private static List<PublicKey> keys() {
        List<PublicKey> keys = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] seed = new byte[KeyPair.SEED_BYTES];
            seed[0] = (byte) (i + 1);
            try (KeyPair pair = KeyPair.fromSeed(seed)) {
                keys.add(pair.publicKey());
            }
        }
        return List.copyOf(keys);
    }

    static Pid pid(int number) {
        return Pid.of(KEYS.get(number));
    }

    /** The PID of somebody who was imported and has no key. */
    static Pid imported(int number) {
        return Pid.unclaimed(STRANGER, "label " + number);
    }

    static PublicKey key(Random random) {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
