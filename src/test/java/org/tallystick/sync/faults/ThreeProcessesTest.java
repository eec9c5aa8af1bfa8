package org.tallystick.sync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.ChildJava;
import org.tallystick.sync.faults.ThreeProcesses.Course;
import org.tallystick.sync.faults.ThreeProcesses.Point;

/** Two wallets and a hub in three processes: wherever a connection is cut or the hub is killed, each step is done once. */
@ExtendWith(ChildJava.Shared.class)
class ThreeProcessesTest {

    /** Each of both hears a hello, a line opened and closed, a payment sent and one received. */
    private static final int FRAMES = 10;

    private static final int TRIES = 3;
    private static final int RECORDINGS = 3;

    @TempDir
    Path folder;

    @Test
    void eachStepIsDoneOnceThoughSocketsAreCutAtSomeMessagesAndTheHubIsKilledAtSome(ChildJava java) throws Exception {
        matrix(java, 2, 3, 1);
    }

    @Test
    @Tag("long")
    void eachStepIsDoneOnceWhereverASocketIsCutAndTheHubIsKilled(ChildJava java) throws Exception {
        matrix(java, RECORDINGS, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Cuts sockets before and after each of their messages, and kills before and after each message of each course; or so many of
     * these.
     */
    private void matrix(ChildJava java, int recordings, int mostCuts, int mostKills) throws Exception {
        long beganNs = System.nanoTime();
        List<String> missed = new ArrayList<>();
        try (ThreeProcesses world = new ThreeProcesses(folder, java)) {
            List<Point> coming = world.recorded(Course.COMING, recordings);
            List<Point> paying = world.recorded(Course.PAYING, recordings);
            // A socket that had to begin anew says hello once more, which is the same again.
            List<Point> frames = paying.stream()
                    .filter(point -> point.message().isLive() && point.occurrence() == 0)
                    .toList();
            assertThat(frames).hasSize(2 * FRAMES);
            List<Point> cuts = some(frames, mostCuts);
            for (Point point : cuts) {
                strike(world, point, false, missed);
            }
            assertThat(missed)
                    .as("each message of a socket comes in each round")
                    .isEmpty();
            List<Point> kills = new ArrayList<>(some(coming, mostKills));
            kills.addAll(some(paying, mostKills));
            for (Point point : kills) {
                strike(world, point, true, missed);
            }
            world.assertBothHaveWhatTheHubHas();
            System.out.printf(
                    "%d rounds, %d messages, %d of them on sockets, and %d of logging in and joining, %d newcomers: "
                            + "%d cuts, %d kills, %d never came; 0 lost, 0 doubled; %.1f s%n",
                    world.rounds(),
                    paying.size() / 2,
                    frames.size() / 2,
                    coming.size() / 2,
                    world.newcomers(),
                    cuts.size(),
                    kills.size(),
                    missed.size(),
                    (System.nanoTime() - beganNs) / 1e9);
            missed.forEach(one -> System.out.println("never came: " + one));
        }
    }

    private static List<Point> some(List<Point> all, int most) {
        int count = Math.min(all.size(), most);
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((2L * i + 1) * all.size() / (2L * count))))
                .toList();
    }

    private static void strike(ThreeProcesses world, Point point, boolean kill, List<String> missed) {
        try {
            // Under a slow machine a message may be another in one round, and not in the next.
            for (int i = 0; i < TRIES; i++) {
                if (world.strike(point, kill)) {
                    return;
                }
            }
            missed.add(point.toString());
        } catch (Exception | AssertionError failed) {
            throw new AssertionError((kill ? "killed at " : "cut at ") + point, failed);
        }
    }
}
