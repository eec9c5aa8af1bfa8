package org.tallystick.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.node.Room;
import org.tallystick.node.SignatureCheck;

/**
 * {@code bench payments}: whole payments through a real node on this disk, and beside them in the same run what they are to be
 * compared with. Everything stands in one folder that the caller gives and deletes.
 */
public final class PaymentsBench {

    private static final int[] SUBMITTERS = {1, 16, 64, 256};
    private static final int[] VERIFIED_SUBMITTERS = {1, 16, 64};
    private static final int DIRECT_SUBMITTERS = 64;

    /** More than any machine does, so that payments do not run out before the time does. */
    private static final int MOST_VERIFIED_PER_SECOND = 100_000;

    private static final int MOST_SIGNED_PER_SECOND = 20_000;
    private static final double WARM_UP_SECONDS = 6;
    private static final double BASELINE_SECONDS = 3;
    private static final SignatureCheck ALREADY_VERIFIED = statement -> true;

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
     * @param seconds for the four loads of whole payments together; the comparisons take about twice as long again
     * @throws IOException when the folder cannot be used
     * @throws InterruptedException when the caller is
     */
    public PaymentsReport run(int seconds) throws IOException, InterruptedException {
        double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double each = (double) seconds / SUBMITTERS.length;
        Baselines baselines = new Baselines(folder.resolve("baseline"), clock, randomness);
        progress.accept("verifications of Bouncy Castle on all processors");
        double verifications = baselines.verificationsPerSecond(BASELINE_SECONDS);
        progress.accept("bare forces");
        double forces = baselines.forcesPerSecond(BASELINE_SECONDS);
        List<LoadFigures> full = wholePayments(each);
        List<PaymentsReport.Verified> verified = new ArrayList<>();
        for (int submitters : VERIFIED_SUBMITTERS) {
            verified.add(verified(submitters, each, baselines));
        }
        progress.accept("the same rows straight into H2");
        LoadFigures direct = new DirectStore(folder.resolve("direct"), rooms, clock, randomness)
                .run(DIRECT_SUBMITTERS, WARM_UP_SECONDS, each);
        return new PaymentsReport(loadAverage, verifications, forces, full, verified, direct);
    }

    private List<LoadFigures> wholePayments(double each) throws IOException, InterruptedException {
        List<LoadFigures> figures = new ArrayList<>();
        int payments = (int) (MOST_SIGNED_PER_SECOND * (each * SUBMITTERS.length / 2 + WARM_UP_SECONDS));
        try (BenchNode node = open("full", rooms, SignatureCheck.strict())) {
            node.community().settle(node.node());
            progress.accept("signing payments");
            Load load = load(node, payments);
            progress.accept("warming up");
            load.run("warm-up", 64, WARM_UP_SECONDS);
            node.settle();
            for (int submitters : SUBMITTERS) {
                progress.accept("payments at " + submitters + " submitters");
                figures.add(load.run("full", submitters, each));
                node.settle();
            }
        }
        return figures;
    }

    private PaymentsReport.Verified verified(int submitters, double each, Baselines baselines)
            throws IOException, InterruptedException {
        double seconds = each / 2;
        int payments = (int) (MOST_VERIFIED_PER_SECOND * (seconds + WARM_UP_SECONDS));
        LoadFigures unprojected;
        int bytesEach;
        String name = "verified, no projection";
        progress.accept(name + " at " + submitters + " submitters");
        try (BenchNode node = open("bare" + submitters, this::withoutProjections, ALREADY_VERIFIED)) {
            node.community().settle(node.node());
            Load load = load(node, payments);
            load.run("warm-up", submitters, WARM_UP_SECONDS);
            unprojected = load.run(name, submitters, seconds);
            bytesEach = new Sample(node.node()).bytesEach(() -> load.run("sample", submitters, 1));
        }
        name = "verified, projected";
        progress.accept(name + " at " + submitters + " submitters");
        LoadFigures projected;
        try (BenchNode node = open("projected" + submitters, rooms, ALREADY_VERIFIED)) {
            node.community().settle(node.node());
            Load load = load(node, payments);
            load.run("warm-up", submitters, WARM_UP_SECONDS);
            node.settle();
            projected = load.run(name, submitters, seconds);
        }
        progress.accept("the bare journal at the same batch");
        double journal = baselines.journalPaymentsPerSecond(
                "journal" + submitters, bytesEach, unprojected.meanBatch(), BASELINE_SECONDS);
        return new PaymentsReport.Verified(unprojected, bytesEach, journal, projected);
    }

    private BenchNode open(String name, Supplier<List<Room>> withRooms, SignatureCheck check) throws IOException {
        return BenchNode.open(folder.resolve(name), withRooms, check, clock, randomness);
    }

    private Load load(BenchNode node, int payments) {
        return new Load(node.node(), node.community(), node.signatures(payments), new AtomicInteger(), payments, clock);
    }

    private List<Room> withoutProjections() {
        return rooms.get().stream().<Room>map(Unprojected::new).toList();
    }
}
