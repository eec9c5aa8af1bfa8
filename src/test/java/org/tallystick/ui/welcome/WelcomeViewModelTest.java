package org.tallystick.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;
import org.tallystick.ui.AtOnce;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.welcome.PlaceViewModel.Where;
import org.tallystick.ui.welcome.WelcomeViewModel.Step;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

class WelcomeViewModelTest {

    private static final String GOOD = "green heron over water";
    private static final String THEIRS =
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon" + " abandon about";

    private final FakeHome real = new FakeHome();
    private final FakeHome practice = new FakeHome();
    private final List<OpenedWallet> opened = new ArrayList<>();
    private final WelcomeViewModel model = new WelcomeViewModel(
            real, practice, new AtOnce(), Messages.in(Locale.ENGLISH), Randomness.seeded(1), opened::add);

    private final OwnerViewModel owner = model.owner();
    private final PlaceViewModel place = model.place();

    @Test
    void whoForgotThePasswordSetsTheWalletAsideAndTypesTheWords() {
        real.found = new WalletHome.Found.Wallet("Ada", true);
        model.start();
        assertThat(step()).isEqualTo(Step.UNLOCK);
        model.forgot();
        assertThat(step()).isEqualTo(Step.FORGOT);
        model.back();
        assertThat(step()).isEqualTo(Step.UNLOCK);
        model.forgot();
        model.next();
        assertThat(step()).isEqualTo(Step.RESTORE);
        model.back();
        assertThat(step()).isEqualTo(Step.FORGOT);
        model.next();
        model.typedWordsProperty().set(THEIRS);
        model.next();
        owner.nameProperty().set("Ada");
        model.next();
        assertThat(step()).isEqualTo(Step.PLACE);
        assertThat(real.found).as("nothing is moved yet").isNotEqualTo(new WalletHome.Found.Nothing());
        place.whereProperty().set(Where.TOWN);
        model.next();
        assertThat(real.found).isEqualTo(new WalletHome.Found.Nothing());
        assertThat(real.made).hasSize(1);
    }

    @Test
    void aNewcomerBeginsAtAHubThatIsThereAlready() {
        toPlace();
        place.whereProperty().set(Where.HUB);
        model.next();
        assertThat(place.finder().problemProperty().get()).isNotEmpty();
        assertThat(real.made).isEmpty();
        HubOffer offer = TestHubs.offer("Weavers");
        real.look = new HubLook.Found(offer);
        place.finder().take("hub.example.org");
        real.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        model.next();
        assertThat(real.made).hasSize(1);
        assertThat(real.made.getFirst()).endsWith(" | " + new WalletHome.Start.AtHub(offer, false));
        assertThat(opened).hasSize(1);
    }

    @Test
    void whoWasInvitedSaysFirstWhereToAndIsNotAskedAgain() {
        HubOffer offer = TestHubs.offer("Weavers");
        real.look = new HubLook.Found(offer);
        model.start();
        model.chooseInvited();
        assertThat(step()).isEqualTo(Step.INVITATION);
        model.next();
        assertThat(step()).isEqualTo(Step.INVITATION);
        place.finder().textProperty().set("hub.example.org");
        model.next();
        assertThat(step()).as("one sees first where one goes").isEqualTo(Step.INVITATION);
        assertThat(place.finder().called()).isEqualTo("Weavers");
        model.next();
        assertThat(step()).isEqualTo(Step.NAME);
        model.back();
        assertThat(step()).isEqualTo(Step.INVITATION);
        model.next();
        owner.nameProperty().set("Noa");
        owner.passwordProperty().set(GOOD);
        owner.passwordAgainProperty().set(GOOD);
        model.next();
        model.next();
        answer();
        real.outcome = new WalletHome.Outcome.NotJoined(new HubJoining.Silent());
        model.next();
        assertThat(step()).as("where another place can be chosen").isEqualTo(Step.PLACE);
        assertThat(problem()).contains("Weavers does not answer any more.");
        real.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        model.next();
        assertThat(real.made.getLast()).endsWith(" | " + new WalletHome.Start.AtHub(offer, false));
        assertThat(opened).hasSize(1);
    }

    @Test
    void whoChoseBeforeItWasLookedWhatIsThereIsNotSentBack() {
        model.chooseRestore();
        model.start();
        assertThat(step()).isEqualTo(Step.RESTORE);
    }

    @Test
    void whoGoesBackFromAnInvitationChoosesAnew() {
        model.start();
        model.chooseInvited();
        model.back();
        assertThat(step()).isEqualTo(Step.CHOOSE);
        model.chooseNew();
        assertThat(step()).isEqualTo(Step.NAME);
        model.back();
        assertThat(step()).isEqualTo(Step.CHOOSE);
    }

    @Test
    void aHubThatDoesNotTakeTheNewcomerSaysSo() {
        toPlace();
        place.whereProperty().set(Where.HUB);
        real.look = new HubLook.Found(TestHubs.offer("Weavers"));
        place.finder().take("hub.example.org");
        real.outcome = new WalletHome.Outcome.NotJoined(new HubJoining.Silent());
        model.next();
        assertThat(step()).isEqualTo(Step.PLACE);
        assertThat(model.problemProperty().get()).contains("Weavers does not answer any more.");
        assertThat(opened).isEmpty();
    }

    @Test
    void aWalletThatCannotBeSetAsideStaysWhereItIs() {
        real.found = new WalletHome.Found.Wallet("Ada", true);
        model.start();
        model.forgot();
        model.next();
        model.typedWordsProperty().set(THEIRS);
        model.next();
        owner.nameProperty().set("Ada");
        model.next();
        place.whereProperty().set(Where.TOWN);
        real.found = new WalletHome.Found.Nothing();
        model.next();
        assertThat(step()).isEqualTo(Step.PLACE);
        assertThat(problem()).contains("there is nothing");
        assertThat(real.made).isEmpty();
    }

    private Step step() {
        return model.stepProperty().get();
    }

    private String problem() {
        return model.problemProperty().get();
    }

    private void toWords() {
        model.start();
        model.chooseNew();
        owner.nameProperty().set(" Bike Workshop ");
        owner.passwordProperty().set(GOOD);
        owner.passwordAgainProperty().set(GOOD);
        model.next();
    }

    private void toCheck() {
        toWords();
        model.next();
    }

    private void answer() {
        for (int i = 0; i < model.answers().size(); i++) {
            model.answers()
                    .get(i)
                    .set(" " + FakeHome.WORDS.get(model.askedWords().get(i) - 1).toUpperCase(Locale.ROOT));
        }
    }

    private void toPlace() {
        toCheck();
        answer();
        model.next();
        place.whereProperty().set(Where.OWN);
    }

    @Test
    void aNewWalletIsHandedOverWithAllThatWasSaidAndSecretsAreForgotten() {
        real.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        toPlace();
        assertThat(step()).isEqualTo(Step.PLACE);
        place.nameProperty().set(" Riverside ");
        place.unitCodeProperty().set("BEER");
        place.decimalsProperty().set(0);
        model.next();
        assertThat(real.made)
                .containsExactly("Bike Workshop | " + String.join(" ", FakeHome.WORDS)
                        + " | OwnCommunity[name=Riverside, unit=Unit[code=BEER, precision=0]]");
        assertThat(real.passwords).containsExactly(GOOD);
        assertThat(opened).hasSize(1);
        assertThat(practice.made).isEmpty();
        assertThat(owner.passwordProperty().get()).isEmpty();
        assertThat(owner.passwordAgainProperty().get()).isEmpty();
        assertThat(model.words()).isEmpty();
        assertThat(model.answers())
                .allSatisfy(answer -> assertThat(answer.get()).isEmpty());
    }

    @Test
    void everyStepGoesBackToTheOneBeforeAndKeepsWhatWasTyped() {
        toPlace();
        List<Integer> asked = model.askedWords();
        for (Step before : List.of(Step.CHECK, Step.WORDS, Step.NAME, Step.CHOOSE, Step.CHOOSE)) {
            model.back();
            assertThat(step()).isEqualTo(before);
        }
        model.chooseNew();
        assertThat(owner.nameProperty().get()).isEqualTo(" Bike Workshop ");
        assertThat(model.words()).isEqualTo(FakeHome.WORDS);
        model.next();
        model.next();
        assertThat(model.askedWords()).isEqualTo(asked);
        model.next();
        assertThat(step()).isEqualTo(Step.PLACE);
        assertThat(real.made).isEmpty();
    }

    @Test
    void aNameHasOneToAHundredCharacters() {
        model.chooseNew();
        for (String wrong : List.of("", "   ", "x".repeat(101))) {
            owner.nameProperty().set(wrong);
            model.next();
            assertThat(step()).isEqualTo(Step.NAME);
            assertThat(problem()).isEqualTo("A name has 1 to 100 characters");
        }
        owner.nameProperty().set("x".repeat(100));
        model.next();
        assertThat(step()).isEqualTo(Step.WORDS);
        assertThat(problem()).isEmpty();
    }

    @Test
    void aWeakPasswordOrTwoDifferentOnesStopAndNoneIsAllowed() {
        model.chooseNew();
        owner.nameProperty().set("Zora");
        owner.passwordProperty().set("abcdefgh");
        owner.passwordAgainProperty().set("abcdefgh");
        assertThat(owner.strengthProperty().get()).isEqualTo(PasswordStrength.WEAK);
        assertThat(owner.strengthText()).isEqualTo("Weak: falls in a day");
        model.next();
        assertThat(step()).isEqualTo(Step.NAME);
        assertThat(problem()).startsWith("This password falls quickly");
        owner.passwordProperty().set(GOOD);
        model.next();
        assertThat(problem()).isEqualTo("The two passwords are not the same");
        owner.passwordProperty().set("");
        owner.passwordAgainProperty().set("");
        model.next();
        assertThat(step()).isEqualTo(Step.WORDS);
    }

    @Test
    void threeDifferentWordsAreAskedForAndAWrongOneIsNamed() {
        toCheck();
        assertThat(model.askedWords()).hasSize(3).doesNotHaveDuplicates().isSorted();
        assertThat(model.askedWords()).allSatisfy(number -> assertThat(number).isBetween(1, 12));
        model.next();
        assertThat(step()).isEqualTo(Step.CHECK);
        assertThat(problem()).startsWith("Word " + model.askedWords().getFirst() + " is another one.");
        answer();
        model.answers().get(2).set("wrong");
        model.next();
        assertThat(step()).isEqualTo(Step.CHECK);
        assertThat(problem()).startsWith("Word " + model.askedWords().getLast() + " is another one.");
        model.back();
        assertThat(problem()).isEmpty();
    }

    @Test
    void wordsThatCannotBeRestoredAreNamed() {
        model.chooseRestore();
        model.typedWordsProperty().set("abandon about");
        model.next();
        assertThat(problem()).isEqualTo("These are 2 words; there have to be 12, 15, 18, 21 or 24");
        model.typedWordsProperty().set(THEIRS.replace("about", "abuot"));
        model.next();
        assertThat(problem()).isEqualTo("Word 12 is none of the list: look at its spelling");
        model.typedWordsProperty().set(THEIRS.replace("about", "zoo"));
        model.next();
        assertThat(problem()).startsWith("These words do not fit together");
        assertThat(step()).isEqualTo(Step.RESTORE);
    }

    @Test
    void restoredWordsMakeTheWalletWithoutBeingAskedFor() {
        model.chooseRestore();
        model.typedWordsProperty().set("  " + THEIRS.replace(" ", "\n ").toUpperCase(Locale.ROOT));
        model.next();
        assertThat(step()).isEqualTo(Step.NAME);
        owner.nameProperty().set("Zora");
        model.next();
        assertThat(step()).isEqualTo(Step.PLACE);
        model.back();
        assertThat(step()).isEqualTo(Step.NAME);
        model.back();
        assertThat(step()).isEqualTo(Step.RESTORE);
        model.next();
        model.next();
        place.whereProperty().set(Where.TOWN);
        model.next();
        assertThat(real.made).containsExactly("Zora | " + THEIRS + " | PracticeTown[]");
    }

    @Test
    void aNewWalletNeverHasWordsThatSomebodyTypedIn() {
        model.chooseRestore();
        model.typedWordsProperty().set(THEIRS);
        model.next();
        model.back();
        model.typedWordsProperty().set("");
        model.back();
        model.chooseNew();
        assertThat(model.words()).isEqualTo(FakeHome.WORDS);
    }

    @Test
    void whatFailsIsSaidAndNothingThatWasTypedIsLost() {
        toPlace();
        place.nameProperty().set("Riverside");
        model.next();
        assertThat(step()).isEqualTo(Step.PLACE);
        assertThat(problem()).isEqualTo("This did not work: nothing is made here");
        real.outcome = new WalletHome.Outcome.Exists();
        model.next();
        assertThat(problem()).isEqualTo("This did not work: there is a wallet on this computer already");
        real.outcome = new WalletHome.Outcome.InUse("");
        model.next();
        assertThat(problem()).isEqualTo("This did not work: another window has this wallet open");
        assertThat(real.made).hasSize(3).allSatisfy(one -> assertThat(one).startsWith("Bike Workshop"));
        assertThat(real.passwords).containsOnly(GOOD);
    }

    @Test
    void thePracticeTownWantsANameAndNoPassword() {
        practice.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        model.start();
        model.choosePractice();
        assertThat(step()).isEqualTo(Step.NAME);
        assertThat(owner.asksPasswordProperty().get()).isFalse();
        model.back();
        assertThat(step()).isEqualTo(Step.CHOOSE);
        model.choosePractice();
        owner.nameProperty().set("Zora");
        model.next();
        assertThat(practice.made).containsExactly("Zora | " + String.join(" ", FakeHome.WORDS) + " | PracticeTown[]");
        assertThat(practice.passwords).containsExactly("");
        assertThat(real.made).isEmpty();
        assertThat(opened).hasSize(1);
    }

    @Test
    void aPracticeTownThatIsThereIsOpenedAtOnce() {
        practice.found = new WalletHome.Found.Wallet("Zora", false);
        practice.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        model.start();
        assertThat(step()).isEqualTo(Step.CHOOSE);
        assertThat(model.practiceWaitsProperty().get()).isTrue();
        model.choosePractice();
        assertThat(opened).hasSize(1);
        assertThat(practice.made).isEmpty();
    }

    @Test
    void aLockedWalletWantsItsPasswordAndAWrongOneIsSaid() {
        real.found = new WalletHome.Found.Wallet("Zora", true);
        real.outcome = new WalletHome.Outcome.WrongPassword();
        model.start();
        assertThat(step()).isEqualTo(Step.UNLOCK);
        assertThat(model.greetingProperty().get()).isEqualTo("Welcome back, Zora");
        owner.passwordProperty().set("wrong");
        model.next();
        assertThat(step()).isEqualTo(Step.UNLOCK);
        assertThat(problem()).isEqualTo("That is not the password of this wallet");
        real.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        owner.passwordProperty().set(GOOD);
        model.next();
        assertThat(real.passwords).containsExactly("wrong", GOOD);
        assertThat(opened).hasSize(1);
    }

    @Test
    void aWalletWithoutAPasswordOpensByItself() {
        real.found = new WalletHome.Found.Wallet("Zora", false);
        real.outcome = new WalletHome.Outcome.Opened(new NoWallet());
        model.start();
        assertThat(opened).hasSize(1);
        assertThat(real.passwords).containsExactly("");
    }

    /** A wallet that is only handed over. */
    private static final class NoWallet implements OpenedWallet {

        @Override
        public Wallet wallet() {
            throw new UnsupportedOperationException("nobody asks in this test");
        }

        @Override
        public Hubs hubs() {
            throw new UnsupportedOperationException("nobody asks in this test");
        }

        @Override
        public String ownerName() {
            return "Zora";
        }

        @Override
        public String communityName() {
            return "Riverside";
        }

        @Override
        public void close() {}
    }
}
