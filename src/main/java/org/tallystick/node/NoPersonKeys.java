package org.tallystick.node;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.tallystick.identity.Pid;

/**
 * The vault of somebody who holds no keys of persons, such as where the key file is lost: every sealed text counts as erased, and
 * nothing can be sealed. Any thread.
 */
public final class NoPersonKeys implements PersonVault {

    @Override
    public void ensure(Collection<Pid> owners) throws IOException {
        throw new IOException("there are no keys of persons");
    }

    @Override
    public boolean has(Pid owner) {
        return false;
    }

    @Override
    public boolean destroy(Pid owner) {
        return false;
    }

    @Override
    public byte[] seal(Pid owner, byte[] leaf, byte[] saltAndContent) {
        throw new IllegalStateException("There are no keys of persons");
    }

    @Override
    public Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) {
        return Optional.empty();
    }
}
