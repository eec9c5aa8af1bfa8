package org.tallystick.app.wallets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyPath;
import org.tallystick.identity.Mnemonic;
import org.tallystick.identity.Sha256;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubOffer;

/**
 * The keys that the owner's words stand for: one for all hubs of ours, and one for each address of the reference dialect, since what
 * is signed there names no hub (design §5, decision 17). Holds the seed until it is closed. Any thread.
 */
final class OwnerKeys implements AutoCloseable {

    /** The account for all hubs of ours. */
    private static final int OURS = 0;

    private static final byte[] TAG = "tallystick.reference-account".getBytes(US_ASCII);
    private static final byte[] SEPARATOR = {0};

    private final byte[] seed;
    private final Map<Integer, KeyPair> keys = new HashMap<>();

    OwnerKeys(Mnemonic words) {
        this.seed = words.seed("");
    }

    /** The owner's first key, whose PID names them at all hubs of ours. */
    KeyPair first() {
        return of(OURS);
    }

    /**
     * The first key of an account; closed with this.
     *
     * @param account step of {@link KeyPath}
     */
    synchronized KeyPair of(long account) {
        return keys.computeIfAbsent(Math.toIntExact(account), number -> new KeyPath(number, 0).derive(seed));
    }

    /**
     * Which account is used at a hub. For the reference dialect it follows from the address, 31 bits of its hash: so the same words
     * find the same account again on a new machine, and no address ever gets the key of another that was left before.
     */
    static long account(HubOffer offer) {
        if (offer.dialect() == HubDialect.TALLYSTICK) {
            return OURS;
        }
        byte[] hash = Sha256.of(TAG, SEPARATOR, offer.address().getBytes(UTF_8));
        return Math.max(OURS + 1, ByteBuffer.wrap(hash).getInt() & Integer.MAX_VALUE);
    }

    /** Wipes all of them. */
    @Override
    public synchronized void close() {
        keys.values().forEach(KeyPair::close);
        keys.clear();
        Arrays.fill(seed, (byte) 0);
    }
}
