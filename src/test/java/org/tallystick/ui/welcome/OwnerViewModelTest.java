package org.tallystick.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.fx.Messages;

class OwnerViewModelTest {

    private static final String GOOD = "green heron over water";

    private int typed;
    private final OwnerViewModel model = new OwnerViewModel(Messages.in(Locale.ENGLISH), () -> typed++);

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void nobodyIsCalledNothing(String name) {
        model.nameProperty().set(name);
        assertThat(model.problem()).contains("A name has 1 to 100 characters");
    }

    @Test
    void aNameHasAtMostAHundredCharacters() {
        model.nameProperty().set("x".repeat(101));
        assertThat(model.problem()).contains("A name has 1 to 100 characters");
        model.nameProperty().set(" " + "x".repeat(100) + " ");
        assertThat(model.problem()).isEmpty();
        assertThat(model.called()).hasSize(100);
        assertThat(typed).isEqualTo(2);
    }

    @Test
    void aWeakPasswordOrTwoDifferentOnesStopAndNoneIsAllowed() {
        model.nameProperty().set("Zora");
        model.passwordProperty().set("abcdefgh");
        assertThat(model.problem()).hasValueSatisfying(said -> assertThat(said).startsWith("This password falls"));
        assertThat(model.strengthSteps()).isEqualTo(1);
        model.passwordProperty().set(GOOD);
        assertThat(model.problem()).contains("The two passwords are not the same");
        model.passwordAgainProperty().set(GOOD);
        assertThat(model.problem()).isEmpty();
        model.forget();
        assertThat(model.problem()).isEmpty();
        assertThat(model.secret()).isEmpty();
    }

    @Test
    void whereNoPasswordIsAskedForNoneIsWrong() {
        model.nameProperty().set("Zora");
        model.passwordProperty().set("weak");
        model.askPassword(false);
        assertThat(model.problem()).isEmpty();
    }
}
