package org.tallystick.ui.welcome;

import java.util.List;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.TallySticks;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.welcome.WelcomeViewModel.Step;

/** Shows the steps to a wallet, one at a time, with the keyboard where it is needed. */
public final class WelcomeView implements Screen {

    private static final double ROOM_EMS = 60;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final WelcomeViewModel model;
    private final Messages messages;
    private final Screen owner;
    private final Screen invitation;
    private final Screen place;
    private final Parent root;
    private final ChangeListener<Step> onStep = (property, before, now) -> show(now);

    @FXML
    private HBox frame;

    @FXML
    private VBox story;

    @FXML
    private Group logo;

    @FXML
    private Group picture;

    @FXML
    private VBox choose;

    @FXML
    private Button chooseInvited;

    @FXML
    private Button chooseNew;

    @FXML
    private VBox invitationStep;

    @FXML
    private Button chooseRestore;

    @FXML
    private Button choosePractice;

    @FXML
    private Label practiceTitle;

    @FXML
    private Label practiceText;

    @FXML
    private VBox nameStep;

    @FXML
    private VBox wordsStep;

    @FXML
    private FlowPane words;

    @FXML
    private VBox checkStep;

    @FXML
    private VBox answers;

    @FXML
    private VBox restoreStep;

    @FXML
    private TextArea typedWords;

    @FXML
    private VBox placeStep;

    @FXML
    private VBox unlockStep;

    @FXML
    private Label greeting;

    @FXML
    private PasswordField unlockPassword;

    @FXML
    private VBox forgotStep;

    @FXML
    private VBox workingStep;

    @FXML
    private Label working;

    @FXML
    private StackPane room;

    @FXML
    private Label problem;

    @FXML
    private Button back;

    @FXML
    private Button next;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param owner the form for name and password
     * @param invitation the form for what somebody was given
     * @param place the form for the community
     */
    public WelcomeView(WelcomeViewModel model, Messages messages, Screen owner, Screen invitation, Screen place) {
        this.model = model;
        this.messages = messages;
        this.owner = owner;
        this.invitation = invitation;
        this.place = place;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        // The steps come before the story where there is no room for both.
        Breakpoint.watch(frame, ROOM_EMS, wide -> Shown.set(story, wide));
        logo.getChildren().add(TallySticks.logo());
        picture.getChildren().add(TallySticks.picture(messages.text("welcome.owe"), messages.text("welcome.owed")));
        nameStep.getChildren().add(owner.root());
        invitationStep.getChildren().add(invitation.root());
        placeStep.getChildren().add(place.root());
        unlockPassword.textProperty().bindBidirectional(model.passwordProperty());
        unlockPassword.setAccessibleText(messages.text("welcome.unlock.label"));
        typedWords.textProperty().bindBidirectional(model.typedWordsProperty());
        typedWords.setAccessibleText(messages.text("welcome.restore.title"));
        chooseInvited.setAccessibleText(messages.text("welcome.choose.invited"));
        chooseNew.setAccessibleText(messages.text("welcome.choose.new"));
        chooseRestore.setAccessibleText(messages.text("welcome.choose.restore"));
        greeting.textProperty().bind(model.greetingProperty());
        working.textProperty().bind(model.workingProperty());
        Shown.text(problem, model.problemProperty());
        // What is wrong stands below the step, which leaves room for it.
        model.problemProperty()
                .addListener((property, before, now) -> room.pseudoClassStateChanged(WRONG, !now.isEmpty()));
        model.practiceWaitsProperty().addListener((property, before, now) -> showPractice());
        showPractice();
        typedWords.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
                event.consume();
                next.requestFocus();
            }
        });
    }

    private void showPractice() {
        String which = model.practiceWaitsProperty().get() ? "practiceAgain" : "practice";
        practiceTitle.setText(messages.text("welcome.choose." + which));
        choosePractice.setAccessibleText(practiceTitle.getText());
        practiceText.setText(messages.text("welcome.choose." + which + "Text"));
    }

    private void show(Step step) {
        Map<Step, VBox> panes = Map.of(
                Step.CHOOSE, choose,
                Step.INVITATION, invitationStep,
                Step.NAME, nameStep,
                Step.WORDS, wordsStep,
                Step.CHECK, checkStep,
                Step.RESTORE, restoreStep,
                Step.PLACE, placeStep,
                Step.UNLOCK, unlockStep,
                Step.FORGOT, forgotStep,
                Step.WORKING, workingStep);
        panes.forEach((each, pane) -> Shown.set(pane, each == step));
        boolean steps = step != Step.CHOOSE && step != Step.WORKING;
        next.setVisible(steps);
        back.setVisible(steps && step != Step.UNLOCK);
        next.setText(messages.text(nextKey(step)));
        if (step == Step.WORDS) {
            fillWords();
        } else if (step == Step.CHECK) {
            fillAnswers();
        }
        focus(step);
    }

    private static String nextKey(Step step) {
        return switch (step) {
            case WORDS -> "welcome.words.next";
            case PLACE -> "welcome.place.make";
            case UNLOCK -> "welcome.unlock.open";
            case FORGOT -> "welcome.forgot.next";
            case CHOOSE, INVITATION, NAME, CHECK, RESTORE, WORKING -> "app.next";
        };
    }

    private void fillWords() {
        words.getChildren().clear();
        List<String> all = model.words();
        for (int i = 0; i < all.size(); i++) {
            Label number = new Label(Integer.toString(i + 1));
            number.getStyleClass().add("number");
            Label word = new Label(all.get(i));
            word.getStyleClass().add("strong");
            HBox box = new HBox(number, word);
            box.getStyleClass().add("word");
            words.getChildren().add(box);
        }
    }

    private void fillAnswers() {
        answers.getChildren().clear();
        List<Integer> asked = model.askedWords();
        for (int i = 0; i < asked.size(); i++) {
            String text = messages.text("welcome.check.label", asked.get(i));
            Label label = new Label(text);
            label.getStyleClass().add("field-label");
            TextField field = new TextField();
            field.setAccessibleText(text);
            field.textProperty().bindBidirectional(model.answers().get(i));
            VBox box = new VBox(label, field);
            box.getStyleClass().add("gap-1");
            answers.getChildren().add(box);
        }
    }

    private void focus(Step step) {
        switch (step) {
            case CHOOSE -> Focus.on(chooseInvited);
            case INVITATION -> invitation.focus();
            case NAME -> owner.focus();
            case WORDS -> Focus.on(next);
            case CHECK ->
                Focus.on(((VBox) answers.getChildren().getFirst()).getChildren().getLast());
            case RESTORE -> Focus.on(typedWords);
            case PLACE -> place.focus();
            case UNLOCK -> Focus.on(unlockPassword);
            case FORGOT -> Focus.on(back);
            case WORKING -> Focus.on(working);
        }
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.stepProperty().addListener(onStep);
        owner.attach();
        invitation.attach();
        place.attach();
        show(model.stepProperty().get());
        root.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.back();
            }
        });
    }

    @Override
    public void detach() {
        place.detach();
        invitation.detach();
        owner.detach();
        model.stepProperty().removeListener(onStep);
    }

    @FXML
    private void chooseInvited() {
        model.chooseInvited();
    }

    @FXML
    private void chooseNew() {
        model.chooseNew();
    }

    @FXML
    private void chooseRestore() {
        model.chooseRestore();
    }

    @FXML
    private void choosePractice() {
        model.choosePractice();
    }

    @FXML
    private void forgot() {
        model.forgot();
    }

    @FXML
    private void back() {
        model.back();
    }

    @FXML
    private void next() {
        model.next();
    }
}
