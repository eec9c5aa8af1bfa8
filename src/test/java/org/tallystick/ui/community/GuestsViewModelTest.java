package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ui.community.GuestsViewModel.Row;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;

class GuestsViewModelTest {

    private final HubFixture at = new HubFixture();
    private final GuestsViewModel model = at.serving.guests();

    @Test
    void whoIsConnectedIsNamedWhileItServes() {
        at.shown();
        assertThat(model.connected()).isEmpty();
        at.serving.start();
        assertThat(model.connected())
                .extracting(row -> row.person().name(), Row::caption, Row::mayDecide)
                .containsExactly(tuple("Bakery", "since 09:16", false), tuple("Carpenter", "since 11:25", false));
        at.serving.stop();
        assertThat(model.connected()).isEmpty();
    }

    @Test
    void whoWaitsIsApproved() {
        at.shown();
        Row first = model.waiting().getFirst();
        assertThat(first.person().name()).isEqualTo("Tile Yard");
        assertThat(first.caption()).isEqualTo("asked 15 Sep");
        model.approve(first);
        assertThat(at.hub.acts).containsExactly(new AdminAct.Standing(first.pid(), AdminAct.Step.APPROVE));
        assertThat(at.serving.saidProperty().get()).isEqualTo("Tile Yard takes part now");
        assertThat(model.waiting()).extracting(row -> row.person().name()).containsExactly("Bee Yard");
    }

    @Test
    void whatIsRefusedIsSaidAndNotThatItWasDone() {
        at.shown();
        at.hub.refuse(new AdminResult.Refused("E006", Map.of("role", "ADMIN")));
        model.approve(model.waiting().getFirst());
        assertThat(at.serving.problemProperty().get()).isEqualTo("Only an administrator can do this.");
        assertThat(at.serving.saidProperty().get()).isEmpty();
        assertThat(model.waiting()).hasSize(2);
    }

    @Test
    void moreThanFitAreCounted() {
        for (int number = 0; number < 60; number++) {
            at.hub.add("Neighbour " + number, AccountStatus.PENDING, Set.of());
        }
        at.shown();
        assertThat(model.waiting()).hasSize(10);
        assertThat(model.moreWaitingProperty().get()).isEqualTo("and 52 more");
        assertThat(model.moreConnectedProperty().get()).isEmpty();
    }
}
