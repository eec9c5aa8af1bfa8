package org.tallystick.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.shell.ShellViewModel.Banner;
import org.tallystick.ui.shell.ShellViewModel.Health;
import org.tallystick.ui.shell.ShellViewModel.Place;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Unit;

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
        assertThat(model.healthProperty().get()).isEqualTo(Health.IN_STEP);
        assertThat(model.hubTextProperty().get()).isEqualTo("Up to date, block 12,345");
        says(with(12_345, 100, false, true));
        assertThat(model.healthProperty().get()).isEqualTo(Health.IN_STEP);
        assertThat(model.hubTextProperty().get()).isEqualTo("Nothing is real, block 12,345");
    }

    @Test
    void aHubThatLagsOrTakesNothingIsBehind() {
        says(with(9, 101, false, false));
        assertThat(model.healthProperty().get()).isEqualTo(Health.BEHIND);
        assertThat(model.hubTextProperty().get()).isEqualTo("History is 101 entries behind");
        says(with(9, 0, true, false));
        assertThat(model.healthProperty().get()).isEqualTo(Health.BEHIND);
        assertThat(model.hubTextProperty().get()).isEqualTo("Takes nothing just now");
    }

    @Test
    void aHubOutOfReachIsAwayUntilItAnswers() {
        community.hub.away(true);
        community.hub.news();
        assertThat(model.healthProperty().get()).isEqualTo(Health.AWAY);
        assertThat(model.hubTextProperty().get()).isEqualTo("Out of reach");
        community.hub.away(false);
        community.hub.news();
        assertThat(model.healthProperty().get()).isEqualTo(Health.IN_STEP);
    }

    /** As somebody at a hub elsewhere has it. */
    private ShellViewModel far(HubState state) {
        model.detach();
        KnownHub hub = TestHubs.far("Millbrook", 4, state);
        community.hubs.list.add(hub);
        community.hubs.activate(hub.pid());
        ShellViewModel far = new ShellViewModel(
                community.at(new AtHub(hub, community.wallet, Optional.empty())),
                community.background,
                community.messages,
                community.times);
        far.attach();
        return far;
    }

    @Test
    void aHubElsewhereIsAsWhatKeepsUpWithItSays() {
        ShellViewModel far = far(new HubState.Syncing(7));
        assertThat(far.communityName()).isEqualTo("Millbrook");
        assertThat(far.hasOwnHub()).isFalse();
        assertThat(far.severalHubsProperty().get()).isTrue();
        assertThat(far.tileProperty().get().colour()).isEqualTo(4);
        assertThat(far.healthProperty().get()).isEqualTo(Health.BEHIND);
        assertThat(far.hubTextProperty().get()).isEqualTo("Catching up");
        assertThat(far.bannerProperty().get()).isNull();
        community.hubs.becomes(community.hubs.active(), new HubState.Connected());
        assertThat(far.healthProperty().get()).isEqualTo(Health.IN_STEP);
        far.detach();
        assertThat(community.hubs.followers()).isZero();
    }

    @Test
    void aHubOutOfReachSaysHowOldIsWhatOneSeesAndIsAskedAgain() throws Exception {
        ShellViewModel far = far(new HubState.Offline(UiCommunity.NOW_MS, false));
        assertThat(far.bannerProperty().get())
                .isEqualTo(new Banner(Tone.HELD, "Millbrook is out of reach", "What you see is from 09:29.", true));
        assertThat(far.mayPayProperty().get()).isTrue();
        far.retry();
        assertThat(community.hubs.asked).containsExactly("retry");
    }

    @Test
    void atAHubThatContradictsItselfPayingStops() {
        ShellViewModel far = far(new HubState.Connected());
        far.placeProperty().set(Place.PAY);
        assertThat(far.placeProperty().get()).isEqualTo(Place.PAY);
        community.hubs.becomes(community.hubs.active(), new HubState.Contradicting("/tmp/evidence.json"));
        assertThat(far.healthProperty().get()).isEqualTo(Health.WRONG);
        assertThat(far.bannerProperty().get().tone()).isEqualTo(Tone.DANGER);
        assertThat(far.bannerProperty().get().title()).isEqualTo("Millbrook: contradicts itself");
        assertThat(far.mayPayProperty().get()).isFalse();
        assertThat(far.placeProperty().get()).isEqualTo(Place.HUBS);
        far.placeProperty().set(Place.PAY);
        assertThat(far.placeProperty().get()).isEqualTo(Place.HUBS);
    }

    @Test
    void aPaymentThatWaitsIsCountedAndGoesWhenTheHubIsWithinReach() throws Exception {
        community.node.register("Garden");
        community.trust("Garden", UiCommunity.ME, "HOUR", "40.00");
        community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        says(with(1, 0, false, false));
        assertThat(model.bannerProperty().get())
                .isEqualTo(
                        new Banner(Tone.ACCENT, "One payment waits", "What becomes of each stands under Hubs.", false));
        community.hub.away(true);
        community.hub.news();
        assertThat(model.bannerProperty().get().text()).endsWith("One payment waits.");
    }

    @Test
    void whatNoLongerWaitsIsNotSaidToWaitAlthoughTheHubHasNothingNew() throws Exception {
        community.node.register("Garden");
        community.trust("Garden", UiCommunity.ME, "HOUR", "40.00");
        PaymentResult written = community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        assertThat(model.bannerProperty().get().title()).isEqualTo("One payment waits");
        assertThat(community.wallet.withdraw(written.txId())).isTrue();
        assertThat(model.bannerProperty().get()).isNull();
    }

    @Test
    void whoeverLeavesHearsNothingMore() {
        model.detach();
        assertThat(community.hub.followers()).isZero();
        assertThat(community.hubs.followers()).isZero();
    }
}
