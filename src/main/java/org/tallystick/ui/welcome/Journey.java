package org.tallystick.ui.welcome;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.tallystick.ui.welcome.WelcomeViewModel.Step;

/** What somebody came for, at which step they are, and what stands against going on. On the thread of the screens. */
final class Journey {

    /** What one came for. */
    enum Aim {
        /** A new wallet at a hub to which somebody was invited. */
        INVITED,
        /** A new wallet. */
        NEW,
        /** A wallet out of its words. */
        RESTORE,
        /** The practice town. */
        PRACTICE,
        /** The wallet that is there. */
        OPEN
    }

    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.CHOOSE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Aim aim = Aim.NEW;
    private boolean setsAside;

    /** Says what one came for. */
    void begin(Aim now) {
        aim = now;
    }

    /**
     * Says that one came with words.
     *
     * @param aside whether a wallet whose password nobody knows makes room for theirs
     */
    void beginRestore(boolean aside) {
        setsAside = aside;
        aim = Aim.RESTORE;
    }

    /** What one came for. */
    Aim aim() {
        return aim;
    }

    /** Whether the wallet that is there makes room for the one that is made. */
    boolean setsAside() {
        return setsAside;
    }

    /** Goes to a step, against which nothing stands yet. */
    void go(Step target) {
        say("");
        step.set(target);
    }

    /** Goes one step back where there is one. */
    void back() {
        switch (step.get()) {
            case NAME ->
                go(
                        switch (aim) {
                            case RESTORE -> Step.RESTORE;
                            case INVITED -> Step.INVITATION;
                            case NEW, PRACTICE, OPEN -> Step.CHOOSE;
                        });
            case INVITATION -> go(Step.CHOOSE);
            case WORDS -> go(Step.NAME);
            case CHECK -> go(Step.WORDS);
            case RESTORE -> go(setsAside ? Step.FORGOT : Step.CHOOSE);
            case FORGOT -> go(Step.UNLOCK);
            case PLACE -> go(aim == Aim.RESTORE ? Step.NAME : Step.CHECK);
            case CHOOSE, UNLOCK, WORKING -> {}
        }
    }

    /** Says what stands against going on, as a sentence; empty for nothing. */
    void say(String sentence) {
        problem.set(sentence);
    }

    /** The step at which one is. */
    Step step() {
        return step.get();
    }

    /** The same, to be followed. */
    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** What stands against going on, as a sentence; empty for nothing. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
