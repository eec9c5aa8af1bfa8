package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One process per data folder: an OS lock on {@code node.lock}, taken before anything else in the folder is opened
 * (design §4). The system gives it back when the process ends, however it ends. May be used from any thread.
 */
public final class FolderLock implements AutoCloseable {

    /** Name of the lock file. It stays when the lock is given back: deleting it could take it from under another. */
    public static final String NAME = "node.lock";

    private static final int MAX_TEXT_BYTES = 1024;

    /** The byte that is locked: far behind the text, because on Windows nobody else can read a locked byte. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * The folders that this process holds. An OS lock is the process's, not an object's: opening and closing the file once
     * more in the same process would give it back, so that must not even be tried.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    /** What came of asking for the lock. */
    public sealed interface Outcome {

        /**
         * The folder is ours until the lock is closed.
         *
         * @param lock to be closed last
         */
        record Held(FolderLock lock) implements Outcome {}

        /**
         * Another has the folder.
         *
         * @param text what the holder wrote about itself; empty if that cannot be read
         */
        record HeldBy(String text) implements Outcome {}
    }

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock or says who has it.
     *
     * @param folder the data folder; made if it is not there
     * @param text one line about this process for the one who comes second: pid and start; at most 1024 bytes
     * @throws IOException when the lock file cannot be opened
     */
    public static Outcome acquire(Path folder, String text) throws IOException {
        JournalFiles.real().makeFolder(folder);
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) {
            return new Outcome.HeldBy("pid " + ProcessHandle.current().pid());
        }
        @Nullable FolderLock lock = null;
        try {
            lock = tryLock(real);
            if (lock != null) {
                lock.write(text);
                return new Outcome.Held(lock);
            }
            return new Outcome.HeldBy(readText(real.resolve(NAME)));
        } finally {
            if (lock == null) {
                HELD_HERE.remove(real);
            }
        }
    }

    private static @Nullable FolderLock tryLock(Path real) throws IOException {
        FileChannel channel = FileChannel.open(real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            taken = lock != null;
            return taken ? new FolderLock(real, channel) : null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private void write(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MAX_TEXT_BYTES)), 0);
        } catch (IOException e) {
            // The lock counts, not the text: on a full disk the second one learns less.
            assert e != null;
        }
    }

    private static String readText(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The system gives the lock back with the process at the latest.
            assert e != null;
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
