package org.tallystick.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.tallystick.base.Randomness;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.PersonKey;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SealedText;
import org.tallystick.node.block.BlockDamaged;

/** The vault over the file of person keys ({@code src/docs/format.md} §5). Any thread. */
public final class PersonKeysVault implements PersonVault {

    private static final byte[] CONTEXT = "tallystick.part".getBytes(US_ASCII);

    private final PersonKeys keys;
    private final Randomness randomness;

    /**
     * Makes the vault.
     *
     * @param keys the open file; closed by who opened it
     * @param randomness for nonces
     */
    public PersonKeysVault(PersonKeys keys, Randomness randomness) {
        this.keys = keys;
        this.randomness = randomness;
    }

    @Override
    public void ensure(Collection<Pid> owners) throws IOException, PersonErased {
        keys.ensure(owners);
    }

    @Override
    public boolean has(Pid owner) {
        return keys.find(owner).isPresent();
    }

    @Override
    public boolean destroy(Pid owner) throws IOException {
        return keys.erase(owner);
    }

    @Override
    public byte[] seal(Pid owner, byte[] leaf, byte[] saltAndContent) throws PersonErased {
        // Whoever is sealed for was made a key before, so a missing one was destroyed since.
        PersonKey key = keys.find(owner).orElseThrow(PersonErased::new);
        return SealedText.seal(key, context(leaf), saltAndContent, randomness);
    }

    @Override
    public Optional<byte[]> open(Pid owner, byte[] leaf, byte[] ciphertext) throws BlockDamaged {
        Optional<PersonKey> key = keys.find(owner);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> opened = SealedText.open(key.get(), context(leaf), ciphertext);
        if (opened.isEmpty()) {
            throw new BlockDamaged("a sealed part does not open under its owner's key");
        }
        return opened;
    }

    private static byte[] context(byte[] leaf) {
        byte[] context = Arrays.copyOf(CONTEXT, CONTEXT.length + leaf.length);
        System.arraycopy(leaf, 0, context, CONTEXT.length, leaf.length);
        return context;
    }
}
