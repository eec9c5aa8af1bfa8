package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    /** 2025-06-15: before the numbers of epochs are counted from. */
    private static final long EARLY_MS = 1_750_000_000_000L;

    /** 2026-01-01 and 5 seconds. */
    private static final long FIFTH_SECOND_MS = 1_767_225_605_000L;

    @TempDir
    Path temp;

    private Recovery.Begun.Epoch begin(SetClock clock, Recovery.Above above) throws IOException {
        Recovery.Begun[] begun = new Recovery.Begun[1];
        try (TestNode node = TestNode.open(temp.resolve("node"), clock, config -> {
            try {
                begun[0] = Recovery.beginEpoch(config, above, "a test", true);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (HistoryDamaged damaged) {
                throw new AssertionError(damaged);
            }
            return config;
        })) {
            Recovery.Begun.Epoch epoch = (Recovery.Begun.Epoch) begun[0];
            assertThat(node.node.health().epoch()).isEqualTo(epoch.epoch());
            assertThat(node.node.health().height()).isEqualTo(epoch.height());
            node.define("UNIT_" + epoch.epoch(), 2);
            return epoch;
        }
    }

    private void make(SetClock clock) throws IOException {
        TestNode.create(temp.resolve("node"), clock).close();
    }

    @Test
    void anEpochIsNumberedByTheSecondInWhichItBegins() throws IOException {
        SetClock clock = new SetClock(FIFTH_SECOND_MS);
        make(clock);
        assertThat(begin(clock, new Recovery.Above(0, 0)).epoch()).isEqualTo(5);
        clock.pass(2_000);
        assertThat(begin(clock, new Recovery.Above(0, 0)).epoch()).isEqualTo(7);
        assertThat(begin(clock, new Recovery.Above(0, 0)).epoch()).isEqualTo(8);
        assertThat(begin(clock, new Recovery.Above(0, 41)).epoch()).isEqualTo(42);
    }

    @Test
    void whereTheClockSaysNothingTheNextNumberIsTaken() throws IOException {
        SetClock clock = new SetClock(EARLY_MS);
        make(clock);
        assertThat(begin(clock, new Recovery.Above(10, 0))).isEqualTo(new Recovery.Begun.Epoch(1, 11, 0));
        assertThat(begin(clock, new Recovery.Above(0, 0))).isEqualTo(new Recovery.Begun.Epoch(2, 13, 12));
    }
}
