package org.tallystick.ui.welcome;

import java.util.List;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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

    private static final int STRENGTH_PARTS = 4;
    private static final double ROOM_EMS = 60;
    private static final List<Integer> DECIMALS = List.of(0, 1, 2, 3, 4);

    private final WelcomeViewModel model;
    private final Messages messages;
    private final Screen finder;
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
    private Button chooseNew;

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
    private TextField name;

    @FXML
    private VBox passwordBox;

    @FXML
    private PasswordField password;

    @FXML
    private PasswordField passwordAgain;

    @FXML
    private HBox strengthBar;

    @FXML
    private Label strengthText;

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
    private RadioButton ownPlace;

    @FXML
    private RadioButton hubPlace;

    @FXML
    private StackPane finderBox;

    @FXML
    private RadioButton townPlace;

    @FXML
    private VBox ownFields;

    @FXML
    private TextField communityName;

    @FXML
    private TextField unitCode;

    @FXML
    private ComboBox<Integer> decimals;

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
     * @param finder the form that finds a hub elsewhere
     */
    public WelcomeView(WelcomeViewModel model, Messages messages, Screen finder) {
        this.finder = finder;
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        // The steps come before the story where there is no room for both.
        Breakpoint.watch(frame, ROOM_EMS, wide -> {
            story.setVisible(wide);
            story.setManaged(wide);
        });
        logo.getChildren().add(TallySticks.logo());
        picture.getChildren().add(TallySticks.picture(messages.text("welcome.owe"), messages.text("welcome.owed")));
        name.textProperty().bindBidirectional(model.nameProperty());
        password.textProperty().bindBidirectional(model.passwordProperty());
        passwordAgain.textProperty().bindBidirectional(model.passwordAgainProperty());
        unlockPassword.textProperty().bindBidirectional(model.passwordProperty());
        typedWords.textProperty().bindBidirectional(model.typedWordsProperty());
        communityName.textProperty().bindBidirectional(model.communityNameProperty());
        unitCode.textProperty().bindBidirectional(model.unitCodeProperty());
        decimals.getItems().setAll(DECIMALS);
        decimals.valueProperty().bindBidirectional(model.decimalsProperty());
        ownPlace.selectedProperty().bindBidirectional(model.ownCommunityProperty());
        hubPlace.selectedProperty().bindBidirectional(model.elsewhereProperty());
        townPlace.setSelected(!ownPlace.isSelected() && !hubPlace.isSelected());
        finderBox.getChildren().add(finder.root());
        Shown.when(ownFields, ownPlace.selectedProperty());
        Shown.when(finderBox, hubPlace.selectedProperty());
        greeting.textProperty().bind(model.greetingProperty());
        working.textProperty().bind(model.workingProperty());
        problem.textProperty().bind(model.problemProperty());
        Shown.when(problem, model.problemProperty().isNotEmpty());
        Shown.when(passwordBox, model.asksPasswordProperty());
        for (int i = 0; i < STRENGTH_PARTS; i++) {
            Region part = new Region();
            part.getStyleClass().add("strength-part");
            HBox.setHgrow(part, Priority.ALWAYS);
            strengthBar.getChildren().add(part);
        }
        model.strengthProperty().addListener((property, before, now) -> showStrength());
        showStrength();
        model.practiceWaitsProperty().addListener((property, before, now) -> showPractice());
        showPractice();
        accessible();
        typedWords.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
                event.consume();
                next.requestFocus();
            }
        });
    }

    /** Fields are named by what stands above them. */
    private void accessible() {
        Map.of(
                        name, "welcome.name.label",
                        password, "welcome.password.label",
                        passwordAgain, "welcome.password.again",
                        unlockPassword, "welcome.unlock.label",
                        typedWords, "welcome.restore.title",
                        communityName, "welcome.place.name",
                        unitCode, "welcome.place.unit",
                        decimals, "welcome.place.decimals")
                .forEach((field, key) -> field.setAccessibleText(messages.text(key)));
        chooseNew.setAccessibleText(messages.text("welcome.choose.new"));
        chooseRestore.setAccessibleText(messages.text("welcome.choose.restore"));
    }

    private void showStrength() {
        int steps = model.strengthSteps();
        for (int i = 0; i < STRENGTH_PARTS; i++) {
            List<String> classes = strengthBar.getChildren().get(i).getStyleClass();
            classes.removeAll(List.of("on", "weak"));
            if (i < steps) {
                classes.add("on");
            }
            if (steps == 1) {
                classes.add("weak");
            }
        }
        strengthText.setText(model.strengthText());
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
                Step.NAME, nameStep,
                Step.WORDS, wordsStep,
                Step.CHECK, checkStep,
                Step.RESTORE, restoreStep,
                Step.PLACE, placeStep,
                Step.UNLOCK, unlockStep,
                Step.FORGOT, forgotStep,
                Step.WORKING, workingStep);
        panes.forEach((each, pane) -> {
            pane.setVisible(each == step);
            pane.setManaged(each == step);
        });
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
            case CHOOSE, NAME, CHECK, RESTORE, WORKING -> "app.next";
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
        Node first = switch (step) {
            case CHOOSE -> chooseNew;
            case NAME -> name;
            case WORDS -> next;
            case CHECK ->
                ((VBox) answers.getChildren().getFirst()).getChildren().getLast();
            case RESTORE -> typedWords;
            case PLACE -> ownPlace.isSelected() ? communityName : hubPlace.isSelected() ? hubPlace : townPlace;
            case UNLOCK -> unlockPassword;
            case FORGOT -> back;
            case WORKING -> working;
        };
        Focus.on(first);
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.stepProperty().addListener(onStep);
        finder.attach();
        show(model.stepProperty().get());
        root.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.back();
            }
        });
    }

    @Override
    public void detach() {
        finder.detach();
        model.stepProperty().removeListener(onStep);
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
