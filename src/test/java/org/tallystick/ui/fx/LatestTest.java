package org.tallystick.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ui.Later;

class LatestTest {

    private final Later later = new Later();
    private final Latest latest = new Latest(later);
    private final List<String> shown = new ArrayList<>();

    private void ask(String question) {
        latest.run(() -> question, shown::add, thrown -> shown.add("failed"));
    }

    @Test
    void onlyTheNewestAnswerIsShownAndWhatWasAskedBetweenIsNeverWorkedOn() {
        ask("first");
        ask("second");
        ask("third");
        assertThat(later.waiting()).isOne();
        later.all();
        assertThat(shown).containsExactly("third");
    }

    @Test
    void whatIsDroppedWhileItRunsIsNotShown() {
        ask("first");
        ask("second");
        latest.drop();
        later.all();
        assertThat(shown).isEmpty();
    }

    @Test
    void whatIsAskedAfterTheDropIsShown() {
        ask("first");
        latest.drop();
        ask("second");
        later.all();
        ask("third");
        later.all();
        assertThat(shown).containsExactly("second", "third");
    }

    @Test
    void aDropBeforeAnythingWasAskedChangesNothing() {
        latest.drop();
        ask("first");
        later.all();
        assertThat(shown).containsExactly("first");
    }
}
