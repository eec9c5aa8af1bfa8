package org.tallystick.ui.pay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.node.TestNode;
import org.tallystick.ui.Later;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.ui.control.AmountField;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.pay.PayResultViewModel.Stage;
import org.tallystick.wallet.PaymentResult;

class PayViewModelTest {

    @TempDir
    Path temp;

    private UiCommunity community;
    private PayViewModel model;

    @BeforeEach
    void open() throws IOException {
        community = new UiCommunity(temp, Kind.NORMAL);
        model = new PayViewModel(
                community.wallet,
                community.ownerName(),
                community.background,
                community.messages,
                community.times,
                community.constraints);
        model.attach();
    }

    @AfterEach
    void close() throws IOException {
        community.close();
    }

    private void choose(String name) {
        model.payeeTextProperty().set(name);
        model.choose(model.candidates().getFirst());
    }

    private void libraryGets(String amount) {
        choose(UiCommunity.LIBRARY);
        model.amountProperty().set(amount);
    }

    private String payee() {
        return Objects.requireNonNull(model.payeeProperty().get()).name();
    }

    private RouteMap map() {
        return Objects.requireNonNull(model.mapProperty().get());
    }

    @Test
    void somebodyIsFoundByTheBeginningOfTheirNameAndTheOwnerIsNot() {
        model.payeeTextProperty().set("b");
        assertThat(model.candidates()).extracting(Person::name).containsExactly("Bakery");
        model.payeeTextProperty().set("bike");
        assertThat(model.candidates()).isEmpty();
        assertThat(model.hintProperty().get()).isEqualTo("That is you");
        model.payeeTextProperty().set("zzz");
        assertThat(model.hintProperty().get()).isEqualTo("Nobody here is called that");
    }

    @Test
    void whoKnowsNoNameYetIsOfferedTheNeighbours() {
        assertThat(model.candidates())
                .extracting(Person::name)
                .containsExactlyInAnyOrder("Bakery", "Carpenter", "Garden");
        assertThat(model.hintProperty().get()).isEqualTo("You have lines with these. Type to find anybody else.");
        model.choose(model.candidates().getFirst());
        assertThat(model.candidates()).isEmpty();
        assertThat(model.hintProperty().get()).isEmpty();
        model.unchoose();
        assertThat(model.candidates()).hasSize(3);
    }

    @Test
    void somebodyIsFoundByTheirPid() {
        model.payeeTextProperty().set(" " + community.pid("Mill").text() + " ");
        model.choose(model.candidates().getFirst());
        assertThat(payee()).isEqualTo("Mill");
        model.unchoose();
        assertThat(model.payeeProperty().get()).isNull();
        assertThat(model.payeeTextProperty().get()).isEmpty();
    }

    @Test
    void aLinkFillsTheFormAndPaysNothing() {
        model.payeeTextProperty()
                .set("geo://v1/pay?to=" + community.pid(UiCommunity.LIBRARY).text()
                        + "&equivalent=HOUR&amount=2.00&memo=saw%20for%20a%20day&hub="
                        + community.node.node.hub().text());
        assertThat(payee()).isEqualTo(UiCommunity.LIBRARY);
        assertThat(model.amountProperty().get()).isEqualTo("2.00");
        assertThat(model.noteProperty().get()).isEqualTo("saw for a day");
        assertThat(model.payableProperty().get()).isTrue();
        assertThat(model.result().stageProperty().get()).isEqualTo(Stage.FILLING);
    }

    @Test
    void aLinkForAnotherHubIsRefusedAndABrokenOneToo() {
        model.payeeTextProperty()
                .set("geo://v1/pay?to=" + community.pid("Garden").text() + "&amount=2.00&hub="
                        + TestNode.pid("another hub").text());
        assertThat(model.hintProperty().get()).isEqualTo("This link is for another community");
        assertThat(model.payeeProperty().get()).isNull();
        assertThat(model.amountProperty().get()).isEmpty();
        model.payeeTextProperty().set("geo://v1/pay?to=nobody");
        assertThat(model.hintProperty().get()).isEqualTo("This link is not one of a payment or a participant");
    }

    @Test
    void aLinkToOneselfIsRefusedBeforeAnAmountIsTyped() {
        model.payeeTextProperty()
                .set("geo://v1/participant?pid=" + community.wallet.me().text());
        assertThat(model.payeeProperty().get()).isNull();
        assertThat(model.hintProperty().get()).isEqualTo("That is you");
    }

    @Test
    void theWaysAndTheSentenceSayWhatWouldChange() {
        assertThat(model.payableProperty().get()).isFalse();
        assertThat(model.buttonProperty().get()).isEqualTo("Pay");
        assertThat(model.liveProperty().get()).isEqualTo("How much?");
        libraryGets("30.00");
        assertThat(model.amountStateProperty().get()).isEqualTo(AmountField.State.TYPING);
        assertThat(model.liveProperty().get()).isEqualTo("At least 42.50 can reach them now");
        assertThat(model.capacityFractionProperty().get()).isEqualTo(30.0 / 42.5);
        assertThat(map().routes())
                .hasSize(2)
                .allSatisfy(route -> assertThat(route.carriers()).hasSize(2));
        assertThat(map().routes().stream()
                        .mapToLong(route -> route.hops().getFirst().amountMinor())
                        .sum())
                .isEqualTo(3000);
        assertThat(map().payee().caption()).isEqualTo("receives 30.00");
        assertThat(model.buttonProperty().get()).isEqualTo("Pay 30.00 HOUR");
        assertThat(model.changes())
                .extracting(change -> change.person().name())
                .containsExactlyInAnyOrder("Garden", "Bakery");
    }

    @Test
    void theConfirmationIsOneSentenceAboutEverybodyConcerned() {
        libraryGets("2.00");
        assertThat(Objects.requireNonNull(model.confirmationProperty().get()).text())
                .isEqualTo("Library of Things receives 2.00 HOUR from you. You will owe Garden 11.50 of 40.00.");
        choose("Carpenter");
        model.amountProperty().set("1.00");
        assertThat(Objects.requireNonNull(model.confirmationProperty().get()).text())
                .isEqualTo("Carpenter receives 1.00 HOUR from you. Carpenter will owe you 3.00 instead of 4.00.");
        assertThat(model.changes())
                .extracting(ConfirmSentence.ChangedLine::caption)
                .containsExactly("carries 1.00, they owe you that much less");
        model.amountProperty().set("4.00");
        assertThat(Objects.requireNonNull(model.confirmationProperty().get()).text())
                .isEqualTo("Carpenter receives 4.00 HOUR from you. You and Carpenter will owe each other nothing.");
    }

    @Test
    void tooMuchIsSaidWithTheMostThatCanGoAndItCanBeTaken() {
        libraryGets("50");
        assertThat(model.amountStateProperty().get()).isEqualTo(AmountField.State.TOO_MUCH);
        assertThat(model.liveProperty().get())
                .isEqualTo("42.50 HOUR can reach Library of Things now, not more at once");
        assertThat(model.offerProperty().get()).isEqualTo("Take 42.50");
        assertThat(model.payableProperty().get()).isFalse();
        assertThat(model.mapProperty().get()).isNull();
        model.takeOffer();
        assertThat(model.amountProperty().get()).isEqualTo("42.50");
        assertThat(model.payableProperty().get()).isTrue();
        assertThat(model.offerProperty().get()).isEmpty();
    }

    @Test
    void whatIsNoAmountOfTheUnitIsSaid() {
        libraryGets("1.234");
        assertThat(model.amountStateProperty().get()).isEqualTo(AmountField.State.WRONG);
        assertThat(model.liveProperty().get()).isEqualTo("HOUR has 2 decimals");
        model.amountProperty().set("two");
        assertThat(model.liveProperty().get()).isEqualTo("This is no amount. Write it like 12.50");
        for (String onTheWay : List.of("0", "0.", "0.0", "5.")) {
            model.amountProperty().set(onTheWay);
            assertThat(model.liveProperty().get()).as(onTheWay).isEqualTo("How much?");
        }
        model.amountProperty().set("-1");
        assertThat(model.payableProperty().get()).isFalse();
    }

    @Test
    void whereNoWayLeadsInThisUnitAnotherIsNamed() {
        choose("Mill");
        model.amountProperty().set("1.00");
        assertThat(model.liveProperty().get()).isEqualTo("No way leads to Mill in HOUR; UAH can reach them");
        assertThat(model.offerProperty().get()).isEqualTo("Pay in UAH");
        model.takeOffer();
        assertThat(model.unitProperty().get()).isEqualTo("UAH");
        assertThat(model.amountProperty().get()).isEqualTo("1.00");
        assertThat(model.payableProperty().get()).isTrue();
        choose("School");
        assertThat(model.liveProperty().get()).isEqualTo("No way leads to School in UAH; HOUR can reach them");
    }

    @Test
    void whatIsPaidIsShownWithItsProof() {
        libraryGets("2.00");
        model.noteProperty().set("  saw ");
        model.pay();
        assertThat(model.result().stageProperty().get()).isEqualTo(Stage.PAID);
        assertThat(model.result().provenProperty().get()).isTrue();
        assertThat(model.result().titleProperty().get()).isEqualTo("Paid 11:30:00");
        assertThat(model.result().textProperty().get()).isEqualTo("Library of Things received 2.00 HOUR.");
        assertThat(model.result().proofProperty().get())
                .isEqualTo("Signed by you and by the hub, block "
                        + community.node.node.health().height() + ". The proof was checked here.");
        assertThat(community.node.netMinor(UiCommunity.LIBRARY, "HOUR")).isEqualTo(250 + 200);
        model.pay();
        assertThat(community.node.netMinor(UiCommunity.LIBRARY, "HOUR")).isEqualTo(450);
        assertThat(model.result().takenProperty().get())
                .as("the ways that the block has")
                .isNotNull()
                .satisfies(taken -> assertThat(taken.routes()).isNotEmpty());
        model.result().leave();
        assertThat(model.result().takenProperty().get()).isNull();
        assertThat(model.result().stageProperty().get()).isEqualTo(Stage.FILLING);
        assertThat(model.amountProperty().get()).isEmpty();
        assertThat(model.payeeProperty().get()).isNull();
    }

    @Test
    void aRefusalSaysWhatWouldHelpAndKeepsWhatWasTyped() {
        libraryGets("30.00");
        community.pay("Garden", UiCommunity.LIBRARY, "HOUR", "15.00", "seeds");
        model.pay();
        assertThat(model.result().stageProperty().get()).isEqualTo(Stage.REFUSED);
        assertThat(model.result().titleProperty().get()).isEqualTo("Not paid");
        assertThat(model.result().textProperty().get())
                .isEqualTo("At most 27.50 HOUR can reach Library of Things now.");
        model.result().leave();
        assertThat(model.amountProperty().get()).isEqualTo("30.00");
        assertThat(model.offerProperty().get()).isEqualTo("Take 27.50");
        model.takeOffer();
        assertThat(model.payableProperty().get()).isTrue();
    }

    @Test
    void whatTheHubRefusesIsSaidInWords() {
        libraryGets("2.00");
        community.way.refuse("E006", Map.of());
        model.pay();
        assertThat(model.result().textProperty().get())
                .isEqualTo("Your account cannot pay at the moment. Ask who runs the hub.");
        model.result().leave();
        community.way.refuse("E999", Map.of());
        model.pay();
        assertThat(model.result().textProperty().get()).isEqualTo("The hub refused it (E999). Nothing was paid.");
    }

    @Test
    void withoutAnAnswerNobodyKnowsAndNothingIsPaidTwice() {
        libraryGets("2.00");
        community.way.away(true);
        model.pay();
        assertThat(model.result().stageProperty().get()).isEqualTo(Stage.PENDING);
        assertThat(model.result().titleProperty().get()).isEqualTo("Nobody knows yet");
        model.pay();
        assertThat(community.wallet.state().outbox()).hasSize(1);
    }

    @Test
    void whileTheHubIsAwayAPaymentIsWrittenDownCanBeTakenBackAndGoesWhenItIsBack() throws Exception {
        choose(UiCommunity.LIBRARY);
        community.hub.away(true);
        model.amountProperty().set("2.00");
        assertThat(model.buttonProperty().get()).isEqualTo("Send when the hub is back");
        assertThat(Objects.requireNonNull(model.confirmationProperty().get()).text())
                .startsWith("Library of Things is to receive 2.00 HOUR from you as soon as the hub is back");
        model.pay();
        assertThat(model.result().stageProperty().get()).isEqualTo(Stage.PENDING);
        assertThat(model.result().titleProperty().get()).isEqualTo("It waits for the hub");
        String txId = community.wallet.state().outbox().getFirst().txId();
        assertThat(community.wallet.sendWaiting()).hasSize(1);
        assertThat(community.wallet.withdraw(txId)).as("nothing of it was sent").isTrue();
        model.result().leave();
        community.hub.away(false);
        choose("Bakery");
        community.hub.away(true);
        model.amountProperty().set("1.00");
        model.pay();
        community.hub.away(false);
        assertThat(community.wallet.sendWaiting()).allMatch(PaymentResult.Paid.class::isInstance);
        assertThat(community.wallet.state().outbox()).isEmpty();
    }

    @Test
    void newsMeasureAgainAndAHubOutOfReachIsSaid() {
        libraryGets("42.50");
        assertThat(model.payableProperty().get()).isTrue();
        community.pay("School", UiCommunity.LIBRARY, "HOUR", "50.00", "rent");
        community.hub.news();
        assertThat(model.liveProperty().get()).isEqualTo("7.50 HOUR can reach Library of Things now, not more at once");
        community.hub.away(true);
        model.amountProperty().set("1");
        assertThat(model.liveProperty().get())
                .isEqualTo("The hub is out of reach. What you pay now is sent when it is back.");
        model.detach();
        assertThat(community.hub.followers()).isZero();
        assertThat(model.amountProperty().get()).isEqualTo("1");
    }

    @Test
    void whatWasTypedBeforeNeverBecomesPayableOnceItIsGone() {
        Later later = new Later();
        PayViewModel slow = new PayViewModel(
                community.wallet,
                community.ownerName(),
                later,
                community.messages,
                community.times,
                community.constraints);
        slow.attach();
        later.all();
        slow.payeeTextProperty().set(UiCommunity.LIBRARY);
        later.all();
        slow.choose(slow.candidates().getFirst());
        later.all();
        slow.amountProperty().set("2.00");
        assertThat(later.waiting()).isOne();
        slow.amountProperty().set("");
        later.all();
        assertThat(slow.payableProperty().get()).isFalse();
        slow.amountProperty().set("2.00");
        slow.unchoose();
        later.all();
        assertThat(slow.payableProperty().get()).isFalse();
        slow.detach();
    }
}
