package org.tallystick.ui.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Tally;
import org.tallystick.ui.control.TallyTable;
import org.tallystick.ui.control.TallyTable.Row;
import org.tallystick.ui.trust.TrustViewModel.Detail;

class TrustViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private TrustViewModel model;

    private void open(Kind kind) throws IOException {
        community = new UiCommunity(temp, kind);
        model = new TrustViewModel(community.wallet, community.background, community.messages, community.times);
        model.attach();
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private void select(String name) {
        model.select(community.pid(name).text() + " HOUR");
    }

    private Detail detail() {
        return Objects.requireNonNull(model.detailProperty().get());
    }

    @Test
    void everyLineOfAUnitIsARowOnOneScale() throws IOException {
        open(Kind.NORMAL);
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
        assertThat(model.units()).containsExactly("HOUR", "UAH");
        assertThat(model.unitProperty().get()).isEqualTo("HOUR");
        assertThat(model.count("HOUR")).isEqualTo(3);
        assertThat(model.rows())
                .extracting(row -> row.person().name(), Row::balanceMinor, Row::spendMinor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Bakery", 0L, 3000L),
                        org.assertj.core.groups.Tuple.tuple("Carpenter", 400L, 400L),
                        org.assertj.core.groups.Tuple.tuple("Garden", -950L, 3050L));
        assertThat(model.rows())
                .allSatisfy(row -> assertThat(row.tally().scale()).contains(new Tally.Scale(-4000, 3000)));
        model.unitProperty().set("UAH");
        assertThat(model.rows()).extracting(row -> row.person().name()).containsExactly("Bakery");
    }

    @Test
    void aSearchLeavesThoseWhoseNameOrPidFits() throws IOException {
        open(Kind.NORMAL);
        model.searchProperty().set(" RDEN");
        assertThat(model.rows()).extracting(row -> row.person().name()).containsExactly("Garden");
        model.searchProperty().set(community.pid("Carpenter").text());
        assertThat(model.rows()).extracting(row -> row.person().name()).containsExactly("Carpenter");
        model.searchProperty().set("zzz");
        assertThat(model.rows()).isEmpty();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
    }

    @Test
    void whoIsSelectedIsShownInWordsWithWhatStandsAgainstClosing() throws IOException {
        open(Kind.NORMAL);
        assertThat(model.detailProperty().get()).isNull();
        select("Garden");
        assertThat(detail().standing().text())
                .isEqualTo("You owe Garden 9.50 of 40.00 HOUR. You can pay them 30.50 more.");
        assertThat(detail().mine()).containsExactly("cancels circles", "passes payments on");
        assertThat(detail().againstClosing())
                .isEqualTo("Your line to Garden can close once the 9.50 you owe them is settled.");
        select("Carpenter");
        assertThat(detail().standing().text())
                .isEqualTo("Carpenter owes you 4.00 of 15.00 HOUR. You can pay them 4.00.");
        assertThat(detail().theirs()).isEmpty();
        assertThat(detail().againstClosing())
                .isEqualTo("Your line to Carpenter can close once the 4.00 they owe you is settled.");
        select("Bakery");
        assertThat(detail().standing().text()).isEqualTo("You and Bakery are even. You can pay them 30.00 HOUR.");
        assertThat(detail().againstClosing()).isEmpty();
        model.select("");
        assertThat(model.detailProperty().get()).isNull();
    }

    @Test
    void aLineIsFrozenAndThawedAgain() throws IOException {
        open(Kind.NORMAL);
        select("Garden");
        model.freezeOrThaw();
        assertThat(detail().row().frozen()).isTrue();
        assertThat(detail().mine()).contains("frozen");
        model.freezeOrThaw();
        assertThat(detail().row().frozen()).isFalse();
    }

    @Test
    void aLineOnWhichNothingIsOwedIsClosed() throws IOException {
        open(Kind.NORMAL);
        select("Bakery");
        model.close();
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(detail().given()).isFalse();
        assertThat(detail().mine()).isEmpty();
        assertThat(detail().mayBeOwed()).isEqualTo("may be owed 0.00");
    }

    @Test
    void aLineOnWhichSomethingIsOwedIsRefusedInWords() throws IOException {
        open(Kind.NORMAL);
        select("Carpenter");
        model.close();
        assertThat(model.problemProperty().get()).isEqualTo("Something is still owed between you and Carpenter.");
        assertThat(detail().given()).isTrue();
        select("Garden");
        assertThat(model.problemProperty().get()).isEmpty();
        community.way.away(true);
        model.freezeOrThaw();
        assertThat(model.problemProperty().get())
                .isEqualTo("The hub did not answer. What you see shows whether it was done.");
    }

    @Test
    void newsKeepWhoIsSelected() throws IOException {
        open(Kind.NORMAL);
        select("Garden");
        community.pay(UiCommunity.ME, "Garden", "HOUR", "1.00", "seeds");
        community.hub.news();
        assertThat(detail().row().balanceMinor()).isEqualTo(-1050);
        community.hub.away(true);
        community.hub.news();
        assertThat(model.stateProperty().get())
                .as("what was shown before stays")
                .isEqualTo(Availability.READY);
        model.detach();
        assertThat(community.hub.followers()).isZero();
    }

    @Test
    void whoNeverReachedTheHubCanTryAgain() throws IOException {
        community = new UiCommunity(temp, Kind.NORMAL);
        community.hub.away(true);
        model = new TrustViewModel(community.wallet, community.background, community.messages, community.times);
        model.attach();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.AWAY);
        community.hub.away(false);
        model.retry();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
    }

    @Test
    void linesOfOneSideAreShownAndSummedAlone() throws IOException {
        open(Kind.NORMAL);
        assertThat(model.totalProperty().get())
                .isEqualTo(new TallyTable.Total("All 3", "70.00", "65.00", -550, 6450, 2));
        model.sideProperty().set(TrustViewModel.Side.OWE);
        assertThat(model.rows()).extracting(row -> row.person().name()).containsExactly("Garden");
        assertThat(model.totalProperty().get())
                .isEqualTo(new TallyTable.Total("One line", "40.00", "20.00", -950, 3050, 2));
        model.sideProperty().set(TrustViewModel.Side.OWED);
        assertThat(model.rows()).extracting(row -> row.person().name()).containsExactly("Carpenter");
        model.searchProperty().set("zzz");
        assertThat(model.totalProperty().get()).isNull();
    }

    @Test
    void whoHasNoLineIsTold() throws IOException {
        open(Kind.NONE);
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
        assertThat(model.units()).isEmpty();
        model.open();
        assertThat(model.editingProperty().get()).isTrue();
    }
}
