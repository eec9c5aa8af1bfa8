package org.tallystick.wallet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Randomness;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.PersonKey;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SealedText;
import org.tallystick.node.PersonVault;

/** Keys of persons in memory; sealed as in a file of person keys. Survives what stops in a test. */
public final class TestVault implements PersonVault {

    private final Randomness randomness = Randomness.seeded(5);
    private final Map<Pid, PersonKey> keys = new HashMap<>();

    @Override
    public void ensure(Collection<Pid> owners) {
        owners.forEach(owner -> keys.computeIfAbsent(owner, none -> PersonKey.generate(randomness)));
    }

    @Override
    public boolean has(Pid owner) {
        return keys.containsKey(owner);
    }

    @Override
    public boolean destroy(Pid owner) {
        return keys.remove(owner) != null;
    }

    @Override
    public byte[] seal(Pid owner, byte[] leaf, byte[] saltAndContent) throws PersonErased {
        return SealedText.seal(keys.get(owner), leaf, saltAndContent, randomness);
    }

    @Override
    public Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) {
        PersonKey key = keys.get(owner);
        return key == null ? Optional.empty() : SealedText.open(key, leaf, ciphertext);
    }
}
