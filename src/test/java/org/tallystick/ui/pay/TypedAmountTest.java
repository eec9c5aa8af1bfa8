package org.tallystick.ui.pay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.pay.TypedAmount.Reading;
import org.tallystick.wallet.Unit;

class TypedAmountTest {

    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final Unit BEER = new Unit("BEER", 0);

    private int changes;
    private final TypedAmount typed = new TypedAmount(Messages.in(Locale.ENGLISH), () -> changes++);

    private Reading read(String text) {
        typed.textProperty().set(text);
        return typed.read();
    }

    @Test
    void anAmountIsReadInTheMinorUnitsOfTheChosenUnit() {
        typed.know(List.of(HOUR, BEER));
        assertThat(read(" 12.5 ")).isEqualTo(new Reading.Amount(HOUR, 1250));
        typed.unitProperty().set("BEER");
        assertThat(read("12")).isEqualTo(new Reading.Amount(BEER, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "0", "0.", "00.00", "5."})
    void whatMayStillBecomeAnAmountIsNotWrong(String text) {
        typed.know(List.of(HOUR));
        assertThat(read(text)).isEqualTo(new Reading.Nothing());
    }

    @Test
    void whatIsWrongIsSaidForTheUnit() {
        typed.know(List.of(HOUR, BEER));
        assertThat(read("1.234")).isEqualTo(new Reading.Wrong("HOUR has 2 decimals"));
        assertThat(read("-1")).isEqualTo(new Reading.Wrong("This is no amount. Write it like 12.50"));
        typed.unitProperty().set("BEER");
        assertThat(read("two")).isEqualTo(new Reading.Wrong("This is no amount. Write it like 12"));
    }

    @Test
    void withoutUnitsNothingIsRead() {
        assertThat(read("12.50")).isEqualTo(new Reading.Nothing());
        typed.know(List.of(HOUR));
        assertThat(typed.read()).isEqualTo(new Reading.Amount(HOUR, 1250));
    }

    @Test
    void unitsThatComeLaterLeaveTheChosenOneAndAreTold() {
        typed.know(List.of(HOUR, BEER));
        typed.choose("BEER");
        int before = changes;
        typed.know(List.of(HOUR, BEER));
        assertThat(changes).isEqualTo(before + 1);
        assertThat(typed.unitProperty().get()).isEqualTo("BEER");
    }

    @Test
    void aUnitThatThereIsNotIsNotChosen() {
        typed.know(List.of(HOUR));
        typed.choose("GOLD");
        assertThat(typed.unitProperty().get()).isEqualTo("HOUR");
    }

    @Test
    void clearedItIsEmptyInTheFirstUnit() {
        typed.know(List.of(HOUR, BEER));
        typed.choose("BEER");
        typed.type(7);
        assertThat(typed.textProperty().get()).isEqualTo("7");
        typed.clear();
        assertThat(typed.textProperty().get()).isEmpty();
        assertThat(typed.unitProperty().get()).isEqualTo("HOUR");
    }
}
