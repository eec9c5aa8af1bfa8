package org.tallystick.ui.welcome;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.tallystick.base.Randomness;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.people.HubFinderViewModel;
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

    /** What one came for. */
    private enum Journey {
        INVITED,
        NEW,
        RESTORE,
        PRACTICE,
        OPEN
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

    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.CHOOSE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper working = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper greeting = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper practiceWaits = new ReadOnlyBooleanWrapper();
    private final TypedWords typedWords;

    private Journey journey = Journey.NEW;
    private boolean setsAside;

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
        Runnable typed = () -> problem.set("");
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
            journey = Journey.OPEN;
            greeting.set(messages.text("welcome.unlock.title", wallet.ownerName()));
            if (wallet.locked()) {
                go(Step.UNLOCK);
            } else {
                unlock();
            }
        }
        // Where there is none, somebody may have begun already while it was looked for.
    }

    /** A new wallet at a hub whose address, link or code somebody was given. */
    public void chooseInvited() {
        journey = Journey.INVITED;
        place.whereProperty().set(PlaceViewModel.Where.HUB);
        go(Step.INVITATION);
    }

    /** A new wallet. */
    public void chooseNew() {
        journey = Journey.NEW;
        nameWithFreshWords();
    }

    private void nameWithFreshWords() {
        owner.askPassword(true);
        if (check.isFresh()) {
            go(Step.NAME);
            return;
        }
        Step before = step.get();
        background.run(
                () -> check.invent(real::freshWords),
                invented -> {
                    if (step.get() == before) {
                        check.take(invented);
                        go(Step.NAME);
                    }
                },
                thrown -> fail(before, String.valueOf(thrown.getMessage())));
    }

    /** Words that somebody has. */
    public void chooseRestore() {
        setsAside = false;
        journey = Journey.RESTORE;
        owner.askPassword(true);
        go(Step.RESTORE);
    }

    /** The practice town: the one that is there, or a new one. */
    public void choosePractice() {
        journey = Journey.PRACTICE;
        owner.askPassword(false);
        if (practiceWaits.get()) {
            work(practice, (home, progress) -> home.open(new char[0], progress));
        } else {
            go(Step.NAME);
        }
    }

    /** Goes on from the present step if what it asks for is there; says what is missing otherwise. */
    public void next() {
        problem.set("");
        switch (step.get()) {
            case INVITATION -> place.start(problem::set).ifPresent(found -> nameWithFreshWords());
            case NAME -> afterName();
            case WORDS -> go(Step.CHECK);
            case CHECK -> afterCheck();
            case RESTORE -> afterRestore();
            case PLACE -> place.start(problem::set).ifPresent(this::make);
            case UNLOCK -> unlock();
            case FORGOT -> restoreInstead();
            case CHOOSE, WORKING -> {}
        }
    }

    /** Goes one step back; what was typed stays. */
    public void back() {
        switch (step.get()) {
            case NAME ->
                go(
                        switch (journey) {
                            case RESTORE -> Step.RESTORE;
                            case INVITED -> Step.INVITATION;
                            case NEW, PRACTICE, OPEN -> Step.CHOOSE;
                        });
            case INVITATION -> go(Step.CHOOSE);
            case WORDS -> go(Step.NAME);
            case CHECK -> go(Step.WORDS);
            case RESTORE -> go(setsAside ? Step.FORGOT : Step.CHOOSE);
            case FORGOT -> go(Step.UNLOCK);
            case PLACE -> go(journey == Journey.RESTORE ? Step.NAME : Step.CHECK);
            case CHOOSE, UNLOCK, WORKING -> {}
        }
    }

    private void afterName() {
        Optional<String> wrong = owner.problem();
        if (wrong.isPresent()) {
            problem.set(wrong.get());
        } else if (journey == Journey.PRACTICE) {
            String called = owner.called();
            work(
                    practice,
                    (home, progress) -> home.make(
                            called, home.freshWords(), new char[0], new WalletHome.Start.PracticeTown(), progress));
        } else {
            go(journey == Journey.RESTORE ? Step.PLACE : Step.WORDS);
        }
    }

    private void afterCheck() {
        OptionalInt wrong = check.wrong();
        if (wrong.isPresent()) {
            problem.set(messages.text("welcome.check.problem", wrong.getAsInt()));
            return;
        }
        go(Step.PLACE);
        if (journey == Journey.INVITED) {
            // Where is known already; what goes wrong is said where another place can be chosen.
            next();
        }
    }

    private void afterRestore() {
        typedWords.read(
                typed -> {
                    if (step.get() == Step.RESTORE) {
                        check.take(typed);
                        go(Step.NAME);
                    }
                },
                problem::set);
    }

    private void make(WalletHome.Start start) {
        String called = owner.called();
        List<String> mnemonic = check.words();
        char[] secret = owner.secret();
        boolean aside = setsAside;
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
        go(Step.FORGOT);
    }

    /** Nothing is moved before the words are there and all else is said. */
    private void restoreInstead() {
        owner.forget();
        chooseRestore();
        setsAside = true;
    }

    /** What is asked of a home. */
    @FunctionalInterface
    private interface Errand {
        WalletHome.Outcome run(WalletHome home, Consumer<WalletHome.Step> progress) throws IOException;
    }

    private void work(WalletHome home, Errand errand) {
        Step before = step.get();
        working.set(messages.text("welcome.working.OPENING"));
        go(Step.WORKING);
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
                go(Step.UNLOCK);
                problem.set(messages.text("welcome.unlock.wrong"));
            }
            case WalletHome.Outcome.Exists _ -> fail(before, messages.text("welcome.exists"));
            case WalletHome.Outcome.InUse _ -> fail(before, messages.text("welcome.inUse"));
            case WalletHome.Outcome.NotJoined not ->
                fail(before, words.joinProblem(not.why(), place.finder().called()));
            case WalletHome.Outcome.Failed failed -> fail(before, failed.what());
        }
    }

    private void fail(Step back, String what) {
        go(back == Step.WORKING ? Step.CHOOSE : back);
        problem.set(messages.text("welcome.failed", what));
    }

    /** Secrets do not stay longer than they are needed. */
    private void forget() {
        owner.forget();
        typedWords.textProperty().set("");
        check.forget();
    }

    private void go(Step target) {
        problem.set("");
        step.set(target);
    }

    /** Where one is. */
    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** What stands against going on, as a sentence; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
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
