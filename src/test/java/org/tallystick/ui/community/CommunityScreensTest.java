package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ui.Pictures;
import org.tallystick.ui.TestOwnHub;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.community.CommunityViewModel.Section;
import org.tallystick.ui.community.ServingViewModel.Who;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.shell.ShellView;
import org.tallystick.ui.shell.ShellViewModel;
import org.tallystick.ui.shell.ShellViewModel.Place;
import org.tallystick.wallet.OwnHub.Trouble;

/** Draws the community in every state, to be looked at, and checks what can be checked without eyes. */
class CommunityScreensTest {

    private static final int MANY = 5_000;

    @TempDir
    Path temp;

    private final Pictures pictures = new Pictures();
    private UiCommunity community;

    @BeforeEach
    void make() throws Exception {
        community = new UiCommunity(temp, Kind.NONE);
    }

    @AfterEach
    void close() throws Exception {
        community.close();
        assertThat(pictures.problems()).isEmpty();
    }

    private Screen framed(CommunityViewModel model) {
        ShellViewModel shell = new ShellViewModel(community, community.background, community.messages, community.times);
        shell.placeProperty().set(Place.COMMUNITY);
        Screen framed = new ShellView(
                shell,
                community.messages,
                place -> new CommunityView(model, community.messages, section -> switch (section) {
                    case HUB ->
                        new ServingView(
                                model.serving(),
                                community.messages,
                                new GuestsView(model.serving().guests(), community.messages));
                    case PEOPLE -> new PeopleView(model.people(), community.messages);
                    case UNITS -> new UnitsView(model.units(), community.messages);
                    case LOG -> new LogView(model.log(), community.messages);
                }));
        framed.attach();
        return framed;
    }

    private CommunityViewModel model(TestOwnHub hub) {
        return model(hub, community.background);
    }

    private CommunityViewModel model(TestOwnHub hub, Background background) {
        return new CommunityViewModel(
                hub, community.wallet.me(), community.ownerName(), background, community.messages, community.times);
    }

    private TestOwnHub hub(String longer) {
        return new TestOwnHub("Riverside" + longer, community.card(UiCommunity.ME), UiCommunity.NOW_MS)
                .fill(name -> name + longer);
    }

    private void draw(String name, TestOwnHub hub, Section section, Consumer<CommunityViewModel> happening) {
        for (int percent : Pictures.PERCENTS) {
            draw(name, Pictures.WIDTH, percent, hub, section, happening, false, true);
        }
    }

    /** The dark and small, and the light and large. */
    private void drawTwice(String name, TestOwnHub hub, Section section, Consumer<CommunityViewModel> happening) {
        draw(name, Pictures.WIDTH, 100, hub, section, happening, true);
        draw(name, Pictures.WIDTH, 160, hub, section, happening, false);
    }

    /** As narrow as the window can be made: the light and small, and the dark and large. */
    private void drawNarrow(String name, TestOwnHub hub, Section section, Consumer<CommunityViewModel> happening) {
        for (int percent : Pictures.PERCENTS) {
            draw(name + "-narrow", Pictures.narrow(percent), percent, hub, section, happening, percent > 100);
        }
    }

    private void draw(
            String name,
            double width,
            int percent,
            TestOwnHub hub,
            Section section,
            Consumer<CommunityViewModel> happening,
            boolean... darks) {
        CommunityViewModel model = name.equals("loading") ? model(hub, new Never()) : model(hub);
        Consumer<Screen> shown = screen -> {
            model.sectionProperty().set(section);
            happening.accept(model);
        };
        pictures.draw(
                "community-" + name,
                width,
                percent,
                () -> framed(model),
                name.contains("detail") ? shown.andThen(Pictures::openDetail) : shown,
                darks);
    }

    /** Nothing comes back. */
    private static final class Never implements Background {

        @Override
        public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
            // Whoever asks waits.
        }

        @Override
        public void soon(Runnable work) {
            // Nor is there news.
        }
    }

    private static void serve(CommunityViewModel model, Who who) {
        model.serving().whoProperty().set(who);
        model.serving().urlProperty().set("https://hub.riverside-neighbourhood.example.org");
        model.serving().start();
    }

    @Test
    void theHub() {
        draw("off", hub(""), Section.HUB, model -> {});
        drawNarrow("off", hub(""), Section.HUB, model -> {});
        draw("serving", hub(""), Section.HUB, model -> serve(model, Who.NETWORK));
        drawNarrow("serving", hub(""), Section.HUB, model -> serve(model, Who.NETWORK));
        String longer = " of the Upper Riverside Neighbourhood Mutual Aid";
        drawTwice("serving-long", hub(longer), Section.HUB, model -> serve(model, Who.PROXY));
        drawNarrow("serving-long", hub(longer), Section.HUB, model -> serve(model, Who.PROXY));
        drawTwice("wrong", hub(""), Section.HUB, model -> {
            model.serving().whoProperty().set(Who.PROXY);
            model.serving().start();
        });
        TestOwnHub taken = hub("");
        taken.fail(Trouble.PORT_TAKEN);
        drawTwice("taken", taken, Section.HUB, model -> model.serving().start());
        TestOwnHub others = hub("");
        others.governs(false);
        others.lag(1_204);
        drawTwice("not-admin", others, Section.HUB, model -> {});
        TestOwnHub away = hub("");
        away.away(true);
        drawTwice("away", away, Section.HUB, model -> {});
        TestOwnHub alone = new TestOwnHub("Riverside", community.card(UiCommunity.ME), UiCommunity.NOW_MS);
        drawTwice("loading", hub(""), Section.HUB, model -> {});
        drawTwice("alone", alone, Section.HUB, model -> {});
    }

    @Test
    void thousandsOfPeople() {
        TestOwnHub many = new TestOwnHub("Riverside", community.card(UiCommunity.ME), UiCommunity.NOW_MS);
        for (int number = 0; number < MANY; number++) {
            many.add("Neighbour " + number, number % 9 == 4 ? AccountStatus.PENDING : AccountStatus.ACTIVE, Set.of());
            many.did(
                    "admin.approve",
                    Optional.of(many.members.getLast().person()),
                    Optional.empty(),
                    Map.of(),
                    Map.of("status", "active"));
        }
        drawTwice("many-hub", many, Section.HUB, model -> serve(model, Who.MACHINE));
        draw("many-people-detail", many, Section.PEOPLE, model -> {
            model.people().more();
            model.people().select(model.people().rows().get(3));
        });
        drawTwice("many-log", many, Section.LOG, model -> model.log().more());
    }

    @Test
    void thePeople() {
        draw("people", hub(""), Section.PEOPLE, model -> {});
        drawNarrow("people", hub(""), Section.PEOPLE, model -> {});
        Consumer<CommunityViewModel> freezing = model -> {
            model.people().select(model.people().rows().get(1));
            model.people().ask(model.people().detailProperty().get().choices().getFirst());
        };
        draw("people-detail-freeze", hub(""), Section.PEOPLE, freezing);
        String longer = " of the Upper Riverside Neighbourhood Mutual Aid";
        drawTwice("people-detail-freeze-long", hub(longer), Section.PEOPLE, freezing);
        drawNarrow("people-detail-freeze-long", hub(longer), Section.PEOPLE, freezing);
        drawTwice(
                "people-detail-waiting",
                hub(""),
                Section.PEOPLE,
                model -> model.people().select(model.people().rows().getLast()));
        TestOwnHub others = hub("");
        others.governs(false);
        drawTwice(
                "people-detail-not-admin",
                others,
                Section.PEOPLE,
                model -> model.people().select(model.people().rows().get(3)));
        drawTwice(
                "people-nobody",
                hub(""),
                Section.PEOPLE,
                model -> model.people().searchProperty().set("zzz"));
    }

    @Test
    void unitsAndTheLog() {
        Consumer<CommunityViewModel> typing =
                model -> model.units().codeProperty().set("GARDENING_HOURS_");
        draw("units", hub(""), Section.UNITS, typing);
        drawNarrow("units", hub(""), Section.UNITS, typing);
        drawTwice("units-wrong", hub(""), Section.UNITS, model -> {
            model.units().codeProperty().set("HOUR");
            model.units().define();
        });
        TestOwnHub others = hub("");
        others.governs(false);
        drawTwice("units-not-admin", others, Section.UNITS, model -> {});
        drawTwice("log", hub(" of the Upper Riverside Neighbourhood Mutual Aid"), Section.LOG, model -> {});
        drawNarrow("log", hub(" of the Upper Riverside Neighbourhood Mutual Aid"), Section.LOG, model -> {});
        TestOwnHub alone = new TestOwnHub("Riverside", community.card(UiCommunity.ME), UiCommunity.NOW_MS);
        drawTwice("log-nothing", alone, Section.LOG, model -> {});
    }
}
