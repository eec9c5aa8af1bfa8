package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of folders of which the newest counts, so that a journal can be written anew without what nobody needs any more: the
 * new one is made beside, whole, and then takes the place of the old in one step. One thread; the caller holds the lock of the
 * data folder.
 */
public final class Generations {

    private static final String BESIDE = ".new";
    private static final int DIGITS = 8;

    private final Path root;

    /**
     * Makes the view of a folder.
     *
     * @param root holds the generations and nothing else; made when the first one is
     */
    public Generations(Path root) {
        this.root = root;
    }

    /** The generation that counts, if there is one. */
    public Optional<Path> current() throws IOException {
        List<Path> whole = whole();
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole.getLast());
    }

    private List<Path> whole() throws IOException {
        return folders().stream()
                .filter(folder -> !name(folder).endsWith(BESIDE))
                .sorted()
                .toList();
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(root)) {
            return found.filter(Generations::isGeneration).toList();
        }
    }

    private static boolean isGeneration(Path path) {
        return name(path).matches("[0-9]{" + DIGITS + "}(\\.new)?") && Files.isDirectory(path);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** A folder, empty yet, in which the next generation is made; what an earlier attempt left is gone. */
    public Path beside() throws IOException {
        Optional<Path> current = current();
        long next = current.isEmpty() ? 1 : Long.parseLong(name(current.get())) + 1;
        Path beside = root.resolve(String.format(Locale.ROOT, "%0" + DIGITS + "d", next) + BESIDE);
        delete(beside);
        JournalFiles.real().makeFolder(beside);
        return beside;
    }

    /**
     * Lets a generation count that was made whole and durable, and is not open.
     *
     * @param beside what {@link #beside()} gave
     * @return where it stands now
     * @throws IOException when that could not be made durable; whichever counts is whole
     */
    public Path replace(Path beside) throws IOException {
        String name = name(beside);
        Path place = root.resolve(name.substring(0, name.length() - BESIDE.length()));
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.forceFolder(root);
        return place;
    }

    /** Deletes what does not count any more. */
    public void deleteOthers() throws IOException {
        Optional<Path> current = current();
        for (Path folder : folders()) {
            if (current.isEmpty() || !folder.equals(current.get())) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
