package org.tallystick.ui.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.Policy;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;

class LineEditorViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private TrustViewModel trust;
    private LineEditorViewModel editor;

    @BeforeEach
    void open() throws IOException {
        community = new UiCommunity(temp, Kind.NORMAL);
        trust = new TrustViewModel(community.wallet, community.background, community.messages, community.times);
        trust.attach();
        editor = trust.editor();
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private void choose(String name) {
        editor.personTextProperty().set(name);
        editor.choose(editor.candidates().getFirst());
    }

    private Optional<LineTerms> given(String name, String unit) throws HubUnreachable {
        return community.wallet.hub().neighbours(community.wallet.me()).stream()
                .filter(each -> each.person().equals(community.card(name))
                        && each.unit().code().equals(unit))
                .findFirst()
                .flatMap(Neighbour::given);
    }

    private void change(String name) {
        trust.select(community.pid(name).text() + " HOUR");
        trust.change();
    }

    @Test
    void aNewLineIsSaidInWordsBeforeItIsSigned() throws Exception {
        trust.open();
        assertThat(editor.titleProperty().get()).isEqualTo("Open a line");
        assertThat(editor.fixedProperty().get()).isFalse();
        assertThat(editor.units()).containsExactly("HOUR", "UAH");
        editor.limitProperty().set("12.50");
        assertThat(editor.saveableProperty().get()).isFalse();
        choose("School");
        editor.passesProperty().set(false);
        editor.clearsProperty().set(false);
        editor.dailyProperty().set("5");
        assertThat(editor.promiseProperty().get())
                .isEqualTo("School may owe you up to 12.50 HOUR. What School pays you stays with you."
                        + " You are asked before a circle cancels debts. At most 5.00 HOUR of new credit a day.");
        editor.save();
        assertThat(editor.openProperty().get()).isFalse();
        LineTerms line = given("School", "HOUR").orElseThrow();
        assertThat(line.limitMinor()).isEqualTo(1250);
        assertThat(line.policy())
                .isEqualTo(new Policy(
                        false,
                        Optional.of(false),
                        OptionalLong.of(500),
                        OptionalLong.empty(),
                        Policy.DEFAULT.blockedParticipants(),
                        Optional.empty()));
    }

    @Test
    void aLineIsChangedToANewLimit() throws Exception {
        change("Garden");
        assertThat(editor.titleProperty().get()).isEqualTo("Change your line to Garden");
        assertThat(editor.fixedProperty().get()).isTrue();
        assertThat(editor.limitProperty().get()).isEqualTo("20.00");
        assertThat(editor.dailyProperty().get()).isEmpty();
        editor.limitProperty().set("25");
        editor.save();
        assertThat(editor.openProperty().get()).isFalse();
        assertThat(given("Garden", "HOUR").orElseThrow().limitMinor()).isEqualTo(2500);
    }

    @Test
    void aLimitBelowWhatIsOwedIsRefusedInWordsAndTheFormStays() throws Exception {
        change("Carpenter");
        editor.limitProperty().set("3.99");
        editor.save();
        assertThat(editor.problemProperty().get())
                .isEqualTo("The limit cannot go below what is owed on the line: 4.00.");
        assertThat(editor.openProperty().get()).isTrue();
        assertThat(editor.saveableProperty().get()).isTrue();
        assertThat(given("Carpenter", "HOUR").orElseThrow().limitMinor()).isEqualTo(1500);
        editor.limitProperty().set("4");
        assertThat(editor.problemProperty().get()).isEmpty();
        editor.save();
        assertThat(given("Carpenter", "HOUR").orElseThrow().limitMinor()).isEqualTo(400);
    }

    @Test
    void aSecondLineToTheSamePersonIsRefused() {
        trust.open();
        choose("Bakery");
        editor.limitProperty().set("1");
        editor.save();
        assertThat(editor.problemProperty().get()).isEqualTo("You have a line to Bakery in this unit already.");
    }

    @Test
    void whatIsNoAmountIsSaid() {
        trust.open();
        choose("School");
        for (String wrong : new String[] {"1.234", "-1", "a", "1 000"}) {
            editor.limitProperty().set(wrong);
            assertThat(editor.problemProperty().get())
                    .as(wrong)
                    .isEqualTo("HOUR has 2 decimals; an amount has no sign and no spaces");
            assertThat(editor.saveableProperty().get()).as(wrong).isFalse();
        }
        editor.limitProperty().set("1");
        assertThat(editor.saveableProperty().get()).isTrue();
        editor.dailyProperty().set("x");
        assertThat(editor.saveableProperty().get()).isFalse();
    }

    @Test
    void anotherUnitMayBeChosen() throws Exception {
        trust.open();
        choose("Mill");
        editor.unitProperty().set("UAH");
        editor.limitProperty().set("100");
        editor.save();
        assertThat(given("Mill", "UAH")).isPresent();
        assertThat(given("Mill", "HOUR")).isEmpty();
    }

    @Test
    void aLinkNamesThePersonAndTheUnit() {
        trust.open();
        editor.personTextProperty()
                .set("geo://v1/pay?to=" + community.pid("Mill").text() + "&equivalent=UAH");
        assertThat(Objects.requireNonNull(editor.personProperty().get()).name()).isEqualTo("Mill");
        assertThat(editor.unitProperty().get()).isEqualTo("UAH");
        editor.unchoose();
        assertThat(editor.personProperty().get()).isNull();
    }

    @Test
    void whatIsLeftIsNotSent() throws Exception {
        change("Garden");
        editor.limitProperty().set("1000");
        editor.cancel();
        assertThat(editor.openProperty().get()).isFalse();
        assertThat(given("Garden", "HOUR").orElseThrow().limitMinor()).isEqualTo(2000);
        trust.open();
        assertThat(editor.limitProperty().get()).isEmpty();
        assertThat(editor.personProperty().get()).isNull();
    }

    @Test
    void withoutAnAnswerItIsSaidThatNobodyKnows() {
        change("Garden");
        community.way.away(true);
        editor.limitProperty().set("30");
        editor.save();
        assertThat(editor.openProperty().get()).isTrue();
        assertThat(editor.problemProperty().get())
                .isEqualTo("The hub did not answer. What you see shows whether it was done.");
    }
}
