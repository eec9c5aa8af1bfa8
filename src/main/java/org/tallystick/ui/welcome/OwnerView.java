package org.tallystick.ui.welcome;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Fields for a name and a password, with how long that would stand. */
public final class OwnerView implements Screen {

    private static final int STRENGTH_PARTS = 4;

    private final OwnerViewModel model;
    private final Messages messages;
    private final Parent root;

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

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public OwnerView(OwnerViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        name.textProperty().bindBidirectional(model.nameProperty());
        password.textProperty().bindBidirectional(model.passwordProperty());
        passwordAgain.textProperty().bindBidirectional(model.passwordAgainProperty());
        Map.of(
                        name, "welcome.name.label",
                        password, "welcome.password.label",
                        passwordAgain, "welcome.password.again")
                .forEach((field, key) -> field.setAccessibleText(messages.text(key)));
        Shown.when(passwordBox, model.asksPasswordProperty());
        for (int i = 0; i < STRENGTH_PARTS; i++) {
            Region part = new Region();
            part.getStyleClass().add("strength-part");
            HBox.setHgrow(part, Priority.ALWAYS);
            strengthBar.getChildren().add(part);
        }
        model.strengthProperty().addListener((property, before, now) -> showStrength());
        showStrength();
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

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void focus() {
        Focus.on(name);
    }
}
