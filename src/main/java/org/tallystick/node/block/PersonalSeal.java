package org.tallystick.node.block;

import java.util.Optional;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;

/** Seals what is personal under the key of the person whose it is; without the key it is gone. Called from any thread. */
public interface PersonalSeal {

    /**
     * Seals the salt and content of a part.
     *
     * @param owner whose text it is; has a key already
     * @param leaf the part's leaf, 32 bytes, to which the ciphertext is bound
     * @param saltAndContent what to seal
     * @throws PersonErased when the owner was erased
     */
    byte[] seal(Pid owner, byte[] leaf, byte[] saltAndContent) throws PersonErased;

    /**
     * Opens what {@link #seal} made.
     *
     * @return empty when the owner's key has been destroyed
     * @throws BlockDamaged when the key is there but does not open it
     */
    Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) throws BlockDamaged;
}
