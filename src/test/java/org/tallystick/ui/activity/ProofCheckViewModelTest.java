package org.tallystick.ui.activity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.activity.ActivityDetailViewModel.DetailText;
import org.tallystick.ui.activity.ActivityViewModel.Item;
import org.tallystick.ui.activity.ProofCheckViewModel.Result;
import org.tallystick.ui.control.Fact;
import org.tallystick.ui.control.Tone;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;

/** The Bike Workshop has a proof of its payment to the Library of Things, of 2.50. One community for all tests, since none changes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofCheckViewModelTest {

    @TempDir
    Path temp;

    private final List<String> elsewhere = new ArrayList<>();
    private UiCommunity community;
    private Pid hub;
    private ActivityViewModel model;
    private ProofCheckViewModel checker;
    private Path file;
    private Activity activity;

    @BeforeAll
    void begin(@TempDir Path folder) throws IOException {
        community = new UiCommunity(folder, Kind.NORMAL);
        hub = community.hubs.active();
    }

    @AfterAll
    void end() throws IOException {
        community.close();
    }

    @BeforeEach
    void save() {
        community.hubs.answer = Optional.empty();
        community.hubs.broken = false;
        community.hubs.activate(hub);
        elsewhere.clear();
        model = new ActivityViewModel(
                community,
                community.background,
                community.messages,
                community.words,
                community.times,
                (at, where) -> elsewhere.add(at.hub().name() + " " + where.height()));
        checker = model.checker();
        model.attach();
        model.searchProperty().set("torque");
        Item.Entry entry = (Item.Entry) model.items().get(1);
        activity = entry.activity();
        model.select(entry);
        file = temp.resolve(model.detail().fileName());
        model.detail().save(file);
        model.check();
    }

    @AfterEach
    void close() {
        model.detach();
    }

    private Result result() {
        return Objects.requireNonNull(checker.resultProperty().get());
    }

    private Result resultOf(ProofAnswer answer) {
        community.hubs.answer = Optional.of(answer);
        checker.check(file);
        return result();
    }

    @Test
    void whatIsSavedIsAProofThatOthersCanCheck() throws IOException {
        assertThat(model.saidProperty().get())
                .isEqualTo("The proof is in " + file.getFileName() + ". Whoever has it can check it.");
        assertThat(file.getFileName().toString()).isEqualTo("tallystick-proof-block-" + activity.height() + ".json");
        ShownProof saved = ShownProof.read(Files.readAllBytes(file)).orElseThrow();
        assertThat(saved.check()).isInstanceOf(ProofCheck.Proven.class);
        assertThat(saved.payment())
                .contains(new ShownProof.Payment(
                        community.pid(UiCommunity.ME), community.pid(UiCommunity.LIBRARY), "HOUR", "2.50"));
        model.detail().save(temp.resolve("nowhere").resolve("proof.json"));
        assertThat(model.saidProperty().get()).contains("The proof is in");
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        model.leave();
        model.select(model.items().get(1));
        model.detail().save(temp.resolve("nowhere").resolve("proof.json"));
        assertThat(model.saidProperty().get()).isEqualTo("proof.json could not be written. Choose another folder.");
    }

    @Test
    void itStandsInThePlaceOfDetailsUntilOneLooksAtSomething() {
        assertThat(checker.openProperty().get()).isTrue();
        assertThat(model.detail().detailProperty().get()).isNull();
        assertThat(model.detailShown().get()).isTrue();
        model.select(model.items().get(1));
        assertThat(checker.openProperty().get()).isFalse();
        model.check();
        checker.close();
        assertThat(model.detailShown().get()).isFalse();
    }

    @Test
    void whatAProofShowsIsShown() {
        Result result = resultOf(new ProofAnswer.BetweenOthers(hub));
        assertThat(result.facts()).extracting(Fact::label).containsExactly("From", "To", "Amount", "Hub", "Block");
        assertThat(result.facts())
                .extracting(Fact::value)
                .startsWith("You", UiCommunity.LIBRARY, "2.50 HOUR", "Riverside");
        assertThat(result.tone()).isEqualTo(Tone.NEUTRAL);
        assertThat(result.show()).isEmpty();
    }

    @Test
    void whatIsInTheHistoryIsShownThere() {
        community.hubs.answer = Optional.of(new ProofAnswer.InHistory(hub, activity));
        model.searchProperty().set("zzz");
        checker.check(file);
        assertThat(checker.openProperty().get()).isFalse();
        DetailText detail =
                Objects.requireNonNull(model.detail().detailProperty().get());
        assertThat(detail.note()).isEqualTo("torque wrench, a week");
        assertThat(model.saidProperty().get()).isEqualTo("This payment is in your history");
        assertThat(model.searchProperty().get()).isEmpty();
    }

    @Test
    void whatIsInTheHistoryAtAnotherHubIsOneClickAway() {
        KnownHub mill = TestHubs.far("Mill", 3, new HubState.Connected());
        community.hubs.list.add(mill);
        Result result = resultOf(new ProofAnswer.InHistory(mill.pid(), activity));
        assertThat(result.show()).isEqualTo("Show it at Mill");
        assertThat(elsewhere).isEmpty();
        checker.show();
        assertThat(elsewhere).containsExactly("Mill " + activity.height());
        community.hubs.broken = true;
        checker.show();
        assertThat(result().verdict()).isEqualTo("Could not be read");
    }

    @Test
    void whatIsNotHereYetIsAskedAgainWhenThereIsNews() {
        assertThat(resultOf(new ProofAnswer.NotYet(hub)).meaning()).startsWith("What this wallet has from Riverside");
        community.hubs.answer = Optional.of(new ProofAnswer.Contradicts(hub, "/tmp/evidence.json"));
        community.hubs.news();
        assertThat(result().verdict()).isEqualTo("Riverside contradicts itself");
        assertThat(result().evidence()).isEqualTo("/tmp/evidence.json");
        assertThat(result().tone()).isEqualTo(Tone.DANGER);
        long asked = community.hubs.asked.size();
        community.hubs.news();
        assertThat(community.hubs.asked).as("what is clear is not asked again").hasSize((int) asked);
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotHoldSaysWhyAndShowsNothingOfIt(ProofAnswer.Fault fault) {
        Result result = resultOf(new ProofAnswer.Invalid(fault));
        assertThat(result.verdict()).isEqualTo("Does not hold");
        assertThat(result.meaning()).isNotEmpty();
        assertThat(result.facts()).isEmpty();
    }

    @Test
    void everyOtherAnswerHasItsWords() {
        assertThat(resultOf(new ProofAnswer.OtherHub(community.pid("Mill"))).meaning())
                .contains("no account in this wallet");
        assertThat(resultOf(new ProofAnswer.NoPayment(hub)).verdict()).isEqualTo("It holds, but shows no payment");
        assertThat(resultOf(new ProofAnswer.Lost(hub)).meaning()).contains("runs in this program");
        KnownHub mill = TestHubs.far("Mill", 3, new HubState.Connected());
        community.hubs.list.add(mill);
        assertThat(resultOf(new ProofAnswer.Lost(mill.pid())).meaning()).startsWith("Mill lost the block");
        assertThat(resultOf(new ProofAnswer.Contradicts(mill.pid(), "")).meaning())
                .contains("could not be written down");
    }

    @Test
    void whatIsNoProofOrCannotBeReadSaysSo() {
        community.hubs.answer = Optional.of(new ProofAnswer.NoProof());
        checker.check("hello");
        assertThat(result().verdict()).isEqualTo("No proof");
        checker.check("x".repeat(ShownProof.MAX_BYTES + 1));
        assertThat(community.hubs.asked).last().isEqualTo("check 0");
        checker.check(temp.resolve("nothing.json"));
        assertThat(result().verdict()).isEqualTo("Could not be read");
        assertThat(checker.workingProperty().get()).isFalse();
    }

    @Test
    void aFileOfAnySizeIsReadNoFurtherThanAProofCanBe() throws IOException {
        community.hubs.answer = Optional.of(new ProofAnswer.NoProof());
        Path large = temp.resolve("large.json");
        Files.write(large, " ".repeat(ShownProof.MAX_BYTES + 9).getBytes(UTF_8));
        checker.check(large);
        assertThat(community.hubs.asked).last().isEqualTo("check " + (ShownProof.MAX_BYTES + 1));
    }

    @Test
    void nothingComesBackAfterTheScreenHasGone() {
        model.detach();
        community.hubs.answer = Optional.of(new ProofAnswer.NoProof());
        checker.check("hello");
        assertThat(checker.resultProperty().get()).isNull();
        assertThat(community.hubs.followers()).isZero();
    }
}
