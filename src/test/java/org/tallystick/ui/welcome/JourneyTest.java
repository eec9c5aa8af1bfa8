package org.tallystick.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ui.welcome.Journey.Aim;
import org.tallystick.ui.welcome.WelcomeViewModel.Step;

class JourneyTest {

    private final Journey journey = new Journey();

    private Step backFrom(Step step) {
        journey.go(step);
        journey.back();
        return journey.step();
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, NAME, CHOOSE",
        "NEW, PLACE, CHECK",
        "INVITED, NAME, INVITATION",
        "INVITED, PLACE, CHECK",
        "PRACTICE, NAME, CHOOSE",
        "RESTORE, NAME, RESTORE",
        "RESTORE, PLACE, NAME",
        "RESTORE, RESTORE, CHOOSE"
    })
    void backLeadsToWhereOneCameFrom(Aim aim, Step from, Step to) {
        journey.begin(aim);
        assertThat(backFrom(from)).isEqualTo(to);
    }

    @Test
    void whoseWalletMakesRoomGoesBackToItAndNotToTheBeginning() {
        journey.beginRestore(true);
        assertThat(backFrom(Step.RESTORE)).isEqualTo(Step.FORGOT);
        journey.beginRestore(false);
        assertThat(backFrom(Step.RESTORE)).isEqualTo(Step.CHOOSE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"CHOOSE", "UNLOCK", "WORKING"})
    void whereNothingLiesBehindOneStaysAndSoDoesWhatWasSaid(Step step) {
        journey.go(step);
        journey.say("Not so");
        journey.back();
        assertThat(journey.step()).isEqualTo(step);
        assertThat(journey.problemProperty().get()).isEqualTo("Not so");
    }

    @Test
    void whatStoodAgainstOneStepIsNotSaidAtTheNext() {
        journey.say("Not so");
        journey.go(Step.NAME);
        assertThat(journey.problemProperty().get()).isEmpty();
    }
}
