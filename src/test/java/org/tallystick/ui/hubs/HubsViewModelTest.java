package org.tallystick.ui.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.identity.Pid;
import org.tallystick.node.TestNode;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.hubs.HubDetailViewModel.Doing;
import org.tallystick.ui.hubs.HubsViewModel.Row;
import org.tallystick.ui.hubs.HubsViewModel.Side;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;

class HubsViewModelTest {

    private static final Pid MILLBROOK = TestNode.pid("hub Millbrook");
    private static final UnitStanding HOUR = new UnitStanding(new Unit("HOUR", 2), 2_625, 0, 40_000, 38_000, 0, 0, 0);

    @TempDir
    Path temp;

    private final List<AtHub> switched = new ArrayList<>();
    private UiCommunity community;
    private TestHubs hubs;
    private HubsViewModel model;

    @BeforeEach
    void open() throws IOException {
        community = new UiCommunity(temp, Kind.NORMAL);
        hubs = community.hubs;
        hubs.list.add(TestHubs.far("Millbrook", 2, new HubState.Offline(UiCommunity.NOW_MS - 7_200_000, false)));
        hubs.standings.put(MILLBROOK, List.of(HOUR));
        model = new HubsViewModel(
                hubs, community.wallet, community.background, community.messages, community.times, switched::add);
        model.attach();
    }

    @AfterEach
    void close() throws IOException {
        model.detach();
        assertThat(hubs.followers()).isZero();
        community.close();
    }

    private void select(int index) {
        model.select(model.rows().get(index));
    }

    private HubDetailViewModel.Detail detail() {
        return model.detail().detailProperty().get();
    }

    @Test
    void eachHubSaysHowItIsAndHowOldThatIs() {
        assertThat(model.rows()).extracting(row -> row.look().name()).containsExactly("Riverside", "Millbrook");
        assertThat(model.rows()).extracting(Row::state).containsExactly("up to date", "out of reach");
        assertThat(model.rows())
                .extracting(Row::caption)
                .containsExactly("On this computer", "What you see is from 09:29.");
        assertThat(model.rows()).extracting(Row::active).containsExactly(true, false);
        assertThat(detail().look().name()).as("the one that is shown").isEqualTo("Riverside");
        assertThat(detail().elsewhere()).isFalse();
        select(1);
        assertThat(detail().meaning())
                .isEqualTo("It has not answered since 09:30. It is asked again and again; nothing is lost.");
        assertThat(model.detail().units()).containsExactly(new HubDetailViewModel.UnitRow("HOUR", -2_625, 2));
    }

    @Test
    void howMuchAHubHasAgainOfWhatItLostIsSaid() {
        select(1);
        assertThat(detail().givenBack()).isEmpty();
        hubs.givenBack.put(MILLBROOK, new GivenBack(1_400, 12));
        hubs.news();
        assertThat(detail().givenBack())
                .isEqualTo(
                        "It had lost 1,400 of your entries, and has 12 again. The others are given back as soon as it can take them.");
        hubs.givenBack.put(MILLBROOK, new GivenBack(14, 14));
        hubs.news();
        assertThat(detail().givenBack()).isEqualTo("It had lost 14 of your entries, and has all of them again.");
    }

    @Test
    void whoHasNoAccountAnyMoreIsToldHowToGetOne() {
        select(1);
        hubs.becomes(MILLBROOK, new HubState.Refused("E011"));
        assertThat(detail().meaning())
                .startsWith("You have no account there")
                .contains("Join it once more")
                .contains("(E011)");
        hubs.becomes(MILLBROOK, new HubState.Refused("E006"));
        assertThat(detail().meaning()).contains("Its operator knows why");
    }

    @Test
    void whatChangesIsShownAtOnce() {
        select(1);
        hubs.becomes(MILLBROOK, new HubState.Contradicting("/tmp/evidence.json"));
        assertThat(model.rows().get(1).state()).isEqualTo("contradicts itself");
        assertThat(detail().evidence()).isEqualTo("/tmp/evidence.json");
    }

    @Test
    void aHubThatIsOpenedIsShownFromThenOn() {
        select(1);
        model.detail().open();
        assertThat(switched).hasSize(1);
        assertThat(switched.getFirst().hub().pid()).isEqualTo(MILLBROOK);
        assertThat(switched.getFirst().ownHub()).isEmpty();
        hubs.broken = true;
        model.detail().open();
        assertThat(switched).hasSize(1);
        assertThat(model.detail().problemProperty().get())
                .isEqualTo("Millbrook could not be opened. The log says why.");
    }

    @Test
    void oneMoreIsFoundNamedAndJoined() {
        model.add();
        assertThat(model.sideProperty().get()).isEqualTo(Side.ADD);
        model.join();
        assertThat(model.finder().problemProperty().get()).isNotEmpty();
        HubOffer offer = TestHubs.offer("Weavers");
        hubs.look = new HubLook.Found(offer);
        model.finder().take("  hub.example.org\n");
        String pid = offer.pid().text();
        assertThat(model.finder().shownProperty().get().sentence().text())
                .isEqualTo("You join Weavers. It counts in HOUR, UAH. It is known by its PID, " + pid.substring(0, 4)
                        + "…" + pid.substring(pid.length() - 4) + ".");
        assertThat(model.finder().shownProperty().get().warnings()).isEmpty();
        model.join();
        assertThat(hubs.asked).containsExactly("look hub.example.org", "join Weavers false");
        assertThat(model.sideProperty().get()).isEqualTo(Side.DETAIL);
        assertThat(detail().look().name()).isEqualTo("Weavers");
        assertThat(model.newsProperty().get()).isEqualTo("You take part at Weavers now");
    }

    @Test
    void whatIsUnusualNeedsAYes() {
        hubs.look = new HubLook.Found(new HubOffer(
                TestNode.pid("hub Weavers"),
                Optional.empty(),
                "http://10.0.0.17:8080",
                "",
                HubDialect.REFERENCE,
                List.of(),
                true,
                true,
                true,
                Optional.of("q7Y2"),
                -600_000));
        model.add();
        model.finder().take("http://10.0.0.17:8080");
        assertThat(model.finder().shownProperty().get().warnings()).hasSize(5);
        assertThat(model.finder().shownProperty().get().sentence().text())
                .startsWith("You join the hub at 10.0.0.17:8080,");
        model.join();
        assertThat(hubs.asked).as("nothing was joined").containsExactly("look http://10.0.0.17:8080");
        assertThat(model.finder().problemProperty().get())
                .isEqualTo("Say first that you know what is unusual about it");
        model.finder().yesProperty().set(true);
        model.join();
        assertThat(hubs.asked).endsWith("join 10.0.0.17:8080 true");
        assertThat(model.newsProperty().get()).isEqualTo("10.0.0.17:8080 knows you; its operator has to approve you");
    }

    @Test
    void anotherAddressForgetsTheYesOfTheOneBefore() {
        hubs.look = new HubLook.Found(TestHubs.offer("Weavers"));
        model.add();
        model.finder().take("hub.example.org");
        model.finder().yesProperty().set(true);
        model.finder().textProperty().set("hub.example.net");
        assertThat(model.finder().shownProperty().get()).isNull();
        assertThat(model.finder().yesProperty().get()).isFalse();
        assertThat(model.finder().agreed()).isEmpty();
    }

    @Test
    void whatIsNoHubIsSaidAndNotJoined() {
        model.add();
        hubs.look = new HubLook.AnotherHub("https://hub.example.org", MILLBROOK);
        model.finder().take("hub.example.org");
        assertThat(model.finder().problemProperty().get())
                .startsWith("At https://hub.example.org answers another hub than");
        hubs.look = new HubLook.Silent("https://hub.example.org");
        model.finder().look();
        assertThat(model.finder().problemProperty().get()).startsWith("Nobody answers at https://hub.example.org");
        model.finder().take("");
        assertThat(model.finder().problemProperty().get()).isEqualTo("There is no text and no picture to paste");
        model.finder().picture(new int[0], 0);
        assertThat(model.finder().problemProperty().get()).isEqualTo("This picture cannot be read");
        model.finder().picture(new int[400], 20);
        assertThat(model.finder().problemProperty().get()).isEqualTo("There is no QR code in this picture");
        model.finder().tooLarge();
        assertThat(model.finder().problemProperty().get()).startsWith("This picture is too large.");
    }

    @Test
    void aHubThatDoesNotTakeTheOwnerSaysSo() {
        hubs.look = new HubLook.Found(TestHubs.offer("Weavers"));
        hubs.joining = Optional.of(new HubJoining.Refused("E006"));
        model.add();
        model.finder().take("hub.example.org");
        model.join();
        assertThat(model.finder().problemProperty().get())
                .isEqualTo("Weavers does not take you (E006). Its operator knows why.");
        assertThat(model.sideProperty().get()).isEqualTo(Side.ADD);
    }

    @Test
    void aHubIsRenamedAndAskedAgain() {
        select(1);
        model.detail().nameProperty().set("  ");
        model.detail().rename();
        assertThat(model.detail().problemProperty().get()).isEqualTo("A hub’s name has 1 to 100 characters");
        model.detail().nameProperty().set(" Old mill ");
        model.detail().rename();
        assertThat(model.rows().get(1).look().name()).isEqualTo("Old mill");
        model.detail().retry();
        assertThat(hubs.asked).containsExactly("rename Old mill", "retry");
    }

    @Test
    void aHubMovesOnlyToWhereItProvesToBeTheSame() {
        select(1);
        model.detail().askMove();
        hubs.look = new HubLook.Found(TestHubs.offer("Weavers"));
        model.detail().mover().take("new.example.org");
        model.detail().move();
        assertThat(model.detail().mover().problemProperty().get())
                .isEqualTo("This is another hub than Millbrook: Weavers. Add it as a hub of its own.");
        hubs.look = new HubLook.Found(TestHubs.offer("Millbrook"));
        model.detail().mover().look();
        model.detail().move();
        assertThat(hubs.asked).endsWith("move https://hub.example.org false");
        assertThat(model.detail().doingProperty().get()).isEqualTo(Doing.LOOKING);
        assertThat(switched).as("another hub is shown, whose wallet stays").isEmpty();
    }

    @Test
    void whereTheHubThatIsShownMovesItsNewWalletTakesThePlaceOfTheOneThatEnded() {
        hubs.activate(MILLBROOK);
        select(1);
        model.detail().askMove();
        hubs.look = new HubLook.Found(TestHubs.offer("Millbrook"));
        model.detail().mover().take("new.example.org");
        model.detail().move();
        assertThat(hubs.asked).endsWith("move https://hub.example.org false", "open");
        assertThat(switched).extracting(at -> at.hub().pid()).containsExactly(MILLBROOK);
    }

    @Test
    void whereTheHubThatIsShownIsLeftOrJoinedAgainNobodyGoesOnWithTheWalletThatEnded() {
        hubs.activate(MILLBROOK);
        hubs.look = new HubLook.Found(TestHubs.offer("Millbrook"));
        model.add();
        model.finder().take("hub.example.org");
        model.join();
        assertThat(switched).extracting(at -> at.hub().pid()).containsExactly(MILLBROOK);
        select(1);
        model.detail().askLeave();
        model.detail().leave();
        assertThat(switched).extracting(at -> at.hub().name()).containsExactly("Millbrook", "Riverside");
    }

    @Test
    void aHubIsLeftOnlyAfterItWasSaidWhatStaysThere() {
        select(1);
        model.detail().askLeave();
        assertThat(model.detail().leavingProperty().get().text()).startsWith("You leave Millbrook. Your account stays");
        hubs.leaving = new HubLeaving.DebtsOpen(List.of(HOUR));
        model.detail().leave();
        assertThat(model.detail().warningProperty().get()).contains("−26.25 HOUR");
        assertThat(model.rows()).hasSize(2);
        model.detail().leave();
        assertThat(hubs.asked).containsExactly("leave false", "leave true");
        assertThat(model.rows()).hasSize(1);
        assertThat(detail().look().name()).isEqualTo("Riverside");
    }

    @Test
    void whoLooksAtAnotherHubLeavesNothing() {
        select(1);
        model.detail().askLeave();
        hubs.leaving = new HubLeaving.Silent();
        model.detail().leave();
        select(0);
        select(1);
        assertThat(model.detail().doingProperty().get()).isEqualTo(Doing.LOOKING);
        model.detail().askLeave();
        model.detail().leave();
        assertThat(hubs.asked).as("asked anew").containsExactly("leave false", "leave false");
    }

    @Test
    void aPaymentThatWaitsCanBeWithdrawn() throws Exception {
        community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        hubs.news();
        OutboxViewModel outbox = model.detail().outbox();
        assertThat(outbox.rows()).hasSize(1);
        OutboxViewModel.Row row = outbox.rows().getFirst();
        assertThat(row.what()).isEqualTo("6.50 HOUR to Garden");
        assertThat(row.until()).isEqualTo("Written 11:30, sent when the hub is within reach. It lapses 23 Sep.");
        assertThat(row.waits()).isTrue();
        outbox.withdraw(row);
        assertThat(outbox.rows()).isEmpty();
        assertThat(outbox.problemProperty().get()).isEqualTo("Taken back. Nothing of it was sent.");
        outbox.withdraw(row);
        assertThat(outbox.problemProperty().get()).startsWith("It may have been sent meanwhile");
    }

    @Test
    void whatWasSentCanBeAskedForAndWhatWaitsCannot() throws Exception {
        community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        hubs.news();
        OutboxViewModel outbox = model.detail().outbox();
        assertThat(outbox.titleProperty().get()).isEqualTo("Waiting to be sent");
        assertThat(outbox.canAskProperty().get()).isFalse();
        outbox.ask();
        assertThat(outbox.rows()).hasSize(1);
        community.way.away(true);
        community.wallet.pay(
                community.pid("Garden"), new Unit("HOUR", 2), 100, Optional.empty(), community.constraints);
        hubs.news();
        assertThat(outbox.titleProperty().get()).isEqualTo("On the way");
        assertThat(outbox.canAskProperty().get()).isTrue();
        community.way.away(false);
        outbox.ask();
        assertThat(outbox.rows())
                .as("what waited was sent, and what was lost on the way once more")
                .isEmpty();
        assertThat(outbox.problemProperty().get()).isEmpty();
    }

    @Test
    void whatWaitsForAHubThatIsNotShownIsTakenBackThere() throws Exception {
        community
                .walletAt(MILLBROOK)
                .prepare(TestNode.pid("Bob"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        select(1);
        OutboxViewModel outbox = model.detail().outbox();
        outbox.withdraw(outbox.rows().getFirst());
        assertThat(hubs.asked).containsExactly("withdraw at Millbrook");
        assertThat(outbox.rows()).isEmpty();
    }

    @Test
    void whatWasSaidOfAPaymentStaysUntilAnotherHubIsLookedAt() throws Exception {
        community.wallet.prepare(
                community.pid("Garden"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        hubs.news();
        OutboxViewModel outbox = model.detail().outbox();
        outbox.withdraw(outbox.rows().getFirst());
        hubs.news();
        assertThat(outbox.problemProperty().get()).isEqualTo("Taken back. Nothing of it was sent.");
        select(1);
        assertThat(outbox.problemProperty().get()).isEmpty();
    }

    @Test
    void whoeverHearsOfNewRowsFindsTheHubSelectedThatIsLookedAt() {
        List<String> selected = new ArrayList<>();
        model.rows().addListener((ListChangeListener<Row>) change ->
                selected.add(model.selectedRow().map(row -> row.look().name()).orElse("nothing")));
        select(1);
        model.detail().askLeave();
        model.detail().leave();
        assertThat(selected).containsExactly("Riverside");
    }
}
