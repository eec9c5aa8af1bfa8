package org.tallystick.app;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.FolderLock;
import org.tallystick.node.NodeFolder;

/** What is done with data folders as a whole. Stateless; one thread a folder. */
public final class DataFolder {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DataFolder() {}

    /** Whether a folder holds anything of a node. */
    public static boolean holdsNode(Path folder) {
        NodeFolder files = new NodeFolder(folder);
        return Files.exists(files.keyStore()) || Files.isDirectory(files.journal());
    }

    /** Takes the folder's lock, or says who has it. */
    public static FolderLock.Outcome lock(Path folder, Machine machine) throws IOException {
        String since = Instant.ofEpochMilli(machine.clock().wallMs()).toString();
        return FolderLock.acquire(folder, "pid " + ProcessHandle.current().pid() + ", since " + since);
    }

    /** The name under which something is made beside its place, until it is whole: {@code NAME.WORD-PID}. */
    public static Path beside(Path place, String word) {
        Path target = place.toAbsolutePath().normalize();
        return target.resolveSibling(target.getFileName() + "." + word + "-"
                + ProcessHandle.current().pid());
    }

    /** Makes a folder that only its owner can read. */
    public static void make(Path folder) throws IOException {
        if (POSIX) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    /** Puts what was made beside in its place, durably. */
    public static void putInPlace(Path made, Path place) throws IOException {
        Path target = place.toAbsolutePath().normalize();
        Files.move(made, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.forceFolder(Objects.requireNonNull(target.getParent(), "A folder stands in a folder"));
    }

    /** Copies a small file durably; only its owner can read the copy. */
    static void copyFile(Path from, Path to) throws IOException {
        AtomicFile.replace(to, out -> Files.copy(from, out));
        if (POSIX) {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
