package org.tallystick.identity;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Checks;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;

/**
 * The one file that keeps what nobody else may know: named secrets such as the entropy of the recovery words or a node's
 * key (design §5). A random data key seals them with AES-256-GCM; it is wrapped under a key that Argon2id makes of the
 * password, so that a new password rewraps and changes nothing else. Without a password the data key stands in the file, and
 * {@link #isOpen()} says so.
 *
 * <p>Any thread; methods that write wait for the disk, {@link #create}, {@link #open} and {@link #changePassword} also for
 * Argon2id, so none of them belongs on the thread of a window.
 */
public final class KeyStore implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
    private static final int MAX_SECRETS = 1_000;
    private static final int MAX_SECRET_BYTES = 4 * 1024;
    private static final String DATA_PURPOSE = "tallystick.keystore.v1.data";
    private static final String PURPOSES = "tallystick.keystore.v1/";

    private final Path file;
    private final Randomness randomness;
    private final DurableFile.Steps steps;
    private final byte[] dataKey;
    private final TreeMap<String, byte[]> secrets;
    private KeyStoreFile.@Nullable Kdf kdf;
    private byte[] wrapNonce;
    private byte[] wrapped;
    private boolean closed;

    /** What became of opening a key file. */
    public sealed interface Opening {

        /**
         * It is open.
         *
         * @param keyStore to be closed when it is no longer needed
         */
        record Opened(KeyStore keyStore) implements Opening {}

        /** There is no such file. */
        record Missing() implements Opening {}

        /** The file is locked and no password was given. */
        record PasswordNeeded() implements Opening {}

        /** The password is wrong or the file is damaged: both look the same from here, and both are to be said. */
        record WrongPasswordOrDamaged() implements Opening {}

        /**
         * The file is not what a key file has to be.
         *
         * @param what one sentence that says what and where
         */
        record Malformed(String what) implements Opening {}

        /**
         * A later version of the program wrote the file.
         *
         * @param version its version
         */
        record UnsupportedVersion(long version) implements Opening {}
    }

    private KeyStore(Path file, Randomness randomness, DurableFile.Steps steps, byte[] dataKey) {
        this.file = file;
        this.randomness = randomness;
        this.steps = steps;
        this.dataKey = dataKey;
        this.secrets = new TreeMap<>();
        this.wrapNonce = new byte[0];
        this.wrapped = new byte[0];
    }

    /**
     * Makes a new key file; never overwrites one.
     *
     * @param file where; its directory exists
     * @param password wiped before this returns; null for an open file
     * @param profile what Argon2id is made to cost, {@link KdfProfile#calibrated} as a rule
     * @param randomness where keys and nonces come from
     * @throws FileAlreadyExistsException when there is a file
     * @throws IOException when it cannot be written and forced
     */
    public static KeyStore create(Path file, char @Nullable [] password, KdfProfile profile, Randomness randomness)
            throws IOException {
        return create(file, password, profile, randomness, DurableFile.REAL);
    }

    static KeyStore create(
            Path file, char @Nullable [] password, KdfProfile profile, Randomness randomness, DurableFile.Steps steps)
            throws IOException {
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            KeyStore store = new KeyStore(file, randomness, steps, randomness.bytes(Aead.KEY_BYTES));
            store.wrap(password, profile);
            store.write(store.secrets);
            return store;
        } finally {
            wipe(password);
        }
    }

    /**
     * Opens a key file.
     *
     * @param file where
     * @param password wiped before this returns; null when there should be none; not looked at where the file is open
     * @param randomness where later nonces come from
     * @throws IOException when the file is there and cannot be read
     */
    public static Opening open(Path file, char @Nullable [] password, Randomness randomness) throws IOException {
        return open(file, password, randomness, DurableFile.REAL);
    }

    static Opening open(Path file, char @Nullable [] password, Randomness randomness, DurableFile.Steps steps)
            throws IOException {
        try {
            if (Files.size(file) > KeyStoreFile.MAX_BYTES) {
                return new Opening.Malformed("a key file has at most " + KeyStoreFile.MAX_BYTES + " bytes");
            }
            return open(file, KeyStoreFile.read(Files.readAllBytes(file)), password, randomness, steps);
        } catch (NoSuchFileException _) {
            return new Opening.Missing();
        } catch (MalformedJson e) {
            return new Opening.Malformed(String.valueOf(e.getMessage()));
        } catch (KeyStoreFile.UnsupportedVersion e) {
            return new Opening.UnsupportedVersion(e.version());
        } finally {
            wipe(password);
        }
    }

    private static Opening open(
            Path file, KeyStoreFile content, char @Nullable [] password, Randomness randomness, DurableFile.Steps steps)
            throws MalformedJson {
        Optional<byte[]> dataKey = Optional.of(content.wrapped());
        KeyStoreFile.Kdf kdf = content.kdf();
        if (kdf != null) {
            if (password == null) {
                return new Opening.PasswordNeeded();
            }
            byte[] passwordKey = Argon2.derive(password, kdf.salt(), kdf.profile());
            dataKey = Aead.open(passwordKey, content.wrapNonce(), KeyStoreFile.wrapHeader(kdf), content.wrapped());
            Arrays.fill(passwordKey, (byte) 0);
        }
        if (dataKey.isEmpty()) {
            return new Opening.WrongPasswordOrDamaged();
        }
        KeyStore store = new KeyStore(file, randomness, steps, dataKey.get());
        byte[] sealKey = Aead.subkey(store.dataKey, DATA_PURPOSE);
        Optional<byte[]> plain = Aead.open(sealKey, content.dataNonce(), KeyStoreFile.dataHeader(), content.data());
        if (plain.isEmpty()) {
            return kdf == null
                    ? new Opening.Malformed(
                            "the secrets do not open with the key beside them: damaged at $.wrap or $.data")
                    : new Opening.WrongPasswordOrDamaged();
        }
        store.readSecrets(plain.get());
        store.kdf = kdf;
        store.wrapNonce = content.wrapNonce();
        store.wrapped = content.wrapped();
        return new Opening.Opened(store);
    }

    /** Whether the file has no password: whoever can read it has everything in it. */
    public synchronized boolean isOpen() {
        return kdf == null;
    }

    /** What Argon2id costs here; empty for an open file. */
    public synchronized Optional<KdfProfile> profile() {
        return Optional.ofNullable(kdf).map(KeyStoreFile.Kdf::profile);
    }

    /** The names of the secrets, sorted. */
    public synchronized Set<String> names() {
        return new TreeSet<>(secrets.keySet());
    }

    /** A secret by its name; a fresh array that the caller wipes. */
    public synchronized Optional<byte[]> secret(String name) {
        requireUsable();
        return Optional.ofNullable(secrets.get(name)).map(byte[]::clone);
    }

    /**
     * Keeps a secret; it is on the disk when this returns.
     *
     * @param name lower-case letters, digits, point, hyphen, underscore; at most 64
     * @param secret at most 4 KiB; copied
     * @throws IOException when writing failed; the file is then whole, as it was or as it should have become
     */
    public synchronized void put(String name, byte[] secret) throws IOException {
        requireUsable();
        Checks.require(NAME.matcher(name).matches(), "the name of a secret is short and lower-case");
        Checks.require(secret.length <= MAX_SECRET_BYTES, "a secret has at most 4 KiB");
        byte[] kept = secret.clone();
        TreeMap<String, byte[]> changed = new TreeMap<>(secrets);
        changed.put(name, kept);
        Checks.require(changed.size() <= MAX_SECRETS, "a key store keeps at most 1,000 secrets");
        write(changed);
        wipe(secrets.put(name, kept));
    }

    /**
     * Forgets a secret; it has left the file when this returns, though a disk may still hold what the file once was.
     *
     * @return whether there was one
     * @throws IOException when writing failed; the file is then whole, as it was or as it should have become
     */
    public synchronized boolean remove(String name) throws IOException {
        requireUsable();
        TreeMap<String, byte[]> changed = new TreeMap<>(secrets);
        if (changed.remove(name) == null) {
            return false;
        }
        write(changed);
        wipe(secrets.remove(name));
        return true;
    }

    /**
     * Sets another password, or none. The data key stays, so that subkeys and what they seal stay too; a file that was
     * open once has shown it.
     *
     * @param password wiped before this returns; null to open the file
     * @param profile what Argon2id is made to cost from now on
     * @throws IOException when writing failed; the old password holds, or the new one if only the last force failed
     */
    public synchronized void changePassword(char @Nullable [] password, KdfProfile profile) throws IOException {
        KeyStoreFile.Kdf oldKdf = kdf;
        byte[] oldNonce = wrapNonce;
        byte[] oldWrapped = wrapped;
        boolean done = false;
        try {
            requireUsable();
            wrap(password, profile);
            write(secrets);
            done = true;
        } finally {
            wipe(password);
            if (!done) {
                kdf = oldKdf;
                wrapNonce = oldNonce;
                wrapped = oldWrapped;
            }
        }
    }

    /**
     * A key of its own for a purpose, by HKDF from the data key: the same for the life of this key store.
     *
     * @param purpose such as {@code persons}; named like a secret
     * @return 32 bytes that the caller wipes
     */
    public synchronized byte[] subkey(String purpose) {
        requireUsable();
        Checks.require(NAME.matcher(purpose).matches(), "the purpose of a subkey is short and lower-case");
        return Aead.subkey(dataKey, PURPOSES + purpose);
    }

    /** Wipes what is in memory. */
    @Override
    public synchronized void close() {
        closed = true;
        wipe(dataKey);
        secrets.values().forEach(KeyStore::wipe);
        secrets.clear();
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return "KeyStore";
    }

    private void requireUsable() {
        Checks.require(!closed, "the key store is closed");
    }

    private void wrap(char @Nullable [] password, KdfProfile profile) {
        if (password == null) {
            kdf = null;
            wrapNonce = new byte[0];
            wrapped = dataKey.clone();
            return;
        }
        Checks.require(password.length > 0, "a password has at least one character");
        KeyStoreFile.Kdf fresh =
                new KeyStoreFile.Kdf(profile, StrictBase64.encode(randomness.bytes(Argon2.SALT_BYTES)));
        byte[] passwordKey = Argon2.derive(password, fresh.salt(), profile);
        wrapNonce = randomness.bytes(Aead.NONCE_BYTES);
        wrapped = Aead.seal(passwordKey, wrapNonce, KeyStoreFile.wrapHeader(fresh), dataKey);
        kdf = fresh;
        wipe(passwordKey);
    }

    private void write(Map<String, byte[]> content) throws IOException {
        Json.ObjBuilder fields = Json.object();
        content.forEach((name, secret) -> fields.put(name, StrictBase64.encode(secret)));
        byte[] plain =
                CanonicalJson.bytes(Json.object().put("secrets", fields.build()).build());
        byte[] nonce = randomness.bytes(Aead.NONCE_BYTES);
        byte[] sealKey = Aead.subkey(dataKey, DATA_PURPOSE);
        byte[] sealed = Aead.seal(sealKey, nonce, KeyStoreFile.dataHeader(), plain);
        wipe(plain);
        wipe(sealKey);
        byte[] bytes = new KeyStoreFile(kdf, wrapNonce, wrapped, nonce, sealed).write();
        Checks.require(bytes.length <= KeyStoreFile.MAX_BYTES, "a key file has at most 1 MiB");
        DurableFile.replace(file, bytes, steps);
    }

    private void readSecrets(byte[] plain) throws MalformedJson {
        Json.Obj all = Json.readObject(plain, JsonLimits.DEFAULT.withMaxBytes(KeyStoreFile.MAX_BYTES));
        wipe(plain);
        all.onlyNames(Set.of("secrets"));
        Json.Obj named = all.object("secrets");
        for (String name : named.fields().keySet()) {
            secrets.put(
                    name,
                    StrictBase64.decode(named.text(name))
                            .orElseThrow(() -> new MalformedJson("a secret is not base64", "$.data")));
        }
    }

    private static void wipe(byte @Nullable [] secret) {
        if (secret != null) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void wipe(char @Nullable [] password) {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }
}
