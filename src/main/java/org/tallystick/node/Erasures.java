package org.tallystick.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AtomicFile;
import org.tallystick.store.Projector;

/**
 * Who was erased, one a line: {@code PID pending} until the projection has been made anew without them, then {@code PID
 * done}. A restore applies the list before anything else. Any thread, one at a time.
 */
final class Erasures {

    private static final int MAX_LINES = 1_000_000;

    private final Path file;
    private final PersonVault vault;

    Erasures(Path file, PersonVault vault) {
        this.file = file;
        this.vault = vault;
    }

    synchronized void erase(Pid person, Projector<CommittedBlock> projector) throws IOException {
        Map<Pid, Boolean> erased = read();
        erased.put(person, false);
        write(erased);
        vault.destroy(person);
        try {
            projector.erase().join();
        } catch (CompletionException failed) {
            throw new IOException("The projection could not be made anew", failed);
        }
        erased.put(person, true);
        write(erased);
    }

    /**
     * Applies the list: after a restore the keys may be back, after a stop the projection may still be to do.
     *
     * @return whether the projection has to be made anew
     */
    synchronized boolean apply() throws IOException {
        boolean anew = false;
        for (Map.Entry<Pid, Boolean> entry : read().entrySet()) {
            anew |= vault.destroy(entry.getKey()) || !entry.getValue();
        }
        return anew;
    }

    /** The projection has been made anew after {@link #apply()}. */
    synchronized void applied() throws IOException {
        Map<Pid, Boolean> erased = read();
        if (erased.containsValue(false)) {
            erased.replaceAll((pid, done) -> true);
            write(erased);
        }
    }

    /**
     * Takes over everybody whom another list names; what was done there is still to be done here.
     *
     * @return whether a key was destroyed by it
     */
    synchronized boolean takeOver(Path otherList) throws IOException {
        Map<Pid, Boolean> erased = read();
        boolean destroyed = false;
        for (Pid person : new Erasures(otherList, vault).read().keySet()) {
            erased.put(person, false);
        }
        if (!erased.isEmpty()) {
            write(erased);
        }
        for (Pid person : erased.keySet()) {
            destroyed |= vault.destroy(person);
        }
        return destroyed;
    }

    private Map<Pid, Boolean> read() throws IOException {
        Map<Pid, Boolean> erased = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, US_ASCII)) {
                String[] words = line.split(" ", 2);
                erased.put(new Pid(words[0]), words.length == 2 && words[1].equals("done"));
            }
        }
        return erased;
    }

    private void write(Map<Pid, Boolean> erased) throws IOException {
        if (erased.size() > MAX_LINES) {
            throw new IOException("The list of the erased is full");
        }
        List<String> lines = new ArrayList<>();
        erased.forEach((pid, done) -> lines.add(pid.text() + (done ? " done" : " pending") + "\n"));
        AtomicFile.replace(file, out -> out.write(String.join("", lines).getBytes(US_ASCII)));
    }
}
