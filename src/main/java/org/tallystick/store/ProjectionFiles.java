package org.tallystick.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The projection's files while none of them is open. */
final class ProjectionFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionFiles.class);

    /** What H2 may leave beside its file when it is stopped while compacting or tracing. */
    private static final List<String> LEFT_BY_H2 =
            List.of("ledger.mv.db.tempFile", "ledger.mv.db.newFile", "ledger.trace.db", "ledger.lock.db");

    private ProjectionFiles() {}

    /** Moves the file over an older copy, if it is there. */
    static void moveAside(StoreConfig config) throws IOException {
        deleteLeftovers(config);
        if (Files.exists(config.file())) {
            Files.move(config.file(), config.asideFile(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the file and its copy, for good as far as the file system can tell. */
    static void deleteAll(StoreConfig config) throws IOException {
        Files.deleteIfExists(config.file());
        Files.deleteIfExists(config.asideFile());
        deleteLeftovers(config);
        forceFolder(config.folder());
    }

    /** Deletes the copy, if there is one. */
    static void deleteAside(StoreConfig config) throws IOException {
        Files.deleteIfExists(config.asideFile());
    }

    private static void deleteLeftovers(StoreConfig config) throws IOException {
        for (String name : LEFT_BY_H2) {
            Files.deleteIfExists(config.folder().resolve(name));
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("this file system does not force folders: {}", Faults.describe(e));
        }
    }
}
