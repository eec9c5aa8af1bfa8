package org.tallystick.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;
import org.tallystick.ui.AtOnce;
import org.tallystick.ui.Headless;
import org.tallystick.ui.Pictures;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.people.HubFinderView;
import org.tallystick.ui.people.HubFinderView.PictureChoice;
import org.tallystick.ui.welcome.PlaceViewModel.Where;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.WalletHome;

class WelcomeScreensTest {

    private static final Messages MESSAGES = Messages.in(Locale.ENGLISH);
    private final Pictures pictures = new Pictures();

    @AfterEach
    void nothingIsWrong() {
        assertThat(pictures.problems()).isEmpty();
    }

    @Test
    void everyStepIsDrawn() {
        draw("choose", model -> {});
        draw("invitation", WelcomeViewModel::chooseInvited);
        draw("name", WelcomeViewModel::chooseNew);
        draw("name-filled", model -> {
            model.chooseNew();
            model.owner().nameProperty().set("Bike Workshop");
            model.owner().passwordProperty().set("green heron over water");
            model.owner().passwordAgainProperty().set("green heron");
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
        draw("place", model -> {
            toPlace(model);
            model.place().whereProperty().set(Where.OWN);
        });
        draw("place-hub", model -> {
            toPlace(model);
            model.place().finder().take("hub.example.org");
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

    /** What has the focus after something happened to a place that had it. */
    private String focused(String place, Consumer<RadioButton> happening) {
        return Headless.onFx(() -> {
            Screen screen = opened(new FakeHome(), this::toPlace);
            Scene scene = new Scene(screen.root(), Pictures.WIDTH, Pictures.WIDTH);
            screen.root().applyCss();
            screen.root().layout();
            RadioButton button = screen.root().lookupAll(".radio-button").stream()
                    .map(RadioButton.class::cast)
                    .filter(one -> one.getText().equals(MESSAGES.text(place)))
                    .findFirst()
                    .orElseThrow();
            button.requestFocus();
            happening.accept(button);
            Node owner = scene.getFocusOwner();
            screen.detach();
            return owner instanceof RadioButton radio ? radio.getText() : owner.getAccessibleText();
        });
    }

    @Test
    void whoChoosesAPlaceTypesWhatItHasToKnow() {
        assertThat(focused("welcome.place.own", RadioButton::fire)).isEqualTo(MESSAGES.text("welcome.place.name"));
        assertThat(focused("welcome.place.hub", WelcomeScreensTest::down))
                .as("who passes by with the arrows is not caught")
                .isEqualTo(MESSAGES.text("welcome.place.own"));
        assertThat(focused("welcome.place.own", WelcomeScreensTest::down))
                .isEqualTo(MESSAGES.text("welcome.place.town"));
    }

    private static void down(Node node) {
        node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
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
        model.owner().nameProperty().set("Bike Workshop");
        model.next();
    }

    private interface Steps {
        void go(WelcomeViewModel model);
    }

    private void draw(String name, Steps steps) {
        FakeHome real = new FakeHome();
        real.look = new HubLook.Found(TestHubs.offer("Weavers"));
        draw(name, real, steps);
    }

    private void draw(String name, FakeHome real, Steps steps) {
        for (int percent : Pictures.PERCENTS) {
            draw(name, Pictures.WIDTH, percent, real, steps);
            draw(name + "-narrow", Pictures.narrow(percent), percent, real, steps);
        }
    }

    private void draw(String name, double width, int percent, FakeHome real, Steps steps) {
        pictures.draw("welcome-" + name, width, percent, () -> opened(real, steps), screen -> {}, false, true);
    }

    private static Screen finder(WelcomeViewModel model) {
        return new HubFinderView(model.place().finder(), MESSAGES, PictureChoice.Nothing::new);
    }

    private static Screen opened(FakeHome real, Steps steps) {
        WelcomeViewModel model =
                new WelcomeViewModel(real, new FakeHome(), new AtOnce(), MESSAGES, Randomness.seeded(1), opened -> {});
        WelcomeView view = new WelcomeView(
                model,
                MESSAGES,
                new OwnerView(model.owner(), MESSAGES),
                finder(model),
                new PlaceView(model.place(), MESSAGES, finder(model)));
        model.start();
        steps.go(model);
        view.attach();
        return view;
    }
}
