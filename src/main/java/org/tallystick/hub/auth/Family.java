package org.tallystick.hub.auth;

import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * All tokens that follow from one login. A value.
 *
 * @param id its name, random
 * @param pid who logged in
 * @param key the key that they proved
 * @param refreshId the id of the one refresh token that counts now
 * @param expiresAtMs when that one runs out, by the wall clock
 */
record Family(String id, Pid pid, PublicKey key, String refreshId, long expiresAtMs) {

    Family rotated(String nextRefreshId, long nextExpiresAtMs) {
        return new Family(id, pid, key, nextRefreshId, nextExpiresAtMs);
    }
}
