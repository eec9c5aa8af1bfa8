package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small things that every file here needs. */
final class FileTools {

    private static final Logger LOG = LoggerFactory.getLogger(FileTools.class);
    private static final List<String> DISK_FULL =
            List.of("no space left on device", "disk quota exceeded", "not enough space on the disk", "file too large");
    private static final int COPY_BYTES = 1 << 20;
    private static final long FULL_BELOW_BYTES = 64 << 10;

    private FileTools() {}

    /** Writes all that remains, however few bytes the system takes at once. */
    static void writeFully(JournalFiles.OpenFile file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int written = file.write(bytes, at);
            if (written <= 0) {
                throw new IOException("the system took no bytes");
            }
            at += written;
        }
    }

    /** Reads as many bytes as remain, or fewer at the file's end. */
    static void readFully(JournalFiles.OpenFile file, ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read <= 0) {
                return;
            }
            at += read;
        }
    }

    /** Copies the first bytes of a file to a new one, durably but for its name. */
    static void copy(JournalFiles files, Path from, Path to, long bytes) throws IOException {
        try (JournalFiles.OpenFile source = files.openToRead(from);
                JournalFiles.OpenFile target = files.openToWrite(to)) {
            target.truncate(0);
            long end = Math.min(bytes, source.size());
            ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
            for (long at = 0; at < end; at += COPY_BYTES) {
                buffer.clear().limit((int) Math.min(COPY_BYTES, end - at));
                readFully(source, buffer, at);
                writeFully(target, buffer.flip(), at);
            }
            target.force(true);
        }
    }

    /** Closes a file that nothing more is wanted from; what had to be durable was forced before. */
    static void closeQuietly(JournalFiles.OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("A file could not be closed: {}", e.toString());
        }
    }

    /** Deletes a file that does no harm where it stays. */
    static void deleteQuietly(JournalFiles files, Path file) {
        try {
            files.delete(file);
        } catch (IOException e) {
            LOG.warn("A file could not be deleted: {}", e.toString());
        }
    }

    /** Why a write failed. The system's own words are all there is to tell a full disk by, besides asking for its room. */
    static AppendFailed.Reason reasonOf(IOException failure, JournalConfig config) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (DISK_FULL.stream().anyMatch(message::contains)) {
            return AppendFailed.Reason.DISK_FULL;
        }
        if (failure instanceof AccessDeniedException || message.contains("read-only file system")) {
            return AppendFailed.Reason.READ_ONLY;
        }
        try {
            return config.files().usableBytes(config.folder()) < FULL_BELOW_BYTES
                    ? AppendFailed.Reason.DISK_FULL
                    : AppendFailed.Reason.IO;
        } catch (IOException e) {
            return AppendFailed.Reason.IO;
        }
    }
}
