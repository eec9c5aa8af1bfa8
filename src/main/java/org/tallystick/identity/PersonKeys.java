package org.tallystick.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.base.Checks;
import org.tallystick.base.Randomness;

/**
 * A key for each person whose texts may have to be erased, in one file beside the key store, wrapped under its subkey
 * {@code persons} (design §4). A key is on the disk before anything is sealed under it; erasing a person takes it out of the
 * file, and the texts with it.
 *
 * <p>{@link #find} may be called from any thread and does not wait; everything that writes waits for the disk, one at a
 * time. One process a file: the caller holds the lock of the data folder.
 */
public final class PersonKeys implements AutoCloseable {

    /** What the subkey of the key store is made for. */
    public static final String PURPOSE = "persons";

    /** The most keys in one file. */
    public static final int MAX_PERSONS = 2_000_000;

    private static final long MAX_FILE_BYTES = 512L << 20;

    private final Path file;
    private final byte[] wrappingKey;
    private final Randomness randomness;
    private final DurableFile.Steps steps;
    private final Map<Pid, PersonKey> keys = new ConcurrentHashMap<>();
    private final Set<Pid> erased = new HashSet<>();
    private FileChannel channel;
    private long end;
    private long tornBytes;
    private boolean usable = true;

    /** What became of opening a file of person keys. */
    public sealed interface Opening {

        /**
         * It is open.
         *
         * @param personKeys to be closed when it is no longer needed
         */
        record Opened(PersonKeys personKeys) implements Opening {}

        /** There is no such file. */
        record Missing() implements Opening {}

        /**
         * The file is damaged, or belongs to another key store; nothing of it was changed.
         *
         * @param offset where, in bytes
         * @param what one sentence without a full stop
         */
        record Damaged(long offset, String what) implements Opening {}
    }

    private PersonKeys(
            Path file, byte[] wrappingKey, Randomness randomness, DurableFile.Steps steps, FileChannel channel) {
        this.file = file;
        this.wrappingKey = wrappingKey;
        this.randomness = randomness;
        this.steps = steps;
        this.channel = channel;
    }

    /**
     * Makes a new file without keys; never overwrites one.
     *
     * @param file where; its directory exists
     * @param keyStore wraps the keys
     * @param randomness where keys and nonces come from
     * @throws FileAlreadyExistsException when there is a file
     * @throws IOException when it cannot be written and forced
     */
    public static PersonKeys create(Path file, KeyStore keyStore, Randomness randomness) throws IOException {
        return create(file, keyStore, randomness, DurableFile.REAL);
    }

    static PersonKeys create(Path file, KeyStore keyStore, Randomness randomness, DurableFile.Steps steps)
            throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        DurableFile.replace(file, PersonKeyRecords.START, steps);
        PersonKeys created = new PersonKeys(file, keyStore.subkey(PURPOSE), randomness, steps, channel(file));
        created.end = PersonKeyRecords.START.length;
        return created;
    }

    /**
     * Opens a file and reads all of it. A torn tail, which is a bad record that nothing valid follows, is cut off and
     * counted in {@link #tornBytes()}: keys of it were never promised to anybody, unless the disk lost what it had forced,
     * which shows when a person known to the ledger has no key and was not erased.
     *
     * @param file where
     * @param keyStore the one that it was made with
     * @param randomness where later keys and nonces come from
     * @throws IOException when it is there and cannot be read or its torn tail cannot be cut
     */
    public static Opening open(Path file, KeyStore keyStore, Randomness randomness) throws IOException {
        return open(file, keyStore, randomness, DurableFile.REAL);
    }

    static Opening open(Path file, KeyStore keyStore, Randomness randomness, DurableFile.Steps steps)
            throws IOException {
        byte[] content;
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                return new Opening.Damaged(MAX_FILE_BYTES, "the file is larger than any file of person keys");
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new Opening.Missing();
        }
        byte[] wrappingKey = keyStore.subkey(PURPOSE);
        return switch (PersonKeyRecords.read(content, wrappingKey)) {
            case PersonKeyRecords.Found.Damage(long offset, String what) -> new Opening.Damaged(offset, what);
            case PersonKeyRecords.Found.Keys(Map<Pid, PersonKey> found, int goodBytes) -> {
                PersonKeys opened = new PersonKeys(file, wrappingKey, randomness, steps, channel(file));
                opened.keys.putAll(found);
                opened.end = goodBytes;
                opened.tornBytes = (long) content.length - goodBytes;
                opened.cutTornTail();
                yield new Opening.Opened(opened);
            }
        };
    }

    /** The key of a person; empty when there never was one, or it was erased. */
    public Optional<PersonKey> find(Pid pid) {
        return Optional.ofNullable(keys.get(pid));
    }

    /** How many persons have a key. */
    public int size() {
        return keys.size();
    }

    /** How many bytes of a torn write were cut off when the file was opened. */
    public synchronized long tornBytes() {
        return tornBytes;
    }

    /**
     * Sees to it that each of these persons has a key, on the disk, when this returns: one write and one force for all that
     * had none.
     *
     * @param pids whose keys are needed
     * @throws IOException when writing or forcing failed; then none of the missing ones has a key, and the file was cut back
     *     to what it was
     * @throws PersonErased when one of them was erased since the file was opened; then nobody got a key
     */
    public synchronized void ensure(Collection<Pid> pids) throws IOException, PersonErased {
        Set<Pid> missing = new LinkedHashSet<>();
        for (Pid pid : pids) {
            if (erased.contains(pid)) {
                throw new PersonErased();
            }
            if (!keys.containsKey(pid)) {
                missing.add(pid);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        requireUsable();
        Checks.require(keys.size() + missing.size() <= MAX_PERSONS, "a file of person keys holds at most 2,000,000");
        List<Map.Entry<Pid, PersonKey>> fresh = new ArrayList<>(missing.size());
        for (Pid pid : missing) {
            fresh.add(Map.entry(pid, PersonKey.generate(randomness)));
        }
        append(records(fresh));
        fresh.forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    }

    /**
     * Erases a person's key: when this returns, the file in its place does not hold it. What a disk keeps of replaced files
     * is beyond a program; the key store's password guards it. Until it is closed they get no other key, whether they had one
     * or not; whoever opens the file tells it again.
     *
     * @param pid whose
     * @return whether there was a key
     * @throws IOException when the file could not be replaced; it is whole, with the key or without, and has to be opened anew
     */
    public synchronized boolean erase(Pid pid) throws IOException {
        erased.add(pid);
        if (!keys.containsKey(pid)) {
            return false;
        }
        requireUsable();
        List<Map.Entry<Pid, PersonKey>> left = new ArrayList<>(keys.size());
        keys.forEach((other, key) -> {
            if (!other.equals(pid)) {
                left.add(Map.entry(other, key));
            }
        });
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(PersonKeyRecords.START);
        content.writeBytes(records(left));
        usable = false;
        DurableFile.replace(file, content.toByteArray(), steps);
        channel.close();
        channel = channel(file);
        end = content.size();
        usable = true;
        PersonKey gone = keys.remove(pid);
        if (gone != null) {
            gone.wipe();
        }
        return true;
    }

    /** Closes the file and wipes what is in memory. */
    @Override
    public synchronized void close() throws IOException {
        usable = false;
        keys.values().forEach(PersonKey::wipe);
        keys.clear();
        Arrays.fill(wrappingKey, (byte) 0);
        channel.close();
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    private void requireUsable() throws IOException {
        if (!usable) {
            throw new IOException("a write to the file of person keys failed before; it has to be opened anew");
        }
    }

    private byte[] records(List<Map.Entry<Pid, PersonKey>> entries) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int from = 0; from < entries.size(); from += PersonKeyRecords.MAX_ENTRIES) {
            int to = Math.min(entries.size(), from + PersonKeyRecords.MAX_ENTRIES);
            content.writeBytes(PersonKeyRecords.write(entries.subList(from, to), wrappingKey, randomness));
        }
        return content.toByteArray();
    }

    private void append(byte[] records) throws IOException {
        boolean written = false;
        try {
            channel.position(end);
            DurableFile.writeAll(channel, ByteBuffer.wrap(records), steps);
            steps.force(channel);
            end += records.length;
            written = true;
        } finally {
            if (!written) {
                cutBack();
            }
        }
    }

    /** A failed force is never just repeated: what it may have left is cut off, and that forced, or nothing is written again. */
    private void cutBack() {
        usable = false;
        try {
            steps.truncate(channel, end);
            steps.force(channel);
            usable = true;
        } catch (IOException _) {
            // The first failure is the one that the caller hears of; this one shows in the next call.
        }
    }

    private void cutTornTail() throws IOException {
        if (tornBytes == 0) {
            return;
        }
        boolean cut = false;
        try {
            steps.truncate(channel, end);
            steps.force(channel);
            cut = true;
        } finally {
            if (!cut) {
                close();
            }
        }
    }
}
