package org.tallystick.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces a small file as a whole: temporary file beside it, force, atomic rename, force of the directory. After a crash
 * there is the old file or the new one. Readable by the owner alone. One thread a file.
 */
final class DurableFile {

    /** The steps at which a machine can fail; a test puts a failing one in between. */
    interface Steps {

        /** Writes some of the bytes. */
        default void write(FileChannel channel, ByteBuffer bytes) throws IOException {
            channel.write(bytes);
        }

        /** Forces a file to the disk. */
        default void force(FileChannel channel) throws IOException {
            channel.force(true);
        }

        /** Cuts a file. */
        default void truncate(FileChannel channel, long size) throws IOException {
            channel.truncate(size);
        }

        /** Puts the temporary file in the place of the old one. */
        default void rename(Path temporary, Path target) throws IOException {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Forces the rename to the disk. */
        default void forceDirectory(Path directory) throws IOException {
            // Windows has no such call; there the rename is durable with the file system's own log.
            if (POSIX) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    /** The machine's own steps. */
    static final Steps REAL = new Steps() {};

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFile() {}

    static void replace(Path file, byte[] content, Steps steps) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = Objects.requireNonNull(target.getParent(), "a key file lies in a directory");
        Path temporary = directory.resolve(target.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            writeAll(channel, ByteBuffer.wrap(content), steps);
            steps.force(channel);
        }
        steps.rename(temporary, target);
        steps.forceDirectory(directory);
    }

    static void writeAll(FileChannel channel, ByteBuffer bytes, Steps steps) throws IOException {
        while (bytes.hasRemaining()) {
            steps.write(channel, bytes);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
