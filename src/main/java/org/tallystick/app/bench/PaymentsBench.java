package org.tallystick.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.Pid;
import org.tallystick.journal.FolderLock;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Node;
import org.tallystick.node.NodeConfig;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.NodeOpening;
import org.tallystick.node.PersonKeysVault;
import org.tallystick.node.Room;
import org.tallystick.node.SignatureCheck;
import org.tallystick.node.Subscription;

/**
 * {@code bench payments}: whole payments through a real node on this disk, and beside them in the same run what they are to be
 * compared with. Everything stands in one folder that the caller gives and deletes.
 */
public final class PaymentsBench {

    private static final int[] SUBMITTERS = {1, 16, 64, 256};
    private static final int MOST_PER_SECOND = 20_000;
    private static final int SAMPLE_BLOCKS = 4_000;
    private static final double WARM_UP_SECONDS = 4;

    private final Path folder;
    private final Supplier<List<Room>> rooms;
    private final Clock clock;
    private final Randomness randomness;
    private final Consumer<String> progress;

    /**
     * Makes the measurement.
     *
     * @param folder an empty folder on the disk to measure
     * @param rooms makes the rooms of the node
     * @param progress is told in a few words what is being done
     */
    public PaymentsBench(
            Path folder, Supplier<List<Room>> rooms, Clock clock, Randomness randomness, Consumer<String> progress) {
        this.folder = folder;
        this.rooms = rooms;
        this.clock = clock;
        this.randomness = randomness;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param seconds for the four loads together; the comparisons come on top
     * @throws IOException when the folder cannot be used
     * @throws InterruptedException when the caller is
     */
    public PaymentsReport run(int seconds) throws IOException, InterruptedException {
        double load = loadAverage();
        double each = (double) seconds / SUBMITTERS.length;
        progress.accept("verifications of Bouncy Castle on all processors");
        Baselines baselines = new Baselines(folder.resolve("baseline"), clock, randomness);
        double verifications = baselines.verificationsPerSecond(3);
        progress.accept("bare forces");
        double forces = baselines.forcesPerSecond(2);
        List<LoadFigures> full = new ArrayList<>();
        List<CommittedBlock> sample = new ArrayList<>();
        int payments = (int) (MOST_PER_SECOND * each * SUBMITTERS.length / 2 + MOST_PER_SECOND * WARM_UP_SECONDS);
        try (Running node = open("full", rooms, SignatureCheck.strict())) {
            progress.accept("signing payments");
            Load source = load(node, payments);
            progress.accept("warming up");
            source.run("warm-up", 16, WARM_UP_SECONDS);
            settle(node);
            for (int submitters : SUBMITTERS) {
                progress.accept("payments at " + submitters + " submitters");
                full.add(source.run("full", submitters, each));
                settle(node);
            }
            progress.accept("a sample of blocks of one payment each");
            sample.addAll(sample(node, source));
        }
        SignatureCheck verified = statement -> true;
        LoadFigures bare = verified("verified, no projection", this::withoutProjections, verified, payments / 2, each);
        LoadFigures projected = verified("verified, projected", rooms, verified, payments / 2, each);
        progress.accept("the bare journal at the same batch");
        double journal = baselines.journalPaymentsPerSecond(sample, Math.max(1, (int) Math.round(bare.meanBatch())), 3);
        return new PaymentsReport(load, verifications, forces, full, bare, projected, journal);
    }

    private static double loadAverage() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private LoadFigures verified(
            String name, Supplier<List<Room>> withRooms, SignatureCheck check, int payments, double seconds)
            throws IOException, InterruptedException {
        progress.accept(name);
        try (Running node = open(name.replaceAll("[^a-z]", "-"), withRooms, check)) {
            Load source = load(node, payments);
            source.run("warm-up", 64, WARM_UP_SECONDS);
            settle(node);
            return source.run(name, 64, seconds);
        }
    }

    private Load load(Running running, int payments) {
        BenchCommunity community = running.community();
        // Without a check of signatures there is nothing to sign: zeros do.
        byte[] signatures = running.signed() ? community.sign(payments) : new byte[payments * 64];
        return new Load(running.node(), community, signatures, new AtomicInteger(), payments, clock);
    }

    private static void settle(Running running) throws InterruptedException {
        running.node().projector().awaitProjected(running.node().health().height(), Duration.ofMinutes(2));
    }

    /** Blocks of one payment each, as one submitter gets them. */
    private static List<CommittedBlock> sample(Running running, Load source) throws InterruptedException {
        List<CommittedBlock> blocks = new ArrayList<>();
        try (Subscription following = running.node().subscribe()) {
            while (blocks.size() < SAMPLE_BLOCKS) {
                LoadFigures more = source.run("sample", 1, 0.2);
                if (more.payments() == 0) {
                    return blocks;
                }
                for (var next = following.take(Duration.ZERO); next.isPresent(); next = following.take(Duration.ZERO)) {
                    blocks.add(next.get());
                }
            }
        }
        return blocks;
    }

    private List<Room> withoutProjections() {
        return rooms.get().stream().<Room>map(Unprojected::new).toList();
    }

    /** A node that is open for a load. */
    private record Running(
            Node node, BenchCommunity community, boolean signed, PersonKeys personKeys, KeyStore keyStore)
            implements AutoCloseable {

        @Override
        public void close() throws IOException {
            node.close();
            personKeys.close();
            keyStore.close();
        }
    }

    private Running open(String name, Supplier<List<Room>> withRooms, SignatureCheck check) throws IOException {
        NodeFolder files = new NodeFolder(folder.resolve(name));
        Files.createDirectories(files.root());
        FolderLock.Outcome lock = FolderLock.acquire(files.root(), "bench");
        if (!(lock instanceof FolderLock.Outcome.Held held)) {
            throw new IOException("Somebody else measures in " + files.root());
        }
        KeyStore keyStore = KeyStore.create(files.keyStore(), null, KdfProfile.STANDARD, randomness);
        PersonKeys personKeys = PersonKeys.create(files.personKeys(), keyStore, randomness);
        KeyPair hubKey = KeyPair.generate(randomness);
        NodeConfig config = NodeConfig.of(
                        files, hubKey, new PersonKeysVault(personKeys, randomness), withRooms, clock, randomness)
                .withSignatures(check);
        Node.create(config, true);
        if (!(Node.open(config, held.lock()) instanceof NodeOpening.Opened opened)) {
            throw new IOException("The node of the measurement does not open");
        }
        String validUntil = Instant.ofEpochMilli(clock.wallMs())
                .plus(Duration.ofHours(2))
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        BenchCommunity community = new BenchCommunity(Pid.of(hubKey.publicKey()), validUntil);
        community.settle(opened.node());
        return new Running(opened.node(), community, !check.verified(forged(hubKey)), personKeys, keyStore);
    }

    /** A statement that no real check lets through. */
    private static org.tallystick.identity.SignedStatement forged(KeyPair key) {
        try {
            return org.tallystick.identity.SignedStatement.of(
                    key.pid(),
                    key.publicKey(),
                    "payment.create",
                    key.pid(),
                    org.tallystick.base.Json.Obj.EMPTY,
                    org.tallystick.identity.Signature.of(new byte[64]));
        } catch (org.tallystick.identity.MalformedIdentity impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
