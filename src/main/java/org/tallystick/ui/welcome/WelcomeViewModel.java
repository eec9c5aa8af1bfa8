package org.tallystick.ui.welcome;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.tallystick.base.Randomness;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.ui.welcome.Journey.Aim;
import org.tallystick.ui.words.OfferWords;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.WalletHome;

/**
 * How somebody comes to a wallet: step by step, each can be gone back from, and nothing is written before the last one. On the
 * thread of the screens.
 */
public final class WelcomeViewModel {

    /** Where one is. */
    public enum Step {
        /** How to start. */
        CHOOSE,
        /** The community to which somebody was invited. */
        INVITATION,
        /** The owner's name and password. */
        NAME,
        /** The words to write down. */
        WORDS,
        /** Three of them asked for. */
        CHECK,
        /** Words typed in. */
        RESTORE,
        /** In which community. */
        PLACE,
        /** A wallet is there and wants its password. */
        UNLOCK,
        /** Nobody knows that password any more. */
        FORGOT,
        /** Something is being done. */
        WORKING
    }

    private final WalletHome real;
    private final WalletHome practice;
    private final Background background;
    private final Messages messages;
    private final WordCheck check;
    private final Consumer<OpenedWallet> opened;
    private final OwnerViewModel owner;
    private final PlaceViewModel place;
    private final OfferWords words;

    private final Journey journey = new Journey();
    private final ReadOnlyStringWrapper working = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper greeting = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper practiceWaits = new ReadOnlyBooleanWrapper();
    private final TypedWords typedWords;

    /**
     * Makes the first screens.
     *
     * @param real where the real wallet lives
     * @param practice where the practice town lives
     * @param randomness picks the words that are asked for
     * @param opened gets the wallet and closes it in the end
     */
    public WelcomeViewModel(
            WalletHome real,
            WalletHome practice,
            Background background,
            Messages messages,
            Randomness randomness,
            Consumer<OpenedWallet> opened) {
        this.real = real;
        this.practice = practice;
        this.background = background;
        this.messages = messages;
        this.check = new WordCheck(randomness);
        this.opened = opened;
        this.words = new OfferWords(messages);
        Runnable typed = () -> journey.say("");
        this.owner = new OwnerViewModel(messages, typed);
        this.place = new PlaceViewModel(new HubFinderViewModel(real::look, background, messages), messages, typed);
        this.typedWords = new TypedWords(background, messages);
        typedWords.textProperty().addListener((property, before, now) -> typed.run());
        check.answers().forEach(each -> each.addListener((property, before, now) -> typed.run()));
    }

    /** Looks what is there: opens it, asks for its password, or asks how to start. */
    public void start() {
        background.run(
                () -> List.of(real.found(), practice.found()),
                found -> begin(found.getFirst(), found.getLast()),
                thrown -> fail(Step.CHOOSE, String.valueOf(thrown.getMessage())));
    }

    private void begin(WalletHome.Found realFound, WalletHome.Found practiceFound) {
        practiceWaits.set(practiceFound instanceof WalletHome.Found.Wallet);
        if (realFound instanceof WalletHome.Found.Wallet wallet) {
            journey.begin(Aim.OPEN);
            greeting.set(messages.text("welcome.unlock.title", wallet.ownerName()));
            if (wallet.locked()) {
                journey.go(Step.UNLOCK);
            } else {
                unlock();
            }
        }
        // Where there is none, somebody may have begun already while it was looked for.
    }

    /** A new wallet at a hub whose address, link or code somebody was given. */
    public void chooseInvited() {
        journey.begin(Aim.INVITED);
        place.whereProperty().set(PlaceViewModel.Where.HUB);
        journey.go(Step.INVITATION);
    }

    /** A new wallet. */
    public void chooseNew() {
        journey.begin(Aim.NEW);
        nameWithFreshWords();
    }

    private void nameWithFreshWords() {
        owner.askPassword(true);
        if (check.isFresh()) {
            journey.go(Step.NAME);
            return;
        }
        Step before = journey.step();
        background.run(
                () -> check.invent(real::freshWords),
                invented -> {
                    if (journey.step() == before) {
                        check.take(invented);
                        journey.go(Step.NAME);
                    }
                },
                thrown -> fail(before, String.valueOf(thrown.getMessage())));
    }

    /** Words that somebody has. */
    public void chooseRestore() {
        restore(false);
    }

    private void restore(boolean aside) {
        journey.beginRestore(aside);
        owner.askPassword(true);
        journey.go(Step.RESTORE);
    }

    /** The practice town: the one that is there, or a new one. */
    public void choosePractice() {
        journey.begin(Aim.PRACTICE);
        owner.askPassword(false);
        if (practiceWaits.get()) {
            work(practice, (home, progress) -> home.open(new char[0], progress));
        } else {
            journey.go(Step.NAME);
        }
    }

    /** Goes on from the present step if what it asks for is there; says what is missing otherwise. */
    public void next() {
        journey.say("");
        switch (journey.step()) {
            case INVITATION -> place.start(journey::say).ifPresent(found -> nameWithFreshWords());
            case NAME -> afterName();
            case WORDS -> journey.go(Step.CHECK);
            case CHECK -> afterCheck();
            case RESTORE -> afterRestore();
            case PLACE -> place.start(journey::say).ifPresent(this::make);
            case UNLOCK -> unlock();
            case FORGOT -> restoreInstead();
            case CHOOSE, WORKING -> {}
        }
    }

    /** Goes one step back; what was typed stays. */
    public void back() {
        journey.back();
    }

    private void afterName() {
        Optional<String> wrong = owner.problem();
        if (wrong.isPresent()) {
            journey.say(wrong.get());
        } else if (journey.aim() == Aim.PRACTICE) {
            String called = owner.called();
            work(
                    practice,
                    (home, progress) -> home.make(
                            called, home.freshWords(), new char[0], new WalletHome.Start.PracticeTown(), progress));
        } else {
            journey.go(journey.aim() == Aim.RESTORE ? Step.PLACE : Step.WORDS);
        }
    }

    private void afterCheck() {
        OptionalInt wrong = check.wrong();
        if (wrong.isPresent()) {
            journey.say(messages.text("welcome.check.problem", wrong.getAsInt()));
            return;
        }
        journey.go(Step.PLACE);
        if (journey.aim() == Aim.INVITED) {
            // Where is known already; what goes wrong is said where another place can be chosen.
            next();
        }
    }

    private void afterRestore() {
        typedWords.read(
                typed -> {
                    if (journey.step() == Step.RESTORE) {
                        check.take(typed);
                        journey.go(Step.NAME);
                    }
                },
                journey::say);
    }

    private void make(WalletHome.Start start) {
        String called = owner.called();
        List<String> mnemonic = check.words();
        char[] secret = owner.secret();
        boolean aside = journey.setsAside();
        work(real, (home, progress) -> {
            if (aside) {
                home.setAside();
            }
            return home.make(called, mnemonic, secret, start, progress);
        });
    }

    private void unlock() {
        char[] secret = owner.secret();
        work(real, (home, progress) -> home.open(secret, progress));
    }

    /** For somebody who does not know the password any more: says what can be done. */
    public void forgot() {
        journey.go(Step.FORGOT);
    }

    /** Nothing is moved before the words are there and all else is said. */
    private void restoreInstead() {
        owner.forget();
        restore(true);
    }

    /** What is asked of a home. */
    @FunctionalInterface
    private interface Errand {
        WalletHome.Outcome run(WalletHome home, Consumer<WalletHome.Step> progress) throws IOException;
    }

    private void work(WalletHome home, Errand errand) {
        Step before = journey.step();
        working.set(messages.text("welcome.working.OPENING"));
        journey.go(Step.WORKING);
        background.run(
                () -> errand.run(
                        home,
                        doing -> background.soon(() -> working.set(messages.text("welcome.working." + doing.name())))),
                outcome -> after(outcome, before),
                thrown -> fail(before, String.valueOf(thrown.getMessage())));
    }

    private void after(WalletHome.Outcome outcome, Step before) {
        switch (outcome) {
            case WalletHome.Outcome.Opened done -> {
                forget();
                opened.accept(done.wallet());
            }
            case WalletHome.Outcome.WrongPassword _ -> {
                journey.go(Step.UNLOCK);
                journey.say(messages.text("welcome.unlock.wrong"));
            }
            case WalletHome.Outcome.Exists _ -> fail(before, messages.text("welcome.exists"));
            case WalletHome.Outcome.InUse _ -> fail(before, messages.text("welcome.inUse"));
            case WalletHome.Outcome.NotJoined not ->
                fail(before, words.joinProblem(not.why(), place.finder().called()));
            case WalletHome.Outcome.Failed failed -> fail(before, failed.what());
        }
    }

    private void fail(Step back, String what) {
        journey.go(back == Step.WORKING ? Step.CHOOSE : back);
        journey.say(messages.text("welcome.failed", what));
    }

    /** Secrets do not stay longer than they are needed. */
    private void forget() {
        owner.forget();
        typedWords.textProperty().set("");
        check.forget();
    }

    /** Where one is. */
    public ReadOnlyObjectProperty<Step> stepProperty() {
        return journey.stepProperty();
    }

    /** What stands against going on, as a sentence; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return journey.problemProperty();
    }

    /** What is being done, as a sentence. */
    public ReadOnlyStringProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** Whose wallet is being unlocked. */
    public ReadOnlyStringProperty greetingProperty() {
        return greeting.getReadOnlyProperty();
    }

    /** Whether a practice town is there already. */
    public ReadOnlyBooleanProperty practiceWaitsProperty() {
        return practiceWaits.getReadOnlyProperty();
    }

    /** The name and password of the owner. */
    public OwnerViewModel owner() {
        return owner;
    }

    /** The password that unlocks. */
    public StringProperty passwordProperty() {
        return owner.passwordProperty();
    }

    /** In which community to begin. */
    public PlaceViewModel place() {
        return place;
    }

    /** The words to write down. */
    public List<String> words() {
        return check.words();
    }

    /** Which words are asked for, counted from 1; empty before. */
    public List<Integer> askedWords() {
        return check.asked();
    }

    /** What was answered. */
    public List<StringProperty> answers() {
        return check.answers();
    }

    /** Words that somebody types in. */
    public StringProperty typedWordsProperty() {
        return typedWords.textProperty();
    }
}
