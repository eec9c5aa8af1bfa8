package org.tallystick.ui.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.identity.Pid;
import org.tallystick.node.TestNode;
import org.tallystick.ui.Headless;
import org.tallystick.ui.Pictures;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.people.HubFinderView;
import org.tallystick.ui.people.HubFinderView.PictureChoice;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.ui.shell.ShellView;
import org.tallystick.ui.shell.ShellViewModel;
import org.tallystick.ui.shell.ShellViewModel.Place;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;

/** Draws the hubs in every state, to be looked at, and checks what can be checked without eyes. */
class HubsScreensTest {

    private static final String LONG = " of the Upper Riverside Neighbourhood Mutual Aid Cooperative";
    private static final UnitStanding HOUR =
            new UnitStanding(new Unit("HOUR", 2), 2_625, 6_400, 40_000, 38_000, 0, 0, 0);
    private static final UnitStanding UAH = new UnitStanding(new Unit("UAH", 2), 194_775, 0, 0, 0, 0, 0, 0);

    @TempDir
    Path temp;

    private final Pictures pictures = new Pictures();
    private UiCommunity community;
    private TestHubs hubs;

    @BeforeEach
    void make() throws Exception {
        community = new UiCommunity(temp, Kind.NONE);
        hubs = community.hubs;
        hubs.list.add(TestHubs.far("Millbrook", 2, new HubState.Offline(UiCommunity.NOW_MS - 7_200_000, false)));
        hubs.list.add(TestHubs.far("Harbour", 4, new HubState.Syncing(1_240)));
        hubs.standings.put(pid("Millbrook"), List.of(HOUR, UAH));
        hubs.standings.put(hubs.active(), List.of(HOUR));
    }

    @AfterEach
    void close() throws Exception {
        community.close();
        assertThat(pictures.problems()).isEmpty();
    }

    private static Pid pid(String name) {
        return TestNode.pid("hub " + name);
    }

    private HubsViewModel model() {
        return new HubsViewModel(
                hubs, community.wallet, community.background, community.messages, community.times, at -> {});
    }

    private Screen framed(HubsViewModel model) {
        ShellViewModel shell = new ShellViewModel(community, community.background, community.messages, community.times);
        shell.placeProperty().set(Place.HUBS);
        Screen framed = new ShellView(
                shell,
                community.messages,
                place -> new HubsView(
                        model,
                        community.messages,
                        new HubFinderView(model.finder(), community.messages, PictureChoice.Nothing::new),
                        new HubDetailView(
                                model.detail(),
                                community.messages,
                                new HubFinderView(
                                        model.detail().mover(), community.messages, PictureChoice.Nothing::new),
                                new OutboxView(model.detail().outbox(), community.messages))));
        framed.attach();
        return framed;
    }

    private void draw(String name, Consumer<Shown> happening) {
        for (int percent : Pictures.PERCENTS) {
            draw(name, Pictures.WIDTH, percent, happening, percent > 100, percent == 100);
        }
        for (int percent : Pictures.PERCENTS) {
            draw(name + "-narrow", Pictures.narrow(percent), percent, happening, percent > 100);
        }
    }

    private void draw(String name, double width, int percent, Consumer<Shown> happening, boolean... darks) {
        HubsViewModel model = model();
        Consumer<Screen> shown = screen -> {
            Shown drawn = new Shown(screen, model);
            happening.accept(drawn);
            assertThat(drawn.list().getSelectionModel().getSelectedItem().pid())
                    .as("what is selected in the list is what is shown beside it")
                    .isEqualTo(model.detail().detailProperty().get().pid());
        };
        pictures.draw(
                "hubs-" + name,
                width,
                percent,
                () -> framed(model),
                name.startsWith("list") ? shown : shown.andThen(Pictures::openDetail),
                darks);
    }

    /** A screen that is drawn, and what decides behind it. */
    private record Shown(Screen screen, HubsViewModel model) {

        @SuppressWarnings("unchecked")
        ListView<HubsViewModel.Row> list() {
            return (ListView<HubsViewModel.Row>) screen.root().lookup("#list");
        }

        /** Chooses a hub as a person does. */
        void select(int index) {
            list().getSelectionModel().select(index);
        }

        HubDetailViewModel detail() {
            return model.detail();
        }

        void add(String text) {
            model.add();
            model.finder().take(text);
        }
    }

    @Test
    void theListAndAHub() {
        draw("list", shown -> {});
        draw("away", shown -> shown.select(1));
        draw("leaving", shown -> {
            shown.select(1);
            shown.detail().askLeave();
            hubs.leaving = new HubLeaving.DebtsOpen(List.of(HOUR, UAH));
            shown.detail().leave();
        });
    }

    @Test
    void whatIsOnItsWay() throws Exception {
        community.node.register("Garden");
        for (int number = 0; number < 3; number++) {
            community.wallet.prepare(
                    community.pid("Garden"), new Unit("HOUR", 2), 650, Optional.empty(), community.constraints);
        }
        draw("outbox", shown -> {});
    }

    @Test
    void everyStateIsSaid() {
        hubs.list.clear();
        int colour = 0;
        for (HubState state : List.of(
                new HubState.Connected(),
                new HubState.Connecting(),
                new HubState.Behind(),
                new HubState.Waiting(),
                new HubState.Refused("E006"),
                new HubState.Recovered(2),
                new HubState.Offline(UiCommunity.NOW_MS, true),
                new HubState.Stranger("7Qm4"),
                new HubState.Contradicting(
                        "/home/ada/.local/share/tallystick/wallet/hubs/evidence-20260922-113000.json"))) {
            String name = state.getClass().getSimpleName() + LONG;
            hubs.list.add(TestHubs.far(name, colour++ % KnownHub.COLOURS, state));
        }
        hubs.activate(hubs.list.getLast().pid());
        draw("states-contradicting", shown -> {});
        hubs.activate(hubs.list.getFirst().pid());
        draw("states-stranger", shown -> shown.select(7));
    }

    @Test
    void whatIsGivenBackIsSaid() {
        hubs.givenBack.put(pid("Millbrook"), new GivenBack(14, 12));
        hubs.becomes(pid("Millbrook"), new HubState.Connected());
        draw("given-back", Pictures.WIDTH, 100, shown -> shown.select(1), false, true);
    }

    @Test
    void aPictureFileThatIsTooLargeIsSaidToBeThat() {
        HubFinderViewModel finder = model().finder();
        Headless.onFx(() -> {
            Screen screen = new HubFinderView(finder, community.messages, PictureChoice.TooLarge::new);
            screen.root().lookupAll(".button").stream()
                    .map(Button.class::cast)
                    .filter(button -> button.getText().equals(community.messages.text("hubs.picture")))
                    .forEach(Button::fire);
            return null;
        });
        assertThat(finder.problemProperty().get()).startsWith("This picture is too large.");
    }

    @Test
    void oneMore() {
        draw("add", shown -> shown.model().add());
        hubs.look = new HubLook.Found(TestHubs.offer("Weavers"));
        draw("add-found", shown -> shown.add("hub.example.org"));
        hubs.look = new HubLook.Found(new HubOffer(
                pid("Weavers"),
                Optional.empty(),
                "http://10.0.0.17:8080",
                "Weavers" + LONG,
                HubDialect.REFERENCE,
                List.of(new Unit("HOUR", 2)),
                true,
                true,
                true,
                Optional.of("q7Y2xT9mQmW1lH6VfQmPz3a0o1B5cD8eF9gH0iJ2kL4="),
                600_000));
        draw("add-unusual", shown -> {
            shown.add("http://10.0.0.17:8080");
            shown.model().join();
        });
        hubs.look = new HubLook.Elsewhere("https://hub.example.org", "https://somewhere.example.net");
        draw("add-elsewhere", shown -> shown.add("hub.example.org"));
        hubs.look = new HubLook.Found(TestHubs.offer("Millbrook"));
        draw("move", shown -> {
            shown.select(1);
            shown.detail().askMove();
            shown.detail().mover().take("https://new.example.org");
        });
    }
}
