package org.tallystick.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.PublicKey;
import org.tallystick.node.NodeConfig;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.PersonKeysVault;
import org.tallystick.node.PersonVault;

/**
 * The two key files of a data folder, open: the node's own secrets, and the keys of persons. The caller holds the folder's
 * lock. Any thread, until they are closed.
 */
public final class Keys implements AutoCloseable {

    private static final String HUB_SEED = "hub.seed";
    private static final String TOKEN_SECRET = "hub.tokens";
    private static final int TOKEN_SECRET_BYTES = 32;
    private static final String PRACTICE_SECRET = "practice.secret";

    private final KeyStore keyStore;
    private final PersonKeys personKeys;
    private final PersonVault vault;
    private final KeyPair hubKey;
    private final @Nullable PracticeKeys practiceKeys;

    /** What came of opening them. */
    public sealed interface Opening {

        /** Both are open. */
        record Opened(Keys keys) implements Opening {}

        /**
         * One of them is not.
         *
         * @param kind why
         * @param file which
         * @param what where and what is wrong inside, empty where there is nothing to add
         */
        record Failed(Kind kind, Path file, String what) implements Opening {}
    }

    /** Why a key file is not open. */
    public enum Kind {
        /** There is no such file. */
        MISSING,
        /** It has a password and none was given. */
        PASSWORD_NEEDED,
        /** The password is wrong, or the file damaged: both look the same. */
        WRONG_PASSWORD_OR_DAMAGED,
        /** It is damaged, or belongs to another folder. */
        DAMAGED,
        /** A later version of the program wrote it. */
        LATER_VERSION
    }

    private Keys(KeyStore keyStore, PersonKeys personKeys, KeyPair hubKey, Machine machine) {
        this.keyStore = keyStore;
        this.personKeys = personKeys;
        this.hubKey = hubKey;
        this.vault = new PersonKeysVault(personKeys, machine.randomness());
        this.practiceKeys =
                keyStore.secret(PRACTICE_SECRET).map(PracticeKeys::new).orElse(null);
    }

    /**
     * Makes new key files for a new node.
     *
     * @param password wiped; null to leave the file open
     * @param practice whether everybody's keys are to be derived here
     * @throws IOException when one is there already, or cannot be written
     */
    static Keys create(NodeFolder folder, char @Nullable [] password, boolean practice, Machine machine)
            throws IOException {
        KdfProfile cost =
                password == null ? KdfProfile.STANDARD : machine.passwordCost().get();
        KeyStore keyStore = KeyStore.create(folder.keyStore(), password, cost, machine.randomness());
        KeyPair hubKey = KeyPair.generate(machine.randomness());
        byte[] seed = hubKey.seed();
        keyStore.put(HUB_SEED, seed);
        Arrays.fill(seed, (byte) 0);
        if (practice) {
            keyStore.put(PRACTICE_SECRET, machine.randomness().bytes(PracticeKeys.SECRET_BYTES));
        }
        PersonKeys personKeys = PersonKeys.create(folder.personKeys(), keyStore, machine.randomness());
        return new Keys(keyStore, personKeys, hubKey, machine);
    }

    /**
     * Opens the key files of a folder.
     *
     * @param password wiped; null where there should be none
     * @throws IOException when one is there and cannot be read
     */
    public static Opening open(NodeFolder folder, char @Nullable [] password, Machine machine) throws IOException {
        return open(folder, folder.personKeys(), password, machine);
    }

    /** As {@link #open(NodeFolder, char[], Machine)}, with the keys of persons in another file. */
    static Opening open(NodeFolder folder, Path persons, char @Nullable [] password, Machine machine)
            throws IOException {
        Path file = folder.keyStore();
        return switch (KeyStore.open(file, password, machine.randomness())) {
            case KeyStore.Opening.Opened opened -> openPersons(file, persons, opened.keyStore(), machine);
            case KeyStore.Opening.Missing missing -> new Opening.Failed(Kind.MISSING, file, "");
            case KeyStore.Opening.PasswordNeeded needed -> new Opening.Failed(Kind.PASSWORD_NEEDED, file, "");
            case KeyStore.Opening.WrongPasswordOrDamaged wrong ->
                new Opening.Failed(Kind.WRONG_PASSWORD_OR_DAMAGED, file, "");
            case KeyStore.Opening.Malformed malformed -> new Opening.Failed(Kind.DAMAGED, file, malformed.what());
            case KeyStore.Opening.UnsupportedVersion later ->
                new Opening.Failed(Kind.LATER_VERSION, file, Long.toString(later.version()));
        };
    }

    private static Opening openPersons(Path file, Path persons, KeyStore keyStore, Machine machine) throws IOException {
        boolean kept = false;
        try {
            Optional<byte[]> seed = keyStore.secret(HUB_SEED);
            if (seed.isEmpty() || seed.get().length != KeyPair.SEED_BYTES) {
                return new Opening.Failed(Kind.DAMAGED, file, "it does not hold the key of a node");
            }
            KeyPair hubKey = KeyPair.fromSeed(seed.get());
            Arrays.fill(seed.get(), (byte) 0);
            Opening opening = switch (PersonKeys.open(persons, keyStore, machine.randomness())) {
                case PersonKeys.Opening.Opened opened ->
                    new Opening.Opened(new Keys(keyStore, opened.personKeys(), hubKey, machine));
                case PersonKeys.Opening.Missing missing -> new Opening.Failed(Kind.MISSING, persons, "");
                case PersonKeys.Opening.Damaged damaged ->
                    new Opening.Failed(Kind.DAMAGED, persons, damaged.what() + " (byte " + damaged.offset() + ")");
            };
            kept = opening instanceof Opening.Opened;
            return opening;
        } finally {
            if (!kept) {
                keyStore.close();
            }
        }
    }

    /** Whether the key file has no password: whoever can read it can sign as this node. */
    public boolean areOpen() {
        return keyStore.isOpen();
    }

    /** The hub's key pair, which signs what the hub says; wiped when these keys are closed. */
    public KeyPair hubKeys() {
        return hubKey;
    }

    /**
     * The secret that the hub's tokens are signed with; drawn when it is first asked for.
     *
     * @throws IOException when it cannot be kept
     */
    public byte[] tokenSecret(Randomness randomness) throws IOException {
        Optional<byte[]> kept = keyStore.secret(TOKEN_SECRET);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] drawn = randomness.bytes(TOKEN_SECRET_BYTES);
        keyStore.put(TOKEN_SECRET, drawn);
        return drawn;
    }

    /** The hub's public key. */
    PublicKey hubKey() {
        return hubKey.publicKey();
    }

    /** How many bytes of a torn write were cut off the keys of persons. */
    public long tornBytes() {
        return personKeys.tornBytes();
    }

    /** The keys of persons, as a node uses them. */
    public PersonVault vault() {
        return vault;
    }

    /** Everybody's keys, in a practice node. */
    public Optional<PracticeKeys> practiceKeys() {
        return Optional.ofNullable(practiceKeys);
    }

    /** What a node in a folder is made of, with these keys. */
    public NodeConfig config(NodeFolder folder, Machine machine) {
        return NodeConfig.of(folder, hubKey, vault, Rooms::fresh, machine.clock(), machine.randomness());
    }

    /** Wipes what is in memory. */
    @Override
    public void close() throws IOException {
        PracticeKeys practice = practiceKeys;
        if (practice != null) {
            practice.close();
        }
        hubKey.close();
        keyStore.close();
        personKeys.close();
    }
}
