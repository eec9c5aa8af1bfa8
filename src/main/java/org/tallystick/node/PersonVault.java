package org.tallystick.node;

import java.util.Collection;
import java.util.Optional;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.PersonalSeal;

/**
 * The keys of persons: made and forced before the first record that uses them, destroyed at erasure. May be called from any
 * thread.
 */
public interface PersonVault extends PersonalSeal {

    /**
     * Makes keys for those who have none; durable when it returns.
     *
     * @throws java.io.IOException when they could not be made durable
     * @throws PersonErased when one of them was erased; then nobody got a key
     */
    void ensure(Collection<Pid> owners) throws java.io.IOException, PersonErased;

    /** Whether an owner has a key. */
    boolean has(Pid owner);

    /** Destroys an owner's key for good, and says whether there was one. */
    boolean destroy(Pid owner) throws java.io.IOException;

    @Override
    Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) throws org.tallystick.node.block.BlockDamaged;
}
