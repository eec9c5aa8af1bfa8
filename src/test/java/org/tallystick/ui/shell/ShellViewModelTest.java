package org.tallystick.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.shell.ShellViewModel.HubState;
import org.tallystick.ui.shell.ShellViewModel.Place;
import org.tallystick.wallet.HubStatus;

class ShellViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private ShellViewModel model;

    @BeforeEach
    void open() throws IOException {
        community = new UiCommunity(temp, Kind.NONE);
        model = new ShellViewModel(community, community.background, community.messages, community.times);
        model.attach();
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private static UnaryOperator<HubStatus> with(long height, long lag, boolean readOnly, boolean practice) {
        return real -> new HubStatus(real.hub(), height, real.timestampMs(), lag, readOnly, practice);
    }

    private void says(UnaryOperator<HubStatus> status) {
        community.hub.says(status);
        community.hub.news();
    }

    @Test
    void itSaysWhoOneIsAndBeginsAtHome() {
        assertThat(model.ownerName()).isEqualTo(UiCommunity.ME);
        assertThat(model.ownerPid()).isEqualTo(community.wallet.me().text());
        assertThat(model.communityName()).isEqualTo("Riverside");
        assertThat(model.placeProperty().get()).isEqualTo(Place.HOME);
    }

    @Test
    void aHubInStepNamesItsBlock() {
        says(with(12_345, 0, false, false));
        assertThat(model.hubStateProperty().get()).isEqualTo(HubState.IN_STEP);
        assertThat(model.hubTextProperty().get()).isEqualTo("In step, block 12,345");
        says(with(12_345, 100, false, true));
        assertThat(model.hubStateProperty().get()).isEqualTo(HubState.IN_STEP);
        assertThat(model.hubTextProperty().get()).isEqualTo("Nothing is real, block 12,345");
    }

    @Test
    void aHubThatLagsOrTakesNothingIsBehind() {
        says(with(9, 101, false, false));
        assertThat(model.hubStateProperty().get()).isEqualTo(HubState.BEHIND);
        assertThat(model.hubTextProperty().get()).isEqualTo("History is 101 entries behind");
        says(with(9, 0, true, false));
        assertThat(model.hubStateProperty().get()).isEqualTo(HubState.BEHIND);
        assertThat(model.hubTextProperty().get()).isEqualTo("Takes nothing just now");
    }

    @Test
    void aHubOutOfReachIsAwayUntilItAnswers() {
        community.hub.away(true);
        community.hub.news();
        assertThat(model.hubStateProperty().get()).isEqualTo(HubState.AWAY);
        assertThat(model.hubTextProperty().get()).isEqualTo("Out of reach");
        community.hub.away(false);
        community.hub.news();
        assertThat(model.hubStateProperty().get()).isEqualTo(HubState.IN_STEP);
    }

    @Test
    void whoeverLeavesHearsNothingMore() {
        model.detach();
        assertThat(community.hub.followers()).isZero();
    }
}
