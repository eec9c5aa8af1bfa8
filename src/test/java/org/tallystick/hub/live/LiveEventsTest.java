package org.tallystick.hub.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.node.TestNode;

/** What is told of acts of others, and of those who were erased. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LiveEventsTest {

    @TempDir
    Path temp;

    private LiveHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new LiveHub(temp, LiveLimits.DEFAULT);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    private Ear greeted(String name) throws Exception {
        Ear ear = hub.listen(name);
        ear.frame("hello");
        return ear;
    }

    private void governs(String name) {
        LiveHub.committed(hub.node
                .node
                .submitAlone(
                        hub.node.node.query(view -> OperatorTransactions.firstAdmin(view.ledger(), TestNode.pid(name))))
                .join());
    }

    @Test
    void whoIsFrozenIsToldWhyAndWhoFrozeThemIsNot() throws Exception {
        Ear ann = greeted("Ann");
        Ear dan = greeted("Dan");
        governs("Dan");
        Json.Obj role = dan.payload("participant.updated");
        assertThat(role.array("changed").texts()).containsExactly("roles");
        assertThat(role.array("roles").texts()).containsExactly("ADMIN");
        hub.submit(
                "Dan",
                "admin.freeze",
                Json.object()
                        .put("participant", TestNode.pid("Ann").text())
                        .put("reason", "A long story")
                        .build());
        Json.Obj frozen = ann.payload("participant.updated");
        assertThat(frozen.array("changed").texts()).containsExactly("status");
        assertThat(frozen.text("status")).isEqualTo("frozen");
        assertThat(frozen.text("reason")).isEqualTo("A long story");
        long seq = hub.node.seq("Dan");
        hub.trust("Dan", "Bob", "1.00");
        // The act itself counts and tells nothing.
        Json.Obj next = dan.frame("trustline.created");
        assertThat(next.number("seq")).isEqualTo(seq + 1);
        assertThat(frozen.text("pid")).isEqualTo(TestNode.pid("Ann").text());
    }

    @Test
    void aPaymentOfSomebodyErasedIsToldWithoutNameAndNote() throws Exception {
        hub.submit(
                "Ann",
                "payment.create",
                Json.object()
                        .put("tx_id", "p")
                        .put("to", TestNode.pid("Cat").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "2.00")
                        .put("description", "Bread")
                        .build());
        hub.node.node.erase(TestNode.pid("Ann"));
        Ear cat = hub.listen("Cat");
        long seq = cat.frame("hello").number("seq");
        cat.say("{\"type\":\"resume\",\"after\":" + (seq - 1) + "}");
        Json.Obj received = cat.payload("payment.received");
        assertThat(received.text("from")).isEqualTo(TestNode.pid("Ann").text());
        assertThat(received.text("amount")).isEqualTo("2.00");
        assertThat(received.fields()).doesNotContainKeys("from_name", "description");
    }

    @Test
    void aPaymentOnTwoWaysIsToldOnceAndAsAWhole() throws Exception {
        hub.trust("Dan", "Ann", "5.00");
        hub.trust("Cat", "Dan", "5.00");
        hub.pay("Ann", "Bob", "997.00", "fill");
        Ear cat = greeted("Cat");
        hub.pay("Ann", "Cat", "7.00", "split");
        Json.Obj received = cat.payload("payment.received");
        assertThat(received.text("tx_id")).isEqualTo("split");
        assertThat(received.text("amount")).isEqualTo("7.00");
    }
}
