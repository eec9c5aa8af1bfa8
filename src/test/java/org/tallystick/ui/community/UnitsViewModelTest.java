package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.community.UnitsViewModel.Row;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.Unit;

class UnitsViewModelTest {

    private final HubFixture at = new HubFixture();
    private final UnitsViewModel model = at.units;

    @BeforeEach
    void show() {
        at.shown();
    }

    @Test
    void unitsAreListedWithTheirDecimals() {
        assertThat(model.rows())
                .containsExactly(
                        new Row("HOUR", "2 decimals", true),
                        new Row("KWH", "no decimals", false),
                        new Row("UAH", "2 decimals", true));
    }

    @Test
    void aNewUnitSaysHowAmountsWillBeWrittenAndIsDefined() {
        assertThat(model.promiseProperty().get()).isEmpty();
        model.codeProperty().set("egg");
        model.decimalsProperty().set(0);
        assertThat(model.promiseProperty().get())
                .isEqualTo("Amounts are written 1,234 EGG. That can never be changed later.");
        model.decimalsProperty().set(1);
        assertThat(model.promiseProperty().get()).startsWith("Amounts are written 123.4 EGG.");
        model.define();
        assertThat(at.hub.acts).containsExactly(new AdminAct.Define(new Unit("EGG", 1)));
        assertThat(model.rows()).contains(new Row("EGG", "1 decimal", true));
        assertThat(model.codeProperty().get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EGG 1", "EGG-1", "SEVENTEEN_LETTERS"})
    void whatIsNoCodeIsNotSent(String code) {
        model.codeProperty().set(code);
        model.define();
        assertThat(model.problemProperty().get()).startsWith("A unit’s code has 1 to 16");
        assertThat(at.hub.acts).isEmpty();
    }

    @Test
    void aUnitThatIsThereIsNotDefinedAgain() {
        model.codeProperty().set("HOUR");
        model.define();
        assertThat(model.problemProperty().get()).isEqualTo("HOUR is there already");
        model.codeProperty().set("HOUR2");
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void aUnitIsSwitchedOffAndOnAgain() {
        model.offer(model.rows().getFirst(), false);
        assertThat(model.rows().getFirst().offered()).isFalse();
        model.offer(model.rows().getFirst(), true);
        assertThat(at.hub.acts).containsExactly(new AdminAct.Offer("HOUR", false), new AdminAct.Offer("HOUR", true));
    }

    @Test
    void whatIsRefusedStaysInTheForm() {
        at.hub.refuse(new AdminResult.Refused("E009", Map.of("field", "code")));
        model.codeProperty().set("EGG");
        model.define();
        assertThat(model.problemProperty().get()).isEqualTo("The hub does not take this: code");
        assertThat(model.codeProperty().get()).isEqualTo("EGG");
    }
}
