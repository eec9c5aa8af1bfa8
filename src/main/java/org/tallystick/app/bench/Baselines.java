package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.base.Clock;
import org.tallystick.base.Exempt;
import org.tallystick.base.Randomness;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.KeyPair;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalEntry;

/** What the machine and the libraries do alone, in the same run. */
@Exempt(rule = "threads", reason = "A measurement keeps all processors busy by itself.")
final class Baselines {

    private static final int FORCE_BYTES = 4_096;

    private final Path folder;
    private final Clock clock;
    private final KeyPair key;

    Baselines(Path folder, Clock clock, Randomness randomness) {
        this.folder = folder;
        this.clock = clock;
        this.key = KeyPair.generate(randomness);
    }

    /** Ed25519 verifications a second, one thread a processor. */
    double verificationsPerSecond(double seconds) throws InterruptedException {
        byte[] message =
                "a statement of about the length of a payment".repeat(7).getBytes(US_ASCII);
        byte[] signature = key.sign(message).bytes();
        // The first second is for the compiler.
        verify(message, signature, 1);
        return verify(message, signature, seconds);
    }

    private double verify(byte[] message, byte[] signature, double seconds) throws InterruptedException {
        AtomicLong count = new AtomicLong();
        long startNs = clock.monotonicNs();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (clock.monotonicNs() - startNs < seconds * 1e9) {
                    if (!Ed25519.verify(key.publicKey(), message, signature)) {
                        throw new IllegalStateException("A good signature was refused");
                    }
                    count.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return count.get() / ((clock.monotonicNs() - startNs) / 1e9);
    }

    /** Appends of 4 KiB a second, each forced. */
    double forcesPerSecond(double seconds) throws IOException {
        return appends("forces", new byte[FORCE_BYTES], seconds);
    }

    /**
     * Payments a second that the journal takes alone.
     *
     * @param name of the folder
     * @param bytesEach of a payment
     * @param batch how many payments each entry has
     */
    double journalPaymentsPerSecond(String name, int bytesEach, double batch, double seconds) throws IOException {
        return batch * appends(name, new byte[Math.max(1, (int) (bytesEach * batch))], seconds);
    }

    private double appends(String name, byte[] payload, double seconds) throws IOException {
        try (Journal journal = Journal.create(JournalConfig.in(folder.resolve(name)), new byte[32], 0)) {
            appends(journal, payload, 1);
            return appends(journal, payload, seconds);
        } catch (AppendFailed failed) {
            throw new IOException("The journal of the measurement cannot be written", failed);
        }
    }

    private double appends(Journal journal, byte[] payload, double seconds) throws AppendFailed {
        long startNs = clock.monotonicNs();
        long count = 0;
        while (clock.monotonicNs() - startNs < seconds * 1e9) {
            journal.append(JournalEntry.of(journal.height() + 1, new byte[32], (byte) 0, payload));
            count++;
        }
        return count / ((clock.monotonicNs() - startNs) / 1e9);
    }
}
