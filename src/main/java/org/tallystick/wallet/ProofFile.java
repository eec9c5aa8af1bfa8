package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tallystick.journal.AtomicFile;

/** Proofs as files that one person hands to another. Stateless; any thread that may wait. */
public final class ProofFile {

    private ProofFile() {}

    /**
     * Writes a proof; the file is there whole or not at all.
     *
     * @param json as in {@link Evidence#json()}
     */
    public static void write(Path file, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        AtomicFile.replace(file.toAbsolutePath(), out -> out.write(bytes));
    }

    /** What a file holds, but no more than what is too long to be a proof. */
    public static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ShownProof.MAX_BYTES + 1);
        }
    }
}
