package org.tallystick.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Folders of small nodes that are made once for all tests of a run: making one takes several times as long as opening it. All copies
 * of one have the same keys and the same first block. Any thread.
 */
public final class ReadyFolder {

    private static final String LOCK = "node.lock";
    private static final Map<Object, Map<String, byte[]>> MADE = new ConcurrentHashMap<>();

    private ReadyFolder() {}

    /** Makes a node in a folder that is not there, and leaves it closed. */
    @FunctionalInterface
    public interface Making {
        void make(Path folder) throws IOException;
    }

    /**
     * Puts a node into a folder that is not there, or is empty.
     *
     * @param kind what tells nodes apart: the same kind is made once
     */
    public static void put(Path folder, Object kind, Making making) throws IOException {
        Map<String, byte[]> files = MADE.get(kind);
        if (files == null) {
            making.make(folder);
            MADE.put(kind, read(folder));
            return;
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.write(place, file.getValue());
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.equals(LOCK)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
