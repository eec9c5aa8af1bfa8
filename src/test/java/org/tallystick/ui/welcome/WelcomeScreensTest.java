package org.tallystick.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;
import org.tallystick.ui.AtOnce;
import org.tallystick.ui.Headless;
import org.tallystick.ui.SceneChecks;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.people.HubFinderView;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.WalletHome;

class WelcomeScreensTest {

    private static final Messages MESSAGES = Messages.in(Locale.ENGLISH);
    private static final int[] PERCENTS = {100, 160};
    private static final int WIDTH_PIXELS = 1280;

    /** As narrow as the window can be made, 46 em. */
    private static final int NARROW_PIXELS = 644;

    @BeforeAll
    static void start() {
        Headless.start();
    }

    @Test
    void everyStepIsDrawn() {
        draw("choose", model -> {});
        draw("name", WelcomeViewModel::chooseNew);
        draw("name-filled", model -> {
            model.chooseNew();
            model.nameProperty().set("Bike Workshop");
            model.passwordProperty().set("green heron over water");
            model.passwordAgainProperty().set("green heron");
            model.next();
        });
        draw("words", this::toWords);
        draw("check", model -> {
            toWords(model);
            model.next();
        });
        draw("check-wrong", model -> {
            toWords(model);
            model.next();
            model.next();
        });
        draw("place", this::toPlace);
        draw("place-hub", model -> {
            toPlace(model);
            model.ownCommunityProperty().set(false);
            model.elsewhereProperty().set(true);
            model.finder().take("hub.example.org");
        });
        draw("restore", WelcomeViewModel::chooseRestore);
        draw("practice", WelcomeViewModel::choosePractice);
    }

    @Test
    void aLockedWalletAsksForItsPassword() {
        FakeHome real = new FakeHome();
        real.found = new WalletHome.Found.Wallet("Bike Workshop", true);
        draw("unlock", real, model -> {});
        real.outcome = new WalletHome.Outcome.WrongPassword();
        draw("unlock-wrong", real, WelcomeViewModel::next);
        draw("forgot", real, WelcomeViewModel::forgot);
    }

    private void toPlace(WelcomeViewModel model) {
        toWords(model);
        model.next();
        for (int i = 0; i < 3; i++) {
            model.answers().get(i).set(FakeHome.WORDS.get(model.askedWords().get(i) - 1));
        }
        model.next();
    }

    private void toWords(WelcomeViewModel model) {
        model.chooseNew();
        model.nameProperty().set("Bike Workshop");
        model.next();
    }

    private interface Steps {
        void go(WelcomeViewModel model);
    }

    private static void draw(String name, Steps steps) {
        FakeHome real = new FakeHome();
        real.look = new HubLook.Found(TestHubs.offer("Weavers"));
        draw(name, real, steps);
    }

    private static void draw(String name, FakeHome real, Steps steps) {
        draw(name, real, WIDTH_PIXELS, steps);
        draw(name + "-narrow", real, NARROW_PIXELS, steps);
    }

    private static void draw(String name, FakeHome real, int atHundred, Steps steps) {
        for (int percent : PERCENTS) {
            for (boolean dark : new boolean[] {false, true}) {
                var file = Headless.onFx(() -> {
                    WelcomeViewModel model = new WelcomeViewModel(
                            real, new FakeHome(), new AtOnce(), MESSAGES, Randomness.seeded(1), opened -> {});
                    WelcomeView view = new WelcomeView(
                            model, MESSAGES, new HubFinderView(model.finder(), MESSAGES, Optional::empty));
                    model.start();
                    steps.go(model);
                    view.attach();
                    var drawn = Headless.render(
                            view.root(),
                            atHundred == NARROW_PIXELS ? atHundred * percent / 100 : atHundred,
                            800,
                            dark,
                            percent,
                            "welcome-" + name + "-" + (dark ? "dark" : "light") + "-" + percent);
                    assertThat(SceneChecks.problems(view.root()))
                            .as(name + " at " + percent)
                            .isEmpty();
                    return drawn;
                });
                assertThat(file)
                        .satisfies(drawn -> assertThat(Files.size(drawn)).isGreaterThan(10_000));
            }
        }
    }
}
