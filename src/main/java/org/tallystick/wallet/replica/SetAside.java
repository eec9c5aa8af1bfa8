package org.tallystick.wallet.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.EntryChain;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.BlockDamaged;

/**
 * What was kept of a hub before it lost blocks: folders beside the replica's. They hold the hub's signatures on what it owes its members,
 * so that nothing of them is ever deleted here. One thread at a time.
 */
final class SetAside {

    /** The most folders; each is one loss of blocks. */
    static final int MAX_FOLDERS = 100;

    /** The most that is given back at a time; the rest follows when these are there. */
    static final int MAX_LOST = 10_000;

    private static final String OPEN = ".lost-";
    private static final String SETTLED = ".returned-";

    private final JournalConfig config;
    private final byte[] chainId;
    private final Pid owner;

    SetAside(JournalConfig config, byte[] chainId, Pid owner) {
        this.config = config;
        this.chainId = chainId;
        this.owner = owner;
    }

    private Path place(String kind, int number) {
        Path folder = config.folder();
        return folder.resolveSibling(Objects.requireNonNull(folder.getFileName()) + kind + number);
    }

    /** Moves the replica's own folder aside; its files are closed. */
    void take() throws IOException {
        for (int number = 1; number <= MAX_FOLDERS; number++) {
            if (!Files.exists(place(OPEN, number)) && !Files.exists(place(SETTLED, number))) {
                move(config.folder(), place(OPEN, number));
                return;
            }
        }
        throw new IOException("a hub lost its blocks too often");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.forceFolder(Objects.requireNonNull(to.toAbsolutePath().getParent()));
    }

    /** What stands in there and not among some transactions, by their hashes in hex. */
    List<Lost> lost(Supplier<Set<String>> transactions) throws IOException {
        List<Path> folders = open();
        if (folders.isEmpty()) {
            return List.of();
        }
        Set<String> there = transactions.get();
        List<Lost> lost = new ArrayList<>();
        for (Path folder : folders) {
            read(folder, there, lost);
        }
        return lost;
    }

    private List<Path> open() {
        return IntStream.rangeClosed(1, MAX_FOLDERS)
                .mapToObj(number -> place(OPEN, number))
                .filter(Files::isDirectory)
                .toList();
    }

    private void read(Path folder, Set<String> there, List<Lost> lost) throws IOException {
        JournalConfig aside = new JournalConfig(folder, config.segmentBytes(), config.stepBytes(), config.files());
        if (!(Journal.open(aside, 0) instanceof JournalOpening.Opened opened)) {
            throw new IOException("What was set aside of a hub cannot be read");
        }
        EntryChain chain = new EntryChain(opened.journal());
        try {
            if (!chain.isOf(chainId)) {
                throw new IOException("What was set aside is of another hub");
            }
            OptionalLong broken = chain.<IOException>follow(record -> {
                add(record, there, lost);
                return lost.size() < MAX_LOST;
            });
            if (broken.isPresent() && lost.size() < MAX_LOST) {
                throw new IOException("What was set aside of a hub is not whole");
            }
        } catch (ReadFailed failed) {
            throw new IOException("What was set aside of a hub cannot be read", failed);
        } finally {
            chain.close();
        }
    }

    private void add(JournalRecord record, Set<String> there, List<Lost> lost) throws IOException {
        try {
            for (FeedPage.Entry entry : ReplicaJournal.read(record.payload()).entries()) {
                Optional<Lost> one = Lost.of(owner, entry.proof());
                if (one.isPresent() && !there.contains(one.get().hash()) && lost.size() < MAX_LOST) {
                    lost.add(one.get());
                }
            }
        } catch (MalformedJson | BlockDamaged unreadable) {
            throw new IOException("What was set aside of a hub cannot be read", unreadable);
        }
    }

    /** Nothing in there is lost any more. */
    void settled() throws IOException {
        for (int number = 1; number <= MAX_FOLDERS; number++) {
            if (Files.isDirectory(place(OPEN, number))) {
                move(place(OPEN, number), place(SETTLED, number));
            }
        }
    }
}
