package org.tallystick.node;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.identity.Pid;

/** Keys of persons in memory, for tests: it seals by turning bits around, and what was destroyed does not open. */
final class TestVault implements PersonVault {

    private final Set<Pid> owners = new HashSet<>();

    @Override
    public void ensure(Collection<Pid> wanted) {
        owners.addAll(wanted);
    }

    @Override
    public boolean has(Pid owner) {
        return owners.contains(owner);
    }

    @Override
    public boolean destroy(Pid owner) {
        return owners.remove(owner);
    }

    @Override
    public byte[] seal(Pid owner, byte[] leaf, byte[] saltAndContent) {
        return turned(saltAndContent);
    }

    @Override
    public Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) {
        return has(owner) ? Optional.of(turned(ciphertext)) : Optional.empty();
    }

    private static byte[] turned(byte[] bytes) {
        byte[] other = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < other.length; i++) {
            other[i] ^= (byte) 0xFF;
        }
        return other;
    }
}
