package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ui.control.Availability;

class CommunityViewModelTest {

    private final HubFixture at = new HubFixture();

    @Test
    void itSaysWhichHubAndHowManyWait() {
        assertThat(at.model.stateProperty().get()).isEqualTo(Availability.LOADING);
        at.shown();
        assertThat(at.model.stateProperty().get()).isEqualTo(Availability.READY);
        assertThat(at.model.subtitleProperty().get()).isEqualTo("Riverside");
        assertThat(at.model.waitingProperty().get()).isEqualTo(2);
        assertThat(at.model.lackProperty().get()).isEmpty();
    }

    @Test
    void newsAreSeenWhileItIsShownAndNotAfter() {
        at.shown();
        at.hub.add("Choir Hall", AccountStatus.PENDING, Set.of());
        at.hub.news();
        assertThat(at.model.waitingProperty().get()).isEqualTo(3);
        at.model.detach();
        assertThat(at.hub.followers()).isZero();
        at.hub.add("Mill Lane", AccountStatus.PENDING, Set.of());
        at.model.look();
        assertThat(at.model.waitingProperty().get()).isEqualTo(3);
    }

    @Test
    void aHubThatDoesNotAnswerIsSaidUntilItDoes() {
        at.hub.away(true);
        at.shown();
        assertThat(at.model.stateProperty().get()).isEqualTo(Availability.AWAY);
        at.hub.away(false);
        at.model.look();
        assertThat(at.model.stateProperty().get()).isEqualTo(Availability.READY);
        at.hub.away(true);
        at.model.look();
        assertThat(at.model.stateProperty().get()).isEqualTo(Availability.READY);
    }

    @Test
    void whoIsNotAdminIsToldWhy() {
        at.hub.governs(false);
        at.shown();
        assertThat(at.model.lackProperty().get()).contains("somebody else is administrator");
        assertThat(at.serving.guests().waiting()).hasSize(2).noneMatch(GuestsViewModel.Row::mayDecide);
        assertThat(at.units.governsProperty().get()).isFalse();
    }
}
