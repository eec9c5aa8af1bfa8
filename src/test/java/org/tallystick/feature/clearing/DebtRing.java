package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.tallystick.base.Json;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** Nodes of people who owe each other in a ring: p0 owes p1, and so on round. */
final class DebtRing {

    static final int NOBODY = -1;

    private DebtRing() {}

    /**
     * A ring of people who each owe the next one more than the one before, beginning with 10.00 HOUR.
     *
     * @param whoAsks the number of who wants to be asked before something of theirs is cleared; {@link #NOBODY} for none
     */
    static TestNode of(int people, int whoAsks, Path folder, SetClock clock) throws IOException {
        TestNode node = TestNode.ready(folder, clock);
        node.define("HOUR", 2);
        for (int i = 0; i < people; i++) {
            node.register("p" + i);
        }
        for (int i = 0; i < people; i++) {
            trust(node, "p" + (i + 1) % people, "p" + i, (i + 1) % people == whoAsks);
        }
        for (int i = 0; i < people; i++) {
            done(node.pay("p" + i, "p" + (i + 1) % people, "HOUR", Integer.toString(10 + i), "pay-" + i));
        }
        return node;
    }

    /** Somebody opens a line of 100.00 HOUR to somebody. */
    static void trust(TestNode node, String from, String to, boolean asks) {
        Json.ObjBuilder fields = Json.object()
                .put("to", TestNode.pid(to).text())
                .put("equivalent", "HOUR")
                .put("limit", "100");
        if (asks) {
            fields.put("policy", Json.object().put("auto_clearing", false).build());
        }
        done(node.submit(
                SignedStatement.sign(TestNode.key(from), "trustline.create", node.node.hub(), fields.build())));
    }

    static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }
}
