package org.tallystick.ui.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.identity.Pid;
import org.tallystick.node.TestNode;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.BalanceCard;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.Unit;

class HomeViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;

    private HomeViewModel model(Kind kind) throws IOException {
        community = new UiCommunity(temp, kind);
        return new HomeViewModel(
                community.wallet, community.background, community.messages, community.words, community.times);
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    @Test
    void whereIStandIsACardForEachUnit() throws IOException {
        HomeViewModel model = model(Kind.NORMAL);
        assertThat(model.stateProperty().get()).isEqualTo(Availability.LOADING);
        model.attach();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
        assertThat(model.cards()).extracting(BalanceCard.Content::code).containsExactly("HOUR", "UAH");
        BalanceCard.Content hour = model.cards().getFirst();
        assertThat(hour.sentence()).isEqualTo("HOUR: net −5.50, can spend 64.50, can receive 70.50");
        assertThat(hour.netWords()).isEqualTo("I owe, all in all");
        assertThat(hour.leftEnd()).isEqualTo("may owe 70.00");
        assertThat(hour.rightEnd()).isEqualTo("may be owed 65.00");
        assertThat(hour.pairs()).extracting(BalanceCard.Pair::amountMinor).containsExactly(950L, 400L, 6450L, 7050L);
        assertThat(model.provenProperty().get())
                .matches("All of this is signed, and was checked here, up to block \\d+\\.");
        assertThat(model.today()).isEqualTo("Tuesday 22 September");
    }

    @Test
    void whatHappenedLastComesFirst() throws IOException {
        HomeViewModel model = model(Kind.NORMAL);
        model.attach();
        assertThat(model.recent()).hasSize(8);
        ActivityRow.Content last = model.recent().getFirst().content();
        assertThat(last.sentence().text()).isEqualTo("You paid Bakery");
        assertThat(last.caption()).isEqualTo("rye loaves");
        assertThat(last.amountMinor()).isEqualTo(OptionalLong.of(-12_000));
        assertThat(model.recent().get(3).content().sentence().text()).isEqualTo("A circle of 3 cancelled debts");
        assertThat(model.recent().get(3).content().caption()).isEqualTo("Garden, Bakery");
    }

    @Test
    void newsChangeWhatIsShownUntilItIsLeft() throws IOException {
        HomeViewModel model = model(Kind.NORMAL);
        model.attach();
        community.pay(UiCommunity.ME, "Garden", "HOUR", "1.50", "seeds");
        assertThat(model.recent().getFirst().content().caption()).isEqualTo("rye loaves");
        community.hub.news();
        assertThat(model.recent().getFirst().content().caption()).isEqualTo("seeds");
        assertThat(model.cards().getFirst().sentence()).startsWith("HOUR: net −7.00");
        model.detach();
        assertThat(community.hub.followers()).isZero();
    }

    @Test
    void aHubOutOfReachIsSaidAndForgottenWhenItAnswers() throws IOException {
        HomeViewModel model = model(Kind.NORMAL);
        community.hub.away(true);
        model.attach();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.AWAY);
        community.hub.away(false);
        community.hub.news();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
    }

    @Test
    void whoHasNoLineHasNowhereToStand() throws IOException {
        HomeViewModel model = model(Kind.NONE);
        model.attach();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
        assertThat(model.cards()).isEmpty();
        assertThat(model.needs()).isEmpty();
    }

    @Test
    void aPaymentThatWaitsIsNotCalledUncertain() throws Exception {
        HomeViewModel model = model(Kind.NORMAL);
        community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 100, Optional.empty(), community.constraints);
        model.attach();
        assertThat(model.needs())
                .singleElement()
                .satisfies(need -> assertThat(need.title()).isEqualTo("Waits for its hub: 1.00 HOUR to Garden"));
        community.wallet.sendWaiting();
        community.hub.news();
        assertThat(model.needs()).isEmpty();
    }

    @Test
    void aPaymentOfWhichNobodyKnowsNeedsTheOwner() throws Exception {
        HomeViewModel model = model(Kind.NORMAL);
        community.way.away(true);
        community.wallet.pay(
                community.pid("Garden"), new Unit("HOUR", 2), 100, Optional.empty(), community.constraints);
        model.attach();
        assertThat(model.needs())
                .containsExactly(new HomeViewModel.Need(
                        "Not certain yet: 1.00 HOUR to Garden",
                        "Sent 11:30. The hub is asked what became of it; there is nothing to do.",
                        ""));
        community.way.away(false);
        community.clock.pass(10 * 60_000);
        community.wallet.resolve();
        community.hub.news();
        assertThat(model.needs()).isEmpty();
    }

    @Test
    void aHubIsNotAskedWhomTheOwnerPaysElsewhere() throws Exception {
        HomeViewModel model = model(Kind.NORMAL);
        Pid elsewhere = TestNode.pid("somebody elsewhere");
        community
                .walletAt(TestNode.pid("hub Millbrook"))
                .prepare(elsewhere, new Unit("HOUR", 2), 100, Optional.empty(), community.constraints);
        community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 200, Optional.empty(), community.constraints);
        model.attach();
        assertThat(model.needs())
                .extracting(HomeViewModel.Need::title)
                .containsExactly(
                        "Waits for its hub: 1.00 HOUR to " + Names.brief(elsewhere),
                        "Waits for its hub: 2.00 HOUR to Garden");
        assertThat(community.hub.named).contains(community.pid("Garden")).doesNotContain(elsewhere);
    }
}
