package org.tallystick.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.activity.ActivityViewModel.Item;
import org.tallystick.ui.control.Availability;
import org.tallystick.wallet.Activity;

class ActivityViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private ActivityViewModel model;

    private void open(Kind kind) throws IOException {
        community = new UiCommunity(temp, kind);
        model = new ActivityViewModel(
                community,
                community.background,
                community.messages,
                community.words,
                community.times,
                (hub, place) -> {});
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private List<Item.Entry> entries() {
        return model.items().stream()
                .filter(Item.Entry.class::isInstance)
                .map(Item.Entry.class::cast)
                .toList();
    }

    private List<String> sentences() {
        return entries().stream()
                .map(entry -> entry.content().sentence().text())
                .toList();
    }

    @Test
    void whatIsSearchedForIsWrittenIntoAFile() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        Path file = temp.resolve("statement.csv");
        model.filterProperty().set("PAYMENT");
        model.save(file);
        assertThat(model.saidProperty().get()).isEqualTo("5 entries are in statement.csv");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).isEqualTo("time,kind,what,with,with_pid,amount,limit,equivalent,note,tx_id,block");
        assertThat(lines.get(2))
                .contains(",payment,\"paid\",\"Library of Things\",")
                .contains(",-2.50,,\"HOUR\",\"torque wrench, a week\",");
        model.save(temp.resolve("nowhere").resolve("statement.csv"));
        assertThat(model.saidProperty().get()).isEqualTo("statement.csv could not be written. Choose another folder.");
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).noneMatch(each -> each.toString().endsWith(".part"));
        }
    }

    @Test
    void aNoteThatASpreadsheetWouldCalculateIsPlainText() throws IOException {
        open(Kind.NORMAL);
        community.pay("Carpenter", UiCommunity.ME, "HOUR", "1.00", "=HYPERLINK(\"http://x\")");
        model.attach();
        Path file = temp.resolve("statement.csv");
        model.save(file);
        assertThat(Files.readAllLines(file).get(1)).contains("\"'=HYPERLINK(\"\"http://x\"\")\"");
    }

    @Test
    void whatIsAskedForFromElsewhereIsShownAmongTheOthers() throws IOException {
        open(Kind.NORMAL);
        model.searchProperty().set("zzz");
        model.reveal(activity -> activity.what() instanceof Activity.Payment payment
                && payment.note().equals(Optional.of("seedlings")));
        model.attach();
        assertThat(model.searchProperty().get()).isEmpty();
        assertThat(model.revealedProperty().get()).isInstanceOfSatisfying(Item.Entry.class, entry -> {
            assertThat(entry.content().caption()).isEqualTo("seedlings");
            assertThat(model.items()).contains(entry);
        });
    }

    @Test
    void figuresAreFoundAsTheyAreWrittenAndNamesInAnyOrder() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        model.searchProperty().set("1,500.00");
        assertThat(sentences()).containsExactly("Bakery opened a line to you");
        model.searchProperty().set("2,50");
        assertThat(sentences()).containsExactly("You paid Library of Things");
        model.searchProperty().set("things library");
        assertThat(sentences()).containsExactly("You paid Library of Things");
    }

    @Test
    void whereNothingIsOneLearnsWhatItWouldBe() throws IOException {
        open(Kind.NONE);
        model.attach();
        model.filterProperty().set("CLEARING");
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
        assertThat(model.nothing()).isEqualTo("No circle has cancelled debts of yours yet");
        assertThat(model.nothingText()).startsWith("When you owe somebody");
        model.showAll();
        assertThat(model.isFiltered()).isFalse();
    }

    @Test
    void daysStandAboveWhatHappenedOnThem() throws IOException {
        open(Kind.NORMAL);
        assertThat(model.stateProperty().get()).isEqualTo(Availability.LOADING);
        model.attach();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
        assertThat(model.items().getFirst()).isEqualTo(new Item.Day("Yesterday"));
        assertThat(model.items().stream().filter(Item.Day.class::isInstance)).doesNotHaveDuplicates();
        assertThat(sentences().getFirst()).isEqualTo("You paid Bakery");
        assertThat(sentences().getLast()).isEqualTo("You joined");
    }

    @Test
    void aFilterLeavesOneKind() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        model.filterProperty().set("PAYMENT");
        assertThat(sentences())
                .containsExactly(
                        "You paid Bakery",
                        "You paid Library of Things",
                        "Carpenter paid you",
                        "Bakery paid you",
                        "You paid Garden");
        model.filterProperty().set("CLEARING");
        assertThat(sentences()).containsExactly("A circle of 3 cancelled debts");
        model.filterProperty().set("CARRIED");
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
        model.filterProperty().set(ActivityViewModel.ALL);
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
    }

    @Test
    void aSearchFindsNamesNotesAndAmounts() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        model.searchProperty().set("torque");
        assertThat(sentences()).containsExactly("You paid Library of Things");
        model.searchProperty().set(" library ");
        assertThat(sentences()).containsExactly("You paid Library of Things");
        model.searchProperty().set("120.00");
        assertThat(sentences()).containsExactly("You paid Bakery");
        model.searchProperty().set("zzz");
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
        assertThat(model.items()).isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrADouble() throws IOException {
        open(Kind.NORMAL);
        for (int i = 0; i < 110; i++) {
            community.pay(UiCommunity.ME, "Garden", "HOUR", "0.01", "drop " + i);
            community.clock.pass(1);
        }
        model.attach();
        int first = entries().size();
        assertThat(first).isBetween(100, 120);
        model.more();
        assertThat(entries()).hasSizeGreaterThan(first);
        model.more();
        List<Long> seqs =
                entries().stream().map(entry -> entry.activity().seq()).toList();
        assertThat(seqs.getLast()).isEqualTo(1);
        for (int i = 1; i < seqs.size(); i++) {
            assertThat(seqs.get(i)).isEqualTo(seqs.get(i - 1) - 1);
        }
        community.pay(UiCommunity.ME, "Garden", "HOUR", "0.01", "one more");
        community.hub.news();
        assertThat(entries()).hasSize(seqs.size());
    }

    @Test
    void newsComeToTheTopWhileTheFirstPageIsAllThatIsShown() throws IOException {
        open(Kind.NORMAL);
        model.attach();
        community.pay("Carpenter", UiCommunity.ME, "HOUR", "1.00", "one more wheel");
        community.hub.news();
        assertThat(entries().getFirst().content().caption()).isEqualTo("one more wheel");
        model.detach();
        assertThat(community.hub.followers()).isZero();
    }

    @Test
    void aHubOutOfReachIsSaid() throws IOException {
        open(Kind.NORMAL);
        community.hub.away(true);
        model.attach();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.AWAY);
        community.hub.away(false);
        community.hub.news();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
    }
}
