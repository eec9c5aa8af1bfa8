package org.tallystick.journal;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes small files that are whole or not there: beside, forced, renamed, folder forced. Stateless; any thread. */
public final class AtomicFile {

    private static final int BUFFER_BYTES = 1 << 20;

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes everything. */
        void writeTo(DataOutputStream out) throws IOException;
    }

    /**
     * Replaces a file, or makes it.
     *
     * @throws IOException when it could not be made durable; the file is then as it was before
     */
    public static void replace(Path file, Content content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                        beside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES))) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(beside);
            throw failed;
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "A file stands in a folder"));
    }

    /** Makes renames and deletions in a folder durable. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
