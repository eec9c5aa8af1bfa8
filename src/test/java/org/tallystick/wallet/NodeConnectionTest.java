package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.node.Answer;
import org.tallystick.node.HistoryDamaged;
import org.tallystick.node.NodeConfig;
import org.tallystick.node.Recovery;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

class NodeConnectionTest {

    private static final long START_MS = 1_790_000_000_000L;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);

    private static NodeConfig inNewEpoch(NodeConfig config) {
        try {
            Recovery.beginEpoch(config, new Recovery.Above(0, 0), "a test", true);
            return config;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (HistoryDamaged damaged) {
            throw new AssertionError(damaged);
        }
    }

    private long pay(TestNode node, String txId) {
        return ((Answer.Committed) node.pay("ann", "bob", "HOUR", "1.00", txId)).height();
    }

    private HubConnection.Found find(TestNode node, String txId, long fromHeight) throws HubUnreachable {
        return new NodeConnection(node.node, TestNode.HUB.publicKey(), clock).find(txId, fromHeight);
    }

    @Test
    void aPaymentBelowAHeightThatWasLostInARestoreIsFound() throws IOException, HubUnreachable {
        long height;
        try (TestNode node = TestNode.create(temp, clock)) {
            node.define("HOUR", 2);
            node.register("ann");
            node.register("bob");
            node.trust("bob", "ann", "HOUR", "100.00");
            height = pay(node, "before");
            assertThat(find(node, "before", height)).isInstanceOf(HubConnection.Found.There.class);
            assertThat(find(node, "before", height + 1)).isInstanceOf(HubConnection.Found.NotThere.class);
        }
        try (TestNode node = TestNode.open(temp, clock, NodeConnectionTest::inNewEpoch)) {
            pay(node, "after");
            // The wallet has seen a block far above, which was lost.
            assertThat(find(node, "after", height + 1_000)).isInstanceOf(HubConnection.Found.There.class);
            assertThat(find(node, "never", height + 1_000)).isInstanceOf(HubConnection.Found.NotThere.class);
        }
    }
}
